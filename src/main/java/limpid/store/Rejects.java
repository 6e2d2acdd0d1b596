package limpid.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import limpid.decode.Payload;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/** The messages of which something was refused, kept whole. */
public interface Rejects {
    /** Messages of one answer, whatever was asked for. */
    int MOST_OF_A_LIST = 500;

    /**
     * Refused messages, the newest first, without their payload.
     *
     * @param station only of this one; null for all
     * @param reason  only those refused for it, at least in part; null for all
     * @param before  only those with a smaller number; {@link Long#MAX_VALUE} for the first
     * @param limit   at most so many, and never more than {@link #MOST_OF_A_LIST}
     * @throws StoreUnavailable where the store cannot be reached
     */
    Slice<Rejected, Long> list(@Nullable String station, @Nullable Reason reason, long before, int limit);

    /**
     * How many there are of each station and reason, most first.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Count> counts(@Nullable String station, @Nullable Reason reason);

    /**
     * One of them.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Optional<Kept> find(long id);

    /**
     * Notes that a message was handed in again and nothing of it was refused.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    void markReplayed(long id, Instant at);

    /**
     * Notes that nothing is to be done about a message. It stays, and may be handed in again.
     *
     * @return whether there is such a message
     * @throws StoreUnavailable where the store cannot be reached
     */
    boolean discard(long id, Discarded discarded);

    /**
     * That nothing is to be done about a message.
     *
     * @param reason why
     */
    record Discarded(Instant at, String by, String reason) {}

    /**
     * Refused messages with their payload, in the order of their numbers, for somebody who keeps them elsewhere.
     *
     * @param after only those with a larger number; 0 for the first
     * @param bytes of payload after which no further one is taken
     * @return empty where there are no more
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Kept> export(long after, int limit, long bytes);

    /**
     * Notes that the messages up to this number are kept elsewhere.
     *
     * @return how many were not before
     * @throws StoreUnavailable where the store cannot be reached
     */
    int markExported(long upTo, Instant at);

    /**
     * Shortens messages that were exported long enough ago to their first KiB, and accounts for it.
     *
     * @param before those exported at this time or earlier
     * @return how many
     * @throws StoreUnavailable where the store cannot be reached
     */
    long expire(Instant before, Instant at);

    /**
     * What was shortened, the newest first.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Expiry> expiries();

    /**
     * Messages that were shortened together.
     *
     * @param bytes that are no longer kept
     */
    record Expiry(Instant at, long messages, long bytes) {}

    /**
     * A refused message.
     *
     * @param station    code in its topic; {@code -} where none can be made out
     * @param times      how often it arrived
     * @param replayedAt when it was last handed in again; null where it was not, or was refused since
     * @param discarded  who decided that nothing is to be done about it; null where nobody did
     * @param length     of the message, bytes
     * @param whole      whether its payload is kept whole; otherwise its beginning
     * @param refused    how many values, or other parts of it, were refused when it last arrived
     * @param refusals   the first of them, each of a kind; in a list fewer than of a single one
     */
    record Rejected(
            long id,
            String station,
            String topic,
            String origin,
            Instant firstAt,
            Instant lastAt,
            int times,
            @Nullable Instant replayedAt,
            @Nullable Discarded discarded,
            int length,
            boolean whole,
            long refused,
            List<Refusal> refusals) {
        /** Keeps its own list. */
        public Rejected {
            refusals = List.copyOf(refusals);
        }
    }

    /** A refused message with its payload as it first arrived. */
    record Kept(Rejected rejected, Payload payload) {}

    /**
     * Refusals of one station for one reason.
     *
     * @param messages messages that hold them
     * @param refusals places in these messages
     * @param lastAt   when the last one arrived
     */
    record Count(String station, Reason reason, long messages, long refusals, Instant lastAt) {}
}
