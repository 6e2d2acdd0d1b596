package limpid.api.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts wrong keys. A client that tried too many has to wait before the next is looked at, each time twice as long. A key
 * that was right from the same client before goes on working, so that one who guesses behind a shared address locks nobody
 * out.
 */
public final class Attempts {
    private static final int MOST_CLIENTS = 10_000;
    private static final int MOST_HOLDERS = 1_000;
    private static final int MOST_LINES = 20;
    private static final Duration MEMORY = Duration.ofMinutes(15);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 30;
    /** So many times what one client may try, of all together in a minute, is an attack from many addresses. */
    private static final int OF_ALL = 30;

    private final int tries;
    private final Duration longestWait;
    private final InstantSource clock;
    private final Map<String, Client> clients = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Wrong> unreported = new LinkedHashMap<>();
    private long unreportedOthers;
    private Instant minute = Instant.EPOCH;
    private int wrongInMinute;

    /**
     * Counts from nothing.
     *
     * @param tries       wrong keys before a client has to wait, 0 for any number
     * @param longestWait the longest it has to
     */
    public Attempts(int tries, Duration longestWait, InstantSource clock) {
        this.tries = tries;
        this.longestWait = longestWait;
        this.clock = clock;
    }

    private static final class Client {
        private final Set<String> holders = new HashSet<>();
        private int wrong;
        private Instant last = Instant.EPOCH;
        private Instant until = Instant.EPOCH;
    }

    private static final class Wrong {
        private long tried;
        private long unseen;
        private String path = "";
    }

    /** How long the client has to wait before a key of it is looked at; zero where it need not. */
    public synchronized Duration mustWait(String client) {
        Client known = clients.get(client);
        Instant now = clock.instant();
        return known != null && now.isBefore(known.until) ? Duration.between(now, known.until) : Duration.ZERO;
    }

    /** Whether a key of this holder was right from this client before. */
    public synchronized boolean knows(String client, String holder) {
        Client known = clients.get(client);
        return known != null && known.holders.contains(holder);
    }

    /** A key was right. */
    public synchronized void right(String client, String holder) {
        Client known = clients.computeIfAbsent(client, unknown -> new Client());
        known.wrong = 0;
        if (known.holders.size() < MOST_HOLDERS) {
            known.holders.add(holder);
        }
        forgetEldest();
    }

    /** A key was wrong. */
    public synchronized void wrong(String client, String path) {
        note(client, path).tried++;
        Instant now = clock.instant();
        if (Duration.between(minute, now).compareTo(MINUTE) >= 0) {
            minute = now;
            wrongInMinute = 0;
        }
        wrongInMinute++;
        Client known = clients.computeIfAbsent(client, unknown -> new Client());
        if (Duration.between(known.last, now).compareTo(MEMORY.plus(longestWait)) > 0) {
            known.wrong = 0;
        }
        known.wrong++;
        known.last = now;
        int beyond = known.wrong - allowed();
        if (tries > 0 && beyond >= 0) {
            Duration wait = Duration.ofSeconds(1L << Math.min(beyond, DOUBLINGS));
            known.until = now.plus(wait.compareTo(longestWait) < 0 ? wait : longestWait);
        }
        forgetEldest();
    }

    /** Under an attack from many addresses each has one try. */
    private int allowed() {
        return wrongInMinute > (long) tries * OF_ALL ? 1 : tries;
    }

    /** A key was sent that was not looked at, because its client has to wait. */
    public synchronized void unseen(String client, String path) {
        note(client, path).unseen++;
    }

    private Wrong note(String client, String path) {
        Wrong wrong = unreported.get(client);
        if (wrong == null) {
            wrong = new Wrong();
            if (unreported.size() < MOST_CLIENTS) {
                unreported.put(client, wrong);
            } else {
                unreportedOthers++;
            }
        }
        wrong.path = path;
        return wrong;
    }

    /** Lines for the log about the time since the last call: one a client, the busiest first, and one for the rest. */
    public synchronized List<String> report() {
        List<String> lines = new ArrayList<>();
        long rest = unreportedOthers;
        List<Map.Entry<String, Wrong>> busiest = new ArrayList<>(unreported.entrySet());
        busiest.sort(Comparator.comparingLong(entry -> -entry.getValue().tried - entry.getValue().unseen));
        for (Map.Entry<String, Wrong> entry : busiest) {
            Wrong wrong = entry.getValue();
            if (lines.size() < MOST_LINES) {
                lines.add(entry.getKey() + " sent " + wrong.tried + " wrong keys and " + wrong.unseen
                        + " more while it had to wait, last to " + wrong.path);
            } else {
                rest += wrong.tried + wrong.unseen;
            }
        }
        if (rest > 0) {
            lines.add("other addresses sent " + rest + " wrong keys");
        }
        unreported.clear();
        unreportedOthers = 0;
        return lines;
    }

    private void forgetEldest() {
        var eldest = clients.keySet().iterator();
        while (clients.size() > MOST_CLIENTS && eldest.hasNext()) {
            eldest.next();
            eldest.remove();
        }
    }
}
