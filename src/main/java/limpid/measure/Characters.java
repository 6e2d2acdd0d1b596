package limpid.measure;

import java.util.Optional;

/**
 * The characters a text may hold: those that PostgreSQL, XML 1.0 and JSON all take. One that PostgreSQL refuses would fail
 * at the insert, one that XML refuses in a workbook years later.
 */
public final class Characters {
    private static final int MOST_SHOWN = 100;

    private Characters() {}

    /**
     * The first character that cannot be kept, such as {@code "holds the character U+0000 at place 3"}; empty where all can.
     * Refused are control characters but tab and line ends, halves of surrogate pairs, U+FFFE and U+FFFF.
     */
    public static Optional<String> refused(String text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            boolean pair = Character.isHighSurrogate(one)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (isRefused(one)) {
                return Optional.of("holds the character U+%04X at place %d".formatted((int) one, i + 1));
            }
        }
        return Optional.empty();
    }

    private static boolean isRefused(char one) {
        return one < ' ' ? one != '\t' && one != '\n' && one != '\r' : Character.isSurrogate(one) || one >= '\uFFFE';
    }

    /** The text for a message: cut where it is long, refused characters replaced by U+FFFD. */
    public static String shown(String text) {
        int end = Math.min(text.length(), MOST_SHOWN);
        StringBuilder shown = new StringBuilder(end);
        text.substring(0, end)
                .codePoints()
                .map(one -> one <= Character.MAX_VALUE && isRefused((char) one) ? '\uFFFD' : one)
                .forEach(shown::appendCodePoint);
        return end < text.length() ? shown.append('…').toString() : shown.toString();
    }
}
