package limpid.air;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A percentile 百分位数 of daily values (HJ 663): sorted ascending, k = 1 + (n - 1) p / 100, and linear between the
 * neighbours of k. It is type R-7, the default of NumPy and PERCENTILE.INC.
 */
public final class Percentile {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Percentile() {}

    /**
     * The exact percentile.
     *
     * @param percent 0 to 100
     * @throws IllegalArgumentException where there are no values, or the percent is outside
     */
    public static BigDecimal of(List<BigDecimal> values, int percent) {
        if (values.isEmpty() || percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percentile " + percent + " of " + values.size() + " values");
        }
        List<BigDecimal> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int hundredths = (sorted.size() - 1) * percent;
        BigDecimal lower = sorted.get(hundredths / 100);
        BigDecimal upper = sorted.get(Math.min(hundredths / 100 + 1, sorted.size() - 1));
        BigDecimal part = BigDecimal.valueOf(hundredths % 100).divide(HUNDRED);
        return lower.add(upper.subtract(lower).multiply(part));
    }
}
