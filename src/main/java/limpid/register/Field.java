package limpid.register;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.measure.Table.Row;
import limpid.result.Type;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a column: how it is read, written and stored.
 *
 * @param type    of what is stored
 * @param reading of a table
 * @param kept    the value of what is stored, which is not null
 * @param stored  of a value
 * @param written as a field of CSV
 */
public record Field<T>(
        Type type,
        Reading<T> reading,
        Function<Object, T> kept,
        Function<T, Object> stored,
        Function<T, String> written) {

    /** Reads a column of a row; what is wrong is the complaint of the row. */
    @FunctionalInterface
    public interface Reading<T> {
        /** What stands in the column, or what an empty or missing one means. */
        @Nullable
        T of(Row row, String column);
    }

    /** Stored and written as its type is; a word of a few in small letters. */
    public static <T> Field<T> of(Type type, Reading<T> reading, Function<Object, T> kept) {
        return new Field<>(type, reading, kept, Field::plain, Field::text);
    }

    /** Must be filled in. @param expected what the complaint says was expected */
    public static <T> Field<T> needed(
            Type type, String expected, Function<String, T> reading, Function<Object, T> kept) {
        return of(type, (row, column) -> row.read(column, expected, reading), kept);
    }

    /** May be empty. @param empty what an empty field means */
    public static <T> Field<T> optional(
            Type type, String expected, Function<String, T> reading, Function<Object, T> kept, @Nullable T empty) {
        return of(
                type,
                (row, column) -> row.optional(column).isEmpty() ? empty : row.read(column, expected, reading),
                kept);
    }

    /** One of a few words, or empty. */
    public static <E extends Enum<E>> Field<E> choice(E[] choices) {
        Map<String, E> byName = new LinkedHashMap<>();
        Arrays.stream(choices).forEach(one -> byName.put(word(one), one));
        return optional(
                Type.TEXT,
                String.join(" or ", byName.keySet()),
                field -> Objects.requireNonNull(byName.get(field)),
                cell -> Objects.requireNonNull(byName.get((String) cell)),
                null);
    }

    /** Texts with {@code ;} between them; none where it is empty. */
    public static Field<List<String>> texts(String expected, UnaryOperator<String> reading) {
        return optional(
                Type.TEXTS,
                expected,
                field -> Stream.of(field.split(";"))
                        .map(String::trim)
                        .map(reading)
                        .toList(),
                Field::strings,
                List.of());
    }

    /** The texts that are stored. */
    public static List<String> strings(Object cell) {
        return ((Collection<?>) cell).stream().map(String.class::cast).toList();
    }

    /** The value, which must fit. @throws IllegalArgumentException where it does not */
    public static <T> T checked(T value, Predicate<T> fits) {
        if (!fits.test(value)) {
            throw new IllegalArgumentException(value.toString());
        }
        return value;
    }

    /** The same, stored otherwise. */
    public Field<T> storedAs(Function<T, Object> cell) {
        return new Field<>(type, reading, kept, cell, written);
    }

    /** The same, written otherwise. */
    public Field<T> writtenAs(Function<T, String> text) {
        return new Field<>(type, reading, kept, stored, text);
    }

    private static Object plain(Object value) {
        return value instanceof Enum<?> constant ? word(constant) : value;
    }

    private static String text(Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal.toPlainString();
            case Enum<?> constant -> word(constant);
            case Collection<?> several -> several.stream().map(String::valueOf).collect(Collectors.joining(";"));
            default -> value.toString();
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
