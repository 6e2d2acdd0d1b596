package limpid.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.result.Column;
import limpid.result.Kept;
import limpid.result.ResultTable;
import limpid.store.Extract;

/**
 * Writes results set by set. A row that is as it was is not touched; one that changed gets the next revision, and if the
 * old one was in force at some time after its period had ended, which is when figures are published, it goes into the history.
 */
final class KeptTable {
    private static final Map<ResultTable<?>, KeptTable> ALL = new ConcurrentHashMap<>();
    // Where the clock was set back, a version still ends after it began.
    private static final String LATER_THAN_BEFORE = "greatest(?::timestamptz, o.known_from + interval '1 microsecond')";

    private final String name;
    private final String incoming;
    private final String columns;
    private final String insert;
    private final String keepHistory;
    private final String upsert;

    /**
     * @param key       columns that name a row
     * @param values    the others
     * @param compared  those by which a row is another one than before
     * @param became    columns of the history that tell what a column became
     * @param periodEnd SQL of the instant at which the period of row {@code o} ended; empty where every version is kept
     */
    private record Shape(
            String name,
            List<String> all,
            List<String> key,
            List<String> values,
            List<String> compared,
            Map<String, String> became,
            String periodEnd) {
        static Shape of(ResultTable<?> table) {
            return new Shape(
                    table.name(),
                    subjectAnd(table, table.columns()),
                    subjectAnd(table, table.key()),
                    names(table.figures()),
                    names(table.compared()),
                    table.became(),
                    TableQuery.end("o", table));
        }

        static Shape of(String name, List<String> key, List<String> values, String periodEnd) {
            return new Shape(name, both(key, values), key, values, values, Map.of(), periodEnd);
        }
    }

    private KeptTable(Shape shape, boolean versions) {
        name = shape.name();
        incoming = "incoming_" + name;
        columns = String.join(", ", shape.all());
        insert = versions ? insertStatement(shape) : "";
        keepHistory = versions ? historyStatement(shape) : "";
        upsert = versions ? revisedUpsert(shape) : plainUpsert(shape);
    }

    /** A table of results. */
    static KeptTable of(ResultTable<?> table) {
        return ALL.computeIfAbsent(table, described -> new KeptTable(Shape.of(described), !described.current()));
    }

    /** In the store. */
    String name() {
        return name;
    }

    /** The table of what its rows were before. */
    String history() {
        return name + "_history";
    }

    private static List<String> both(List<String> key, List<String> values) {
        return Stream.concat(key.stream(), values.stream()).toList();
    }

    private static List<String> subjectAnd(ResultTable<?> table, List<? extends Column<?>> columns) {
        return table.ofSubjects() ? both(List.of(Extract.SUBJECT), names(columns)) : names(columns);
    }

    private static List<String> names(List<? extends Column<?>> columns) {
        return columns.stream().map(Column::name).toList();
    }

    /** A table of tallies: one row a key, the newest counts. */
    static KeptTable plain(String name, List<String> key, List<String> values) {
        return new KeptTable(Shape.of(name, key, values, ""), false);
    }

    /**
     * A table of figures with revisions and a history.
     *
     * @param periodEnd SQL of the instant at which the period of row {@code o} ended
     */
    static KeptTable revised(String name, List<String> key, List<String> values, String periodEnd) {
        return new KeptTable(Shape.of(name, key, values, periodEnd), true);
    }

    private String insertStatement(Shape shape) {
        return "INSERT INTO " + name + " (" + columns + ", known_from) SELECT " + columns + ", ?::timestamptz FROM "
                + incoming + " ON CONFLICT (" + String.join(", ", shape.key()) + ") DO NOTHING";
    }

    /** Each row looks its predecessor up by key; a planner that may choose reads the whole table. */
    private String historyStatement(Shape shape) {
        List<String> became = List.copyOf(shape.became().keySet());
        return "INSERT INTO " + history() + " (" + columns + ", revision, known_from, known_to"
                + became.stream().map(column -> ", " + column).collect(Collectors.joining()) + ") SELECT "
                + prefixed("o", shape.all()) + ", o.revision, o.known_from, " + LATER_THAN_BEFORE
                + became.stream()
                        .map(column -> ", i." + shape.became().get(column))
                        .collect(Collectors.joining())
                + " FROM " + incoming + " i CROSS JOIN LATERAL (SELECT * FROM " + name + " WHERE "
                + tuple(name, shape.key()) + " = " + tuple("i", shape.key()) + " OFFSET 0) AS o WHERE "
                + (shape.periodEnd().isEmpty() ? "" : LATER_THAN_BEFORE + " > " + shape.periodEnd() + " AND ")
                + tuple("o", shape.compared()) + " IS DISTINCT FROM " + tuple("i", shape.compared());
    }

    private String revisedUpsert(Shape shape) {
        return "INSERT INTO " + name + " AS o (" + columns + ", known_from) SELECT " + columns
                + ", ?::timestamptz FROM " + incoming + " ON CONFLICT (" + String.join(", ", shape.key())
                + ") DO UPDATE SET " + assignments(shape.values())
                + ", revision = o.revision + 1, known_from = " + LATER_THAN_BEFORE + " WHERE "
                + tuple("o", shape.compared()) + " IS DISTINCT FROM "
                + tuple("excluded", shape.compared());
    }

    private String plainUpsert(Shape shape) {
        return "INSERT INTO " + name + " AS o (" + columns + ") SELECT " + columns + " FROM " + incoming
                + " ON CONFLICT (" + String.join(", ", shape.key()) + ") DO UPDATE SET " + assignments(shape.values())
                + " WHERE " + tuple("o", shape.compared()) + " IS DISTINCT FROM "
                + tuple("excluded", shape.compared());
    }

    private static String prefixed(String alias, List<String> all) {
        return all.stream().map(column -> alias + "." + column).collect(Collectors.joining(", "));
    }

    private static String tuple(String alias, List<String> values) {
        return values.stream().map(column -> alias + "." + column).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String assignments(List<String> values) {
        return values.stream().map(column -> column + " = excluded." + column).collect(Collectors.joining(", "));
    }

    /** Keeps results. @return how many were new or other than before */
    static <T> int keep(ResultTable<T> table, List<Kept<T>> results, Instant known, Connection connection)
            throws SQLException {
        return of(table).keep(results, (kept, lines) -> line(table, kept, lines), known, connection);
    }

    private static <T> void line(ResultTable<T> table, Kept<T> kept, CopyLines lines) {
        if (table.ofSubjects()) {
            lines.value(kept.subjectId());
        }
        for (Column<T> column : table.columns()) {
            lines.value(column.value().of(kept.result()));
        }
    }

    /** Writes the values of a row, in the order of key and values. */
    interface Line<T> {
        void write(T row, CopyLines lines);
    }

    /**
     * Keeps rows.
     *
     * @param known when they become known; of no matter to tallies
     * @return how many were new or other than before
     */
    <T> int keep(List<T> rows, Line<T> line, Instant known, Connection connection) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE IF NOT EXISTS " + incoming + " ON COMMIT DELETE ROWS AS SELECT "
                    + columns + " FROM " + name + " WITH NO DATA");
            statement.execute("DELETE FROM " + incoming);
        }
        try (CopyLines lines = CopyLines.into(incoming, columns, connection)) {
            for (T row : rows) {
                line.write(row, lines);
                lines.endLine();
            }
            lines.finish();
        }
        if (insert.isEmpty()) {
            return update(upsert, known, connection);
        }
        int fresh = update(insert, known, connection);
        return fresh == rows.size() ? fresh : fresh + revise(known, connection);
    }

    /** Keeps what is other than before, and what was before in the history. What was inserted just now is the same. */
    private int revise(Instant known, Connection connection) throws SQLException {
        update(keepHistory, known, connection);
        return update(upsert, known, connection);
    }

    private static int update(String sql, Instant known, Connection connection) throws SQLException {
        OffsetDateTime at = known.atOffset(ZoneOffset.UTC);
        long times = sql.chars().filter(character -> character == '?').count();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= times; i++) {
                statement.setObject(i, at);
            }
            return statement.executeUpdate();
        }
    }
}
