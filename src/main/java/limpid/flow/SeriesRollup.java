package limpid.flow;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import limpid.measure.LocalDay;
import limpid.measure.Parameter;
import limpid.measure.Reading;
import limpid.noise.LevelTally;
import limpid.noise.SecondLevels;
import limpid.noise.WeatherVoids;
import limpid.store.DirtyPeriod;
import limpid.store.Tallies.SeriesDay;
import limpid.store.Tallies.SeriesHour;
import limpid.water.WaterSettings;
import limpid.water.WaterValues;
import org.jspecify.annotations.Nullable;

/** Hour and day values of every series, whatever it measures. */
final class SeriesRollup {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String SECOND_LEVELS = "LAS";
    private static final BigDecimal BELOW_DETECTION_SHARE =
            WaterSettings.defaults().averaging().belowDetectionShare();
    private static final MathContext MEAN_DIGITS = MathContext.DECIMAL64;

    private record Series(String station, Parameter parameter, Duration period) {
        static Series of(Reading reading) {
            return new Series(
                    reading.station(), reading.parameter(), reading.period().length());
        }
    }

    private record HourOf(Series series, Instant end) {}

    /** The hours of series shorter than an hour. @param readings all readings of these hours */
    List<SeriesHour> hours(List<Reading> readings) {
        Map<HourOf, List<Reading>> byHour = new LinkedHashMap<>();
        for (Reading reading : readings) {
            HourOf hour = new HourOf(Series.of(reading), DirtyPeriod.hourEnd(reading.end()));
            byHour.computeIfAbsent(hour, key -> new ArrayList<>()).add(reading);
        }
        List<SeriesHour> hours = new ArrayList<>(byHour.size());
        byHour.forEach((hour, itsReadings) -> hours.add(hour(hour, itsReadings)));
        return hours;
    }

    private static SeriesHour hour(HourOf hour, List<Reading> readings) {
        List<BigDecimal> valid = validValues(readings);
        Series series = hour.series();
        return new SeriesHour(
                series.station(),
                series.parameter(),
                series.period(),
                hour.end(),
                valid.size(),
                expected(HOUR, series.period()),
                valid.isEmpty() ? null : valid.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                valid.isEmpty() ? null : Collections.min(valid),
                valid.isEmpty() ? null : Collections.max(valid),
                levels(series, readings));
    }

    private static @Nullable LevelTally levels(Series series, List<Reading> readings) {
        return series.parameter().code().equals(SECOND_LEVELS) ? SecondLevels.tally(readings, WeatherVoids.NONE) : null;
    }

    private static List<BigDecimal> validValues(List<Reading> readings) {
        return readings.stream()
                .filter(Reading::valid)
                .map(reading -> WaterValues.valid(reading).orElseThrow().forMean(BELOW_DETECTION_SHARE))
                .toList();
    }

    private static int expected(Duration span, Duration period) {
        return period.isZero() ? 0 : Math.toIntExact(span.toSeconds() / period.toSeconds());
    }

    /** The day of each series of a station. */
    List<SeriesDay> days(String station, LocalDay day, HourlyValues values) {
        Predicate<Instant> ofDay = day.holdsEnd();
        Map<Series, List<Reading>> readings = new LinkedHashMap<>();
        for (Reading reading : values.readings()) {
            if (ofDay.test(reading.end())) {
                readings.computeIfAbsent(Series.of(reading), key -> new ArrayList<>())
                        .add(reading);
            }
        }
        Map<Series, List<SeriesHour>> tallies = new LinkedHashMap<>();
        for (SeriesHour hour : values.seriesHours()) {
            if (ofDay.test(hour.end())) {
                Series series = new Series(station, hour.parameter(), hour.period());
                tallies.computeIfAbsent(series, key -> new ArrayList<>()).add(hour);
            }
        }
        List<SeriesDay> days = new ArrayList<>();
        readings.forEach((series, itsReadings) -> days.add(ofReadings(series, day, itsReadings)));
        tallies.forEach((series, hours) -> days.add(ofHours(series, day, hours)));
        return days;
    }

    private static SeriesDay ofReadings(Series series, LocalDay day, List<Reading> readings) {
        List<BigDecimal> valid = validValues(readings);
        int expected = expected(Duration.between(day.start(), day.end()), series.period());
        return day(series, day, valid, valid, valid, expected);
    }

    private static SeriesDay ofHours(Series series, LocalDay day, List<SeriesHour> hours) {
        return day(
                series,
                day,
                hours.stream().map(SeriesRollup::mean).filter(Objects::nonNull).toList(),
                hours.stream().map(SeriesHour::min).filter(Objects::nonNull).toList(),
                hours.stream().map(SeriesHour::max).filter(Objects::nonNull).toList(),
                day.hourEnds().size());
    }

    private static @Nullable BigDecimal mean(SeriesHour hour) {
        LevelTally levels = hour.levels();
        if (levels != null) {
            return levels.equivalentLevel().orElse(null);
        }
        BigDecimal sum = hour.sum();
        return sum == null ? null : sum.divide(BigDecimal.valueOf(hour.valid()), MEAN_DIGITS);
    }

    private static SeriesDay day(
            Series series,
            LocalDay day,
            List<BigDecimal> values,
            List<BigDecimal> lowest,
            List<BigDecimal> highest,
            int expected) {
        return new SeriesDay(
                series.station(),
                series.parameter(),
                series.period(),
                day.date(),
                values.size(),
                expected,
                series.parameter().mean().of(values).orElse(null),
                lowest.isEmpty() ? null : Collections.min(lowest),
                highest.isEmpty() ? null : Collections.max(highest));
    }
}
