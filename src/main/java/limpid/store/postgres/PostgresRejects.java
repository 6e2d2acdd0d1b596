package limpid.store.postgres;

import io.micronaut.context.annotation.Mixin;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import limpid.decode.Payload;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.store.Rejects;
import limpid.store.Rejects.Expiry;
import limpid.store.Slice;
import org.jspecify.annotations.Nullable;

/** Refused messages in PostgreSQL. */
@Stored
@Introspected(classes = Expiry.class)
interface PostgresRejects extends Rejects, GenericRepository<PostgresRejects.Message, Long> {
    /** Refusals of each message in a list, and of one that is asked for by its number. */
    int FEW = 5;

    int MANY = 200;

    /** Messages shortened in one transaction. */
    int AT_A_TIME = 500;

    @Override
    default Slice<Rejected, Long> list(@Nullable String station, @Nullable Reason reason, long before, int limit) {
        int most = Math.min(limit, MOST_OF_A_LIST);
        List<Message> messages = newestFirst(station, code(reason), before, most + 1);
        Map<Long, List<Refusal>> refusals = refusalsOf(messages, FEW);
        return Slice.of(messages, most, Message::id).map(message -> message.rejected(refusals));
    }

    /** Refused messages without their payload, the newest first. */
    @Query("""
            SELECT id, station, topic, origin, first_at, last_at, times, replayed_at, discarded_at, discarded_by,
                   discarded_for, refused,
                   coalesce(length, length(payload)) AS length, length IS NULL AS whole, ''::bytea AS payload
            FROM refused_message
            WHERE id < :before
              AND (:station::text IS NULL OR station = :station)
              AND (:reason::text IS NULL
                   OR EXISTS (SELECT FROM refusal WHERE message_id = refused_message.id AND reason = :reason))
            ORDER BY id DESC
            LIMIT :limit""")
    List<Message> newestFirst(@Nullable String station, @Nullable String reason, long before, int limit);

    @Override
    default List<Count> counts(@Nullable String station, @Nullable Reason reason) {
        return counted(station, code(reason)).stream().map(Counted::count).toList();
    }

    /** How much was refused, by station and reason. */
    @Query("""
            SELECT station, reason, count(DISTINCT id) AS messages, sum(count) AS refusals, max(last_at) AS last_at
            FROM refused_message
            JOIN refusal ON message_id = id
            WHERE (:station::text IS NULL OR station = :station)
              AND (:reason::text IS NULL OR reason = :reason)
            GROUP BY station, reason
            ORDER BY refusals DESC, station, reason""")
    List<Counted> counted(@Nullable String station, @Nullable String reason);

    @Override
    default Optional<Kept> find(long id) {
        return message(id).map(message -> message.kept(refusalsOf(List.of(message), MANY)));
    }

    @Query("""
            SELECT id, station, topic, origin, first_at, last_at, times, replayed_at, discarded_at, discarded_by,
                   discarded_for, refused,
                   coalesce(length, length(payload)) AS length, length IS NULL AS whole, payload
            FROM refused_message
            WHERE id = :id""")
    Optional<Message> message(long id);

    @Override
    @Query("UPDATE refused_message SET replayed_at = :at WHERE id = :id")
    void markReplayed(long id, Instant at);

    @Override
    default boolean discard(long id, Discarded discarded) {
        return discard(id, discarded.at(), discarded.by(), discarded.reason()) > 0;
    }

    @Query("""
            UPDATE refused_message
            SET discarded_at = :at, discarded_by = :by, discarded_for = :reason
            WHERE id = :id""")
    int discard(long id, Instant at, String by, String reason);

    @Override
    default List<Kept> export(long after, int limit, long bytes) {
        List<Message> messages = oldestFirst(after, limit, bytes);
        Map<Long, List<Refusal>> refusals = refusalsOf(messages, MANY);
        return messages.stream().map(message -> message.kept(refusals)).toList();
    }

    /** Refused messages whole, in the order of their numbers, up to some bytes of payload and one at least. */
    @Query("""
            SELECT id, station, topic, origin, first_at, last_at, times, replayed_at, discarded_at, discarded_by,
                   discarded_for, refused,
                   coalesce(length, length(payload)) AS length, length IS NULL AS whole, payload
            FROM (
                SELECT *, sum(length(payload)) OVER (ORDER BY id) - length(payload) AS before
                FROM refused_message
                WHERE id > :after
                ORDER BY id
                LIMIT :limit) AS next
            WHERE before < :bytes
            ORDER BY id""")
    List<Message> oldestFirst(long after, int limit, long bytes);

    @Override
    @Query("UPDATE refused_message SET exported_at = :at WHERE id <= :upTo AND exported_at IS NULL")
    int markExported(long upTo, Instant at);

    @Override
    default long expire(Instant before, Instant at) {
        long all = 0;
        long some;
        do {
            some = expire(before, at, AT_A_TIME);
            all += some;
        } while (some == AT_A_TIME);
        return all;
    }

    /**
     * Shortens refused messages that were exported long enough ago, gives their stations the room back and accounts for it.
     */
    @Query("""
            WITH due AS (
                SELECT id FROM refused_message
                WHERE exported_at <= :before AND length IS NULL AND length(payload) > 1024
                ORDER BY id
                LIMIT :most
                FOR UPDATE
            ), cut AS (
                UPDATE refused_message
                SET length = length(payload), payload = substring(payload FROM 1 FOR 1024)
                FROM due
                WHERE refused_message.id = due.id
                RETURNING station, length - 1024 AS freed
            ), freed AS (
                SELECT coalesce(station.code, '') AS owner, sum(cut.freed) AS bytes
                FROM cut
                LEFT JOIN station ON station.code = cut.station
                GROUP BY 1
            ), accounts AS (
                UPDATE refused_station AS account
                SET bytes = greatest(0, account.bytes - freed.bytes)
                FROM freed
                WHERE account.station = freed.owner
            ), audit AS (
                INSERT INTO refused_expiry (at, messages, bytes)
                SELECT :at, count(*), sum(freed) FROM cut HAVING count(*) > 0
                RETURNING messages
            )
            SELECT coalesce(sum(messages), 0) AS messages FROM audit""")
    long expire(Instant before, Instant at, int most);

    @Override
    @Query("SELECT at, messages, bytes FROM refused_expiry ORDER BY id DESC LIMIT 1000")
    List<Expiry> expiries();

    private Map<Long, List<Refusal>> refusalsOf(List<Message> messages, int most) {
        return refusals(messages.stream().map(Message::id).toList(), most).stream()
                .collect(Collectors.groupingBy(
                        Refused::messageId, Collectors.mapping(Refused::refusal, Collectors.toList())));
    }

    /** The first refusals of each of these messages. Those of before a row told of many may be half a million a message. */
    @Query("""
            SELECT message.id AS message_id, first.place, first.reason, first.detail, first.count, first.places
            FROM unnest(:messages::bigint[]) AS message (id)
            CROSS JOIN LATERAL (
                SELECT place, reason, detail, count, places
                FROM refusal
                WHERE message_id = message.id
                ORDER BY place, reason
                LIMIT :most) AS first
            ORDER BY message.id, first.place, first.reason""")
    List<Refused> refusals(@TypeDef(type = DataType.LONG_ARRAY) List<Long> messages, int most);

    private static @Nullable String code(@Nullable Reason reason) {
        return reason == null ? null : reason.code();
    }

    private static Reason reason(String code) {
        return Reason.valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** A row of refused messages. */
    @MappedEntity
    @SuppressWarnings("ArrayRecordComponent") // the bytes are handed on as they are; nobody compares rows
    record Message(
            long id,
            String station,
            String topic,
            String origin,
            Instant firstAt,
            Instant lastAt,
            int times,
            @Nullable Instant replayedAt,
            @Nullable Instant discardedAt,
            @Nullable String discardedBy,
            @Nullable String discardedFor,
            int length,
            boolean whole,
            long refused,
            byte[] payload) {
        Rejected rejected(Map<Long, List<Refusal>> refusals) {
            return new Rejected(
                    id,
                    station,
                    topic,
                    origin,
                    firstAt,
                    lastAt,
                    times,
                    replayedAt,
                    discardedAt == null || discardedBy == null || discardedFor == null
                            ? null
                            : new Discarded(discardedAt, discardedBy, discardedFor),
                    length,
                    whole,
                    refused,
                    refusals.getOrDefault(id, List.of()));
        }

        Kept kept(Map<Long, List<Refusal>> refusals) {
            return new Kept(rejected(refusals), new Payload(topic, payload, firstAt, origin));
        }
    }

    /** A row of refusals. */
    @MappedEntity
    record Refused(
            long messageId,
            String place,
            String reason,
            String detail,
            long count,
            @TypeDef(type = DataType.STRING_ARRAY) List<String> places) {
        Refusal refusal() {
            return new Refusal(
                    PostgresRejects.reason(reason), place, detail, count, places.isEmpty() ? List.of(place) : places);
        }
    }

    /** A row of counts. */
    @MappedEntity
    record Counted(String station, String reason, long messages, long refusals, Instant lastAt) {
        Count count() {
            return new Count(station, PostgresRejects.reason(reason), messages, refusals, lastAt);
        }
    }

    /** Read by the names of its columns. */
    @Mixin(Expiry.class)
    @MappedEntity
    interface Row {}
}
