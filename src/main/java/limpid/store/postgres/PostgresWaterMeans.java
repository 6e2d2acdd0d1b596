package limpid.store.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import limpid.result.ResultTable;
import limpid.store.Results.Kind;
import limpid.store.WaterMeans;
import limpid.water.SectionMeans.Day;
import limpid.water.SectionMeans.Month;
import limpid.water.WaterTables;
import org.jspecify.annotations.Nullable;

/** The means of water sections in PostgreSQL. */
public final class PostgresWaterMeans implements WaterMeans {
    private final DataSource database;

    /** The means of this database. */
    public PostgresWaterMeans(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Known<Day>> days(String section, LocalDate first, LocalDate last, @Nullable Instant asOf) {
        return known(WaterTables.DAYS, section, first, last, asOf);
    }

    @Override
    public List<Known<Month>> months(String section, YearMonth first, YearMonth last, @Nullable Instant asOf) {
        return known(WaterTables.MONTHS, section, first.atDay(1), last.atDay(1), asOf);
    }

    private <T> List<Known<T>> known(
            ResultTable<T> table, String section, LocalDate first, LocalDate last, @Nullable Instant asOf) {
        return TableQuery.list(
                        table,
                        Kind.STATION,
                        List.of(section),
                        Map.of(),
                        asOf,
                        null,
                        first.minusDays(1),
                        Integer.MAX_VALUE,
                        last,
                        Integer.MAX_VALUE)
                .list(
                        database,
                        row -> new Known<>(TableRow.known(table, row).result(), Column.instant(row, "known_from")));
    }

    @Override
    public Map<String, List<Month>> months(Region region, YearMonth first, YearMonth last) {
        Map<String, List<Month>> months = new HashMap<>();
        monthsOf(region, first, last)
                .forEach(database, row -> months.computeIfAbsent(row.getString("code"), code -> new ArrayList<>())
                        .add(TableRow.named(WaterTables.MONTHS, row)));
        return months;
    }

    @Override
    public Map<String, Integer> revisions(Region region, YearMonth month) {
        Map<String, Integer> revisions = new HashMap<>();
        Query.named("waterMonthRevisions")
                .with("city", region.city())
                .with("district", region.district())
                .with("river", region.river())
                .with("role", region.role())
                .with("month", month.atDay(1))
                .forEach(database, row -> revisions.put(row.getString("code"), row.getInt("revision")));
        return revisions;
    }

    @Override
    public Map<String, Revised<Month>> months(Collection<String> sections, YearMonth month) {
        Map<String, Revised<Month>> months = new HashMap<>();
        Query.named("waterMonthOfSections")
                .with("sections", sections)
                .with("month", month.atDay(1))
                .forEach(
                        database,
                        row -> months.put(
                                row.getString("code"),
                                new Revised<>(TableRow.named(WaterTables.MONTHS, row), row.getInt("revision"))));
        return months;
    }

    /** Months of all sections of a region. */
    static Query monthsOf(Region region, YearMonth first, YearMonth last) {
        return Query.named("waterMonthsOfRegion")
                .with("city", region.city())
                .with("district", region.district())
                .with("river", region.river())
                .with("role", region.role())
                .with("first", first.atDay(1))
                .with("last", last.atDay(1));
    }
}
