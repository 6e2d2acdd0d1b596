package limpid.api.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.register.RegisterColumn;
import limpid.store.Slice;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items at most {@code limit} of them
 * @param next  the cursor of the next part; null at the end of the list
 * @param table how an item looks as a line of CSV
 */
public record Page<T>(
        @JsonProperty("items") List<T> items,
        @JsonProperty("next") @Nullable String next,
        @JsonIgnore @Schema(hidden = true) Lines<T> table) {

    /** A list that is handed out whole. */
    public static <T> Page<T> whole(List<T> items, Lines<T> table) {
        return new Page<>(items, null, table);
    }

    /** A list that is handed out whole, whose CSV is a file of its own. */
    public static <T> Page<T> whole(List<T> items) {
        return whole(items, new Lines<>(List.of(), item -> List.of()));
    }

    /** A part of a list of the store. */
    public static <S, T, P> Page<T> of(
            Slice<S, P> slice, Function<S, T> view, Function<P, String> cursor, Lines<T> table) {
        return new Page<>(
                slice.items().stream().map(view).toList(),
                slice.next().map(cursor).orElse(null),
                table);
    }

    /** A part of a list of the store, whose CSV is a file of its own. */
    public static <S, T, P> Page<T> of(Slice<S, P> slice, Function<S, T> view, Function<P, String> cursor) {
        return of(slice, view, cursor, new Lines<>(List.of(), item -> List.of()));
    }

    /**
     * Items as lines of CSV.
     *
     * @param header        names of the columns
     * @param cells         of an item, as many as the header has
     * @param byteOrderMark whether a byte order mark stands before them, by which spreadsheets know UTF-8
     */
    public record Lines<T>(List<String> header, Function<T, List<@Nullable Object>> cells, boolean byteOrderMark) {
        /** With a byte order mark. */
        public Lines(List<String> header, Function<T, List<@Nullable Object>> cells) {
            this(header, cells, true);
        }

        /** Components of a record. @param columns their names, with blanks between them */
        public static <T extends Record> Lines<T> of(Class<T> item, String columns) {
            return of(item, columns, Map.of());
        }

        /** The same, some columns made otherwise. */
        public static <T extends Record> Lines<T> of(
                Class<T> item, String columns, Map<String, Function<T, @Nullable Object>> others) {
            List<String> header = List.of(columns.split(" "));
            List<Function<T, @Nullable Object>> cells = header.stream()
                    .map(name -> Objects.requireNonNullElseGet(others.get(name), () -> component(item, name)))
                    .toList();
            return new Lines<>(header, one -> {
                List<@Nullable Object> line = new ArrayList<>(cells.size());
                cells.forEach(cell -> line.add(cell.apply(one)));
                return line;
            });
        }

        /**
         * Components of a record, as the columns of a register are called.
         *
         * @param others by the names of components
         */
        public static <T extends Record> Lines<T> ofRegister(
                Class<T> item, List<String> header, Map<String, Function<T, @Nullable Object>> others) {
            String members = header.stream().map(RegisterColumn::member).collect(Collectors.joining(" "));
            return new Lines<>(header, of(item, members, others).cells());
        }

        private static <T extends Record> Function<T, @Nullable Object> component(Class<T> item, String name) {
            Method accessor = Stream.of(item.getRecordComponents())
                    .filter(component -> component.getName().equals(name))
                    .map(RecordComponent::getAccessor)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(item + " has no component " + name));
            return one -> {
                try {
                    return accessor.invoke(one);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("reading " + name + " of " + item, e);
                }
            };
        }
    }

    /** The same without a byte order mark in its CSV. */
    Page<T> withoutMark() {
        return new Page<>(items, next, new Lines<>(table.header(), table.cells(), false));
    }
}
