package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {
    @ParameterizedTest
    @CsvSource({
        "0.5, 0, 0", "1.5, 0, 2", "2.5, 0, 2", "2.50001, 0, 3", "2.4999, 0, 2", "-0.5, 0, 0", "-1.5, 0, -2",
        "0.25, 1, 0.2", "0.35, 1, 0.4", "0.45, 1, 0.4", "1.005, 2, 1.00", "1.015, 2, 1.02", "7, 2, 7.00",
                "149.5, 0, 150"
    })
    void halfGoesToTheEvenDigit(BigDecimal value, int digits, BigDecimal expected) {
        assertEquals(expected, Rounding.halfEven(value, digits));
    }

    @Test
    void whatABinaryFractionWouldMissIsExact() {
        assertEquals(
                new BigDecimal("2.68"), Rounding.halfEven(new BigDecimal("2.675"), 2), "a double holds 2.67499...");
        assertEquals(
                new BigDecimal("0.2"), Rounding.mean(decimals("0.1", "0.2", "0.45"), 1), "0.25 is exactly between");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.0000001, 1", "50, 50", "50.0, 50", "50.01, 51", "-0.5, 0", "-1.01, -1", "499.9, 500"})
    void indicesGoUp(BigDecimal value, int expected) {
        assertEquals(expected, Rounding.up(value));
    }

    @Test
    void anIndexThatIsNoIntIsRefused() {
        assertThrows(ArithmeticException.class, () -> Rounding.up(new BigDecimal("1e10")));
    }

    @Test
    void aMeanIsRoundedOnce() {
        assertEquals(new BigDecimal("33"), Rounding.mean(decimals("33", "33", "34"), 0));
        assertEquals(new BigDecimal("0.33"), Rounding.mean(decimals("0", "0", "1"), 2));
        assertEquals(new BigDecimal("2"), Rounding.mean(decimals("1", "2", "3", "4"), 0), "2.5 to the even digit");
        assertThrows(IllegalArgumentException.class, () -> Rounding.mean(List.of(), 0));
    }

    private static List<BigDecimal> decimals(String... values) {
        return Stream.of(values).map(BigDecimal::new).toList();
    }
}
