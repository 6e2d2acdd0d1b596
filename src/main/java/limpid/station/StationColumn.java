package limpid.station;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import limpid.measure.Table.Row;
import limpid.result.Type;
import org.jspecify.annotations.Nullable;

/**
 * A column of the registry.
 *
 * @param name     in CSV, and in JSON with a capital in place of each underscore
 * @param stored   in the store
 * @param required whether a table must have it
 * @param field    what stands in it
 * @param words    what it is called
 * @param value    of a station
 */
public record StationColumn<T>(
        String name, String stored, boolean required, Field<T> field, Words words, Value<Station, T> value) {

    /**
     * What stands in a column.
     *
     * @param type    of what is stored
     * @param reading of a table
     * @param kept    the value of what is stored, which is not null
     */
    record Field<T>(Type type, Reading<T> reading, Function<Object, T> kept) {}

    /** Reads a column of a row; what is wrong is the complaint of the row. */
    @FunctionalInterface
    interface Reading<T> {
        /** What stands in the column, or what an empty or missing one means. */
        @Nullable
        T of(Row row, String column);
    }

    /** What something has; null where it has none. */
    @FunctionalInterface
    interface Value<S, T> {
        /** Of a station, or of its place. */
        @Nullable
        T of(S whose);
    }

    /**
     * How offices fill a column in.
     *
     * @param zh      names that are understood, the first is printed
     * @param en      what it holds
     * @param choices what the words that are understood stand for; empty where it has no such words
     * @param example empty where none is needed
     */
    public record Words(List<String> zh, String en, Map<String, List<String>> choices, String example) {}

    /** Of what is stored. */
    public Type type() {
        return field.type;
    }

    /** What stands in it in a row; null where there may be nothing. */
    @Nullable
    T read(Row row) {
        return field.reading.of(row, name);
    }

    /** The value of what is stored. */
    @Nullable
    T kept(@Nullable Object cell) {
        return cell == null ? null : field.kept.apply(cell);
    }

    /** As a line of CSV has it. */
    String text(Station station) {
        return this == StationColumns.HJ212_PASSWORD ? "" : text(value.of(station));
    }

    /** As the store has it. */
    public @Nullable Object cell(Station station) {
        return switch (value.of(station)) {
            case Enum<?> word -> text(word);
            case Duration duration -> (int) duration.toSeconds();
            case null -> null;
            case Object value -> value;
        };
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal decimal -> decimal.toPlainString();
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
            case Collection<?> several -> several.stream().map(String::valueOf).collect(Collectors.joining(";"));
            default -> value.toString();
        };
    }
}
