package limpid.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import limpid.measure.Flag;
import limpid.measure.Parameter;
import limpid.measure.Reading;
import org.jspecify.annotations.Nullable;

/** What is known of a station's readings, and what was known of them before. */
public interface ReadingHistory {
    /**
     * Readings in the order of their ends.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Slice<Known, Position> readings(Question question, Position after, int limit);

    /**
     * The newest reading of every series of a station, in the order of the list of parameters.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Known> latest(String station);

    /**
     * Which readings.
     *
     * @param parameter only of this one; null for all
     * @param asOf      as they were known at this instant; null for now
     * @param revisions whether each reading brings the revisions before it
     */
    record Question(
            String station,
            @Nullable Parameter parameter,
            Span span,
            @Nullable Instant asOf,
            boolean revisions) {}

    /**
     * A reading as it is or was known.
     *
     * @param series     to which it belongs
     * @param recordedAt since when it has this value
     * @param broughtBy  by which way and whom it came; null where it was kept before that was
     * @param revisions  what it was before, oldest first; empty where not asked for
     */
    record Known(
            int series,
            Reading reading,
            Instant recordedAt,
            @Nullable String broughtBy,
            List<Revision> revisions) {
        /** Keeps its own list. */
        public Known {
            revisions = List.copyOf(revisions);
        }

        /** Its place in the list of readings. */
        public Position position() {
            return new Position(reading.end(), series);
        }

        /** The same reading with its revisions. */
        public Known with(List<Revision> others) {
            return new Known(series, reading, recordedAt, broughtBy, others);
        }
    }

    /**
     * What a reading was during a span.
     *
     * @param value     null for due and missing
     * @param knownFrom since when
     * @param knownTo   until when, that instant not included
     * @param origin    who brought the next value
     * @param reason    why it was changed
     * @param broughtBy by which way and whom this value came; null where it was kept before that was
     */
    record Revision(
            @Nullable BigDecimal value,
            Flag flag,
            Instant knownFrom,
            Instant knownTo,
            String origin,
            String reason,
            @Nullable String broughtBy) {}
}
