package limpid.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import limpid.measure.LocalDay;
import limpid.store.Notices;

/** What notices tell, from PostgreSQL. */
public final class PostgresNotices implements Notices {
    private final DataSource database;

    /** Of this database. */
    public PostgresNotices(DataSource database) {
        this.database = database;
    }

    @Override
    public List<String> cities() {
        return Query.named("noticeCities").list(database, row -> row.getString(1));
    }

    @Override
    public Figures figures(String city, LocalDate first, LocalDate last) {
        return Query.named("noticeFigures")
                .with("city", city)
                .with("first", first)
                .with("last", last)
                .with("from", new LocalDay(first, LocalDay.CHINA).start())
                .with("to", new LocalDay(last, LocalDay.CHINA).end())
                .list(database, PostgresNotices::figures)
                .getFirst();
    }

    private static Figures figures(ResultSet row) throws SQLException {
        String primary = row.getString("last_primary");
        return new Figures(
                row.getInt("days"),
                row.getInt("good"),
                Column.integer(row, "worst"),
                Column.optionalDate(row, "worst_day"),
                Column.integer(row, "last_aqi"),
                primary == null ? "" : primary,
                row.getInt("raised"),
                row.getInt("holding"));
    }

    @Override
    public List<String> awaited(String city) {
        return Query.named("noticeAwaited").with("city", city).list(database, row -> row.getString("what"));
    }
}
