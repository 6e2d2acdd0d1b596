package limpid.store;

import java.time.Instant;
import limpid.measure.Medium;
import limpid.measure.Reading;
import org.jspecify.annotations.Nullable;

/** Something that has been committed. */
public sealed interface Change {
    /**
     * A reading that is new or has a new value.
     *
     * @param recordedAt since when it has this value
     */
    record OfReading(Medium medium, Reading reading, Instant recordedAt) implements Change {}

    /**
     * Many readings of a station, such as a backfill, which are not told one by one.
     *
     * @param first end of the earliest
     * @param last  end of the latest
     */
    record OfSpan(Medium medium, String station, Instant first, Instant last) implements Change {}

    /**
     * Results that were worked out again.
     *
     * @param table   which, for example air_hour
     * @param medium  of the station; air for a city
     * @param station where they are of a station
     * @param city    where they are of a city
     * @param first   the earliest period: its end, or its first local date
     * @param last    the latest period, named the same way
     */
    record OfResults(
            String table,
            Medium medium,
            @Nullable String station,
            @Nullable String city,
            String first,
            String last) implements Change {}

    /** There may have been changes that are not told. */
    record Missed(Why why) implements Change {}

    /** Why changes are missing. */
    enum Why {
        /** Only what is committed from now on is told: the telling begins, or the store was away. */
        STARTED,
        /** More happened at once than could be told. */
        TOO_MANY
    }
}
