package limpid.store.postgres;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values in PostgreSQL's COPY text format. */
final class CopyText {
    private CopyText() {}

    /** Adds a value. */
    static void add(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case null -> text.append("\\N");
            case Number number -> text.append(number instanceof BigDecimal decimal ? decimal.toPlainString() : number);
            case byte[] bytes -> text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
            case List<?> list -> escape(text, array(list));
            default -> escape(text, value.toString());
        }
    }

    private static String array(List<?> list) {
        StringBuilder array = new StringBuilder("{");
        for (Object item : list) {
            array.append(array.length() == 1 ? "" : ",");
            if (item == null) {
                array.append("NULL");
            } else {
                quoted(array, item.toString());
            }
        }
        return array.append('}').toString();
    }

    private static void quoted(StringBuilder array, String item) {
        array.append('"');
        for (int i = 0; i < item.length(); i++) {
            char character = item.charAt(i);
            if (character == '"' || character == '\\') {
                array.append('\\');
            }
            array.append(character);
        }
        array.append('"');
    }

    private static void escape(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(character);
            }
        }
    }
}
