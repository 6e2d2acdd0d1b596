package limpid.noise;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A part of a whole in one unit, kept as both numbers so that it is rounded once, where it is shown.
 *
 * @param part  not negative; an area covered may exceed the whole where the whole is out of date
 * @param whole not negative
 */
public record Share(BigDecimal part, BigDecimal whole) {
    private static final int PERCENT_SHIFT = 2;

    /** Refuses negative numbers. */
    public Share {
        if (part.signum() < 0 || whole.signum() < 0) {
            throw new IllegalArgumentException(part + " of " + whole);
        }
    }

    /** Of counts. */
    public static Share of(long part, long whole) {
        return new Share(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    /** The share in percent, half to even; empty where the whole is nothing. */
    public Optional<BigDecimal> percent(int digits) {
        return whole.signum() == 0
                ? Optional.empty()
                : Optional.of(part.movePointRight(PERCENT_SHIFT).divide(whole, digits, RoundingMode.HALF_EVEN));
    }

    /** Whether part / whole reaches the fraction; false where the whole is nothing. */
    public boolean reaches(BigDecimal fraction) {
        return whole.signum() > 0 && part.compareTo(whole.multiply(fraction)) >= 0;
    }
}
