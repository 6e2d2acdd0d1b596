package limpid.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import limpid.air.MonitoringPlan;
import limpid.air.Reason;
import limpid.measure.AssessmentPeriod;
import limpid.noise.NightMeaning;
import limpid.noise.NoiseDay;
import limpid.standard.Pollutant;
import limpid.station.Station.WaterBodyType;
import limpid.water.Measured;
import org.jspecify.annotations.Nullable;

/** The figures that follow from the readings, as they are or were known. */
public interface Results {
    /**
     * Hours of air in the order of their ends.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Slice<AirHour, Position> airHours(Question question, Position after, int limit);

    /**
     * Days of air in the order of their dates; a day belongs to the span when its 24:00 does.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Slice<AirDay, Position> airDays(Question question, Position after, int limit);

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
    KeptPeriods cityPeriods(AssessmentPeriod period);

    /**
     * What a day was known to be before, oldest first. The span of each ends where that of the next begins.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<AirDay> airDayRevisions(Subject subject, LocalDate date);

    /**
     * What an hour was known to be before, oldest first. The span of each ends where that of the next begins.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<AirHour> airHourRevisions(Subject subject, Instant end);

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
     * @param edition      only those judged by it; null for any
     * @param asOf         as they were known at this instant; null for now
     * @param changedAfter only those known since after this instant; null for all
     */
    record Question(
            @Nullable Subject subject,
            Span span,
            @Nullable String edition,
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
     * A pollutant's part in an air result.
     *
     * @param value concentration, ug/m3 (CO mg/m3); null where there is none
     * @param iaqi  its sub-index 分指数; null where there is none
     */
    record Part(@Nullable BigDecimal value, @Nullable Integer iaqi) {}

    /**
     * The index of an hour or a day, or why there is none.
     *
     * @param edition           by which it was judged
     * @param parts             by pollutant, in the order of HJ 633; the O3 of a day is {@code o3Max8h}
     * @param aqi               null where there is none
     * @param level             1 to 6; null where there is none
     * @param primaryPollutants 首要污染物, empty up to an AQI of 50
     * @param reason            why there is no AQI; null where there is one
     * @param leftOut           what did not enter it, and why
     */
    record AirIndex(
            String edition,
            Map<String, Part> parts,
            @Nullable Integer aqi,
            @Nullable Integer level,
            List<String> primaryPollutants,
            @Nullable String reason,
            List<String> leftOut) {}

    /** An hour of air, {@code end} being its stamp. */
    record AirHour(int subjectId, Subject subject, Instant end, AirIndex index, KnownSince known) {}

    /**
     * A day of air.
     *
     * @param validHours valid hours of each pollutant, by pollutant as in the parts
     * @param reviewed   who confirmed the figures as they are; null while they are provisional
     */
    record AirDay(
            int subjectId,
            Subject subject,
            LocalDate date,
            AirIndex index,
            Map<String, Integer> validHours,
            KnownSince known,
            @Nullable Reviewed reviewed) {}

    /** Who confirmed figures, and when. */
    record Reviewed(String by, Instant at) {}

    /**
     * A day as it was published, in short.
     *
     * @param values  concentrations by pollutant, those that are there; O3 as daily maximum 8-hour mean. ug/m3, CO in
     *                mg/m3
     * @param edition by which its index was made
     * @param level   1 to 6; null where there is no index
     */
    record DayValues(
            LocalDate date,
            Map<Pollutant, BigDecimal> values,
            String edition,
            @Nullable Integer level) {
        /** The day as periods take it. A negative value is no concentration and never counted as 0. */
        public limpid.air.AirDay planned(MonitoringPlan plan) {
            Map<Pollutant, BigDecimal> concentrations = new EnumMap<>(Pollutant.class);
            values.forEach((pollutant, value) -> {
                if (value.signum() >= 0) {
                    concentrations.put(pollutant, value);
                }
            });
            return new limpid.air.AirDay(date, concentrations, plan, new limpid.air.AirDay.Published(edition, level));
        }
    }

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
