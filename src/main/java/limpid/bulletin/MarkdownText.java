package limpid.bulletin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps a name or a reason from being read as Markdown or HTML. */
final class MarkdownText {
    private static final String MARKS = "\\`*_[]|~!$^";
    private static final Pattern LINE_START = Pattern.compile("^([#+=-])(?=\\s|\\1|$)|^(\\d+)([.)])(?=\\s|$)");

    private MarkdownText() {}

    /** One line of text that shows as it is, also where it begins a line. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (MARKS.indexOf(letter) >= 0) {
                escaped.append('\\');
            }
            escaped.append(plain(letter));
        }
        return LINE_START
                .matcher(escaped)
                .replaceFirst(match -> Matcher.quoteReplacement(
                        match.group(1) == null ? match.group(2) + "\\" + match.group(3) : "\\" + match.group(1)));
    }

    private static String plain(char letter) {
        return switch (letter) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            default -> Character.isISOControl(letter) || letter == '\u2028' ? " " : String.valueOf(letter);
        };
    }
}
