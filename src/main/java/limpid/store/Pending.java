package limpid.store;

import java.time.Duration;
import java.time.Instant;
import limpid.store.Stations.Place;
import org.jspecify.annotations.Nullable;

/** What is kept and not yet worked out: figures that rest on it are not what they will be in a moment. */
public interface Pending {
    /**
     * Local days of a place in which something waits for the rollup.
     *
     * @param place a station, or a city with its stations, or a river or lake with its sections
     * @throws StoreUnavailable where the store cannot be reached
     */
    int days(Place place, String name, Instant fromExclusive, Instant toInclusive);

    /**
     * What waits in all.
     *
     * @param most periods that are counted; more of them say no more
     * @throws StoreUnavailable where the store cannot be reached
     */
    Waiting waiting(int most);

    /**
     * What waits to be worked out.
     *
     * @param periods counted up to a number
     * @param since   since when the first of them does; null where none waits
     */
    record Waiting(long periods, @Nullable Instant since) {
        /** Nothing waits. */
        public static final Waiting NOTHING = new Waiting(0, null);

        /** How long the first of them has waited. */
        public Duration age(Instant now) {
            return since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
        }
    }
}
