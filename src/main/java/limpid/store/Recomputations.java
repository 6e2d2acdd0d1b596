package limpid.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import limpid.measure.Medium;
import org.jspecify.annotations.Nullable;

/**
 * Results that people have computed again 重算, as after a change of rules. Days are marked some at a time, so that new readings do
 * not wait behind a year of old ones, and what is not yet marked can be cancelled.
 */
public interface Recomputations {
    /**
     * What rests on a span, of which some may come out otherwise.
     *
     * @param medium only of it; null for all
     * @throws StoreUnavailable where the store cannot be reached
     */
    Grounds grounds(@Nullable Medium medium, LocalDate firstInclusive, LocalDate lastInclusive);

    /**
     * Asks for a span.
     *
     * @throws StoreUnavailable where the store cannot be reached; nothing was asked for
     */
    Asked add(@Nullable Medium medium, LocalDate firstInclusive, LocalDate lastInclusive, String by, Instant at);

    /**
     * Those of this number.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Optional<Asked> find(long id);

    /**
     * All that were asked for, the newest first.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Slice<Asked, Long> list(long before, int limit);

    /**
     * Marks no more of it; what was marked is computed.
     *
     * @return whether something was left to be marked
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    boolean cancel(long id, String by, Instant at);

    /**
     * Marks the next days of the first that has some left, and tells which are done. Several services may do so at once.
     *
     * @param days at most so many
     * @return whether any were marked
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    boolean step(int days, Instant now);

    /**
     * What rests on a span.
     *
     * @param stations     with readings in it
     * @param days         of air and noise, of stations and cities, that are kept
     * @param samples      of water that are kept
     * @param reviewed     confirmed days; one whose figures change has to be confirmed again
     * @param publications whose period overlaps it; they stay as they are and tell the differences
     */
    record Grounds(int stations, long days, long samples, long reviewed, int publications) {}

    /**
     * A span that was asked for.
     *
     * @param medium  null for all
     * @param next    the first day that is not yet marked
     * @param periods that were marked
     * @param markedAt    when the last one was; null before
     * @param finishedAt  when all were computed; null before
     * @param cancelledAt by whom; null where it was not
     */
    record Asked(
            long id,
            @Nullable Medium medium,
            LocalDate first,
            LocalDate last,
            String by,
            Instant at,
            LocalDate next,
            long periods,
            @Nullable Instant markedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant cancelledAt,
            @Nullable String cancelledBy) {}
}
