package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.sql.DataSource;
import limpid.measure.LocalDay;
import limpid.measure.Parameters;
import limpid.store.DirtyPeriod;
import limpid.store.Removals;
import limpid.store.Span;
import limpid.store.postgres.Batch.Row;

/** Removes one-second levels and accounts for them, in PostgreSQL. */
public final class PostgresRemovals implements Removals {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int LEVELS_ID = Parameters.standard().get(LEVELS).id();
    // One lock is held alone by a removal and together by all who write or judge seconds that could be removed.
    private static final String SHARE_GUARD = "SELECT pg_advisory_xact_lock_shared(hashtext('limpid removed seconds'))";
    private static final String TAKE_GUARD =
            "SET LOCAL jit = off; SELECT pg_advisory_xact_lock(hashtext('limpid removed seconds'))";
    private static final String TRY_TURN = "SELECT pg_try_advisory_xact_lock(hashtext('limpid removal'))";

    private final DataSource database;

    /** The account of this database. */
    public PostgresRemovals(DataSource database) {
        this.database = database;
    }

    @Override
    public Set<Instant> among(String station, Collection<Instant> ends) {
        return new HashSet<>(Query.named("removedMinutes")
                .with("station", station)
                .with("levels", LEVELS_ID)
                .with("minutes", ends)
                .list(database, row -> Column.instant(row, "period_end")));
    }

    @Override
    public Optional<Instant> newest() {
        return Query.named("newestRemoval")
                .list(database, row -> Optional.ofNullable(row.getObject("newest", OffsetDateTime.class)))
                .getFirst()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public List<Removal> of(String station, Span span) {
        return Query.named("removals")
                .with("station", station)
                .with("from", span.fromExclusive())
                .with("to", span.toInclusive())
                .list(
                        database,
                        row -> new Removal(span(row), row.getInt("readings"), Column.instant(row, "removed_at")));
    }

    private static Span span(ResultSet row) throws SQLException {
        return new Span(Column.instant(row, "span_start"), Column.instant(row, "span_end"));
    }

    private record SeriesMinute(int series, Instant end) {
        static SeriesMinute of(Row row) {
            return new SeriesMinute(
                    row.series().id(), DirtyPeriod.minuteEnd(row.reading().end()));
        }
    }

    /** Keeps removals off until the transaction ends, then says whether any of these seconds comes too late. */
    static boolean anyOf(List<Row> seconds, Connection connection) throws SQLException {
        execute(SHARE_GUARD, connection);
        List<SeriesMinute> minutes =
                seconds.stream().map(SeriesMinute::of).distinct().toList();
        return Query.named("anyRemoved")
                .with("series", minutes.stream().map(SeriesMinute::series).toList())
                .with("minutes", minutes.stream().map(SeriesMinute::end).toList())
                .list(connection, row -> row.getBoolean(1))
                .getFirst();
    }

    /** Keeps removals off until the transaction ends, then tells what is gone of a span. */
    static List<Span> spans(String station, Span span, Connection connection) throws SQLException {
        execute(SHARE_GUARD, connection);
        return Query.named("removedSpans")
                .with("station", station)
                .with("levels", LEVELS_ID)
                .with("from", span.fromExclusive())
                .with("to", span.toInclusive())
                .list(connection, PostgresRemovals::span);
    }

    private static void execute(String statement, Connection connection) throws SQLException {
        try (Statement open = connection.createStatement()) {
            open.execute(statement);
        }
    }

    private record Series(int id, int stationId) {}

    /** A minute whose seconds may go. */
    private record Minute(Instant end, int readings) {
        Instant start() {
            return end.minus(MINUTE);
        }
    }

    @Override
    public long remove(Instant arrivedBefore, Instant now) {
        Instant before = LocalDay.ofEnd(arrivedBefore, LocalDay.CHINA).start();
        long removed = 0;
        for (Series series : series()) {
            Optional<LocalDay> day = dayAfter(series, Instant.EPOCH, before);
            while (day.isPresent()) {
                OptionalInt ofDay = remove(series, day.get(), arrivedBefore, now);
                if (ofDay.isEmpty()) {
                    return removed;
                }
                removed += ofDay.getAsInt();
                day = dayAfter(series, day.get().end(), before);
            }
        }
        return removed;
    }

    private List<Series> series() {
        return Query.named("seriesOfSeconds")
                .with("levels", LEVELS_ID)
                .list(database, row -> new Series(row.getInt("id"), row.getInt("station_id")));
    }

    /** The next whole day of which seconds are there. */
    private Optional<LocalDay> dayAfter(Series series, Instant after, Instant before) {
        return Query.named("nextSecond")
                .with("series", series.id())
                .with("after", after)
                .with("before", before)
                .list(database, row -> LocalDay.ofEnd(Column.instant(row, "period_end"), LocalDay.CHINA))
                .stream()
                .findFirst();
    }

    /** How many went; empty where another instance is at it. */
    private OptionalInt remove(Series series, LocalDay day, Instant arrivedBefore, Instant now) {
        return Transaction.of(database, "removing seconds", open -> remove(series, day, arrivedBefore, now, open));
    }

    private static OptionalInt remove(
            Series series, LocalDay day, Instant arrivedBefore, Instant now, Connection connection)
            throws SQLException {
        if (!isOurTurn(connection)) {
            return OptionalInt.empty();
        }
        execute(TAKE_GUARD, connection);
        Query.named("holdSeries").with("series", series.id()).list(connection, row -> true);
        List<Minute> minutes = Query.named("settledMinutes")
                .with("series", series.id())
                .with("station", series.stationId())
                .with("from", day.start())
                .with("to", day.end())
                .with("arrivedBefore", arrivedBefore)
                .list(connection, row -> new Minute(Column.instant(row, "minute"), row.getInt("readings")));
        if (minutes.isEmpty()) {
            return OptionalInt.of(0);
        }
        Query.named("accountForRemoval")
                .with("series", series.id())
                .with("minutes", minutes.stream().map(Minute::end).toList())
                .with("readings", minutes.stream().map(Minute::readings).toList())
                .with("from", day.start())
                .with("to", day.end())
                .with("now", now)
                .update(connection);
        for (Span stretch : stretches(minutes)) {
            remove(series, stretch, connection);
        }
        return OptionalInt.of(minutes.stream().mapToInt(Minute::readings).sum());
    }

    /** Minutes that follow each other become one span, so that a day mostly goes at once. */
    private static List<Span> stretches(List<Minute> minutes) {
        List<Span> stretches = new ArrayList<>();
        Instant start = minutes.getFirst().start();
        Instant end = start;
        for (Minute minute : minutes) {
            if (!minute.start().equals(end)) {
                stretches.add(new Span(start, end));
                start = minute.start();
            }
            end = minute.end();
        }
        stretches.add(new Span(start, end));
        return stretches;
    }

    private static void remove(Series series, Span stretch, Connection connection) throws SQLException {
        inStretch("removeSpans", series, stretch).list(connection, row -> true);
        inStretch("removeSeconds", series, stretch).update(connection);
        boolean some = inStretch("secondsLeft", series, stretch)
                .list(connection, row -> row.getBoolean("some"))
                .getFirst();
        if (some) {
            throw new IllegalStateException("seconds of series " + series.id() + " from " + stretch.fromExclusive()
                    + " to " + stretch.toInclusive() + " are still there after their removal; nothing was removed");
        }
    }

    private static Query inStretch(String statement, Series series, Span stretch) {
        return Query.named(statement)
                .with("series", series.id())
                .with("from", stretch.fromExclusive())
                .with("to", stretch.toInclusive());
    }

    private static boolean isOurTurn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TRY_TURN)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
