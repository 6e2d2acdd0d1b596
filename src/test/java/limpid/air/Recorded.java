package limpid.air;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.standard.Pollutant;

/**
 * Observations with published results, from {@code src/test/resources/recorded}; its README tells where they come from.
 */
final class Recorded {
    /** How the feeds write that there is no value; {@code /} is a pollutant the station does not measure. */
    private static final Set<String> NONE = Set.of("", "NA", "NaN", "--", "—", "/");

    private Recorded() {}

    static Table table(String file) {
        try (InputStream in = new GZIPInputStream(
                Objects.requireNonNull(Recorded.class.getResourceAsStream("/recorded/" + file), file))) {
            return Table.annotated(file, in);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    /** What must stand in the map under this key. */
    static <K, V> V at(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new AssertionError("nothing under " + key);
        }
        return value;
    }

    static Optional<BigDecimal> value(String field) {
        return NONE.contains(field) ? Optional.empty() : Optional.of(new BigDecimal(field));
    }

    static Optional<BigDecimal> value(Row row, String column) {
        return value(row.text(column));
    }

    /** Puts the values of a row's columns under their pollutants, those that are there. */
    static void read(Row row, Map<Pollutant, String> columns, Map<Pollutant, BigDecimal> values) {
        columns.forEach((pollutant, column) -> value(row, column).ifPresent(value -> values.put(pollutant, value)));
    }
}
