package limpid.store.postgres;

import io.micronaut.data.connection.ConnectionOperations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import limpid.store.StoreUnavailable;

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
        return here(kind, () -> {
            try (Connection connection = database.getConnection()) {
                return on(connection, kind, work);
            } catch (SQLException e) {
                throw Failure.of(operation, e);
            }
        });
    }

    /** The same where the work asks stores that Micronaut Data runs: they use the connection of the turn. */
    static <T> T of(
            ConnectionOperations<Connection> database, String kind, String operation, Transaction.Work<T> work) {
        return here(
                kind,
                () -> database.executeWrite(open -> {
                    try {
                        return on(open.getConnection(), kind, work);
                    } catch (SQLException e) {
                        throw Failure.of(operation, e);
                    }
                }));
    }

    private static <T> T here(String kind, Supplier<T> work) {
        ReentrantLock here = HERE.computeIfAbsent(kind, one -> new ReentrantLock(true));
        here.lock();
        try {
            return work.get();
        } finally {
            here.unlock();
        }
    }

    private static <T> T on(Connection connection, String kind, Transaction.Work<T> work) throws SQLException {
        take(connection, kind);
        try {
            return repeated(connection, work);
        } finally {
            giveBack(connection, kind);
        }
    }

    private static <T> T repeated(Connection connection, Transaction.Work<T> work) throws SQLException {
        for (int tried = 1; ; tried++) {
            try {
                return Transaction.of(connection, work);
            } catch (SQLException | StoreUnavailable e) {
                if (!passes(e) || tried == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static boolean passes(Exception e) {
        Throwable reason = e instanceof StoreUnavailable ? e.getCause() : e;
        return reason instanceof SQLException told
                && told.getSQLState() != null
                && told.getSQLState().startsWith(DEADLOCK_AND_CONFLICT);
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
