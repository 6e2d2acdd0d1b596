package limpid.store.postgres;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values in PostgreSQL's COPY text format. */
final class CopyText {
    private CopyText() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "\\N";
            case BigDecimal decimal -> decimal.toPlainString();
            case byte[] bytes -> "\\\\x" + HexFormat.of().formatHex(bytes);
            case List<?> list -> escape(array(list));
            default -> escape(value.toString());
        };
    }

    private static String array(List<?> list) {
        return list.stream()
                .map(item -> item == null
                        ? "NULL"
                        : "\"" + String.valueOf(item).replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
