package limpid.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import limpid.result.Kept;
import limpid.result.ResultTable;

/** Keeps made-up results as a rollup would, known since a time that the test says. */
public final class KeptResults {
    private static final String SUBJECT = "INSERT INTO subject (kind, code) VALUES (?, ?)"
            + " ON CONFLICT (kind, code) DO UPDATE SET code = excluded.code RETURNING id";

    private KeptResults() {}

    /** Keeps results of a registered station. */
    @SafeVarargs
    public static <T> void ofStation(
            DataSource database, String code, Instant known, ResultTable<T> table, T... results) throws SQLException {
        keep(database, "station", code, known, table, List.of(results));
    }

    /** Keeps results of a city. */
    @SafeVarargs
    public static <T> void ofCity(DataSource database, String code, Instant known, ResultTable<T> table, T... results)
            throws SQLException {
        keep(database, "city", code, known, table, List.of(results));
    }

    private static <T> void keep(
            DataSource database, String kind, String code, Instant known, ResultTable<T> table, List<T> results)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            Transaction.of(connection, open -> {
                int subject = subject(kind, code, open);
                return KeptTable.keep(
                        table,
                        results.stream()
                                .map(result -> new Kept<>(subject, result))
                                .toList(),
                        known,
                        open);
            });
        }
    }

    private static int subject(String kind, String code, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SUBJECT)) {
            statement.setString(1, kind);
            statement.setString(2, code);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
