package limpid.air;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import limpid.standard.AirDigits;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/** Means to be rounded later. */
final class Means {
    private Means() {}

    /** The values that are there, in their order. */
    static List<BigDecimal> present(List<@Nullable BigDecimal> values) {
        List<BigDecimal> present = new ArrayList<>(values.size());
        for (BigDecimal value : values) {
            if (value != null) {
                present.add(value);
            }
        }
        return present;
    }

    /** The values that are there, rounded to published decimals first where the stage asks for it. */
    static List<BigDecimal> staged(boolean rounds, Pollutant pollutant, List<@Nullable BigDecimal> values) {
        List<BigDecimal> present = present(values);
        if (rounds) {
            present.replaceAll(value -> AirDigits.index(pollutant, value));
        }
        return present;
    }

    /**
     * The mean with 16 significant digits. A mean that lies half-way between two published values ends early and is
     * held exactly, so rounding this one afterwards is rounding once.
     */
    static BigDecimal of(List<BigDecimal> values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal value : values) {
            sum = sum.add(value);
        }
        return of(sum, values.size());
    }

    /** The mean of so many values with this sum. */
    static BigDecimal of(BigDecimal sum, int count) {
        return sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64);
    }
}
