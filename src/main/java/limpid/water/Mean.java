package limpid.water;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import limpid.water.WaterSettings.Averaging;
import limpid.water.WaterSettings.PhMean;

/** Means of water values, over time or over places. None depends on the order of its values. */
public final class Mean {
    /** Code of pH, which is averaged through hydrogen ions. */
    static final String PH = "PH";

    /** Finer than any instrument, coarse enough to drop the noise of the logarithm: the mean of 9 and 9 must be 9. */
    private static final int PH_DECIMALS = 10;

    private Mean() {}

    /**
     * The mean of an item's values, not rounded to any publication's decimals (16 digits; pH 10 decimals).
     *
     * @throws IllegalArgumentException where there are none
     */
    public static BigDecimal of(String code, Collection<BigDecimal> values, Averaging settings) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values of " + code + " to average");
        }
        return code.equals(PH) && settings.phMean() == PhMean.HYDROGEN_IONS ? ofPh(values) : arithmetic(values);
    }

    private static BigDecimal arithmetic(Collection<BigDecimal> values) {
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64);
    }

    /** -lg of the mean of 10^-pH, 总站水字〔2020〕90号. Sorted before it is summed, so that the order never shows. */
    private static BigDecimal ofPh(Collection<BigDecimal> values) {
        double ions = values.stream()
                        .mapToDouble(BigDecimal::doubleValue)
                        .map(ph -> StrictMath.pow(10, -ph))
                        .sorted()
                        .sum()
                / values.size();
        return BigDecimal.valueOf(-StrictMath.log10(ions))
                .setScale(PH_DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
    }
}
