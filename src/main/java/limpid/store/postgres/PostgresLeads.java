package limpid.store.postgres;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import limpid.store.Leads;
import org.jspecify.annotations.Nullable;

/** Locks of the database that last as long as the one connection that took them. */
public final class PostgresLeads implements Leads {
    private static final System.Logger LOG = System.getLogger(PostgresLeads.class.getName());
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int SECONDS_TO_ANSWER = 5;

    private final DataSource database;
    private final Map<String, Look> looks = new HashMap<>();
    private @Nullable Connection connection;
    private boolean closed;

    /**
     * What was found when it was last looked.
     *
     * @param at         by the clock of this process
     * @param connection that held it
     */
    private record Look(boolean held, long at, @Nullable Connection connection) {
        boolean isDue() {
            return Duration.ofNanos(System.nanoTime() - at).compareTo(LOOK_AGAIN) > 0;
        }
    }

    /** @param database gives a connection of its own, of no pool */
    public PostgresLeads(DataSource database) {
        this.database = database;
    }

    @Override
    public synchronized boolean isOurs(String what) {
        if (closed) {
            return false;
        }
        Look last = looks.get(what);
        if (last == null || last.isDue()) {
            last = new Look(look(what, last), System.nanoTime(), connection);
            looks.put(what, last);
        }
        return last.held;
    }

    @Override
    public synchronized void letGo(String what) {
        Look last = looks.remove(what);
        Connection current = connection;
        if (last == null || !last.held || current == null || last.connection != current) {
            return;
        }
        try {
            Query.named("leaveLead").with("what", what).list(current, row -> row.getBoolean(1));
        } catch (SQLException e) {
            // It is lost with the connection, and with it all others, which are tried again.
            LOG.log(Level.DEBUG, "the lead of {0} cannot be left: {1}", what, e.getMessage());
            drop();
        }
    }

    private boolean look(String what, @Nullable Look last) {
        try {
            Connection current = current();
            return last != null && last.held && last.connection == current || isTaken(what, current);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "who leads {0} cannot be asked: {1}", what, e.getMessage());
            drop();
            return last != null && last.held;
        }
    }

    private Connection current() throws SQLException {
        Connection current = connection;
        if (current == null || !current.isValid(SECONDS_TO_ANSWER)) {
            drop();
            current = database.getConnection();
            connection = current;
        }
        return current;
    }

    private static boolean isTaken(String what, Connection current) throws SQLException {
        List<Boolean> answer = Query.named("takeLead").with("what", what).list(current, row -> row.getBoolean(1));
        return answer.getFirst();
    }

    private void drop() {
        Connection current = connection;
        connection = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "closing the connection of leads: {0}", e.getMessage());
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        drop();
    }
}
