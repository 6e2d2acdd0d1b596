package limpid.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
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
    static <T> Page<T> whole(List<T> items, Lines<T> table) {
        return new Page<>(items, null, table);
    }

    /** A part of a list of the store. */
    static <S, T, P> Page<T> of(Slice<S, P> slice, Function<S, T> view, Function<P, String> cursor, Lines<T> table) {
        return new Page<>(
                slice.items().stream().map(view).toList(),
                slice.next().map(cursor).orElse(null),
                table);
    }

    /** A part of a list of the store, whose CSV is a file of its own. */
    static <S, T, P> Page<T> of(Slice<S, P> slice, Function<S, T> view, Function<P, String> cursor) {
        return of(slice, view, cursor, new Lines<>(List.of(), item -> List.of()));
    }

    /**
     * Items as lines of CSV.
     *
     * @param header names of the columns
     * @param cells  of an item, as many as the header has
     */
    public record Lines<T>(List<String> header, Function<T, List<@Nullable Object>> cells) {}
}
