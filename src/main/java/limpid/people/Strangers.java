package limpid.people;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names that are nobody's and were tried: they have to wait as names of persons do, so that the wait does not tell which names there
 * are. They are held in memory, the newest ten thousand; after a start of the service they are counted anew.
 */
public final class Strangers {
    /** One that was not tried. */
    private static final Tried NEVER = new Tried(0, Instant.EPOCH);

    private static final int MOST = 10_000;
    private static final int LONGEST = 200;

    private final Map<String, Tried> tried = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tried> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Wrong passwords for a name.
     *
     * @param failures in a row
     * @param until    until when no password is looked at
     */
    public record Tried(int failures, Instant until) {}

    /** How a name stands. */
    public synchronized Tried of(String name) {
        return tried.getOrDefault(key(name), NEVER);
    }

    /** No person has a name so long; of longer ones the beginning is held. */
    private static String key(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST));
    }

    /** Counts a wrong password for it. */
    public synchronized void wrong(String name, Instant now) {
        int failures = of(name).failures + 1;
        Duration wait = LockOut.after(failures);
        tried.put(key(name), new Tried(failures, wait.isZero() ? Instant.EPOCH : now.plus(wait)));
    }
}
