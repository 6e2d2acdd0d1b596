package limpid.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import limpid.measure.LocalDay;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.noise.DayReport;
import limpid.noise.HourReport;
import limpid.noise.LevelTally;
import limpid.noise.NightMeaning;
import limpid.noise.NoiseDay;
import limpid.noise.NoiseHour;
import limpid.noise.NoiseSettings;
import limpid.noise.SpanSource;
import limpid.noise.SpanSource.Source;
import limpid.noise.StationRecord;
import limpid.noise.WeatherVoids;
import limpid.store.Tallies.SeriesHour;

/** The levels of hours and days at a point: of an hour from its seconds, or from the record the station averaged itself. */
final class NoiseRollup {
    private static final int MINUTE = 60;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Parameter SECONDS = Parameters.standard().get("LAS");
    private static final Parameter RECORDS = Parameters.standard().get("LEQ");
    private static final List<Parameter> RECORD = Stream.of(
                    "LEQ", "LMAX", "LMIN", "SD", "L5", "L10", "L50", "L90", "L95")
            .map(Parameters.standard()::get)
            .toList();

    private final NoiseSettings settings;

    /**
     * Under these settings.
     *
     * @throws IllegalArgumentException where weather voids anything but whole minutes, of which tallies are kept
     */
    NoiseRollup(NoiseSettings settings) {
        if (settings.weatherSpan().toSeconds() % MINUTE != 0) {
            throw new IllegalArgumentException("weather voids " + settings.weatherSpan() + ", not whole minutes");
        }
        this.settings = settings;
    }

    /** Whether hours of the next date may belong to the night of one that has these settings. */
    boolean reachesInto(LocalDay next, Collection<Instant> hourEnds) {
        Instant dayStart = dayStart(next);
        return hourEnds.stream().anyMatch(end -> !end.isAfter(dayStart));
    }

    /** When the night of a date is over with either meaning of night. */
    Instant nightEnd(LocalDay date) {
        return dayStart(date.next());
    }

    private Instant dayStart(LocalDay date) {
        return date.date()
                .atTime(settings.dayNight(date.date()).dayStart())
                .atZone(date.zone())
                .toInstant();
    }

    /** The hours of a span of which anything was collected, by their ends. */
    Map<Instant, NoiseHour> hours(Period span, HourlyValues values, Function<Instant, WeatherVoids> weather) {
        Map<Instant, NoiseHour> hours = new HashMap<>();
        for (Instant end = span.start().plus(HOUR); !end.isAfter(span.end()); end = end.plus(HOUR)) {
            if (anything(end, values)) {
                hours.put(end, hour(end, values, weather.apply(end)));
            }
        }
        return hours;
    }

    private static boolean anything(Instant end, HourlyValues values) {
        return values.tally(SECONDS, end).isPresent()
                || values.tally(RECORDS, end).isPresent()
                || values.hour(RECORDS, end).isPresent();
    }

    /** An hour as it is published. @param hours those of which anything was collected */
    HourReport report(Instant end, Map<Instant, NoiseHour> hours) {
        return HourReport.of(end, hours.getOrDefault(end, NoiseHour.of(LevelTally.EMPTY, settings)), settings);
    }

    /** The figures of a date with each meaning of night; none where nothing was collected on it. */
    List<DayReport> days(LocalDay date, Map<Instant, NoiseHour> hours) {
        if (date.hourEnds().stream().noneMatch(hours::containsKey)) {
            return List.of();
        }
        NoiseDay day = NoiseDay.of(date, hours, settings);
        return Stream.of(NightMeaning.values())
                .map(meaning -> report(day, meaning, hours))
                .toList();
    }

    private DayReport report(NoiseDay day, NightMeaning meaning, Map<Instant, NoiseHour> hours) {
        if (meaning == settings.nightMeaning()) {
            return DayReport.of(day, settings, true);
        }
        NoiseSettings other = settings.withNight(meaning);
        return DayReport.of(day.withNight(hours, other), other, false);
    }

    /** Of the seconds, the minutes beside them, or the record of the hour. */
    private NoiseHour hour(Instant end, HourlyValues values, WeatherVoids weather) {
        SpanSource parts = SpanSource.choose(
                levels(SECONDS, end, values), levels(RECORDS, end, values), NoiseHour.SECONDS, settings);
        Optional<StationRecord> sent = record(end, values, weather);
        SpanSource chosen = SpanSource.choose(parts.tally(), sent, settings);
        return chosen.source() == Source.RECORD
                ? NoiseHour.ofRecord(sent.orElseThrow(), settings)
                : NoiseHour.of(chosen.tally(), settings);
    }

    /** Stamps that overlap fill more than the hour; what such a tally says is not known, so it says nothing. */
    private static LevelTally levels(Parameter parameter, Instant end, HourlyValues values) {
        return values.tally(parameter, end)
                .map(SeriesHour::levels)
                .filter(tally -> tally.collectedSeconds() <= NoiseHour.SECONDS)
                .orElse(LevelTally.EMPTY);
    }

    /** Whether the point averages hours itself, whose weather is not yet in them. */
    static boolean sentRecords(HourlyValues values) {
        return values.sendsHours(RECORDS);
    }

    private static Optional<StationRecord> record(Instant end, HourlyValues values, WeatherVoids weather) {
        List<Reading> readings = RECORD.stream()
                .flatMap(parameter -> values.hour(parameter, end).stream())
                .toList();
        return values.hour(RECORDS, end).map(leq -> StationRecord.of(leq.period(), readings, weather));
    }
}
