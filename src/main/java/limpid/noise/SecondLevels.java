package limpid.noise;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import limpid.measure.Reading;

/** Readings of sampled levels, one second each as a rule, as a tally. */
public final class SecondLevels {
    private SecondLevels() {}

    /**
     * The tally of the readings, each entered once by the store's key. Each second carries its validity: the flag
     * first, which is the station's or reviewer's word, then the weather. Stamps are taken as sent: a clock that drifts
     * within the tolerance moves levels by those seconds and no level is shifted or doubled to hide it.
     *
     * @throws IllegalArgumentException where a period is not of whole seconds, or a value no sound level
     */
    public static LevelTally tally(Collection<Reading> readings, WeatherVoids weather) {
        LevelTally.Builder tally = LevelTally.builder();
        for (Reading reading : readings) {
            long seconds = wholeSeconds(reading.period().length());
            Optional<InvalidReason> invalid = FlagReasons.of(reading).or(() -> weather.reason(reading.period()));
            if (invalid.isPresent()) {
                tally.invalid(invalid.get(), seconds);
            } else if (reading.value() != null) {
                tally.sample(reading.value().doubleValue(), seconds);
            }
        }
        return tally.build();
    }

    private static long wholeSeconds(Duration length) {
        if (length.getNano() != 0) {
            throw new IllegalArgumentException("a level that lasted " + length);
        }
        return length.toSeconds();
    }
}
