package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** HJ 663: k = 1 + (n - 1) p / 100, as NumPy and PERCENTILE.INC have it. */
class PercentileTest {
    @Test
    void interpolatesBetweenNeighbours() {
        assertEquals(0, Percentile.of(values(1, 2, 3, 4), 90).compareTo(new BigDecimal("3.7")));
        assertEquals(0, Percentile.of(values(4, 1, 3, 2), 50).compareTo(new BigDecimal("2.5")));
        assertEquals(
                0,
                Percentile.of(values(10, 20, 30, 40, 50, 60, 70, 80, 90, 100), 95)
                        .compareTo(new BigDecimal("95.5")));
    }

    @Test
    void takesTheValueItselfWhereKIsWhole() {
        assertEquals(
                0, Percentile.of(values(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 90).compareTo(BigDecimal.TEN));
        assertEquals(0, Percentile.of(values(7), 98).compareTo(BigDecimal.valueOf(7)));
    }

    @Test
    void refusesNoValuesAndPercentsOutside() {
        assertThrows(IllegalArgumentException.class, () -> Percentile.of(List.of(), 90));
        assertThrows(IllegalArgumentException.class, () -> Percentile.of(values(1), 101));
    }

    private static List<BigDecimal> values(int... values) {
        return Arrays.stream(values).mapToObj(BigDecimal::valueOf).toList();
    }
}
