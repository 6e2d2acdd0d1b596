package limpid.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What data loggers are asked, each request with its outcome. A request waits until the logger is connected and nothing else is under way. */
public interface LoggerRequests {
    /** Who asks where a gap shows it. */
    String BY_LEDGER = "ledger";

    /** Who asks where the logger wants its clock to be set. */
    String BY_LOGGER = "logger";

    /** How far a request has come. */
    enum State {
        /** Nobody was told yet. */
        WAITING,
        /** It was sent. */
        SENT,
        /** The logger said that it carries it out. */
        READY,
        /** It was carried out. */
        DONE,
        /** The logger will not carry it out. */
        REFUSED,
        /** The logger could not carry it out. */
        FAILED,
        /** No answer came, repeats included. */
        UNANSWERED,
        /** The logger did not connect in time. */
        EXPIRED;

        /** As answers write it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether nothing more will become of it. */
        public boolean isOver() {
            return compareTo(DONE) >= 0;
        }
    }

    /**
     * A request that is to be.
     *
     * @param station whose logger
     * @param code    of the request
     * @param first   DataTime of the first record asked for; null where none is
     * @param last    of the last one
     * @param by      who asks
     */
    record Wish(
            String station,
            String code,
            @Nullable Instant first,
            @Nullable Instant last,
            String by) {}

    /**
     * A request.
     *
     * @param attempts how often it was sent
     * @param frames   of data and information that came while it was under way
     * @param outcome  what the logger answered, or why it is over; empty while it is not
     */
    record Kept(
            long id,
            Wish wish,
            Instant askedAt,
            State state,
            @Nullable Instant sentAt,
            @Nullable Instant endedAt,
            int attempts,
            int frames,
            String outcome) {}

    /**
     * Keeps a request.
     *
     * @param at when it is asked
     * @return its number
     * @throws StoreUnavailable where the store cannot be reached; nothing was kept
     */
    long ask(Wish wish, Instant at);

    /**
     * Keeps a request unless one of the same code of the station is open, or was asked for after an instant.
     *
     * @throws StoreUnavailable where the store cannot be reached; nothing was kept
     */
    OptionalLong askUnless(Wish wish, Instant askedAfter, Instant at);

    /**
     * Takes the next request of each of these stations that has none under way; it is held until it is told otherwise, or the
     * time is over.
     *
     * @throws StoreUnavailable where the store cannot be reached; nothing was taken
     */
    List<Kept> take(Collection<String> stations, Instant now, Duration held);

    /**
     * Writes down how far a request has come.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    void tell(long id, State state, int attempts, int frames, String outcome, Instant now, Duration held);

    /**
     * Ends what nobody works on any more, and what has waited too long.
     *
     * @param askedBefore what was asked before and still waits has waited too long
     * @throws StoreUnavailable where the store cannot be reached
     */
    void sweep(Instant now, Instant askedBefore);

    /**
     * Requests, the newest first.
     *
     * @param station only of this one; null for all
     * @throws StoreUnavailable where the store cannot be reached
     */
    Slice<Kept, Long> list(@Nullable String station, long before, int limit);

    /**
     * One request.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Optional<Kept> find(long id);

    /**
     * What was asked of a station because of gaps, and what is open of it for whatever reason.
     *
     * @param after asked after it, or open
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Kept> ofGaps(String station, Instant after);

    /**
     * Ends of periods in a span of which a station's series of that period hold nothing, from its first reading on, in order.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Instant> missing(String station, Duration period, Span span);
}
