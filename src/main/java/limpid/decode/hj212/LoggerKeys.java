package limpid.decode.hj212;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.jspecify.annotations.Nullable;

/**
 * The SM4 keys of loggers, by MN: the one that holds, and one that is to take its place where the operator has written one down. A
 * logger is taken to have changed once a frame of it is opened by the new one.
 */
public final class LoggerKeys {
    /** No key is held. */
    public static final LoggerKeys NONE = new LoggerKeys(Map.of());

    private static final String NEXT = "next";
    private static final List<String> REQUIRED = List.of("mn", "key");
    private static final List<String> COLUMNS = List.of("mn", "key", NEXT);

    private final Map<String, Held> keys;
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    private record Held(byte[] key, byte @Nullable [] next) {}

    private LoggerKeys(Map<String, Held> keys) {
        this.keys = keys;
    }

    /**
     * Columns {@code mn,key}, and {@code next} which may be left out; a key is 32 hexadecimal digits.
     *
     * @throws Table.Malformed where a line cannot be used
     */
    public static LoggerKeys of(Table table) {
        table.requireColumns(COLUMNS, REQUIRED);
        Map<String, Held> keys = new HashMap<>();
        for (Row row : table.rows()) {
            byte[] key = row.read("key", "32 hexadecimal digits", LoggerKeys::key);
            byte[] next =
                    row.optional(NEXT).isEmpty() ? null : row.read(NEXT, "32 hexadecimal digits", LoggerKeys::key);
            if (keys.put(row.required("mn"), new Held(key, next)) != null) {
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

    /** Whether any key of a logger is held. */
    boolean has(String mn) {
        return keys.containsKey(mn);
    }

    /** The key that a logger has now, by what was heard of it; empty where none is held. */
    Optional<byte[]> of(String mn) {
        return Optional.ofNullable(keys.get(mn))
                .map(held -> changed.contains(mn) && held.next != null ? held.next : held.key);
    }

    /** The key that a logger is to be given; empty where none is written down. */
    public Optional<byte[]> next(String mn) {
        return Optional.ofNullable(keys.get(mn)).map(Held::next);
    }

    /**
     * What the first key gives that something can be made of; from then on that key is the logger's.
     *
     * @param attempt empty where a key does not fit
     */
    <T> Optional<T> open(String mn, Function<byte[], Optional<T>> attempt) {
        Held held = keys.get(mn);
        if (held == null) {
            return Optional.empty();
        }
        Optional<T> opened = attempt.apply(held.key);
        if (opened.isPresent()) {
            changed.remove(mn);
        } else if (held.next != null) {
            opened = attempt.apply(held.next);
            if (opened.isPresent()) {
                changed.add(mn);
            }
        }
        return opened;
    }

    /** How many loggers' keys are held. */
    public int size() {
        return keys.size();
    }

    /** Leaves the keys out. */
    @Override
    public String toString() {
        return keys.size() + " keys";
    }
}
