package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import limpid.programme.Check;
import limpid.programme.CheckReport;
import limpid.programme.CheckTables;
import limpid.result.Kept;
import limpid.store.KeptCheck;
import limpid.store.KeptChecks;
import org.jspecify.annotations.Nullable;

/** The checks of programmes in PostgreSQL. */
public final class PostgresKeptChecks implements KeptChecks {
    private static final String KEPT = Sql.of("keptChecks").replace("$versions", TableQuery.versions(CheckTables.KEPT));

    private final DataSource database;
    private final boolean hooks;

    /** Kept checks, without a webhook for their alerts. */
    public PostgresKeptChecks(DataSource database) {
        this(database, false);
    }

    /**
     * The checks of this database.
     *
     * @param hooks whether there is a webhook to be told of alerts
     */
    public PostgresKeptChecks(DataSource database, boolean hooks) {
        this.database = database;
        this.hooks = hooks;
    }

    @Override
    public int keep(String city, List<Check> checks) {
        return Transaction.of(database, "keepCheck", open -> {
            Instant known = lock(city, open);
            List<Kept<CheckReport>> reports = checks.stream()
                    .map(check -> new Kept<>(0, CheckReport.of(city, check)))
                    .toList();
            int changed = KeptTable.keep(CheckTables.KEPT, reports, known, open);
            if (changed > 0) {
                VerdictAlerts.keep(city, hooks, known, open);
            }
            return changed;
        });
    }

    /** Several instances find the checks of a city at once; one after the other keeps them. */
    private static Instant lock(String city, Connection connection) throws SQLException {
        Query.named("lockChecks").with("city", city).list(connection, row -> true);
        return KnownTime.take(connection);
    }

    @Override
    public List<KeptCheck> list(String programme, String city, @Nullable String indicator, @Nullable Instant known) {
        return Query.text("keptChecks", KEPT)
                .with("programme", programme)
                .with("city", city)
                .with("indicator", indicator)
                .with("known", known)
                .list(database, PostgresKeptChecks::kept);
    }

    private static KeptCheck kept(ResultSet row) throws SQLException {
        return new KeptCheck(
                TableRow.named(CheckTables.KEPT, row),
                row.getInt("revision"),
                Column.instant(row, "known_from"),
                Column.optionalInstant(row, "known_to"));
    }
}
