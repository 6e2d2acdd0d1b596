package limpid.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import javax.sql.DataSource;
import limpid.store.WaterMeans.Region;
import limpid.store.WaterRevisions;
import org.jspecify.annotations.Nullable;

/** Versions of water results in PostgreSQL. */
public final class PostgresWaterRevisions implements WaterRevisions {
    private final DataSource database;

    /** The versions in this database. */
    public PostgresWaterRevisions(DataSource database) {
        this.database = database;
    }

    @Override
    public List<SectionMonth> sectionMonths(String section, YearMonth month) {
        return Query.named("sectionMonthRevisions")
                .with("section", section)
                .with("month", month.atDay(1))
                .list(
                        database,
                        row -> new SectionMonth(
                                row.getInt("revision"),
                                Column.instant(row, "known_from"),
                                row.getString("edition"),
                                Column.integer(row, "class"),
                                Column.texts(row, "items_assessed").size(),
                                Column.integer(row, "target_class"),
                                truth(row, "meets_target"),
                                Column.texts(row, "over_target"),
                                row.getString("reason")));
    }

    private static @Nullable Boolean truth(ResultSet row, String column) throws SQLException {
        boolean value = row.getBoolean(column);
        return row.wasNull() ? null : value;
    }

    @Override
    public List<RegionPeriod> regionPeriods(Region region, String period) {
        String city = region.city();
        return Query.named("waterPeriodRevisions")
                .with("kind", city == null ? "river" : "city")
                .with("code", city == null ? region.river() : city)
                .with("period", period)
                .list(
                        database,
                        row -> new RegionPeriod(
                                row.getInt("revision"),
                                Column.instant(row, "known_from"),
                                row.getString("edition"),
                                row.getInt("sections"),
                                row.getInt("assessed"),
                                List.of((Integer[]) row.getArray("class_counts").getArray()),
                                row.getString("basis"),
                                Column.integer(row, "mean_class"),
                                row.getString("grade_zh"),
                                row.getInt("target_met"),
                                row.getInt("target_checks"),
                                row.getString("reason")));
    }
}
