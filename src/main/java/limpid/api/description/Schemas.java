package limpid.api.description;

import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.air.AirTables;
import limpid.noise.NoiseTables;
import limpid.result.Column.Title;
import limpid.result.ResultTable;

/** Completes schemas: their names, what may be null, and units. */
final class Schemas {
    private static final String REFERENCE = "#/components/schemas/";
    private static final String TYPE = "type";
    private static final String NULLABLE = "nullable";
    private static final String UNIT = "x-unit";

    /** Whose figures stand in which table of results. */
    private static final Map<String, ResultTable<?>> TABLES = Map.of(
            "NoiseHour", NoiseTables.HOURS,
            "NoiseDay", NoiseTables.DAYS,
            "AirHour", AirTables.HOURS,
            "AirDay", AirTables.DAYS);

    private Schemas() {}

    /** Completes all. @param lists what the items of each list are, by the name the build gave the list */
    static void complete(Map<String, Object> document, Map<String, Class<?>> lists) {
        Map<String, Object> components = Tree.map(document, "components");
        Map<String, Object> given = Tree.map(components, "schemas");
        given.forEach((name, schema) -> withoutGhost(Tree.asMap(schema), name));
        lists.forEach((list, item) -> {
            if (given.containsKey(list)) {
                Tree.map(Tree.map(Tree.map(given, list), "properties"), "items")
                        .put("items", Tree.reference("schemas", described(item, given)));
            }
        });
        keepAsked(document, given);
        Map<String, Object> named = new LinkedHashMap<>();
        Map<String, String> names = new HashMap<>();
        given.forEach((name, schema) -> {
            Class<?> item = lists.get(name);
            String clear = item == null ? unnumbered(name, given.keySet()) : name(item) + "Page";
            names.put(REFERENCE + name, REFERENCE + clear);
            if (named.put(clear, schema) != null) {
                throw new IllegalStateException("two schemas would be named " + clear);
            }
        });
        components.put("schemas", named);
        Tree.visit(document, map -> {
            if (map.get("$ref") instanceof String reference) {
                map.put("$ref", names.getOrDefault(reference, reference));
            }
        });
        Tree.visit(named, map -> nullable(map, named));
        TABLES.forEach((name, table) -> units(Tree.map(Tree.map(named, name), "properties"), table));
    }

    /** Under what name the build describes a type: a number follows where a type of the rules is called the same. */
    private static String described(Class<?> type, Map<String, Object> given) {
        Set<String> parts = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        return given.keySet().stream()
                .filter(name -> name.replaceFirst("_\\d+$", "").equals(name(type)))
                .max(Comparator.comparingInt(name -> shared(parts, Tree.map(given, name))))
                .orElseThrow(() -> new IllegalStateException(
                        "the build described no " + name(type) + ", of which there are lists"));
    }

    private static int shared(Set<String> parts, Map<String, Object> schema) {
        Set<String> properties = new HashSet<>(Tree.map(schema, "properties").keySet());
        int all = properties.size();
        properties.retainAll(parts);
        return 2 * properties.size() - all;
    }

    /** The build lists what Jackson calls by another name twice, once by the name of the schema. */
    private static void withoutGhost(Map<String, Object> schema, String name) {
        Tree.map(schema, "properties").remove(name);
        if (schema.get("required") instanceof List<?> required) {
            required.remove(name);
        }
    }

    /** The build numbers what is called as a type that it leaves out. */
    private static String unnumbered(String name, Set<String> all) {
        String clear = name.replaceFirst("_\\d+$", "");
        return all.contains(clear) ? name : clear;
    }

    /** The name of a type, as the build gives it. */
    private static String name(Class<?> type) {
        Schema schema = type.getAnnotation(Schema.class);
        if (schema != null && !schema.name().isEmpty()) {
            return schema.name();
        }
        Class<?> outer = type.getDeclaringClass();
        return (outer == null ? "" : outer.getSimpleName() + ".") + type.getSimpleName();
    }

    /** The build describes every type of the API's packages, those too that nobody is answered. */
    private static void keepAsked(Map<String, Object> document, Map<String, Object> schemas) {
        Set<String> asked = new HashSet<>();
        Deque<Object> waiting = new ArrayDeque<>(List.of(Tree.map(document, "paths")));
        while (!waiting.isEmpty()) {
            Tree.visit(waiting.pop(), map -> {
                if (map.get("$ref") instanceof String reference
                        && reference.startsWith(REFERENCE)
                        && asked.add(reference.substring(REFERENCE.length()))) {
                    waiting.push(Tree.map(schemas, reference.substring(REFERENCE.length())));
                }
            });
        }
        schemas.keySet().retainAll(asked);
    }

    /** What is null or a schema of its own says the type of that too, without which it would not be said that it may be null. */
    private static void nullable(Map<String, Object> map, Map<String, Object> schemas) {
        if (Boolean.TRUE.equals(map.get(NULLABLE))
                && !map.containsKey(TYPE)
                && map.get("allOf") instanceof List<?> all) {
            Object target = Tree.asMap(all.getFirst()).get("$ref");
            String name = String.valueOf(target).substring(REFERENCE.length());
            map.put(TYPE, Tree.map(schemas, name).getOrDefault(TYPE, "object"));
        }
    }

    /** The unit of a figure that stands under its own name, or of each of those that stand by their names. */
    private static void units(Map<String, Object> properties, ResultTable<?> table) {
        Map<String, String> units = new LinkedHashMap<>();
        table.columns().stream().flatMap(column -> column.titles().stream()).forEach(title -> unit(units, title));
        properties.forEach((name, property) -> {
            Map<String, Object> schema = Tree.asMap(property);
            String unit = units.get(name.toLowerCase(Locale.ROOT));
            if (unit != null) {
                schema.put(UNIT, unit);
            } else if (name.equals("values")) {
                Map<String, Object> each = new LinkedHashMap<>();
                table.columns().stream()
                        .flatMap(column -> column.titles().stream())
                        .filter(title -> title.unit() != null)
                        .forEach(title -> each.put(title.name(), String.valueOf(title.unit())));
                schema.put(UNIT + "s", each);
            }
        });
    }

    private static void unit(Map<String, String> units, Title title) {
        String unit = title.unit();
        if (unit != null) {
            units.put(title.name().toLowerCase(Locale.ROOT), unit);
        }
    }
}
