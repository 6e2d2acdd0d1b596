package limpid.store.postgres;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
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
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Writes results set by set. A row that is as it was is not touched; one that changed gets the next revision, and if the
 * old one was in force at some time after its period had ended, which is when figures are published, it goes into the history.
 */
final class KeptTable {
    private static final int USUAL_COPY_ROW = 256;
    private static final Map<ResultTable<?>, KeptTable> ALL = new ConcurrentHashMap<>();
    // Where the clock was set back, a version still ends after it began.
    private static final String LATER_THAN_BEFORE = "greatest(?::timestamptz, o.known_from + interval '1 microsecond')";

    private final String name;
    private final String incoming;
    private final String columns;
    private final String keepHistory;
    private final String upsert;

    private KeptTable(
            String name, List<String> all, List<String> key, List<String> values, @Nullable String periodEnd) {
        this.name = name;
        incoming = "incoming_" + name;
        columns = String.join(", ", all);
        keepHistory = periodEnd == null ? "" : historyStatement(all, key, values, periodEnd);
        upsert = periodEnd == null ? plainUpsert(key, values) : revisedUpsert(key, values);
    }

    /** A table of results with revisions and a history. */
    static KeptTable of(ResultTable<?> table) {
        return ALL.computeIfAbsent(
                table,
                described -> new KeptTable(
                        described.name(),
                        subjectAnd(described.columns()),
                        subjectAnd(described.key()),
                        described.figures().stream().map(Column::name).toList(),
                        described.current() ? null : TableQuery.end("o", described)));
    }

    private static List<String> both(List<String> key, List<String> values) {
        return Stream.concat(key.stream(), values.stream()).toList();
    }

    private static List<String> subjectAnd(List<? extends Column<?>> columns) {
        return Stream.concat(Stream.of("subject_id"), columns.stream().map(Column::name))
                .toList();
    }

    /** A table of tallies: one row a key, the newest counts. */
    static KeptTable plain(String name, List<String> key, List<String> values) {
        return new KeptTable(name, both(key, values), key, values, null);
    }

    /**
     * A table of figures with revisions and a history.
     *
     * @param periodEnd SQL of the instant at which the period of row {@code o} ended
     */
    static KeptTable revised(String name, List<String> key, List<String> values, String periodEnd) {
        return new KeptTable(name, both(key, values), key, values, periodEnd);
    }

    private String historyStatement(List<String> all, List<String> key, List<String> values, String periodEnd) {
        return "INSERT INTO " + name + "_history (" + columns + ", revision, known_from, known_to) SELECT "
                + prefixed("o", all) + ", o.revision, o.known_from, " + LATER_THAN_BEFORE + " FROM " + name
                + " o JOIN " + incoming + " i USING (" + String.join(", ", key) + ") WHERE " + LATER_THAN_BEFORE + " > "
                + periodEnd + " AND " + tuple("o", values) + " IS DISTINCT FROM " + tuple("i", values);
    }

    private String revisedUpsert(List<String> key, List<String> values) {
        return "INSERT INTO " + name + " AS o (" + columns + ", known_from) SELECT " + columns
                + ", ?::timestamptz FROM " + incoming + " ON CONFLICT (" + String.join(", ", key) + ") DO UPDATE SET "
                + assignments(values)
                + ", revision = o.revision + 1, known_from = " + LATER_THAN_BEFORE + " WHERE " + tuple("o", values)
                + " IS DISTINCT FROM "
                + tuple("excluded", values);
    }

    private String plainUpsert(List<String> key, List<String> values) {
        return "INSERT INTO " + name + " AS o (" + columns + ") SELECT " + columns + " FROM " + incoming
                + " ON CONFLICT (" + String.join(", ", key) + ") DO UPDATE SET " + assignments(values) + " WHERE "
                + tuple("o", values) + " IS DISTINCT FROM " + tuple("excluded", values);
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
        StringBuilder text = new StringBuilder(results.size() * USUAL_COPY_ROW);
        for (Kept<T> kept : results) {
            text.append(kept.subjectId());
            for (Column<T> column : table.columns()) {
                CopyText.add(text.append('\t'), column.value().apply(kept.result()));
            }
            text.append('\n');
        }
        return of(table).keep(text, known, connection);
    }

    /**
     * Keeps rows, each a value per column of key and values, in that order, as COPY text or null.
     *
     * @param known when they become known; of no matter to tallies
     * @return how many were new or other than before
     */
    int keep(List<List<@Nullable Object>> rows, Instant known, Connection connection) throws SQLException {
        StringBuilder text = new StringBuilder(rows.size() * USUAL_COPY_ROW);
        for (List<@Nullable Object> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                CopyText.add(i == 0 ? text : text.append('\t'), row.get(i));
            }
            text.append('\n');
        }
        return keep(text, known, connection);
    }

    private int keep(StringBuilder text, Instant known, Connection connection) throws SQLException {
        if (text.isEmpty()) {
            return 0;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE IF NOT EXISTS " + incoming + " ON COMMIT DELETE ROWS AS SELECT "
                    + columns + " FROM " + name + " WITH NO DATA");
            statement.execute("DELETE FROM " + incoming);
            copy(text, connection);
        }
        if (!keepHistory.isEmpty()) {
            update(keepHistory, known, connection);
        }
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

    /** Tells of these rows where they are figures; tallies are nobody's news. */
    void announce(List<List<@Nullable Object>> rows, Announcement announcement) {
        if (!keepHistory.isEmpty()) {
            rows.forEach(row -> announcement.add(name, (Integer) row.get(0), (Comparable<?>) row.get(1)));
        }
    }

    private void copy(StringBuilder text, Connection connection) throws SQLException {
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + incoming + " (" + columns + ") FROM STDIN", new StringReader(text.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("copying results into " + name, e);
        }
    }
}
