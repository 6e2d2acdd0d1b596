package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeded: whatever the order, the grouping or the repetition of deliveries, the tally of an hour is the same. */
final class LevelTallyPropertiesTest {
    private static final double ERROR_BOUND = 3e-6;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void mergingOrderAndWindowSplitsNeverMatter(long seed) {
        Random random = new Random(seed);
        List<Sample> samples = samples(random);
        LevelTally whole = tally(samples);
        Collections.shuffle(samples, random);
        List<LevelTally> parts = split(samples, random);
        assertEquals(whole, LevelTally.merge(parts), "merged at once");
        while (parts.size() > 1) {
            LevelTally one = parts.remove(random.nextInt(parts.size()));
            LevelTally other = parts.remove(random.nextInt(parts.size()));
            parts.add(LevelTally.fromBytes(LevelTally.merge(List.of(one, other)).toBytes()));
        }
        assertEquals(whole, parts.getFirst(), "merged in pairs, stored between");
        assertArrayEquals(whole.toBytes(), parts.getFirst().toBytes());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void duplicatesRemovedByKeyNeverMatter(long seed) {
        Random random = new Random(seed);
        List<Sample> samples = samples(random);
        List<Sample> deliveries = new ArrayList<>(samples);
        for (int i = 0; i < 500; i++) {
            deliveries.add(samples.get(random.nextInt(samples.size())));
        }
        Collections.shuffle(deliveries, random);
        Map<Integer, Sample> byKey = new HashMap<>();
        deliveries.forEach(sample -> byKey.putIfAbsent(sample.second(), sample));
        assertEquals(tally(samples), tally(byKey.values()));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void energyStaysWithinItsErrorBound(long seed) {
        Random random = new Random(seed);
        LevelTally.Builder tally = LevelTally.builder();
        double energy = 0;
        int quietest = random.nextInt(-30, 60);
        for (int i = 0; i < 3600; i++) {
            double level = quietest + random.nextInt(60_000_000) / 1e6;
            tally.sample(level, 1);
            energy += Math.pow(10, level / 10);
        }
        double off = tally.build().equivalentLevel().orElseThrow().doubleValue() - 10 * Math.log10(energy / 3600);
        assertTrue(Math.abs(off) < ERROR_BOUND, () -> "off by " + off);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void anHourTakesLessThanOneKibibyte(long seed) {
        Random random = new Random(seed);
        LevelTally.Builder uniform = LevelTally.builder();
        for (int i = 0; i < 3600; i++) {
            uniform.sample(30 + random.nextInt(800) / 10.0, 1);
        }
        int bytes = uniform.build().toBytes().length;
        assertTrue(bytes < 1024, () -> bytes + " bytes for levels spread over 80 dB");
    }

    private static List<Sample> samples(Random random) {
        List<Sample> samples = new ArrayList<>();
        for (int second = 0; second < 3600; second++) {
            boolean valid = random.nextInt(20) > 0;
            InvalidReason reason = InvalidReason.values()[random.nextInt(InvalidReason.values().length)];
            samples.add(new Sample(second, 30 + random.nextInt(70_000_000) / 1e6, valid, reason));
        }
        return samples;
    }

    private static List<LevelTally> split(List<Sample> samples, Random random) {
        List<LevelTally> parts = new ArrayList<>();
        for (int from = 0; from < samples.size(); ) {
            int to = Math.min(samples.size(), from + random.nextInt(1, 120));
            parts.add(tally(samples.subList(from, to)));
            from = to;
        }
        return parts;
    }

    private static LevelTally tally(Iterable<Sample> samples) {
        LevelTally.Builder tally = LevelTally.builder();
        for (Sample sample : samples) {
            if (sample.valid()) {
                tally.sample(sample.level(), 1);
            } else {
                tally.invalid(sample.reason(), 1);
            }
        }
        return tally.build();
    }

    private record Sample(int second, double level, boolean valid, InvalidReason reason) {}
}
