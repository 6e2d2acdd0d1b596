package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import limpid.decode.Payload;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.store.Rejects;
import limpid.store.Slice;
import org.jspecify.annotations.Nullable;

/** Refused messages in PostgreSQL. */
public final class PostgresRejects implements Rejects {
    /** Refusals of each message in a list, and of one that is asked for by its number. */
    private static final int FEW = 5;

    private static final int MANY = 200;

    /** Messages shortened in one transaction. */
    private static final int AT_A_TIME = 500;

    private final DataSource database;

    /** The refused messages of this database. */
    public PostgresRejects(DataSource database) {
        this.database = database;
    }

    @Override
    public Slice<Rejected, Long> list(@Nullable String station, @Nullable Reason reason, long before, int limit) {
        int most = Math.min(limit, MOST_OF_A_LIST);
        List<Rejected> rows = Query.named("rejects")
                .with("before", before)
                .with("station", station)
                .with("reason", code(reason))
                .with("limit", most + 1)
                .list(database, row -> rejected(row, List.of()));
        Map<Long, List<Refusal>> refusals =
                refusals(rows.stream().map(Rejected::id).toList(), FEW);
        return Slice.of(rows, most, Rejected::id)
                .map(rejected -> with(rejected, refusals.getOrDefault(rejected.id(), List.of())));
    }

    @Override
    public List<Count> counts(@Nullable String station, @Nullable Reason reason) {
        return Query.named("rejectCounts")
                .with("station", station)
                .with("reason", code(reason))
                .list(database, PostgresRejects::count);
    }

    @Override
    public Optional<Kept> find(long id) {
        List<Refusal> refusals = refusals(List.of(id), MANY).getOrDefault(id, List.of());
        return Query.named("reject").with("id", id).list(database, row -> kept(row, refusals)).stream()
                .findFirst();
    }

    @Override
    public void markReplayed(long id, Instant at) {
        Query.named("markReplayed").with("id", id).with("at", at).update(database);
    }

    @Override
    public List<Kept> export(long after, int limit, long bytes) {
        List<Kept> messages = Query.named("exportRefused")
                .with("after", after)
                .with("limit", limit)
                .with("bytes", bytes)
                .list(database, row -> kept(row, List.of()));
        Map<Long, List<Refusal>> refusals =
                refusals(messages.stream().map(kept -> kept.rejected().id()).toList(), MANY);
        return messages.stream()
                .map(kept -> new Kept(
                        with(
                                kept.rejected(),
                                refusals.getOrDefault(kept.rejected().id(), List.of())),
                        kept.payload()))
                .toList();
    }

    @Override
    public int markExported(long upTo, Instant at) {
        try (Connection connection = database.getConnection()) {
            return Query.named("markExported").with("upTo", upTo).with("at", at).update(connection);
        } catch (SQLException e) {
            throw Failure.of("noting an export of refused messages", e);
        }
    }

    @Override
    public long expire(Instant before, Instant at) {
        long all = 0;
        long some;
        do {
            some = Query.named("expireRefused")
                    .with("before", before)
                    .with("at", at)
                    .with("most", AT_A_TIME)
                    .list(database, row -> row.getLong("messages"))
                    .getFirst();
            all += some;
        } while (some == AT_A_TIME);
        return all;
    }

    @Override
    public List<Expiry> expiries() {
        return Query.named("refusedExpiries")
                .list(
                        database,
                        row -> new Expiry(Column.instant(row, "at"), row.getLong("messages"), row.getLong("bytes")));
    }

    private Map<Long, List<Refusal>> refusals(List<Long> messages, int most) {
        Map<Long, List<Refusal>> refusals = new HashMap<>();
        Query.named("refusals")
                .with("messages", messages)
                .with("most", most)
                .forEach(database, row -> refusals.computeIfAbsent(row.getLong("message_id"), id -> new ArrayList<>())
                        .add(refusal(row)));
        return refusals;
    }

    private static @Nullable String code(@Nullable Reason reason) {
        return reason == null ? null : reason.code();
    }

    private static Reason reason(ResultSet row) throws SQLException {
        return Reason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Refusal refusal(ResultSet row) throws SQLException {
        String place = row.getString("place");
        String[] places = (String[]) row.getArray("places").getArray();
        return new Refusal(
                reason(row),
                place,
                row.getString("detail"),
                row.getLong("count"),
                places.length == 0 ? List.of(place) : List.of(places));
    }

    private static Count count(ResultSet row) throws SQLException {
        return new Count(
                row.getString("station"),
                reason(row),
                row.getLong("messages"),
                row.getLong("refusals"),
                Column.instant(row, "last_at"));
    }

    private static Kept kept(ResultSet row, List<Refusal> refusals) throws SQLException {
        Payload payload = new Payload(
                row.getString("topic"),
                row.getBytes("payload"),
                Column.instant(row, "first_at"),
                row.getString("origin"));
        return new Kept(rejected(row, refusals), payload);
    }

    private static Rejected rejected(ResultSet row, List<Refusal> refusals) throws SQLException {
        return new Rejected(
                row.getLong("id"),
                row.getString("station"),
                row.getString("topic"),
                row.getString("origin"),
                Column.instant(row, "first_at"),
                Column.instant(row, "last_at"),
                row.getInt("times"),
                Column.optionalInstant(row, "replayed_at"),
                row.getInt("bytes"),
                row.getBoolean("whole"),
                row.getLong("refused"),
                refusals);
    }

    private static Rejected with(Rejected rejected, List<Refusal> refusals) {
        return new Rejected(
                rejected.id(),
                rejected.station(),
                rejected.topic(),
                rejected.origin(),
                rejected.firstAt(),
                rejected.lastAt(),
                rejected.times(),
                rejected.replayedAt(),
                rejected.length(),
                rejected.whole(),
                rejected.refused(),
                refusals);
    }
}
