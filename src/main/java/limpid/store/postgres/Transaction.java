package limpid.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;

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
            connection.commit();
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

    private static void rollback(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
