package limpid.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * What people enter is written by one after the other, kind by kind, over all instances of the service: two who save the
 * same at once both succeed, and the later one finds what the earlier one wrote. The turn is taken before the transaction
 * begins, so that its {@code now()} comes after everything that was written before. Who waits in this instance holds no
 * connection: a few of them would else take all there are.
 */
final class Turn {
    private static final Map<String, ReentrantLock> HERE = new ConcurrentHashMap<>();
    private static final String LONGEST_WAIT = "SET LOCAL lock_timeout = '10s'";
    private static final String DEADLOCK_AND_CONFLICT = "40";
    private static final int MOST_TRIES = 5;

    private Turn() {}

    /**
     * Does the work in a transaction when its turn has come. Where the database broke a deadlock or found a conflict with
     * a transaction of another kind, the work is done again.
     *
     * @param kind      what takes turns with each other
     * @param operation for messages
     * @throws limpid.store.StoreUnavailable where the store cannot be reached, or the turn does not come
     */
    static <T> T of(DataSource database, String kind, String operation, Transaction.Work<T> work) {
        ReentrantLock here = HERE.computeIfAbsent(kind, one -> new ReentrantLock(true));
        here.lock();
        try (Connection connection = database.getConnection()) {
            take(connection, kind);
            try {
                return repeated(connection, work);
            } finally {
                giveBack(connection, kind);
            }
        } catch (SQLException e) {
            throw Failure.of(operation, e);
        } finally {
            here.unlock();
        }
    }

    private static <T> T repeated(Connection connection, Transaction.Work<T> work) throws SQLException {
        for (int tried = 1; ; tried++) {
            try {
                return Transaction.of(connection, work);
            } catch (SQLException e) {
                boolean passes = e.getSQLState() != null && e.getSQLState().startsWith(DEADLOCK_AND_CONFLICT);
                if (!passes || tried == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** The lock stays with the connection when the transaction that took it ends. */
    private static void take(Connection connection, String kind) throws SQLException {
        Transaction.of(connection, open -> {
            try (var statement = open.createStatement()) {
                statement.execute(LONGEST_WAIT);
            }
            return Query.named("takeTurn").with("kind", kind).list(open, row -> kind);
        });
    }

    /** A connection that may still hold the lock must not go back to the others. */
    private static void giveBack(Connection connection, String kind) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try {
            Query.named("endTurn").with("kind", kind).list(connection, row -> kind);
        } catch (SQLException e) {
            connection.abort(Runnable::run);
        }
    }
}
