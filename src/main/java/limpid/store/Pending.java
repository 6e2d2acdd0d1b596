package limpid.store;

import java.time.Instant;
import limpid.store.Stations.Place;

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
     * Periods that wait in all, counted up to a hundred thousand.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    long periods();
}
