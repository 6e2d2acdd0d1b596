package limpid.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import limpid.measure.Parameter;
import limpid.measure.Reading;
import org.jspecify.annotations.Nullable;

/** What is passed on to platforms, record by record, and the outcome. */
public interface Uplinks {
    /**
     * What of stations is passed on.
     *
     * @param stations   codes
     * @param parameters only these
     * @param periods    only of these lengths
     * @param reviewed   only what a reviewer has confirmed or judged valid, and has not changed since
     */
    record Selection(
            Collection<String> stations,
            Collection<Parameter> parameters,
            Collection<Duration> periods,
            boolean reviewed) {}

    /** A record that is to be sent: what a station has of one period. */
    record Item(long id, String station, Duration period, Instant end, int attempts) {}

    /**
     * The values of a record.
     *
     * @param knownAt when the newest of them became known
     */
    record Values(List<Reading> readings, Instant knownAt) {}

    /**
     * How far it is with a platform.
     *
     * @param connectedSince null while it is not connected
     * @param lastAnswerAt   when it last answered; null where it never did
     * @param trouble        why nothing is sent; empty where all is well
     * @param waiting        records that are not answered
     * @param answered       records that are
     * @param oldest         since when the first of the waiting ones waits; null where none does
     */
    record Standing(
            String platform,
            @Nullable Instant connectedSince,
            @Nullable Instant lastAnswerAt,
            String trouble,
            long waiting,
            long answered,
            @Nullable Instant oldest) {}

    /**
     * The outcomes of the records of a station in a span 对账: of each record the newest row counts.
     *
     * @param due      records that were to be sent
     * @param sent     of them, at least once
     * @param answered of them, with the values of now
     * @param missing  of them, not answered
     */
    record Account(String station, Duration period, long due, long sent, long answered, long missing) {}

    /**
     * Takes or keeps a platform, so that nobody else sends to it for a while.
     *
     * @return false where somebody else has it
     * @throws StoreUnavailable where the store cannot be reached
     */
    boolean hold(String platform, String holder, Instant now, Instant until);

    /** Lets a platform go, for others to take. @throws StoreUnavailable where the store cannot be reached */
    void release(String platform, String holder);

    /** Says how it is with a connection. @throws StoreUnavailable where the store cannot be reached */
    void tell(String platform, @Nullable Instant connectedSince, String trouble);

    /**
     * Queues what of a selection is new or has changed in a span, in the order of its ends.
     *
     * @return how many records
     * @throws StoreUnavailable where the store cannot be reached; nothing was queued
     */
    int queue(String platform, Selection selection, Span span, Instant now);

    /** The first record that is not answered. @throws StoreUnavailable where the store cannot be reached */
    Optional<Item> next(String platform);

    /**
     * The values of a record as they are now; empty where there are none.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Optional<Values> values(String station, Duration period, Instant end, Selection selection);

    /** Ends of a station's records in a span, in order. @throws StoreUnavailable where the store cannot be reached */
    List<Instant> ends(String station, Duration period, Span span, Selection selection);

    /** A record goes out with what was known then. @throws StoreUnavailable where the store cannot be reached */
    void sent(long id, Instant knownAt, Instant now);

    /** A record was answered. @throws StoreUnavailable where the store cannot be reached */
    void answered(long id, Instant now);

    /** A record has no values any more that are to be sent. @throws StoreUnavailable where the store cannot be reached */
    void isVoid(long id);

    /** How far it is with each platform that was ever sent to. @throws StoreUnavailable where the store cannot be reached */
    List<Standing> standings();

    /** The outcomes of the records of a span. @throws StoreUnavailable where the store cannot be reached */
    List<Account> reconcile(String platform, Span span);

    /**
     * Records of a span that are not answered, the oldest first.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Item> missing(String platform, Span span, int limit);
}
