package limpid.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/** Work that is kept whole or not at all. */
final class Transaction {
    private Transaction() {}

    /** What is done in it. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Does the work and commits; where it throws, all of it is undone. The first failure is the one that is thrown, whatever
     * undoing it meets on a connection that may be gone.
     */
    static <T> T of(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.on(connection);
            commit(connection);
            return result;
        } catch (SQLException | RuntimeException e) {
            rollback(connection, e);
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    /**
     * The same on a connection of its own.
     *
     * @param operation for messages
     * @throws limpid.store.StoreUnavailable where the store cannot be reached
     */
    static <T> T of(DataSource database, String operation, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return of(connection, work);
        } catch (SQLException e) {
            throw Failure.of(operation, e);
        }
    }

    private static void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw Unanswered.isSo(e) ? new Unanswered(e) : e;
        }
    }

    /** The connection ended during the commit: the transaction may be kept, or not. */
    static final class Unanswered extends SQLException {
        private static final long serialVersionUID = 1;

        // connection exception, operator intervention: the server is being shut down, or a process of it was killed
        private static final Set<String> CLASSES = Set.of("08", "57");

        private Unanswered(SQLException cause) {
            super(cause.getMessage(), cause.getSQLState(), cause);
        }

        private static boolean isSo(SQLException e) {
            String state = e.getSQLState();
            return state != null && state.length() > 1 && CLASSES.contains(state.substring(0, 2));
        }
    }

    private static void rollback(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
