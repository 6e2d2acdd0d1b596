package limpid.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.noise.NoiseSettings;
import limpid.noise.WeatherVoids;

/**
 * Rain and wind at noise points by their own sensors. A reading counts for the hour it ends in, and as long after as
 * rain lags, so that an hour comes out the same whichever other hours are worked off with it.
 */
final class StationWeather {
    /** Of no station. */
    static final StationWeather NONE = new StationWeather(List.of(), NoiseSettings.DEFAULT);

    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<String, List<Reading>> byStation;
    private final BiFunction<String, Instant, NoiseSettings> settings;

    /** Under the same settings everywhere. @param readings of rain and wind, of any averaging period */
    StationWeather(Collection<Reading> readings, NoiseSettings settings) {
        this(readings, (station, hourEnd) -> settings);
    }

    /** @param settings of a station for an hour */
    StationWeather(Collection<Reading> readings, BiFunction<String, Instant, NoiseSettings> settings) {
        byStation = readings.stream().collect(Collectors.groupingBy(Reading::station));
        this.settings = settings;
    }

    /** When a reading ends that counts for an hour which ends in this span. */
    static Period before(Period hours, Duration rainLag) {
        return new Period(hours.start().minus(rainLag), hours.end());
    }

    /** When levels of an hour are invalid. */
    WeatherVoids during(String station, Instant hourEnd) {
        List<Reading> own = byStation.getOrDefault(station, List.of());
        if (own.isEmpty()) {
            return WeatherVoids.NONE;
        }
        NoiseSettings ofHour = settings.apply(station, hourEnd);
        Period counted = before(Period.ending(hourEnd, HOUR), ofHour.rainLag());
        return WeatherVoids.of(
                own.stream()
                        .filter(reading -> reading.end().isAfter(counted.start())
                                && !reading.end().isAfter(counted.end()))
                        .toList(),
                ofHour);
    }
}
