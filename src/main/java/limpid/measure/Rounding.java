package limpid.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/** Rounding by GB/T 8170, on decimals, never on binary fractions. */
public final class Rounding {
    private Rounding() {}

    /** Half to even at this number of decimals (GB/T 8170 3.2). */
    public static BigDecimal halfEven(BigDecimal value, int digits) {
        return value.setScale(digits, RoundingMode.HALF_EVEN);
    }

    /** The next whole number that is not smaller, as indices are rounded (HJ 633-2026 4.2.6). */
    public static int up(BigDecimal value) {
        return value.setScale(0, RoundingMode.CEILING).intValueExact();
    }

    /**
     * The mean of the values, rounded once, half to even.
     *
     * @throws IllegalArgumentException where there are none
     */
    public static BigDecimal mean(Collection<BigDecimal> values, int digits) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values to average");
        }
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.divide(BigDecimal.valueOf(values.size()), digits, RoundingMode.HALF_EVEN);
    }
}
