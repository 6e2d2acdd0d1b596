package limpid.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items at most as many as asked for
 * @param next  where the next part begins; empty at the end of the list
 * @param <T>   what is listed
 * @param <P>   how a place in the list is named
 */
public record Slice<T, P>(List<T> items, Optional<P> next) {
    /**
     * The slice of rows of which one more than wanted was asked for.
     *
     * @param place of a row in the list
     */
    public static <T, P> Slice<T, P> of(List<T> rows, int limit, Function<T, P> place) {
        return rows.size() > limit
                ? new Slice<>(List.copyOf(rows.subList(0, limit)), Optional.of(place.apply(rows.get(limit - 1))))
                : new Slice<>(List.copyOf(rows), Optional.empty());
    }

    /** The same slice of other things. */
    public <R> Slice<R, P> map(Function<T, R> change) {
        return new Slice<>(items.stream().map(change).toList(), next);
    }
}
