package limpid.rollup;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.noise.LevelTally;
import limpid.noise.SecondLevels;
import limpid.noise.StationRecord;
import limpid.noise.WeatherVoids;
import limpid.store.DirtyPeriod;
import limpid.store.Tallies.SeriesDay;
import limpid.store.Tallies.SeriesHour;
import limpid.store.Tallies.SeriesMinute;
import limpid.water.WaterValues;
import org.jspecify.annotations.Nullable;

/** Hour and day values of every series, whatever it measures. */
final class SeriesRollup {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String SECOND_LEVELS = "LAS";
    /** What stands for an air value below the detection limit (notice 4 of 2007, annex 5, 2(1)), as a share of it. */
    static final BigDecimal HALF_THE_DETECTION_LIMIT = new BigDecimal("0.5");

    private static final List<Parameter> RECORD =
            Stream.of("LEQ", "LMAX", "LMIN").map(Parameters.standard()::get).toList();
    private static final MathContext MEAN_DIGITS = MathContext.DECIMAL64;

    private record Series(String station, Parameter parameter, Duration period) {
        static Series of(Reading reading) {
            return new Series(
                    reading.station(), reading.parameter(), reading.period().length());
        }
    }

    private record PartOf(Series series, Instant end) {}

    /** What a part of a series amounts to, whether it was made of readings or of smaller parts. */
    private record Sums(
            int valid,
            @Nullable BigDecimal sum,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable LevelTally levels) {

        static Sums of(List<Reading> readings, @Nullable LevelTally levels) {
            List<BigDecimal> valid = validValues(readings, HALF_THE_DETECTION_LIMIT);
            return valid.isEmpty()
                    ? new Sums(0, null, null, null, levels)
                    : new Sums(
                            valid.size(),
                            valid.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                            Collections.min(valid),
                            Collections.max(valid),
                            levels);
        }

        static Sums merge(List<SeriesMinute> minutes, WeatherVoids weather) {
            return new Sums(
                    minutes.stream().mapToInt(SeriesMinute::valid).sum(),
                    known(minutes, SeriesMinute::sum).reduce(BigDecimal::add).orElse(null),
                    known(minutes, SeriesMinute::min)
                            .min(Comparator.naturalOrder())
                            .orElse(null),
                    known(minutes, SeriesMinute::max)
                            .max(Comparator.naturalOrder())
                            .orElse(null),
                    mergedLevels(minutes, weather));
        }

        static Sums of(SeriesHour hour) {
            return new Sums(hour.valid(), hour.sum(), hour.min(), hour.max(), hour.levels());
        }

        /** With another part of the same. */
        Sums with(Sums other) {
            return new Sums(
                    valid + other.valid,
                    either(sum, other.sum, BigDecimal::add),
                    either(min, other.min, BigDecimal::min),
                    either(max, other.max, BigDecimal::max),
                    either(levels, other.levels, (one, two) -> LevelTally.merge(List.of(one, two))));
        }

        private static <T> @Nullable T either(@Nullable T one, @Nullable T other, BinaryOperator<T> both) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return both.apply(one, other);
        }

        private static Stream<BigDecimal> known(
                List<SeriesMinute> minutes, Function<SeriesMinute, @Nullable BigDecimal> figure) {
            return minutes.stream().map(figure).filter(Objects::nonNull);
        }

        private static @Nullable LevelTally mergedLevels(List<SeriesMinute> minutes, WeatherVoids weather) {
            List<LevelTally> levels = new ArrayList<>();
            for (SeriesMinute minute : minutes) {
                LevelTally tally = minute.levels();
                if (tally != null) {
                    levels.add(weather.reason(Period.ending(minute.end(), MINUTE))
                            .map(tally::voided)
                            .orElse(tally));
                }
            }
            return levels.isEmpty() ? null : LevelTally.merge(levels);
        }
    }

    /** The minutes of series shorter than a minute. @param readings all readings of these minutes */
    List<SeriesMinute> minutes(List<Reading> readings) {
        List<SeriesMinute> minutes = new ArrayList<>();
        sums(readings, DirtyPeriod::minuteEnd, StationWeather.NONE)
                .forEach((part, sums) -> minutes.add(minute(part, sums)));
        return minutes;
    }

    /**
     * The hours of series shorter than an hour.
     *
     * @param readings all readings of a minute or longer in these hours
     * @param minutes  all minutes of shorter readings in these hours
     * @param weather  of the noise points among the stations
     */
    List<SeriesHour> hours(List<Reading> readings, List<SeriesMinute> minutes, StationWeather weather) {
        List<SeriesHour> hours = new ArrayList<>();
        sums(readings, DirtyPeriod::hourEnd, weather).forEach((part, sums) -> hours.add(hour(part, sums, null)));
        byHour(minutes).forEach((part, itsMinutes) -> {
            WeatherVoids voids = weather.during(part.series().station(), part.end());
            hours.add(hour(part, Sums.merge(itsMinutes, voids), bits(itsMinutes)));
        });
        return hours;
    }

    /**
     * An hour with further minutes.
     *
     * @param kept  as it was made before; null where it was not
     * @param fresh minutes of one series in one hour
     * @return empty where one of them is in it already, or that is not known: then all its minutes must be merged
     */
    Optional<SeriesHour> grown(@Nullable SeriesHour kept, List<SeriesMinute> fresh, StationWeather weather) {
        SeriesMinute first = fresh.getFirst();
        Instant end = DirtyPeriod.hourEnd(first.end());
        Long before = kept == null ? Long.valueOf(0) : kept.minutes();
        long bits = bits(fresh);
        if (before == null || (before & bits) != 0) {
            return Optional.empty();
        }
        PartOf part = new PartOf(new Series(first.station(), first.parameter(), first.period()), end);
        Sums sums = Sums.merge(fresh, weather.during(first.station(), end));
        return Optional.of(hour(part, kept == null ? sums : Sums.of(kept).with(sums), before | bits));
    }

    private static long bits(List<SeriesMinute> minutes) {
        long bits = 0;
        for (SeriesMinute minute : minutes) {
            Duration left = Duration.between(minute.end(), DirtyPeriod.hourEnd(minute.end()));
            bits |= 1L << (HOUR.minus(left).toMinutes() - 1);
        }
        return bits;
    }

    private static Map<PartOf, Sums> sums(
            List<Reading> readings, UnaryOperator<Instant> partEnd, StationWeather weather) {
        Map<PartOf, List<Reading>> parts = byPart(readings, partEnd);
        Map<PartOf, Sums> sums = new LinkedHashMap<>();
        parts.forEach((part, own) -> {
            WeatherVoids voids = weather.during(part.series().station(), part.end());
            sums.put(part, Sums.of(own, levels(part, parts, voids)));
        });
        return sums;
    }

    private static Map<PartOf, List<Reading>> byPart(List<Reading> readings, UnaryOperator<Instant> partEnd) {
        Map<PartOf, List<Reading>> parts = new LinkedHashMap<>();
        for (Reading reading : readings) {
            PartOf part = new PartOf(Series.of(reading), partEnd.apply(reading.end()));
            parts.computeIfAbsent(part, key -> new ArrayList<>()).add(reading);
        }
        return parts;
    }

    private static Map<PartOf, List<SeriesMinute>> byHour(List<SeriesMinute> minutes) {
        Map<PartOf, List<SeriesMinute>> hours = new LinkedHashMap<>();
        for (SeriesMinute minute : minutes) {
            Series series = new Series(minute.station(), minute.parameter(), minute.period());
            hours.computeIfAbsent(new PartOf(series, DirtyPeriod.hourEnd(minute.end())), key -> new ArrayList<>())
                    .add(minute);
        }
        return hours;
    }

    private static SeriesMinute minute(PartOf part, Sums sums) {
        Series series = part.series();
        return new SeriesMinute(
                series.station(),
                series.parameter(),
                series.period(),
                part.end(),
                sums.valid(),
                sums.sum(),
                sums.min(),
                sums.max(),
                sums.levels());
    }

    private static SeriesHour hour(PartOf part, Sums sums, @Nullable Long minutes) {
        Series series = part.series();
        return new SeriesHour(
                series.station(),
                series.parameter(),
                series.period(),
                part.end(),
                sums.valid(),
                expected(HOUR, series.period()),
                sums.sum(),
                sums.min(),
                sums.max(),
                sums.levels(),
                minutes);
    }

    /** Levels of a part, a record with its extremes; null for anything else, and for periods that do not divide an hour. */
    private static @Nullable LevelTally levels(PartOf part, Map<PartOf, List<Reading>> parts, WeatherVoids weather) {
        if (HOUR.toSeconds() % part.series().period().toSeconds() != 0) {
            return null;
        }
        return switch (part.series().parameter().code()) {
            case SECOND_LEVELS -> SecondLevels.tally(parts.getOrDefault(part, List.of()), weather);
            case "LEQ" -> StationRecord.tally(records(part, parts), weather);
            default -> null;
        };
    }

    private static List<Reading> records(PartOf part, Map<PartOf, List<Reading>> parts) {
        List<Reading> readings = new ArrayList<>();
        for (Parameter parameter : RECORD) {
            Series series =
                    new Series(part.series().station(), parameter, part.series().period());
            readings.addAll(parts.getOrDefault(new PartOf(series, part.end()), List.of()));
        }
        return readings;
    }

    private static List<BigDecimal> validValues(List<Reading> readings, BigDecimal belowDetectionShare) {
        return readings.stream()
                .filter(Reading::valid)
                .map(reading -> WaterValues.valid(reading).orElseThrow().forMean(belowDetectionShare))
                .toList();
    }

    private static int expected(Duration span, Duration period) {
        return period.isZero() ? 0 : Math.toIntExact(span.toSeconds() / period.toSeconds());
    }

    /**
     * These days of each series of a station.
     *
     * @param values              all that the station measured in them; other days are left out
     * @param belowDetectionShare of the detection limit for a value below it, on a day
     */
    List<SeriesDay> days(
            String station,
            Collection<LocalDay> days,
            HourlyValues values,
            Function<LocalDay, BigDecimal> belowDetectionShare) {
        Set<LocalDay> asked = Set.copyOf(days);
        ZoneId zone = days.iterator().next().zone();
        DayOfEnd ofEnd = new DayOfEnd(zone);
        List<SeriesDay> made = new ArrayList<>();
        for (HourlyValues.Series<Reading> its : values.readings()) {
            boolean isWater = its.parameter().medium().equals(Optional.of(Medium.WATER));
            Series series = new Series(station, its.parameter(), its.period());
            byDay(its, reading -> isWater ? reading.day(zone) : ofEnd.of(reading.end()), asked)
                    .forEach((day, readings) ->
                            made.add(ofReadings(series, day, validValues(readings, belowDetectionShare.apply(day)))));
        }
        for (HourlyValues.Series<SeriesHour> its : values.seriesHours()) {
            Series series = new Series(station, its.parameter(), its.period());
            byDay(its, hour -> ofEnd.of(hour.end()), asked)
                    .forEach((day, hours) -> made.add(ofHours(series, day, hours)));
        }
        return made;
    }

    private static <T> Map<LocalDay, List<T>> byDay(
            HourlyValues.Series<T> series, Function<T, LocalDay> dayOf, Set<LocalDay> asked) {
        Map<LocalDay, List<T>> days = new LinkedHashMap<>();
        for (T value : series.values().values()) {
            LocalDay day = dayOf.apply(value);
            if (asked.contains(day)) {
                days.computeIfAbsent(day, key -> new ArrayList<>()).add(value);
            }
        }
        return days;
    }

    /** Values of one hour follow each other, and a calendar is dear. */
    private static final class DayOfEnd {
        private final ZoneId zone;
        private final ByEnd<LocalDay> known = new ByEnd<>();

        DayOfEnd(ZoneId zone) {
            this.zone = zone;
        }

        LocalDay of(Instant end) {
            LocalDay day = known.get(end);
            if (day == null) {
                day = LocalDay.ofEnd(end, zone);
                known.put(end, day);
            }
            return day;
        }
    }

    private static SeriesDay ofReadings(Series series, LocalDay day, List<BigDecimal> valid) {
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
