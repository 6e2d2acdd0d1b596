package limpid.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import limpid.measure.Medium;
import limpid.measure.Parameter;
import limpid.store.Results.Subject;
import org.jspecify.annotations.Nullable;

/** What people decide about kept readings. */
public interface Reviews {
    /** How the origin of a reviewer's revision begins; the reviewer's name follows. */
    String ORIGIN = "review ";

    /**
     * Marks the readings of a span invalid, or valid again. Each becomes a revision, and what rests on it is dirty. When
     * it was is for the store to say: {@link Review#at} does not matter here.
     *
     * @return how many readings have another flag now
     * @throws SecondsRemoved   where one-second levels of the span were removed; nothing was changed
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    int review(Review review);

    /**
     * The verdicts on readings of a station, newest first.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Verdict> verdicts(String station);

    /**
     * Confirms days of air of a station, or of a city and its stations, on a level. On the last one they become reviewed, as
     * long as their figures stay.
     *
     * @param level  1 for the first
     * @param levels how many there are; with one anybody confirms anew what they did before
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    Outcome confirm(Confirmation confirmation, String by, int level, int levels);

    /** What came of a confirmation. */
    sealed interface Outcome permits Confirmed, LevelMissing, OwnLevel {}

    /** Nothing: the level before has not confirmed this day as its figures are now. */
    record LevelMissing(LocalDate day) implements Outcome {}

    /** Nothing: the same person has confirmed this day on another level. */
    record OwnLevel(LocalDate day) implements Outcome {}

    /**
     * Confirmations below the last level that hold, newest first.
     *
     * @param subject only of this one; null for all
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<KeptConfirmation> lowerConfirmations(
            @Nullable Subject subject, @Nullable LocalDate firstInclusive, @Nullable LocalDate lastInclusive);

    /**
     * Takes a confirmation below the last level back; the history keeps it.
     *
     * @return whether there was one
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    boolean withdrawLower(long id, String by);

    /**
     * Takes a confirmation back; the history keeps it.
     *
     * @return whether there was one
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    boolean withdraw(long id, String by);

    /**
     * Confirmed days of air, newest first.
     *
     * @param subject only of this one; null for all
     * @param asOf    as they were known at this instant; null for now
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<KeptConfirmation> confirmations(
            @Nullable Subject subject,
            @Nullable LocalDate firstInclusive,
            @Nullable LocalDate lastInclusive,
            @Nullable Instant asOf);

    /**
     * Makes all results of a span dirty, so that they are computed again by the rules of today.
     *
     * @param medium only of its stations; null for all
     * @return how many periods
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    int recompute(@Nullable Medium medium, LocalDate firstInclusive, LocalDate lastInclusive);

    /**
     * A verdict that was given.
     *
     * @param readings how many readings it changed
     */
    record Verdict(Review review, int readings) {}

    /**
     * Confirmed days of air, both ends inside.
     *
     * @param remark may be empty
     */
    record Confirmation(Subject subject, LocalDate first, LocalDate last, String remark) {}

    /**
     * What a confirmation came to.
     *
     * @param days how many of the days have figures
     */
    record Confirmed(long id, int days) implements Outcome {}

    /** A confirmation with its number, by whom, since when and on which level. */
    record KeptConfirmation(long id, Confirmation confirmation, String by, Instant at, int level) {}

    /**
     * A reviewer's verdict.
     *
     * @param parameters only these; empty for all
     * @param valid      whether the values may enter means
     * @param by         who says so
     * @param at         when
     * @param reason     why
     */
    record Review(
            String station,
            List<Parameter> parameters,
            Span span,
            boolean valid,
            String by,
            Instant at,
            String reason) {
        /** Keeps its own list. */
        public Review {
            parameters = List.copyOf(parameters);
        }
    }
}
