package limpid.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Parameter;
import limpid.measure.Reading;
import limpid.store.Tallies.SeriesHour;

/** What one station measured, found by parameter and end: its readings of an hour or longer, and the hours of shorter ones. */
final class HourlyValues {
    static final HourlyValues NONE = new HourlyValues();

    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<Key, Reading> hours = new HashMap<>();
    private final Map<Key, SeriesHour> tallies = new HashMap<>();
    private final Map<Slot, Reading> readings = new LinkedHashMap<>();
    private final Map<Slot, SeriesHour> seriesHours = new LinkedHashMap<>();

    private record Key(int parameterId, Instant end) {}

    /** Spans may overlap, and then the same value comes twice. */
    private record Slot(int parameterId, Duration period, Instant end) {}

    /** All readings and tallies by station. */
    static Map<String, HourlyValues> byStation(List<Reading> readings, List<SeriesHour> tallies) {
        Map<String, HourlyValues> byStation = new HashMap<>();
        for (Reading reading : readings) {
            byStation
                    .computeIfAbsent(reading.station(), station -> new HourlyValues())
                    .add(reading);
        }
        for (SeriesHour tally : tallies) {
            byStation
                    .computeIfAbsent(tally.station(), station -> new HourlyValues())
                    .add(tally);
        }
        return byStation;
    }

    private void add(Reading reading) {
        readings.put(new Slot(reading.parameter().id(), reading.period().length(), reading.end()), reading);
        if (reading.period().length().equals(HOUR)) {
            hours.put(new Key(reading.parameter().id(), reading.end()), reading);
        }
    }

    private void add(SeriesHour tally) {
        seriesHours.put(new Slot(tally.parameter().id(), tally.period(), tally.end()), tally);
        Key key = new Key(tally.parameter().id(), tally.end());
        // Of several averaging periods the longest is the one the station averaged itself.
        tallies.merge(key, tally, (one, other) -> one.period().compareTo(other.period()) >= 0 ? one : other);
    }

    /** The hourly reading the station sent. */
    Optional<Reading> hour(Parameter parameter, Instant end) {
        return Optional.ofNullable(hours.get(new Key(parameter.id(), end)));
    }

    /** Whether the station sent any hourly reading of it. */
    boolean sendsHours(Parameter parameter) {
        return hours.keySet().stream().anyMatch(key -> key.parameterId == parameter.id());
    }

    /** The hour's tally of shorter readings. */
    Optional<SeriesHour> tally(Parameter parameter, Instant end) {
        return Optional.ofNullable(tallies.get(new Key(parameter.id(), end)));
    }

    /** Readings of an hour or longer, and samples. */
    Collection<Reading> readings() {
        return readings.values();
    }

    /** Hours of series shorter than an hour. */
    Collection<SeriesHour> seriesHours() {
        return seriesHours.values();
    }
}
