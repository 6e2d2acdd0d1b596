package limpid.api.guard;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How much each client holds of something, up to a limit. */
public final class Counts {
    private final long most;
    private final ConcurrentMap<String, Long> held = new ConcurrentHashMap<>();

    /** @param most a client may hold, 0 for any amount */
    public Counts(long most) {
        this.most = most;
    }

    /** Whether the client may hold so much more; then it holds it. */
    public boolean take(String client, long amount) {
        long now = held.merge(client, amount, Long::sum);
        if (most > 0 && now > most) {
            giveBack(client, amount);
            return false;
        }
        return true;
    }

    /** The client holds so much less. */
    public void giveBack(String client, long amount) {
        held.computeIfPresent(client, (name, now) -> now > amount ? now - amount : null);
    }

    /** What all hold together. */
    public long sum() {
        return held.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What a client may hold; 0 for any amount. */
    public long most() {
        return most;
    }
}
