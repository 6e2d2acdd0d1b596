package limpid.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the database says of the pretend stations' readings, on a connection of its own. */
final class Account implements AutoCloseable {
    private static final String LEDGER =
            "SELECT coalesce(sum(stored), 0), coalesce(sum(duplicate + revised + refused), 0)"
                    + " FROM ledger WHERE station LIKE '" + Shape.PREFIX + "%'";
    private static final String HELD = "SELECT count(*) FROM every_reading";
    private static final String CLEAN =
            "SELECT CASE WHEN EXISTS (SELECT FROM dirty)" + " OR EXISTS (SELECT FROM dirty_month) THEN 0 ELSE 1 END";

    private final Connection connection;

    Account(BenchTarget target) throws SQLException {
        connection = target.connect();
    }

    /** Where readings went. */
    record Balance(long stored, long otherwise) {
        long committed() {
            return stored + otherwise;
        }
    }

    Balance balance() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LEDGER);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Balance(row.getLong(1), row.getLong(2));
        }
    }

    /** Readings that are kept, of whatever station. */
    long held() throws SQLException {
        return number(HELD);
    }

    boolean rolledUp() throws SQLException {
        return number(CLEAN) == 1;
    }

    private long number(String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
