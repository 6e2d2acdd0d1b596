package limpid.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import limpid.air.DayValues;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Flag;
import limpid.result.ResultTable;
import limpid.result.Row;
import org.jspecify.annotations.Nullable;

/** The figures that follow from the readings, as they are or were known. */
public interface Results {
    /**
     * Results in the order of the ends of their periods, then of the numbers of their subjects; a day belongs to the span
     * when its 24:00 does.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    <T> Slice<Known<T>, Position> list(ResultTable<T> table, Question question, Position after, int limit);

    /**
     * What a result was known to be before, oldest first. The span of each ends where that of the next begins.
     *
     * @param period as the table's first column of the key holds it
     * @throws StoreUnavailable where the store cannot be reached
     */
    <T> List<Known<T>> revisions(ResultTable<T> table, Subject subject, Object period);

    /**
     * What was measured of items at times; of several series of an item the shortest period counts.
     *
     * @param asOf as it was known at this instant; null for now
     * @return those that have a value
     * @throws StoreUnavailable where the store cannot be reached
     */
    Map<Item, Measurement> measurements(Collection<Item> items, @Nullable Instant asOf);

    /**
     * The published days from which periods are evaluated, by station or city, in no particular order.
     *
     * @param kind        of the subjects
     * @param code        only of this one; null for all of the kind
     * @param toExclusive the day after the last one
     * @param asOf        as they were known at this instant; null for now
     * @throws StoreUnavailable where the store cannot be reached
     */
    Map<String, List<DayValues>> dayValues(
            Kind kind, @Nullable String code, LocalDate fromInclusive, LocalDate toExclusive, @Nullable Instant asOf);

    /**
     * How many days with an index a reviewer has confirmed.
     *
     * @param toExclusive the day after the last one
     * @param asOf        as it was known at this instant; null for now
     * @throws StoreUnavailable where the store cannot be reached
     */
    int reviewedDays(Subject subject, LocalDate fromInclusive, LocalDate toExclusive, @Nullable Instant asOf);

    /**
     * A calendar period of all cities that have days in it, as it is kept.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    KeptPeriods cityPeriods(AssessmentPeriod period);

    /**
     * All results of a kind of subjects, in the order of the ends of their periods.
     *
     * @param codes only of these; null for all of the kind
     * @param only  values that columns of the table must have
     * @param span  in which their periods end
     * @param asOf  as they were known at this instant; null for now
     * @throws StoreUnavailable where the store cannot be reached
     */
    <T> List<Known<T>> all(
            ResultTable<T> table,
            Kind kind,
            @Nullable Collection<String> codes,
            Map<String, Object> only,
            Span span,
            @Nullable Instant asOf);

    /**
     * Which results.
     *
     * @param subject      of which station or city; null for every station
     * @param only         values that columns of the table must have, such as the edition
     * @param asOf         as they were known at this instant; null for now
     * @param changedAfter only those known since after this instant; null for all
     */
    record Question(
            @Nullable Subject subject,
            Span span,
            Map<String, Object> only,
            @Nullable Instant asOf,
            @Nullable Instant changedAfter) {}

    /** What a result is about. */
    record Subject(Kind kind, String code) {}

    /** Sorts of subjects. */
    enum Kind {
        /** A registered station or section. */
        STATION,
        /** A city as a whole. */
        CITY
    }

    /**
     * Since when a result is known, and in which version.
     *
     * @param revision 1 for the first
     * @param from     since when
     */
    record KnownSince(int revision, Instant from) {}

    /**
     * A result as it is or was known.
     *
     * @param reviewed who confirmed the figures as they are; null while they are provisional, or where nobody does
     */
    record Known<T>(
            int subjectId,
            Subject subject,
            T result,
            KnownSince since,
            @Nullable Reviewed reviewed) {
        /** Another result in its place. */
        public Known<T> with(T other) {
            return new Known<>(subjectId, subject, other, since, reviewed);
        }
    }

    /** Who confirmed figures, and when. */
    record Reviewed(String by, Instant at) {}

    /**
     * Periods as they are kept.
     *
     * @param byCity  rows of {@code air_period} by city
     * @param current whether all follow from the days as they are known now
     */
    record KeptPeriods(Map<String, Row> byCity, boolean current) {}

    /** An item of a sample. @param code of its parameter */
    record Item(int subjectId, Instant end, String code) {}

    /** A value under its flag. */
    record Measurement(BigDecimal value, Flag flag) {}
}
