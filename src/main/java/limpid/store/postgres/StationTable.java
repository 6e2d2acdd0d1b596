package limpid.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import limpid.result.Type;
import limpid.station.Station;
import limpid.station.StationColumn;
import limpid.station.StationColumns;
import org.jspecify.annotations.Nullable;

/** The table {@code station}, as the columns of the registry describe it. */
final class StationTable {
    private static final List<StationColumn<?>> ALL = StationColumns.ALL;

    /** The row is found by the code, which never changes. */
    private static final List<StationColumn<?>> CHANGING =
            ALL.stream().filter(column -> !column.name().equals("code")).toList();

    private static final String PUT = Sql.of("putStation")
            .replace("{columns}", joined(CHANGING, StationColumn::stored))
            .replace("{given}", joined(CHANGING, StationTable::given))
            .replace("{station}", joined(CHANGING, column -> "station." + column.stored()))
            .replace("{excluded}", joined(CHANGING, column -> "excluded." + column.stored()));

    private StationTable() {}

    /** A statement that selects {@code {columns}}. @param name of its file */
    static Query select(String name) {
        return Query.text(name, Sql.of(name).replace("{columns}", joined(ALL, StationColumn::stored)));
    }

    /** Writes a station that has its number. */
    static Query put(Station station) {
        Query query = Query.text("putStation", PUT);
        ALL.forEach(column -> query.with(column.name(), column.cell(station)));
        return query;
    }

    /** Reads a row. */
    static Station read(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> cells = new HashMap<>();
        for (StationColumn<?> column : ALL) {
            cells.put(column.name(), TableRow.cell(row, row.findColumn(column.stored()), column.type()));
        }
        return StationColumns.kept(cells);
    }

    private static String joined(List<StationColumn<?>> columns, Function<StationColumn<?>, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(", "));
    }

    private static String given(StationColumn<?> column) {
        String value = ":" + column.name() + "::" + type(column.type());
        return column.equals(StationColumns.HJ212_PASSWORD)
                ? "CASE " + value + " WHEN '' THEN coalesce((SELECT s." + column.stored()
                        + " FROM station s WHERE s.code = :code), '') WHEN '-' THEN '' ELSE " + value + " END"
                : value;
    }

    private static String type(Type type) {
        return switch (type) {
            case TEXT -> "text";
            case INTEGER -> "int";
            case DECIMAL -> "numeric";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case TIME -> "timestamptz";
            case TEXTS -> "text[]";
            case INTEGERS -> "int[]";
            case DECIMALS -> "numeric[]";
        };
    }
}
