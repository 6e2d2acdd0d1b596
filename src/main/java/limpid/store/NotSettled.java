package limpid.store;

import java.time.Instant;

/** What is known at an instant cannot be said yet: it lies in the future, or something is still being written of that time. */
public final class NotSettled extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Instant newest;
    private final boolean future;

    /**
     * Why there is no answer as of this instant.
     *
     * @param newest the newest instant that could be asked for
     * @param future whether it has not come yet
     */
    public NotSettled(Instant asOf, Instant newest, boolean future) {
        super("nothing can be answered yet as of " + asOf + "; settled is " + newest, null, false, false);
        this.newest = newest;
        this.future = future;
    }

    /** The newest instant that could be asked for. */
    public Instant newest() {
        return newest;
    }

    /** Whether the instant has not come yet; otherwise asking again helps. */
    public boolean future() {
        return future;
    }
}
