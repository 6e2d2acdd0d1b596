package limpid.store.postgres;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import limpid.store.Collision;
import limpid.store.StoreUnavailable;
import limpid.store.Unstorable;

/** What a database error means to those who asked. */
final class Failure {
    // connection, rolled back by a conflict, resources, lock not available, intervention (shut down, cancelled by
    // timeout), system error, read-only stand-by
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "55", "57", "58", "25");

    // data exception, integrity constraint violation
    private static final Set<String> DATA_CLASSES = Set.of("22", "23");

    // foreign key, unique key, exclusion
    private static final Set<String> COLLISIONS = Set.of("23503", "23505", "23P01");

    private Failure() {}

    /**
     * The exception to throw: {@link StoreUnavailable} says "later", {@link Collision} "somebody was faster",
     * {@link Unstorable} "not with these data", anything else
     * that the statement or the schema is wrong.
     */
    static RuntimeException of(String operation, SQLException e) {
        if (passing(e)) {
            return new StoreUnavailable(operation, e);
        }
        if (COLLISIONS.contains(String.valueOf(e.getSQLState()))) {
            return new Collision(operation, e);
        }
        return isOf(DATA_CLASSES, e)
                ? new Unstorable(operation, e)
                : new IllegalStateException(operation + " failed", e);
    }

    private static boolean passing(SQLException e) {
        return e instanceof SQLTransientException || e.getSQLState() == null || isOf(PASSING_CLASSES, e);
    }

    private static boolean isOf(Set<String> classes, SQLException e) {
        String state = e.getSQLState();
        return state != null && state.length() > 1 && classes.contains(state.substring(0, 2));
    }
}
