package limpid.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import limpid.measure.Parameter;
import limpid.measure.Reading;
import limpid.store.Tallies.SeriesHour;
import org.jspecify.annotations.Nullable;

/** What one station measured, series by series: its readings of an hour or longer, and the hours of shorter ones. */
final class HourlyValues {
    static final HourlyValues NONE = new HourlyValues();

    private static final long HOUR = Duration.ofHours(1).toSeconds();

    private final Map<Key, Series<Reading>> readings = new LinkedHashMap<>();
    private final Map<Key, Series<SeriesHour>> seriesHours = new LinkedHashMap<>();
    private final Map<Integer, ByEnd<SeriesHour>> longest = new HashMap<>();

    /** Readings come series by series, so that the newest is mostly the one wanted next. */
    private @Nullable Series<Reading> newest;

    private record Key(int parameterId, long seconds) {
        static Key of(Parameter parameter, Duration period) {
            return new Key(parameter.id(), period.toSeconds());
        }
    }

    /**
     * Values of a parameter under one averaging period.
     *
     * @param values each end once: spans that were asked for may overlap, and then the same value comes twice
     */
    record Series<T>(Parameter parameter, Duration period, ByEnd<T> values) {
        static <T> Series<T> empty(Parameter parameter, Duration period) {
            return new Series<>(parameter, period, new ByEnd<>());
        }
    }

    /** All readings and tallies by station. */
    static Map<String, HourlyValues> byStation(List<Reading> readings, List<SeriesHour> tallies) {
        Map<String, HourlyValues> byStation = new HashMap<>();
        String station = "";
        HourlyValues its = NONE;
        for (Reading reading : readings) {
            if (!reading.station().equals(station)) {
                station = reading.station();
                its = byStation.computeIfAbsent(station, code -> new HourlyValues());
            }
            its.add(reading);
        }
        for (SeriesHour tally : tallies) {
            byStation
                    .computeIfAbsent(tally.station(), code -> new HourlyValues())
                    .add(tally);
        }
        return byStation;
    }

    private void add(Reading reading) {
        Parameter parameter = reading.parameter();
        Duration period = reading.period().length();
        Series<Reading> series = newest;
        if (series == null
                || series.parameter() != parameter
                || !series.period().equals(period)) {
            series = readings.computeIfAbsent(Key.of(parameter, period), key -> Series.empty(parameter, period));
            newest = series;
        }
        series.values().put(reading.end(), reading);
    }

    private void add(SeriesHour tally) {
        seriesHours
                .computeIfAbsent(
                        Key.of(tally.parameter(), tally.period()),
                        key -> Series.empty(tally.parameter(), tally.period()))
                .values()
                .put(tally.end(), tally);
        // Of several averaging periods the longest is the one the station averaged itself.
        longest.computeIfAbsent(tally.parameter().id(), id -> new ByEnd<>())
                .merge(tally.end(), tally, (one, other) -> one.period().compareTo(other.period()) >= 0 ? one : other);
    }

    /** The hourly readings the station sent of a parameter; null where it sent none. */
    private @Nullable Series<Reading> hours(Parameter parameter) {
        return readings.get(new Key(parameter.id(), HOUR));
    }

    /** The hourly reading the station sent. */
    Optional<Reading> hour(Parameter parameter, Instant end) {
        Series<Reading> hours = hours(parameter);
        return hours == null
                ? Optional.empty()
                : Optional.ofNullable(hours.values().get(end));
    }

    /** Whether the station sent any hourly reading of it. */
    boolean sendsHours(Parameter parameter) {
        return hours(parameter) != null;
    }

    /** The hour's tally of shorter readings. */
    Optional<SeriesHour> tally(Parameter parameter, Instant end) {
        ByEnd<SeriesHour> tallies = longest.get(parameter.id());
        return tallies == null ? Optional.empty() : Optional.ofNullable(tallies.get(end));
    }

    /** Readings of an hour or longer, and samples, by series. */
    Collection<Series<Reading>> readings() {
        return readings.values();
    }

    /** Takes each of them. */
    void eachReading(Consumer<Reading> taker) {
        readings.values().forEach(series -> series.values().values().forEach(taker));
    }

    /** Hours of series shorter than an hour. */
    Collection<Series<SeriesHour>> seriesHours() {
        return seriesHours.values();
    }
}
