package limpid.export;

import java.math.BigDecimal;

/**
 * The digits of figures that a double cannot tell apart from their neighbours: of the numbers that the intake takes those
 * of more than 15 digits, such as the printed form of a measured double.
 */
final class ExactDigits {
    /** Any decimal of so many digits is the nearest one to its double. */
    private static final int DIGITS_OF_A_DOUBLE = 15;

    private final StringBuilder text = new StringBuilder();

    /** Begins a row. */
    void reset() {
        text.setLength(0);
    }

    /** Notes the digits of a figure where its double is not enough. */
    void add(String column, BigDecimal figure) {
        if (figure.precision() > DIGITS_OF_A_DOUBLE
                && new BigDecimal(Double.toString(figure.doubleValue())).compareTo(figure) != 0) {
            text.append(text.isEmpty() ? "" : ";").append(column).append('=').append(figure.toPlainString());
        }
    }

    /** {@code column=digits} of the row with semicolons between them; empty where doubles say it all. */
    String text() {
        return text.toString();
    }
}
