package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import limpid.measure.Flags;
import limpid.measure.LocalDay;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeded: a day follows from its readings alone, not from how they came. */
final class NoiseDayPropertiesTest {
    private static final LocalDay DATE = new LocalDay(LocalDate.of(2025, 3, 22), LocalDay.CHINA);
    private static final NoiseSettings SETTINGS = NoiseSettings.DEFAULT;

    /** Readings of ten seconds, so that a day is 8,640 of them. */
    private static final Duration SAMPLE = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void orderSplitsAndDuplicatesNeverMatter(long seed) {
        Random random = new Random(seed);
        List<Reading> readings = readings(random);
        NoiseDay once = NoiseDay.of(DATE, hours(readings, Integer.MAX_VALUE), SETTINGS);

        List<Reading> deliveries = new ArrayList<>(readings);
        for (int i = 0; i < 1000; i++) {
            deliveries.add(readings.get(random.nextInt(readings.size())));
        }
        Collections.shuffle(deliveries, random);
        Map<Period, Reading> byKey = new LinkedHashMap<>();
        deliveries.forEach(reading -> byKey.putIfAbsent(reading.period(), reading));
        List<Reading> stored = List.copyOf(byKey.values());
        assertEquals(once, NoiseDay.of(DATE, hours(stored, 1 + random.nextInt(50)), SETTINGS));
    }

    /** The hours, each merged out of tallies of at most so many readings. */
    private static Map<Instant, NoiseHour> hours(List<Reading> readings, int window) {
        Map<Instant, List<Reading>> byHour = new LinkedHashMap<>();
        for (Reading reading : readings) {
            Instant end = hourEnd(reading.end());
            byHour.computeIfAbsent(end, hour -> new ArrayList<>()).add(reading);
        }
        Map<Instant, NoiseHour> hours = new LinkedHashMap<>();
        byHour.forEach((end, ofHour) -> hours.put(end, NoiseHour.of(merged(ofHour, window), SETTINGS)));
        return hours;
    }

    private static LevelTally merged(List<Reading> readings, int window) {
        LevelTally merged = LevelTally.EMPTY;
        for (int from = 0; from < readings.size(); from += Math.min(window, readings.size())) {
            List<Reading> part = readings.subList(from, (int) Math.min(readings.size(), (long) from + window));
            merged = LevelTally.merge(List.of(SecondLevels.tally(part, WeatherVoids.NONE), merged));
        }
        return merged;
    }

    private static Instant hourEnd(Instant end) {
        return DATE.hourEnds().stream()
                .filter(hour -> !hour.isBefore(end))
                .findFirst()
                .orElseThrow();
    }

    private static List<Reading> readings(Random random) {
        List<Reading> readings = new ArrayList<>();
        for (Instant end = DATE.start().plus(SAMPLE); !end.isAfter(DATE.end()); end = end.plus(SAMPLE)) {
            String flag = random.nextInt(10) == 0 ? "D" : "N";
            readings.add(new Reading(
                    "N1",
                    Parameters.standard().get("LAS"),
                    Period.ending(end, SAMPLE),
                    BigDecimal.valueOf(300_000 + random.nextInt(600_000), 4),
                    Flags.standard().get(flag)));
        }
        return readings;
    }
}
