package limpid.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import limpid.measure.Medium;
import limpid.measure.Parameters;
import limpid.noise.LevelTally;
import limpid.store.Committed;
import limpid.store.Ledger;
import limpid.store.Span;
import org.jspecify.annotations.Nullable;

/** The account of each station, in PostgreSQL. */
public final class PostgresLedger implements Ledger {
    private final DataSource database;
    private final Parameters parameters;
    private final Duration clockTolerance;

    /**
     * The ledger of this database.
     *
     * @param clockTolerance how far a station's clock may be off
     */
    public PostgresLedger(DataSource database, Parameters parameters, Duration clockTolerance) {
        this.database = database;
        this.parameters = parameters;
        this.clockTolerance = clockTolerance;
    }

    @Override
    public List<Entry> entries(String station, LocalDate first, LocalDate last) {
        return Query.named("ledgerEntries")
                .with("station", station)
                .with("first", first)
                .with("last", last)
                .list(database, PostgresLedger::entry);
    }

    @Override
    public List<Held> held(String station, Span span) {
        return Query.named("held")
                .with("toleranceSeconds", clockTolerance.toSeconds())
                .with("station", station)
                .with("from", span.fromExclusive())
                .with("to", span.toInclusive())
                .list(database, this::held);
    }

    @Override
    public List<Span> silences(String station, Span span, Duration longest) {
        return Query.named("silences")
                .with("station", station)
                .with("from", span.fromExclusive())
                .with("to", span.toInclusive())
                .with("longestSeconds", longest.toSeconds())
                .list(database, row -> new Span(Column.instant(row, "silent_from"), Column.instant(row, "silent_to")));
    }

    @Override
    public List<Overlap> overlaps(String station, Span span) {
        return Query.named("overlaps")
                .with("station", station)
                .with("seconds", parameters.get("LAS").id())
                .with("minutes", parameters.get("LEQ").id())
                .with("from", span.fromExclusive())
                .with("to", span.toInclusive())
                .list(
                        database,
                        row -> new Overlap(
                                Column.instant(row, "period_end"),
                                LevelTally.fromBytes(row.getBytes("seconds")),
                                LevelTally.fromBytes(row.getBytes("minutes"))));
    }

    @Override
    public List<RefusedFor> refusedFor(String station, Span arrivals) {
        return Query.named("refusedFor")
                .with("station", station)
                .with("from", arrivals.fromExclusive())
                .with("to", arrivals.toInclusive())
                .list(
                        database,
                        row -> new RefusedFor(
                                row.getString("reason"), row.getLong("messages"), row.getLong("refusals")));
    }

    @Override
    public List<Account> accounts(@Nullable Medium medium, LocalDate first, LocalDate last) {
        return Query.named("ledgerAccounts")
                .with("medium", medium == null ? null : medium.code())
                .with("first", first)
                .with("last", last)
                .list(database, PostgresLedger::account);
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString("code"),
                Column.medium(row),
                Duration.ofSeconds(row.getInt("period_s")),
                counts(row),
                Column.optionalInstant(row, "last_received_at"));
    }

    private static Committed counts(ResultSet row) throws SQLException {
        return new Committed(
                row.getLong("stored"), row.getLong("duplicate"), row.getLong("revised"), row.getLong("refused"));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getObject("day", LocalDate.class), counts(row), Column.instant(row, "last_received_at"));
    }

    private Held held(ResultSet row) throws SQLException {
        return new Held(
                parameters.byId(row.getInt("parameter_id")),
                Duration.ofSeconds(row.getInt("period_s")),
                row.getLong("present"),
                row.getLong("removed"),
                row.getLong("without_value"),
                Column.optionalInstant(row, "last_end"),
                clock(row));
    }

    private static Clock clock(ResultSet row) throws SQLException {
        long late = row.getLong("late");
        long steppedBack = Math.min(late, row.getLong("stepped_back"));
        return new Clock(
                row.getLong("present") - late,
                late - steppedBack,
                steppedBack,
                Column.wholeNumber(row, "least_lag_s"),
                Column.wholeNumber(row, "most_lag_s"));
    }
}
