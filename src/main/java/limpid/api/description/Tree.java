package limpid.api.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Maps and lists of a YAML document. */
final class Tree {
    private Tree() {}

    /** The map at a key; empty, and not of the document, where there is none. */
    static Map<String, Object> map(Map<String, Object> of, String key) {
        return asMap(of.getOrDefault(key, new LinkedHashMap<String, Object>()));
    }

    /** The maps in the list at a key. */
    static List<Map<String, Object>> maps(Map<String, Object> of, String key) {
        List<Map<String, Object>> maps = new ArrayList<>();
        if (of.get(key) instanceof List<?> list) {
            list.forEach(one -> maps.add(asMap(one)));
        }
        return maps;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    /** Keys and values in turn, in this order. */
    static Map<String, Object> of(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** A reference to what stands under components. */
    static Map<String, Object> reference(String sort, String name) {
        return of("$ref", "#/components/" + sort + "/" + name);
    }

    /** Visits every map, the outer ones first. */
    static void visit(@Nullable Object node, Consumer<Map<String, Object>> visitor) {
        if (node instanceof Map<?, ?>) {
            Map<String, Object> map = asMap(node);
            visitor.accept(map);
            map.values().forEach(value -> visit(value, visitor));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> visit(value, visitor));
        }
    }
}
