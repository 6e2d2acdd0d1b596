package limpid.measure;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Decimals from outside: at most {@value #MOST_DIGITS} digits, the last of them at most {@value #MOST_DIGITS} places from
 * the point on either side. Every reading and every entered figure is one, so that whatever works with them needs no guard
 * of its own: written out, 1e100000000 takes 100 MB, and PostgreSQL makes 0 of 1e999999999.
 */
public final class Numbers {
    /** Digits of a number, and places of its last digit from the point. */
    public static final int MOST_DIGITS = 30;

    /** What a complaint says was expected. */
    public static final String EXPECTED = "a decimal number of at most " + MOST_DIGITS + " digits, none more than "
            + MOST_DIGITS + " places from the point";

    /**
     * Letters of a text that may be one: sign, point, digits and zeros before or behind them, exponent. A longer text is refused unread: a
     * megabyte of digits takes minutes to become a number.
     */
    public static final int LONGEST = 100;

    private Numbers() {}

    /** The number without a positive exponent; empty where it is out of bounds. */
    public static Optional<BigDecimal> bounded(BigDecimal number) {
        return isBounded(number) ? Optional.of(number.scale() < 0 ? number.setScale(0) : number) : Optional.empty();
    }

    private static boolean isBounded(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
    }

    /**
     * Reads a number.
     *
     * @throws NumberFormatException where it is none or out of bounds
     */
    public static BigDecimal read(String text) {
        if (text.length() > LONGEST) {
            throw new NumberFormatException("expected " + EXPECTED);
        }
        return bounded(new BigDecimal(text)).orElseThrow(() -> new NumberFormatException("expected " + EXPECTED));
    }
}
