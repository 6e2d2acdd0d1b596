package limpid.bulletin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A figure that is no longer what it was.
 *
 * @param figure where it stands, for example {@code air.pollutants.SO2.mean.value}
 * @param then   what it was; null where it was missing or not there
 * @param now    what it is; null where it is missing or no longer there
 */
public record Difference(
        String figure, @Nullable String then, @Nullable String now) {
    /** What names an element of a list; an element without any of them is named by its place. */
    private static final List<String> NAMES = List.of(
            "programme",
            "indicator",
            "part",
            "due",
            "target",
            "section",
            "station",
            "month",
            "city",
            "item",
            "class",
            "basis");

    /** Addresses and times of knowledge are no figures. */
    private static final Set<String> NO_FIGURES = Set.of("evidence", "knownFrom");

    /** The figures of two trees of maps and lists that differ, in the order of the first. */
    public static List<Difference> between(Map<String, @Nullable Object> then, Map<String, @Nullable Object> now) {
        Map<String, @Nullable String> before = flat(then);
        Map<String, @Nullable String> after = flat(now);
        Set<String> figures = new LinkedHashSet<>(before.keySet());
        figures.addAll(after.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String figure : figures) {
            if (!Objects.equals(before.get(figure), after.get(figure))) {
                differences.add(new Difference(figure, before.get(figure), after.get(figure)));
            }
        }
        return differences;
    }

    private static Map<String, @Nullable String> flat(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable String> figures = new LinkedHashMap<>();
        add("", tree, figures);
        return figures;
    }

    private static void add(String path, @Nullable Object value, Map<String, @Nullable String> figures) {
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((name, member) -> {
                    if (!NO_FIGURES.contains(name.toString())) {
                        add(path.isEmpty() ? name.toString() : path + "." + name, member, figures);
                    }
                });
            case List<?> list ->
                elements(list).forEach((name, element) -> add(path + "[" + name + "]", element, figures));
            case null -> figures.put(path, null);
            default -> figures.put(path, value.toString());
        }
    }

    private static Map<String, @Nullable Object> elements(List<?> list) {
        Map<String, @Nullable Object> elements = new LinkedHashMap<>();
        for (Object element : list) {
            String name = name(element, elements.size());
            elements.put(elements.containsKey(name) ? name + " " + elements.size() : name, element);
        }
        return elements;
    }

    private static String name(@Nullable Object element, int place) {
        String name = element instanceof Map<?, ?> map
                ? NAMES.stream()
                        .flatMap(key -> Stream.ofNullable(map.get(key)))
                        .filter(value -> !(value instanceof Map<?, ?> || value instanceof List<?>))
                        .map(Object::toString)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" "))
                : "";
        return name.isEmpty() ? String.valueOf(place) : name;
    }
}
