package limpid.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * How a transaction ended whose commit was not answered. The server's record of transactions alone does not tell: a server that
 * crashed gives a number again whose transaction was not yet on its disk. So a row that the transaction wrote is looked for.
 */
final class CommitState {
    /** Of a number that no transaction has had yet: this is another server, or one that was restored. */
    private static final String IN_THE_FUTURE = "22023";

    /** Shorter than a store of a log may be silent before another one takes over. */
    private static final String BEGUN =
            "SELECT pg_current_xact_id()::text, set_config('idle_in_transaction_session_timeout', '5s', true)";

    private CommitState() {}

    /**
     * The number of the transaction that this connection is in. The server ends it where nothing is asked in it for five seconds: who
     * takes over from a process that stands still would otherwise wait for what that has locked until it goes on.
     */
    static String transaction(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGUN);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    /**
     * Whether it has ended, so that what it wrote is there now or never.
     *
     * @throws SQLTransientConnectionException where it is still under way, because the server has not yet seen that its
     *                                         connection is gone
     */
    static void requireEnded(String transaction, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_xact_status(?::xid8)")) {
            statement.setString(1, transaction);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if ("in progress".equals(row.getString(1))) {
                    throw new SQLTransientConnectionException(
                            "transaction " + transaction + " is still in progress", "08006");
                }
            }
        } catch (SQLException e) {
            if (!IN_THE_FUTURE.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /**
     * Waits until a synchronous standby, where there is one, has all that this connection can see. A server that crashed while it
     * waited for its standby shows afterwards what the standby may not have; a commit of its own behind it is answered only when
     * the standby has both.
     */
    static void requireReplicated(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_logical_emit_message(true, 'limpid', '')")) {
            statement.execute();
        }
    }
}
