package limpid.rollup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import limpid.Samples;
import limpid.measure.Flags;
import limpid.measure.Medium;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.noise.InvalidReason;
import limpid.noise.LevelTally;
import limpid.noise.NoiseSettings;
import limpid.noise.SecondLevels;
import limpid.noise.WeatherVoids;
import limpid.store.DirtyPeriod;
import limpid.store.Level;
import limpid.store.Tallies.SeriesHour;
import org.junit.jupiter.api.Test;

/** An hour built from minute tallies is the hour built from its seconds. */
class SeriesRollupTest {
    private static final Instant END = Samples.at("2026-03-01T10:00:00+08:00");
    private static final String[] FLAGS = {"N", "N", "N", "M", "RA"};

    private final SeriesRollup rollup = new SeriesRollup();

    @Test
    void anHourOfMinutesIsAnHourOfSeconds() {
        for (int seed = 0; seed < 20; seed++) {
            List<Reading> seconds = seconds(new Random(seed));
            SeriesHour hour = rollup.hours(List.of(), rollup.minutes(seconds), StationWeather.NONE)
                    .getFirst();
            List<BigDecimal> valid = seconds.stream()
                    .filter(Reading::valid)
                    .map(Reading::value)
                    .map(Objects::requireNonNull)
                    .toList();
            assertEquals(END, hour.end());
            assertEquals(valid.size(), hour.valid());
            assertEquals(3600, hour.expected());
            assertEquals(valid.stream().reduce(BigDecimal.ZERO, BigDecimal::add), hour.sum());
            assertEquals(Collections.min(valid), hour.min());
            assertEquals(Collections.max(valid), hour.max());
            assertArrayEquals(SecondLevels.tally(seconds, WeatherVoids.NONE).toBytes(), bytes(hour));
        }
    }

    @Test
    void weatherVoidsTheMinutesOfAnHourAsItVoidsItsSeconds() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Reading> seconds = seconds(random);
            List<Reading> weather = List.of(
                    reading("RAIN", END.minusSeconds(60L * random.nextInt(60)), 60, "0.2"),
                    reading("WS", END.minusSeconds(60L * random.nextInt(60)), 60, "5.0"),
                    reading("WS", END.minusSeconds(60L * random.nextInt(60)), 60, "4.9"));
            SeriesHour hour = rollup.hours(
                            List.of(), rollup.minutes(seconds), new StationWeather(weather, NoiseSettings.DEFAULT))
                    .getFirst();
            WeatherVoids voids = WeatherVoids.of(weather, NoiseSettings.DEFAULT);
            assertArrayEquals(SecondLevels.tally(seconds, voids).toBytes(), bytes(hour));
        }
    }

    @Test
    void minuteRecordsOfAnHourMergeAndRainVoidsThem() {
        List<Reading> records = List.of(
                reading("LEQ", END, 60, "60.0"),
                reading("LMAX", END, 60, "66.0"),
                reading("LMIN", END, 60, "51.0"),
                reading("LEQ", END.minusSeconds(60), 60, "70.0"),
                reading("LMAX", END.minusSeconds(60), 60, "76.0"),
                reading("LMIN", END.minusSeconds(60), 60, "55.0"),
                reading("LEQ", END.minusSeconds(120), 60, "90.0"));
        List<Reading> rain = List.of(reading("RAIN", END.minusSeconds(120), 60, "0.2"));
        LevelTally levels = rollup.hours(records, List.of(), new StationWeather(rain, NoiseSettings.DEFAULT)).stream()
                .map(SeriesHour::levels)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        assertEquals(120, levels.seconds());
        assertEquals(Map.of(InvalidReason.RAIN, 60L), levels.invalidSeconds());
        assertEquals(
                "67.40",
                levels.equivalentLevel()
                        .orElseThrow()
                        .setScale(2, RoundingMode.HALF_EVEN)
                        .toString());
        assertEquals(0, levels.max().orElseThrow().compareTo(new BigDecimal("76")));
        assertEquals(0, levels.min().orElseThrow().compareTo(new BigDecimal("51")));
    }

    @Test
    void weatherCountsForTheHourItEndsIn() {
        List<Reading> late = List.of(reading("RAIN", END.plusSeconds(300), 600, "0.2"));
        assertEquals(
                Optional.empty(),
                new StationWeather(late, NoiseSettings.DEFAULT)
                        .during("N1", END)
                        .reason(Period.ending(END, Duration.ofMinutes(1))));
    }

    private static Reading reading(String parameter, Instant end, int seconds, String value) {
        return new Reading(
                "N1",
                Parameters.standard().get(parameter),
                Period.ending(end, Duration.ofSeconds(seconds)),
                new BigDecimal(value),
                Flags.standard().get("N"));
    }

    private static byte[] bytes(SeriesHour hour) {
        LevelTally levels = Objects.requireNonNull(hour.levels());
        return levels.toBytes();
    }

    private static List<Reading> seconds(Random random) {
        List<Reading> seconds = new ArrayList<>();
        for (int i = 0; i < 3600; i++) {
            if (random.nextInt(20) > 0) {
                seconds.add(second(END.minusSeconds(3599 - i), random));
            }
        }
        return seconds;
    }

    private static Reading second(Instant end, Random random) {
        return new Reading(
                "N1",
                Parameters.standard().get("LAS"),
                Period.ending(end, Duration.ofSeconds(1)),
                random.nextInt(50) == 0 ? null : BigDecimal.valueOf(400 + random.nextInt(400), 1),
                Flags.standard().get(FLAGS[random.nextInt(FLAGS.length)]));
    }

    @Test
    void whatIsShorterThanAMinuteDirtiesItsMinute() {
        assertEquals(
                new DirtyPeriod(Level.MINUTE, END.minusSeconds(3540)),
                dirty(END.minusSeconds(3599), Duration.ofSeconds(1)));
        assertEquals(new DirtyPeriod(Level.MINUTE, END), dirty(END, Duration.ofSeconds(59)));
        assertEquals(new DirtyPeriod(Level.HOUR, END), dirty(END.minusSeconds(3540), Duration.ofMinutes(1)));
        assertEquals(new DirtyPeriod(Level.HOUR, END), dirty(END, Duration.ZERO));
        assertEquals(new DirtyPeriod(Level.HOUR, END), new DirtyPeriod(Level.MINUTE, END.minusSeconds(3540)).ofHour());
    }

    private static DirtyPeriod dirty(Instant end, Duration length) {
        return DirtyPeriod.of(Medium.NOISE, Period.ending(end, length));
    }
}
