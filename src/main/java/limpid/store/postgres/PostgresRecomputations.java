package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import limpid.measure.AssessmentPeriod;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.store.Recomputations;
import limpid.store.Slice;
import org.jspecify.annotations.Nullable;

/** Spans to be computed again, in PostgreSQL. */
public final class PostgresRecomputations implements Recomputations {
    private final DataSource database;

    /** Those of this database. */
    public PostgresRecomputations(DataSource database) {
        this.database = database;
    }

    @Override
    public Grounds grounds(@Nullable Medium medium, LocalDate firstInclusive, LocalDate lastInclusive) {
        return Query.named("groundsOfSpan")
                .with("medium", code(medium))
                .with("first", firstInclusive)
                .with("last", lastInclusive)
                .with("from", new LocalDay(firstInclusive, LocalDay.CHINA).start())
                .with("to", new LocalDay(lastInclusive, LocalDay.CHINA).end())
                .with("periods", periods(firstInclusive, lastInclusive))
                .list(
                        database,
                        row -> new Grounds(
                                row.getInt("stations"),
                                row.getLong("days"),
                                row.getLong("samples"),
                                row.getLong("reviewed"),
                                row.getInt("publications")))
                .getFirst();
    }

    /** Names of the published periods that overlap a span. */
    private static List<String> periods(LocalDate first, LocalDate last) {
        return Stream.iterate(first.withDayOfMonth(1), month -> !month.isAfter(last), month -> month.plusMonths(1))
                .flatMap(month -> AssessmentPeriod.PUBLISHED.stream()
                        .map(kind -> AssessmentPeriod.of(kind, month).name()))
                .distinct()
                .toList();
    }

    @Override
    public Asked add(
            @Nullable Medium medium, LocalDate firstInclusive, LocalDate lastInclusive, String by, Instant at) {
        return Query.named("addRecomputation")
                .with("medium", code(medium))
                .with("first", firstInclusive)
                .with("last", lastInclusive)
                .with("by", by)
                .with("at", at)
                .list(database, PostgresRecomputations::asked)
                .getFirst();
    }

    @Override
    public Optional<Asked> find(long id) {
        return recomputations(id, id + 1, 1).stream().findFirst();
    }

    @Override
    public Slice<Asked, Long> list(long before, int limit) {
        return Slice.of(recomputations(0, before, limit + 1), limit, Asked::id);
    }

    private List<Asked> recomputations(long least, long before, int limit) {
        return Query.named("recomputations")
                .with("least", least)
                .with("before", before)
                .with("limit", limit)
                .list(database, PostgresRecomputations::asked);
    }

    private static Asked asked(ResultSet row) throws SQLException {
        String medium = row.getString("medium");
        return new Asked(
                row.getLong("id"),
                medium == null ? null : Medium.of(medium).orElseThrow(),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getString("asked_by"),
                Column.instant(row, "asked_at"),
                row.getObject("next_day", LocalDate.class),
                row.getLong("periods"),
                Column.optionalInstant(row, "marked_at"),
                Column.optionalInstant(row, "finished_at"),
                Column.optionalInstant(row, "cancelled_at"),
                row.getString("cancelled_by"));
    }

    @Override
    public boolean cancel(long id, String by, Instant at) {
        try (Connection connection = database.getConnection()) {
            return Query.named("cancelRecomputation")
                            .with("id", id)
                            .with("by", by)
                            .with("at", at)
                            .update(connection)
                    > 0;
        } catch (SQLException e) {
            throw Failure.of("cancelling a recomputation", e);
        }
    }

    @Override
    public boolean step(int days, Instant now) {
        return Transaction.of(database, "marking results dirty", open -> step(days, now, open));
    }

    private static boolean step(int days, Instant now, Connection connection) throws SQLException {
        Query.named("finishRecomputations").with("now", now).update(connection);
        List<Asked> next = Query.named("nextRecomputation").list(connection, PostgresRecomputations::asked);
        for (Asked asked : next) {
            LocalDate end = asked.next().plusDays(days - 1L);
            LocalDate last = end.isBefore(asked.last()) ? end : asked.last();
            int periods = PostgresReviews.recompute(asked.medium(), asked.next(), last, connection);
            Query.named("noteRecomputation")
                    .with("id", asked.id())
                    .with("next", last.plusDays(1))
                    .with("periods", periods)
                    .with("markedAt", last.equals(asked.last()) ? now : null)
                    .update(connection);
        }
        return !next.isEmpty();
    }

    private static @Nullable String code(@Nullable Medium medium) {
        return medium == null ? null : medium.code();
    }
}
