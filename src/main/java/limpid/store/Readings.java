package limpid.store;

import java.util.List;

/** Every reading that was acknowledged. */
public interface Readings {
    /**
     * Keeps a batch: new readings, revisions, refused messages, dirty periods and the ledger, all or nothing. When it
     * returns, all of it is on disk.
     *
     * @throws StoreUnavailable where the store cannot be reached or has no room; nothing was kept, try again
     * @throws Doubtful         where the store went away during the commit; ask it for the outcome before trying again
     * @throws SecondsRemoved   where a second belongs to a minute whose seconds were removed; nothing was kept
     * @throws Unstorable       where some value can never be kept; nothing was kept, the batch must be split
     */
    default Committed commit(List<Arrival> batch) {
        return commit(batch, LogProgress.NONE);
    }

    /**
     * The same of messages read from a log, whose progress is kept with them.
     *
     * @throws Fenced where these messages are not the next ones; nothing was kept
     */
    Committed commit(List<Arrival> batch, LogProgress progress);
}
