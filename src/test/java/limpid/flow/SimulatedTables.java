package limpid.flow;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import limpid.noise.LevelTally;
import org.jspecify.annotations.Nullable;

/** Rows by table, subject and key. */
final class SimulatedTables {
    private static final String OF_MONTHS = limpid.air.AirTables.PERIODS.name();

    private final Map<Place, Map<List<Object>, Row>> rows = new HashMap<>();

    /** Rows of one table of one subject. */
    record Place(String table, int subjectId) {}

    /**
     * A row.
     *
     * @param kept     as it was kept
     * @param figures by which it is another one than before; empty where it is as if it were not there
     */
    record Row(Object kept, List<@Nullable Object> figures) {}

    void put(Place place, List<Object> key, Row row) {
        rows.computeIfAbsent(place, none -> new LinkedHashMap<>()).put(key, row);
    }

    void add(SimulatedTables others) {
        others.rows.forEach((place, its) ->
                rows.computeIfAbsent(place, none -> new LinkedHashMap<>()).putAll(its));
    }

    /** Rows of a place; an own one goes before one of those below. */
    Stream<Object> of(Place place, SimulatedTables below) {
        Map<List<Object>, Row> own = rows.getOrDefault(place, Map.of());
        Map<List<Object>, Row> others = below.rows.getOrDefault(place, Map.of());
        return Stream.concat(
                        own.values().stream(),
                        others.entrySet().stream()
                                .filter(row -> !own.containsKey(row.getKey()))
                                .map(Map.Entry::getValue))
                .map(Row::kept);
    }

    /** How many rows there are. */
    long count() {
        return rows.values().stream().mapToLong(Map::size).sum();
    }

    /** @throws AssertionError where rows of a subject are others than expected */
    void compare(SimulatedTables expected, int subject, boolean months) {
        Stream.of(this, expected)
                .flatMap(tables -> tables.rows.keySet().stream())
                .distinct()
                .filter(place -> place.subjectId == subject && (months || !place.table.equals(OF_MONTHS)))
                .forEach(place -> compare(
                        place, rows.getOrDefault(place, Map.of()), expected.rows.getOrDefault(place, Map.of())));
    }

    private static void compare(Place place, Map<List<Object>, Row> are, Map<List<Object>, Row> should) {
        Stream.concat(are.keySet().stream(), should.keySet().stream()).forEach(key -> {
            List<@Nullable Object> is = compared(are.get(key));
            List<@Nullable Object> expected = compared(should.get(key));
            if (!Objects.equals(is, expected)) {
                throw new AssertionError(place + " " + key + " is " + is + ", from its readings follows " + expected);
            }
        });
    }

    private static @Nullable List<@Nullable Object> compared(@Nullable Row row) {
        return row == null || row.figures.isEmpty() ? null : comparable(row.figures);
    }

    /** As the database compares: a decimal by its value. */
    private static List<@Nullable Object> comparable(List<? extends @Nullable Object> figures) {
        return figures.stream().map(SimulatedTables::comparable).toList();
    }

    private static @Nullable Object comparable(@Nullable Object figure) {
        return switch (figure) {
            case BigDecimal decimal -> decimal.stripTrailingZeros();
            case List<?> list -> comparable(list);
            case LevelTally tally -> Arrays.toString(tally.toBytes());
            case null, default -> figure;
        };
    }
}
