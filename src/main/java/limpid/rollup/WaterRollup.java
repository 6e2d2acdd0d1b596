package limpid.rollup;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import limpid.measure.AssessmentPeriod;
import limpid.measure.LocalDay;
import limpid.measure.Reading;
import limpid.result.Kept;
import limpid.rollup.HourlyValues.Series;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.station.Station.WaterBodyType;
import limpid.water.AssessedMonth;
import limpid.water.DataFusion.Origin;
import limpid.water.ItemSet;
import limpid.water.Measured;
import limpid.water.SampleReport;
import limpid.water.SectionClass;
import limpid.water.SectionMeans;
import limpid.water.SectionPeriod;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.SurfaceWater;
import limpid.water.WaterSettings;
import limpid.water.WaterSettings.Averaging;
import limpid.water.WaterValues;

/** The class of a section's samples, over the items of automatic stations, and the means of its days and months. */
final class WaterRollup {
    private static final long SECONDS_OF_A_DAY = Duration.ofDays(1).toSeconds();

    private final WaterSettings waterSettings;
    private final Averaging settings;

    WaterRollup(WaterSettings settings) {
        this.waterSettings = settings;
        this.settings = settings.averaging();
    }

    /** The means of a day: one for the automatic station, one for samples taken by hand, where there are any. */
    List<SectionMeans.Day> day(Station station, LocalDay day, HourlyValues values) {
        Map<Origin, SortedMap<String, List<Measured>>> sets = new EnumMap<>(Origin.class);
        values.eachReading(reading -> {
            if (isAssessed(reading, station) && reading.day(day.zone()).equals(day)) {
                List<Measured> valid = sets.computeIfAbsent(origin(reading), origin -> new TreeMap<>())
                        .computeIfAbsent(reading.parameter().code(), code -> new ArrayList<>());
                WaterValues.valid(reading).ifPresent(valid::add);
            }
        });
        List<SectionMeans.Day> days = new ArrayList<>();
        sets.forEach((origin, items) ->
                days.add(SectionMeans.ofDay(day.date(), origin, items, expected(origin, station), settings)));
        return days;
    }

    /** The mean of a day that a station sends besides is no further sample of that day. */
    private static boolean isAssessed(Reading reading, Station station) {
        Duration own = station.period();
        return own.isZero()
                || own.toSeconds() >= SECONDS_OF_A_DAY
                || reading.period().length().toSeconds() < SECONDS_OF_A_DAY;
    }

    /** What was taken at an instant was taken by hand; automatic stations send averaging periods. */
    private static Origin origin(Reading reading) {
        return reading.period().length().isZero() ? Origin.MANUAL : Origin.AUTOMATIC;
    }

    private static int expected(Origin origin, Station station) {
        long period = station.period().toSeconds();
        return origin == Origin.MANUAL || period == 0 ? 0 : Math.toIntExact(SECONDS_OF_A_DAY / period);
    }

    /** The means of a month from its days. */
    SectionMeans.Month month(YearMonth month, List<SectionMeans.Day> days) {
        return SectionMeans.ofMonth(month, days, settings);
    }

    /** The classes of months; coastal stations and groundwater sources have none by this standard. */
    List<Kept<AssessedMonth>> sectionMonths(
            List<Kept<SectionMeans.Month>> months,
            Map<Integer, Station> sections,
            Map<String, List<OwnLimit>> ownLimits) {
        List<Kept<AssessedMonth>> results = new ArrayList<>();
        for (Kept<SectionMeans.Month> month : months) {
            Station section = Objects.requireNonNull(sections.get(month.subjectId()));
            if (SurfaceWater.includes(section)) {
                List<OwnLimit> own = ownLimits.getOrDefault(section.code(), List.of());
                results.add(new Kept<>(month.subjectId(), sectionMonth(month.result(), section, own)));
            }
        }
        return results;
    }

    private AssessedMonth sectionMonth(SectionMeans.Month month, Station section, List<OwnLimit> ownLimits) {
        AssessmentPeriod period = AssessmentPeriod.month(month.month());
        SectionPeriod judged = new SectionPeriod(section, ownLimits, period, List.of(month), waterSettings);
        return new AssessedMonth(judged, judged.whole());
    }

    /**
     * A sample is what a section sent for one instant; empty where no standard was in force and for what is no surface
     * water.
     */
    Optional<SampleReport> sample(Station station, Instant end, HourlyValues values) {
        LocalDay day = LocalDay.ofEnd(end, station.zone());
        Optional<Edition> edition = SurfaceWater.includes(station)
                ? StandardBook.standard().inForce("water-limits", day.date())
                : Optional.empty();
        return edition.map(found -> sample(station, end, values, found));
    }

    private static SampleReport sample(Station station, Instant end, HourlyValues values, Edition edition) {
        Map<String, Measured> valid = new HashMap<>();
        List<String> leftOut = new ArrayList<>();
        for (Series<Reading> series : values.readings()) {
            Reading reading = series.values().get(end);
            if (reading == null || !isAssessed(reading, station)) {
                continue;
            }
            BigDecimal value = reading.value();
            if (value == null) {
                leftOut.add(reading.parameter().code() + ": missing");
            } else if (reading.valid()) {
                valid.put(reading.parameter().code(), WaterValues.measured(value, reading.flag()));
            } else {
                leftOut.add(
                        reading.parameter().code() + ": flag " + reading.flag().code());
            }
        }
        SectionClass judged = SectionClass.ofMeasured(valid, type(station), ItemSet.automatic(), edition.code());
        return SampleReport.of(end, judged, leftOut);
    }

    /** A section of which nothing else is said lies on a river. */
    private static WaterBodyType type(Station station) {
        WaterBodyType type = station.siting().waterBodyType();
        return type == null ? WaterBodyType.RIVER : type;
    }
}
