package limpid.measure;

/**
 * Texts in cells of CSV that a spreadsheet would take for a formula: those that begin with {@code = + - @}, one of their
 * full-width forms, a tab or a line end, and are neither a number nor that sign alone. They are written with an apostrophe before them, which makes
 * them text for Excel, WPS and LibreOffice; reading takes exactly that apostrophe off, so that a table goes out and comes
 * back as often as one likes without a change.
 */
public final class Formula {
    private static final char GUARD = '\'';
    private static final String BEGINNINGS = "=+-@\t\r\n＝＋－＠";

    private Formula() {}

    /** The text as it is written to a cell. */
    public static String guarded(String text) {
        return isFormula(text) ? GUARD + text : text;
    }

    /** The text that {@link #guarded} was given, whatever it has written. */
    public static String plain(String cell) {
        return cell.length() > 1 && cell.charAt(0) == GUARD && isFormula(cell.substring(1)) ? cell.substring(1) : cell;
    }

    /** Behind apostrophes of its own too: else reading could not tell them from the guard. */
    private static boolean isFormula(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) == GUARD) {
            first++;
        }
        boolean begins = first + 1 < text.length() && BEGINNINGS.indexOf(text.charAt(first)) >= 0;
        return begins && !(first == 0 && isNumber(text));
    }

    /** As Excel reads one: sign, digits, point, exponent. */
    private static boolean isNumber(String text) {
        int at = 1;
        boolean digits = false;
        boolean point = false;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.' && !point)) {
            digits |= isDigit(text.charAt(at));
            point |= text.charAt(at) == '.';
            at++;
        }
        return "+-".indexOf(text.charAt(0)) >= 0 && digits && at == text.length();
    }

    private static boolean isDigit(char one) {
        return one >= '0' && one <= '9';
    }
}
