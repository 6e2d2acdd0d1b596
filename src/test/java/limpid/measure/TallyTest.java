package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TallyTest {
    @Test
    void keepsTheExactSum() {
        Tally tally = Tally.of(decimals("0.1", "0.2", "1E+2", "-7"));
        assertEquals(
                new Tally(4, new BigDecimal("93.3"), new BigDecimal("-7"), new BigDecimal("100")),
                tally,
                "a sum of doubles would end in 93.30000000000001");
    }

    @Test
    void roundsTheMeanOnceHalfToEven() {
        assertEquals(
                Optional.of(new BigDecimal("0.2")),
                Tally.of(decimals("0.2", "0.3")).mean(1));
        assertEquals(Optional.empty(), Tally.EMPTY.mean(1), "no values, no mean");
    }

    @Test
    void refusesExtremesWithoutValues() {
        assertThrows(
                IllegalArgumentException.class, () -> new Tally(0, BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE));
        assertThrows(IllegalArgumentException.class, () -> new Tally(1, BigDecimal.ONE, null, null));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void orderAndGroupingNeverMatter(long seed) {
        Random random = new Random(seed);
        List<BigDecimal> values = new ArrayList<>(IntStream.range(0, 500)
                .mapToObj(i -> BigDecimal.valueOf(random.nextLong(-1_000_000, 1_000_000), random.nextInt(0, 7)))
                .toList());
        Tally whole = Tally.of(values);
        Collections.shuffle(values, random);
        List<Tally> parts = new ArrayList<>();
        for (int from = 0; from < values.size(); ) {
            int to = Math.min(values.size(), from + random.nextInt(1, 40));
            parts.add(Tally.of(values.subList(from, to)));
            from = to;
        }
        Collections.shuffle(parts, random);
        assertEquals(whole, Tally.merge(parts));
    }

    private static List<BigDecimal> decimals(String... values) {
        return Arrays.stream(values).map(BigDecimal::new).toList();
    }
}
