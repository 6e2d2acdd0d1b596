package limpid.store.postgres;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends announcements to every instance, each after its commit and in a transaction of its own: within the one that writes,
 * PostgreSQL would let no other that announces commit until this one is on disk. What could not be sent is made up for by the
 * next, which then tells of many changes; who crashes in between leaves the readers of other instances without it.
 */
final class Announcer {
    private static final System.Logger LOG = System.getLogger(Announcer.class.getName());

    // A listener that hangs fills the queue; nothing is told then, and it has missed changes anyway.
    private static final String SEND = "SELECT pg_notify('" + Announcement.CHANNEL
            + "', notice) FROM unnest(?) AS notice WHERE pg_notification_queue_usage() < 0.5";

    private final AtomicBoolean missed = new AtomicBoolean();

    /** Tells of what was committed on this connection. What it announces is kept already, so a failure is not the writer's. */
    void tell(List<String> notices, Connection connection) {
        if (notices.isEmpty()) {
            return;
        }
        boolean some = missed.getAndSet(false);
        try (PreparedStatement statement = connection.prepareStatement(SEND)) {
            List<String> sent = some ? List.of(Announcement.MANY) : notices;
            statement.setArray(1, connection.createArrayOf("text", sent.toArray()));
            statement.executeQuery().close();
        } catch (SQLException e) {
            missed.set(true);
            LOG.log(Level.DEBUG, "a commit is not yet announced", e);
        }
    }
}
