package limpid.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import limpid.measure.Medium;
import limpid.measure.Parameter;
import limpid.noise.LevelTally;
import org.jspecify.annotations.Nullable;

/** The account of what stations sent and what is missing. */
public interface Ledger {
    /**
     * Where everything went that arrived on these local days, both included, day by day.
     *
     * @param station the code as it stood in the messages; it need not be registered
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Entry> entries(String station, LocalDate first, LocalDate last);

    /**
     * What each series of a station holds in a span.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Held> held(String station, Span span);

    /**
     * The account of every registered station on these local days, both included, in the order of their codes.
     *
     * @param medium only of this one; null for all
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Account> accounts(@Nullable Medium medium, LocalDate first, LocalDate last);

    /**
     * Where everything went that one station sent.
     *
     * @param period         its usual averaging period; zero for samples
     * @param lastReceivedAt when its last message arrived, on whatever day; null where none ever did
     */
    record Account(
            String station,
            Medium medium,
            Duration period,
            Committed counts,
            @Nullable Instant lastReceivedAt) {}

    /**
     * Spans in which nothing of a station is there.
     *
     * @param longest what is no longer is not told
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Span> silences(String station, Span span, Duration longest);

    /**
     * Hours for which a noise point sent both its seconds and its minutes.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Overlap> overlaps(String station, Span span);

    /**
     * What was refused, by reason, of messages that last arrived in a span; in the order of reasons. A message that came
     * again is told once.
     *
     * @param station the code as it stood in the messages; it need not be registered
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<RefusedFor> refusedFor(String station, Span arrivals);

    /**
     * What was refused for one reason.
     *
     * @param reason   its stable code
     * @param messages kept whole at the desk
     * @param refusals places in them
     */
    record RefusedFor(String reason, long messages, long refusals) {}

    /** The two tallies of one hour. */
    record Overlap(Instant end, LevelTally seconds, LevelTally minutes) {}

    /**
     * When readings arrived by our clock, against the ends they are stamped with.
     *
     * @param inStep      within the tolerance of their ends
     * @param catchingUp  later than that, for the first time
     * @param steppedBack later than that, over readings that had been sent with other values
     * @param leastLag    seconds from its end to the arrival of the reading that came soonest, negative where the clock is
     *                    ahead; null where nothing is there
     * @param mostLag     the same of the one that came latest
     */
    record Clock(
            long inStep,
            long catchingUp,
            long steppedBack,
            @Nullable Long leastLag,
            @Nullable Long mostLag) {}

    /**
     * One local day of arrival.
     *
     * @param lastReceivedAt when the last message of the day arrived
     */
    record Entry(LocalDate day, Committed counts, Instant lastReceivedAt) {}

    /**
     * The readings of one series in a span.
     *
     * @param period       averaging period; zero for samples
     * @param present      readings there, missing values included
     * @param removed      readings that were removed, of minutes that end in the span
     * @param withoutValue how many of them say that the value is missing
     * @param lastEnd      end of the series' newest reading, in the span or not; null where it has none
     */
    record Held(
            Parameter parameter,
            Duration period,
            long present,
            long removed,
            long withoutValue,
            @Nullable Instant lastEnd,
            Clock clock) {}
}
