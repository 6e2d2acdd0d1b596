package limpid.hj212;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who hands on first where a logger is heard by several connections. A logger that heard no answer connects anew and sends its frame
 * again, while the old connection may still wait for the store with it; once answered, it sends the next. Were the old one handed on
 * after that, the value before last would become the newest. So what a connection has received is handed on before anything that the
 * same logger sends by a younger one.
 */
final class Turns {
    /** Anybody can call himself many things; of more loggers a connection no order is kept. */
    private static final int MOST_OF_A_CONNECTION = 100;

    private final Map<String, Session> last = new HashMap<>();
    private final Map<Session, Integer> loggers = new HashMap<>();
    private long number;

    /** The number of a connection that begins, greater than all before. */
    synchronized long begin() {
        return ++number;
    }

    /** This connection is about to hand on what a logger sent. @return the one to wait for; null for none */
    synchronized @Nullable Session before(Session session, String mn) {
        Session known = last.get(mn);
        if (known == session || known != null && known.number() > session.number()) {
            return null;
        }
        int count = loggers.getOrDefault(session, 0);
        if (count < MOST_OF_A_CONNECTION) {
            loggers.put(session, count + 1);
            last.put(mn, session);
        }
        return known;
    }

    /** A connection has handed on all it ever will. */
    synchronized void left(Session session) {
        if (loggers.remove(session) != null) {
            last.values().removeIf(one -> one == session);
        }
    }
}
