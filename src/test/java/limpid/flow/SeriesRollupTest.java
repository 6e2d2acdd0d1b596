package limpid.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import limpid.Samples;
import limpid.measure.Flags;
import limpid.measure.Medium;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.noise.LevelTally;
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
            SeriesHour hour = rollup.hours(List.of(), rollup.minutes(seconds)).getFirst();
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
