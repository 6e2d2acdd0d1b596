package limpid.export;

import java.math.BigDecimal;

/**
 * A decimal as it was printed when it was kept, part of a longer text. It becomes a number only where a format needs one:
 * a year of a country's sections has half a million of them.
 *
 * @param start of it in the text
 * @param end   behind it
 */
record Printed(String text, int start, int end) {
    BigDecimal number() {
        return new BigDecimal(toString());
    }

    @Override
    public String toString() {
        return text.substring(start, end);
    }
}
