package limpid.measure;

import java.util.Optional;

/**
 * The characters a text may hold: those that PostgreSQL, XML 1.0 and JSON all take and that a reader can see. One that
 * PostgreSQL refuses would fail at the insert, one that XML refuses in a workbook years later; one that nobody sees makes two
 * names of what looks like one.
 */
public final class Characters {
    private static final int MOST_SHOWN = 100;

    private Characters() {}

    /**
     * The first character that cannot be kept, such as {@code "holds the character U+0000 at place 3"}; empty where all can.
     * Refused are control characters but tab and line ends, characters without a width or that turn the direction of
     * writing, halves of surrogate pairs, and U+FFFD, which stands for what somebody's program could not read.
     */
    public static Optional<String> refused(String text) {
        for (int i = 0; i < text.length(); ) {
            int one = text.codePointAt(i);
            if (isRefused(one)) {
                return Optional.of("holds the character U+%04X at place %d".formatted(one, i + 1));
            }
            i += Character.charCount(one);
        }
        return Optional.empty();
    }

    private static boolean isRefused(int one) {
        return switch (Character.getType(one)) {
            case Character.CONTROL -> one != '\t' && one != '\n' && one != '\r';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> one >= 0xFFFD && one <= 0xFFFF;
        };
    }

    /** The text for a message: cut where it is long, refused characters replaced by U+FFFD. */
    public static String shown(String text) {
        int end = Math.min(text.length(), MOST_SHOWN);
        StringBuilder shown = new StringBuilder(end);
        text.substring(0, end)
                .codePoints()
                .map(one -> isRefused(one) ? '\uFFFD' : one)
                .forEach(shown::appendCodePoint);
        return end < text.length() ? shown.append('…').toString() : shown.toString();
    }

    /** The text without blanks around it, those of spreadsheets and Chinese input among them: U+00A0, U+3000. */
    public static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /**
     * A blank within a name that only looks like the usual one, such as {@code "holds the blank U+3000 at place 3"}; empty
     * where there is none.
     */
    public static Optional<String> oddBlank(String name) {
        for (int i = 0; i < name.length(); i++) {
            char one = name.charAt(i);
            if (one != ' ' && isBlank(one)) {
                return Optional.of("holds the blank U+%04X at place %d".formatted((int) one, i + 1));
            }
        }
        return Optional.empty();
    }

    private static boolean isBlank(char one) {
        return Character.isWhitespace(one) || Character.isSpaceChar(one);
    }
}
