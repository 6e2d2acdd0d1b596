package limpid.store.postgres;

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
    private final DataSource database;

    /** The refused messages of this database. */
    public PostgresRejects(DataSource database) {
        this.database = database;
    }

    @Override
    public Slice<Rejected, Long> list(@Nullable String station, @Nullable Reason reason, long before, int limit) {
        List<Rejected> rows = Query.named("rejects")
                .with("before", before)
                .with("station", station)
                .with("reason", code(reason))
                .with("limit", limit + 1)
                .list(database, row -> rejected(row, List.of()));
        Map<Long, List<Refusal>> refusals =
                refusals(rows.stream().map(Rejected::id).toList());
        return Slice.of(rows, limit, Rejected::id)
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
        List<Refusal> refusals = refusals(List.of(id)).getOrDefault(id, List.of());
        return Query.named("reject").with("id", id).list(database, row -> kept(row, refusals)).stream()
                .findFirst();
    }

    @Override
    public void markReplayed(long id, Instant at) {
        Query.named("markReplayed").with("id", id).with("at", at).update(database);
    }

    private Map<Long, List<Refusal>> refusals(List<Long> messages) {
        Map<Long, List<Refusal>> refusals = new HashMap<>();
        Query.named("refusals").with("messages", messages).forEach(database, row -> refusals.computeIfAbsent(
                        row.getLong("message_id"), id -> new ArrayList<>())
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
        return new Refusal(reason(row), row.getString("place"), row.getString("detail"));
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
                row.getInt("length"),
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
                refusals);
    }
}
