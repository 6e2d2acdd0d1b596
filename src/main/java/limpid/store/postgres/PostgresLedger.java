package limpid.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import limpid.measure.Parameters;
import limpid.store.Committed;
import limpid.store.Ledger;
import limpid.store.Span;

/** The account of each station, in PostgreSQL. */
public final class PostgresLedger implements Ledger {
    private final DataSource database;
    private final Parameters parameters;

    /** The ledger of this database. */
    public PostgresLedger(DataSource database, Parameters parameters) {
        this.database = database;
        this.parameters = parameters;
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
                .with("station", station)
                .with("from", span.fromExclusive())
                .with("to", span.toInclusive())
                .list(database, this::held);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        Committed counts = new Committed(
                row.getLong("stored"), row.getLong("duplicate"), row.getLong("revised"), row.getLong("refused"));
        return new Entry(row.getObject("day", LocalDate.class), counts, Column.instant(row, "last_received_at"));
    }

    private Held held(ResultSet row) throws SQLException {
        return new Held(
                parameters.byId(row.getInt("parameter_id")),
                Duration.ofSeconds(row.getInt("period_s")),
                row.getLong("present"),
                row.getLong("without_value"),
                Column.optionalInstant(row, "last_end"));
    }
}
