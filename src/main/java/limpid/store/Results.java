package limpid.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import limpid.air.AirPeriod;
import limpid.air.DayValues;
import limpid.air.Reason;
import limpid.noise.NightMeaning;
import limpid.noise.NoiseDay;
import limpid.result.ResultTable;
import limpid.standard.Pollutant;
import limpid.station.Station.WaterBodyType;
import limpid.water.Measured;
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
     * Sample sets of water sections in the order of their times.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Slice<WaterSample, Position> waterSamples(Question question, Position after, int limit);

    /**
     * Hours of noise in the order of their ends.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Slice<NoiseHour, Position> noiseHours(Question question, Position after, int limit);

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
     * What dust by hours left of days, by station or city and date: means of the other hours, ug/m3. A pollutant that is
     * not there has too few.
     *
     * @param kind        of the subjects
     * @param code        only of this one; null for all of the kind
     * @param toExclusive the day after the last one
     * @param asOf        as they were known at this instant; null for now
     * @throws StoreUnavailable where the store cannot be reached
     */
    Map<String, Map<LocalDate, Map<Pollutant, BigDecimal>>> dustRests(
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
    KeptPeriods cityPeriods(AirPeriod period);

    /**
     * Days of noise points in the order of their dates; a day belongs to the span when its 24:00 does.
     *
     * @param night which hours its nights are made of; null for the official meaning
     * @throws StoreUnavailable where the store cannot be reached
     */
    Slice<PointNoiseDay, Position> noiseDays(
            Question question, @Nullable NightMeaning night, Position after, int limit);

    /**
     * All days of these noise points, by the official meaning of night.
     *
     * @param days of which dates, by their 24:00
     * @param asOf as they were known at this instant; null for now
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<PointNoiseDay> noiseDaysOf(Collection<String> stations, Span days, @Nullable Instant asOf);

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
     * @param byCity  by city
     * @param current whether all follow from the days as they are known now
     */
    record KeptPeriods(Map<String, KeptPeriod> byCity, boolean current) {}

    /**
     * What of a kept period enters the composite index.
     *
     * @param validDays days with a published index
     * @param figures   as published, those that are there
     * @param leftOut   why the others are not
     */
    record KeptPeriod(int validDays, Map<Pollutant, BigDecimal> figures, Map<Pollutant, Reason> leftOut) {}

    /**
     * A sample set of a section with its class.
     *
     * @param waterBodyType of the section; null where not registered
     * @param waterClass    1 to 5, 6 for worse than Ⅴ; null where nothing could be judged
     * @param decidingItems the items that made it so, with their values
     * @param target        the class it must reach; null where none is set
     * @param reason        why there is no class; null where there is one
     */
    record WaterSample(
            int subjectId,
            String section,
            @Nullable WaterBodyType waterBodyType,
            Instant end,
            String edition,
            @Nullable Integer waterClass,
            List<Item> decidingItems,
            List<String> itemsAssessed,
            @Nullable Integer target,
            @Nullable String reason,
            List<String> leftOut,
            KnownSince known) {}

    /**
     * A measured item.
     *
     * @param measured as it is known now; null where there is no value any more
     */
    record Item(String code, @Nullable Measured measured) {}

    /**
     * The figures of a noise point on a date.
     *
     * @param official whether cities are assessed by its meaning of night
     * @param ruleSet  name of the least valid shares it was made under
     */
    record PointNoiseDay(
            int subjectId, String station, NoiseDay day, boolean official, String ruleSet, KnownSince known) {}

    /**
     * An hour of noise, dB(A); a level that cannot be told is null.
     *
     * @param valid    seconds (or shorter periods) that entered
     * @param expected how many were due
     * @param reason   why there is no level; null where there is one
     */
    record NoiseHour(
            int subjectId,
            String station,
            Instant end,
            @Nullable BigDecimal leq,
            @Nullable BigDecimal lmax,
            @Nullable BigDecimal lmin,
            @Nullable BigDecimal sd,
            @Nullable BigDecimal l5,
            @Nullable BigDecimal l10,
            @Nullable BigDecimal l50,
            @Nullable BigDecimal l90,
            @Nullable BigDecimal l95,
            int valid,
            int expected,
            @Nullable String reason,
            KnownSince known) {}
}
