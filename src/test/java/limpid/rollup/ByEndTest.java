package limpid.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ByEndTest {
    private static Instant hour(int hour) {
        return Instant.ofEpochSecond(hour * 3600L);
    }

    @Test
    void keepsTheOrderOfEnds() {
        ByEnd<String> values = new ByEnd<>();
        for (int hour : new int[] {3, 1, 2, 5, 4}) {
            values.put(hour(hour), "h" + hour);
        }
        assertEquals(List.of("h1", "h2", "h3", "h4", "h5"), values.values());
    }

    @Test
    void thePutTwiceIsTheSecond() {
        ByEnd<String> values = new ByEnd<>();
        values.put(hour(1), "one");
        values.put(hour(1), "other");
        values.merge(hour(1), "third", (one, other) -> one + " " + other);
        assertEquals(List.of("other third"), values.values());
    }

    @Test
    void answersAsASortedMapDoes() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            ByEnd<Integer> values = new ByEnd<>();
            TreeMap<Instant, Integer> expected = new TreeMap<>();
            for (int step = 0; step < 200; step++) {
                Instant end = hour(random.nextInt(100));
                if (random.nextBoolean()) {
                    values.put(end, step);
                    expected.put(end, step);
                }
                Instant asked = hour(random.nextInt(100));
                assertEquals(expected.get(asked), values.get(asked), "seed " + seed);
            }
            assertEquals(List.copyOf(expected.values()), values.values(), "seed " + seed);
        }
    }

    @Test
    void hasNothingAtFirst() {
        assertNull(new ByEnd<String>().get(hour(1)));
    }
}
