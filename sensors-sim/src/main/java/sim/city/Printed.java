package sim.city;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers with the digits that an instrument prints. */
final class Printed {
    private Printed() {}

    /** {@code value}, but at least {@code lowest}, with exactly {@code digits} decimals. */
    static String atLeast(double lowest, double value, int digits) {
        return number(Math.max(lowest, value), digits);
    }

    static String number(double value, int digits) {
        return BigDecimal.valueOf(value)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
