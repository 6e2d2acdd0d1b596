package limpid.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import limpid.programme.Report;
import limpid.store.Reports;
import org.jspecify.annotations.Nullable;

/** Entered figures of programmes in PostgreSQL. */
public final class PostgresReports implements Reports {
    private final DataSource database;

    /** The reports of this database. */
    public PostgresReports(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Report> inForce(String programme, String city) {
        return Query.named("reportsInForce")
                .with("programme", programme)
                .with("city", city)
                .list(database, PostgresReports::report);
    }

    @Override
    public List<Report> history(String programme, String city, String indicator) {
        return Query.named("reportHistory")
                .with("programme", programme)
                .with("city", city)
                .with("indicator", indicator)
                .list(database, PostgresReports::report);
    }

    @Override
    public int enter(String programme, String city, List<Report> reports) {
        return Turn.of(database, "programme_report", "entering reports", open -> {
            Instant known = KnownTime.take(open);
            int changed = 0;
            for (Report report : reports) {
                changed +=
                        statement(programme, city, report).with("known", known).update(open);
            }
            return changed;
        });
    }

    private static Query statement(String programme, String city, Report report) {
        return Query.named("enterReport")
                .with("programme", programme)
                .with("city", city)
                .with("indicator", report.indicator())
                .with("part", report.part())
                .with("period", report.period())
                .with("item", report.item())
                .with("value", report.value())
                .with("met", report.met())
                .with("reference", report.reference())
                .with("applies", report.applies())
                .with("source", report.source())
                .with("file", report.file())
                .with("enteredBy", report.enteredBy());
    }

    private static Report report(ResultSet row) throws SQLException {
        return new Report(
                row.getString("indicator"),
                row.getString("part"),
                row.getString("period"),
                row.getString("item"),
                Column.decimal(row, "value"),
                met(row),
                Column.decimal(row, "reference"),
                row.getBoolean("applies"),
                row.getString("source"),
                row.getString("file"),
                row.getString("entered_by"),
                Column.instant(row, "entered_at"),
                row.getInt("revision"));
    }

    private static @Nullable Boolean met(ResultSet row) throws SQLException {
        boolean met = row.getBoolean("met");
        return row.wasNull() ? null : met;
    }
}
