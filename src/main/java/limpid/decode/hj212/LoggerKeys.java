package limpid.decode.hj212;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/** The SM4 keys of loggers, by MN. */
public final class LoggerKeys {
    /** No key is held. */
    public static final LoggerKeys NONE = new LoggerKeys(Map.of());

    private static final List<String> COLUMNS = List.of("mn", "key");

    private final Map<String, byte[]> keys;

    private LoggerKeys(Map<String, byte[]> keys) {
        this.keys = keys;
    }

    /**
     * Columns {@code mn,key}; a key is 32 hexadecimal digits.
     *
     * @throws Table.Malformed where a line cannot be used
     */
    public static LoggerKeys of(Table table) {
        table.requireColumns(COLUMNS, COLUMNS);
        Map<String, byte[]> keys = new HashMap<>();
        for (Row row : table.rows()) {
            byte[] key = row.read("key", "32 hexadecimal digits", LoggerKeys::key);
            if (keys.put(row.required("mn"), key) != null) {
                throw row.malformed("mn", "stands twice");
            }
        }
        return new LoggerKeys(Map.copyOf(keys));
    }

    private static byte[] key(String text) {
        byte[] key = HexFormat.of().parseHex(text);
        if (key.length != Sm4.GROUP) {
            throw new IllegalArgumentException("not " + Sm4.GROUP + " bytes");
        }
        return key;
    }

    /** The key of a logger; empty where none is held. */
    Optional<byte[]> of(String mn) {
        return Optional.ofNullable(keys.get(mn));
    }

    /** How many are held. */
    public int size() {
        return keys.size();
    }

    /** Leaves the keys out. */
    @Override
    public String toString() {
        return keys.size() + " keys";
    }
}
