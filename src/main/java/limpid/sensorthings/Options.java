package limpid.sensorthings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a question wants of a set of entities (OGC 18-088, 9.3.3).
 *
 * @param filter    those of which it is true; null for all
 * @param orders    in which order; empty for that of their ids, of observations that of their datastreams and times
 * @param selected  only these properties and ways; empty for all
 * @param top       at most so many; null for the usual number
 * @param skip      leaves so many out
 * @param count     whether to tell how many there are
 * @param after     the id of the observation behind which to go on; null for the beginning
 * @param dataArray whether observations are wanted as arrays
 * @param revisions whether observations are told with what they were before
 * @param given     the options as they were given, by their names
 */
public record Options(
        @Nullable Expression filter,
        List<Order> orders,
        List<String> selected,
        List<Expand> expanded,
        @Nullable Integer top,
        int skip,
        boolean count,
        @Nullable String after,
        boolean dataArray,
        boolean revisions,
        Map<String, String> given) {
    /** A question for everything. */
    public static final Options NONE =
            new Options(null, List.of(), List.of(), List.of(), null, 0, false, null, false, false, Map.of());

    /** Keeps its own lists. */
    public Options {
        orders = List.copyOf(orders);
        selected = List.copyOf(selected);
        expanded = List.copyOf(expanded);
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /** Whether a property is wanted. */
    public boolean wants(String property) {
        return selected.isEmpty() || selected.contains(property);
    }

    /** By what to order. */
    public record Order(Expression by, boolean descending) {}

    /** Other entities beside each. */
    public record Expand(Navigation way, Options options) {}
}
