package limpid.water;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import limpid.standard.ClassLimits.Limit;

/**
 * Exceedance multiple 超标倍数: by how many times its limit a value lies above that limit (环办[2011]22号). It counts
 * from class Ⅲ in an assessment and from the target in a compliance report; for temperature, pH and dissolved oxygen
 * none is computed.
 */
public final class Exceedance {
    private Exceedance() {}

    /**
     * As assessments print it: from the limit of class Ⅲ. Empty where the value does not exceed or none is computed.
     */
    public static Optional<BigDecimal> fromClassThree(Limit limit, BigDecimal value) {
        return fromClass(limit, WaterClass.THREE, value);
    }

    /** From the limit of a class. Empty where the value does not exceed or none is computed. */
    public static Optional<BigDecimal> fromClass(Limit limit, int waterClass, BigDecimal value) {
        return limit.upper(waterClass).flatMap(upper -> from(upper, value));
    }

    /**
     * From any upper limit above zero: (value - limit) / limit, to 16 digits, without zeros at the end. Empty where
     * the value does not exceed.
     */
    public static Optional<BigDecimal> from(BigDecimal limit, BigDecimal value) {
        if (value.compareTo(limit) <= 0) {
            return Optional.empty();
        }
        BigDecimal multiple =
                value.subtract(limit).divide(limit, MathContext.DECIMAL64).stripTrailingZeros();
        return Optional.of(multiple.setScale(Math.max(multiple.scale(), 0)));
    }
}
