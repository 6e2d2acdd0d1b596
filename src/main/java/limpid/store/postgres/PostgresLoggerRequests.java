package limpid.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import limpid.measure.LocalDay;
import limpid.store.LoggerRequests;
import limpid.store.Slice;
import limpid.store.Span;
import org.jspecify.annotations.Nullable;

/** Requests to data loggers in PostgreSQL. */
public final class PostgresLoggerRequests implements LoggerRequests {
    private final DataSource database;

    /** The requests of this database. */
    public PostgresLoggerRequests(DataSource database) {
        this.database = database;
    }

    @Override
    public long ask(Wish wish, Instant at) {
        return with(Query.text("askLogger", """
                        INSERT INTO hj212_request (station, code, first_at, last_at, asked_by, asked_at)
                        VALUES (:station, :code, CAST(:first AS timestamptz), CAST(:last AS timestamptz), :by, :at)
                        RETURNING id"""), wish)
                .with("at", at)
                .list(database, row -> row.getLong(1))
                .getFirst();
    }

    @Override
    public OptionalLong askUnless(Wish wish, Instant askedAfter, Instant at) {
        return with(Query.named("hj212AskUnless"), wish)
                .with("at", at)
                .with("askedAfter", askedAfter)
                .list(database, row -> row.getLong(1))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private static Query with(Query query, Wish wish) {
        return query.with("station", wish.station())
                .with("code", wish.code())
                .with("first", wish.first())
                .with("last", wish.last())
                .with("by", wish.by());
    }

    @Override
    public List<Kept> take(Collection<String> stations, Instant now, Duration held) {
        return Transaction.of(database, "taking requests to data loggers", open -> Query.named("hj212Take")
                .with("stations", stations)
                .with("now", now)
                .with("until", now.plus(held))
                .list(open, PostgresLoggerRequests::kept));
    }

    @Override
    public void tell(long id, State state, int attempts, int frames, String outcome, Instant now, Duration held) {
        Query.named("hj212Tell")
                .with("id", id)
                .with("state", state.code())
                .with("attempts", attempts)
                .with("frames", frames)
                .with("outcome", outcome)
                .with("until", now.plus(held))
                .with("ended", state.isOver() ? now : null)
                .update(database);
    }

    @Override
    public void sweep(Instant now, Instant askedBefore) {
        Query.named("hj212Sweep")
                .with("now", now)
                .with("askedBefore", askedBefore)
                .update(database);
    }

    @Override
    public Slice<Kept, Long> list(@Nullable String station, long before, int limit) {
        return Slice.of(list(station, null, before, limit + 1), limit, Kept::id);
    }

    @Override
    public Optional<Kept> find(long id) {
        return list(null, id, Long.MAX_VALUE, 1).stream().findFirst();
    }

    private List<Kept> list(@Nullable String station, @Nullable Long id, long before, int limit) {
        return Query.named("hj212Requests")
                .with("before", before)
                .with("station", station)
                .with("id", id)
                .with("limit", limit)
                .list(database, PostgresLoggerRequests::kept);
    }

    @Override
    public List<Kept> ofGaps(String station, Instant after) {
        return Query.named("hj212OfGaps")
                .with("station", station)
                .with("by", BY_LEDGER)
                .with("after", after)
                .list(database, PostgresLoggerRequests::kept);
    }

    @Override
    public List<Instant> missing(String station, Duration period, Span span) {
        return Query.named("hj212Missing")
                .with("station", station)
                .with("periodSeconds", period.toSeconds())
                .with("offsetSeconds", (long)
                        LocalDay.CHINA.getRules().getOffset(span.toInclusive()).getTotalSeconds())
                .with("from", span.fromExclusive())
                .with("to", span.toInclusive())
                .list(database, row -> Column.instant(row, "period_end"));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong("id"),
                new Wish(
                        row.getString("station"),
                        row.getString("code"),
                        Column.optionalInstant(row, "first_at"),
                        Column.optionalInstant(row, "last_at"),
                        row.getString("asked_by")),
                Column.instant(row, "asked_at"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Column.optionalInstant(row, "sent_at"),
                Column.optionalInstant(row, "ended_at"),
                row.getInt("attempts"),
                row.getInt("frames"),
                row.getString("outcome"));
    }
}
