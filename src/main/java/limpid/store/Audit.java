package limpid.store;

import java.time.Instant;
import java.util.List;
import limpid.people.AuditChain.Linked;
import limpid.people.AuditEntry;
import org.jspecify.annotations.Nullable;

/** What was done and tried. Entries are added, never changed. */
public interface Audit {
    /**
     * Adds an entry at the end of the chain.
     *
     * @throws StoreUnavailable where the store cannot be reached; nothing was added
     */
    void add(AuditEntry entry);

    /**
     * Entries, the newest first.
     *
     * @param before only those with a smaller number
     * @throws StoreUnavailable where the store cannot be reached
     */
    Slice<Linked, Long> list(Filter filter, long before, int limit);

    /**
     * Entries in the order they were added.
     *
     * @param after only those with a larger number, 0 for the first
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Linked> after(long after, int limit);

    /**
     * Which entries; null means any.
     *
     * @param action        as the entry has it
     * @param refused       whether it was not done
     * @param fromInclusive when
     * @param toExclusive   when
     */
    record Filter(
            @Nullable String who,
            @Nullable String action,
            @Nullable Boolean refused,
            @Nullable Instant fromInclusive,
            @Nullable Instant toExclusive) {
        /** Every entry. */
        public static final Filter ANY = new Filter(null, null, null, null, null);
    }
}
