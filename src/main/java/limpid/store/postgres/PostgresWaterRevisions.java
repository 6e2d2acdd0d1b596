package limpid.store.postgres;

import java.time.YearMonth;
import java.util.List;
import javax.sql.DataSource;
import limpid.result.ResultTable;
import limpid.result.Row;
import limpid.store.WaterMeans.Region;
import limpid.store.WaterRevisions;
import limpid.water.WaterTables;

/** Versions of water results in PostgreSQL. */
public final class PostgresWaterRevisions implements WaterRevisions {
    private final DataSource database;

    /** The versions in this database. */
    public PostgresWaterRevisions(DataSource database) {
        this.database = database;
    }

    @Override
    public List<SectionMonth> sectionMonths(String section, YearMonth month) {
        ResultTable<?> table = WaterTables.SECTION_MONTHS;
        return TableQuery.versions(table, "station", section, month.atDay(1)).list(database, found -> {
            Row row = table.row(TableRow.cells(table, found));
            return new SectionMonth(
                    found.getInt("revision"),
                    Column.instant(found, "known_from"),
                    row.word(WaterTables.EDITION),
                    row.integer(WaterTables.CLASS),
                    row.texts(WaterTables.ITEMS_ASSESSED).size(),
                    row.integer(WaterTables.TARGET_CLASS),
                    row.truth(WaterTables.MEETS_TARGET),
                    row.texts(WaterTables.OVER_TARGET),
                    row.text(WaterTables.REASON));
        });
    }

    @Override
    public List<RegionPeriod> regionPeriods(Region region, String period) {
        ResultTable<?> table = WaterTables.PERIODS;
        String kind = region.city() == null ? "river" : "city";
        String code = region.city() == null ? String.valueOf(region.river()) : region.city();
        return TableQuery.versions(table, kind, code, period).list(database, found -> {
            Row row = table.row(TableRow.cells(table, found));
            return new RegionPeriod(
                    found.getInt("revision"),
                    Column.instant(found, "known_from"),
                    row.word(WaterTables.EDITION),
                    row.count("sections"),
                    row.count("assessed"),
                    row.integers("class_counts"),
                    row.word("basis"),
                    row.integer("mean_class"),
                    row.text("grade_zh"),
                    row.count("target_met"),
                    row.count("target_checks"),
                    row.text(WaterTables.REASON));
        });
    }
}
