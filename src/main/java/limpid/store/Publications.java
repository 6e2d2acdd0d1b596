package limpid.store;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log of published bulletins; entries are added, never changed, and may be withdrawn. */
public interface Publications {
    /**
     * Adds a publication, whose number does not matter.
     *
     * @return the same with its number
     * @throws StoreUnavailable where the store cannot be reached; nothing was added
     */
    Publication add(Publication publication);

    /**
     * The publication of this number.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Optional<Publication> find(long id);

    /**
     * Publications, the newest first.
     *
     * @param city   only of this city; null for any
     * @param period only of this period; null for any
     * @param before only those with a smaller number
     * @throws StoreUnavailable where the store cannot be reached
     */
    Slice<Publication, Long> list(@Nullable String city, @Nullable String period, long before, int limit);

    /**
     * Withdraws a publication for good; it stays readable as withdrawn.
     *
     * @return whether it stood until then
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    boolean withdraw(long id, Instant at, String by, String reason);

    /**
     * A published bulletin.
     *
     * @param period      2016, 2016-H1, 2016-Q1 or 2016-03
     * @param language    zh or en
     * @param publishedAt when, which is when its figures were known
     * @param publishedBy who
     * @param markdown    its text
     * @param figures     as JSON
     * @param withdrawnAt when it was withdrawn, by whom and for what reason; null while it stands
     */
    record Publication(
            long id,
            String city,
            String period,
            String language,
            Instant publishedAt,
            String publishedBy,
            String markdown,
            String figures,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnBy,
            @Nullable String withdrawnFor) {}
}
