package limpid.store.postgres;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import limpid.store.StoreUnavailable;

/** What a database error means to those who asked. */
final class Failure {
    // connection, resources, intervention (shut down, cancelled by timeout), system error, read-only stand-by
    private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "58", "25");

    private Failure() {}

    /** The exception to throw: one that says "later", or one that says "never". */
    static RuntimeException of(String operation, SQLException e) {
        return passing(e) ? new StoreUnavailable(operation, e) : new IllegalStateException(operation + " failed", e);
    }

    private static boolean passing(SQLException e) {
        String state = e.getSQLState();
        return e instanceof SQLTransientException
                || state == null
                || state.length() < 2
                || PASSING_CLASSES.contains(state.substring(0, 2));
    }
}
