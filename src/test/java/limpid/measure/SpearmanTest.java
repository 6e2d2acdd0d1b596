package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpearmanTest {
    private static final BigDecimal FIVE_PERCENT = new BigDecimal("0.05");

    @Test
    void risesFallsAndBetween() {
        assertEquals(0, BigDecimal.ONE.compareTo(of("1", "2", "3", "4", "5").r()));
        assertEquals(
                0, BigDecimal.ONE.negate().compareTo(of("5", "4", "3", "2", "1").r()));
        assertEquals(new BigDecimal("0.9"), of("1", "2", "3", "5", "4").r(), "d² sums to 2: 1 - 12/120");
        assertEquals(new BigDecimal("0.3"), of("3", "1", "5", "2", "4").r(), "d² sums to 14: 1 - 84/120");
    }

    @Test
    void equalValuesShareTheirRank() {
        assertEquals(
                new BigDecimal("0.975"), of("1", "2", "2", "4", "5").r(), "ranks 1, 2.5, 2.5, 4, 5: d² sums to 0.5");
        assertEquals(
                0, new BigDecimal("0.5").compareTo(of("7", "7", "7", "7", "7").r()), "the formula gives no 0 for ties");
    }

    @Test
    void significanceIsReachedWhenEqual() {
        assertEquals(Optional.of(true), of("1", "2", "3", "5", "4").significant(FIVE_PERCENT), "0.9 against 0.900");
        assertEquals(Optional.of(false), of("1", "2", "3", "5", "4").significant(new BigDecimal("0.01")));
        assertEquals(Optional.empty(), of("1", "2", "3", "4").significant(FIVE_PERCENT));
    }

    @Test
    void betweenRowsTheStricterOneHolds() {
        assertEquals(Optional.of(new BigDecimal("0.564")), ofLength(11).critical(FIVE_PERCENT));
        assertEquals(Optional.of(new BigDecimal("0.306")), ofLength(40).critical(FIVE_PERCENT));
        assertThrows(IllegalArgumentException.class, () -> ofLength(11).critical(BigDecimal.ONE));
    }

    @Test
    void oneValueHasNoCorrelation() {
        assertThrows(IllegalArgumentException.class, () -> of("1"));
    }

    private static Spearman ofLength(int n) {
        return Spearman.of(IntStream.range(0, n).mapToObj(BigDecimal::valueOf).toList());
    }

    private static Spearman of(String... values) {
        return Spearman.of(Stream.of(values).map(BigDecimal::new).toList());
    }
}
