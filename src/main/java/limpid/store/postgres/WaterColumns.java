package limpid.store.postgres;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import limpid.measure.Coverage;
import limpid.water.DataFusion.Origin;
import limpid.water.PeriodMean;
import limpid.water.PeriodMean.Averaged;
import limpid.water.PeriodMean.Insufficient;
import limpid.water.SectionMeans.Day;
import limpid.water.SectionMeans.Month;
import org.jspecify.annotations.Nullable;

/** Means of a section as columns, arrays side by side. */
final class WaterColumns {
    /** Their names in the tables. */
    static final List<String> NAMES = List.of("items", "means", "valid", "expected", "required", "below_detection");

    private WaterColumns() {}

    /** Adds the values of the columns. */
    static void add(SortedMap<String, PeriodMean> items, List<@Nullable Object> row) {
        List<PeriodMean> means = List.copyOf(items.values());
        List<@Nullable BigDecimal> values = new ArrayList<>();
        means.forEach(mean -> values.add(mean.value().orElse(null)));
        row.add(List.copyOf(items.keySet()));
        row.add(values);
        row.add(means.stream().map(mean -> mean.coverage().valid()).toList());
        row.add(means.stream().map(mean -> mean.coverage().expected()).toList());
        row.add(means.stream().map(mean -> mean.coverage().required()).toList());
        row.add(means.stream().map(PeriodMean::belowDetection).toList());
    }

    /** Reads a row of {@code water_day}. */
    static Day day(ResultSet row) throws SQLException {
        return new Day(
                row.getObject("day", LocalDate.class),
                Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)),
                items(row));
    }

    /** Reads a row of {@code water_month}. */
    static Month month(ResultSet row) throws SQLException {
        return new Month(YearMonth.from(row.getObject("month", LocalDate.class)), items(row));
    }

    private static SortedMap<String, PeriodMean> items(ResultSet row) throws SQLException {
        String[] codes = (String[]) row.getArray("items").getArray();
        @Nullable
        BigDecimal[] means = (@Nullable BigDecimal[]) row.getArray("means").getArray();
        Number[] valid = numbers(row, "valid");
        Number[] expected = numbers(row, "expected");
        Number[] required = numbers(row, "required");
        Number[] below = numbers(row, "below_detection");
        SortedMap<String, PeriodMean> items = new TreeMap<>();
        for (int i = 0; i < codes.length; i++) {
            Coverage coverage = new Coverage(valid[i].intValue(), expected[i].intValue(), required[i].intValue());
            items.put(codes[i], mean(means[i], coverage, below[i].intValue()));
        }
        return items;
    }

    private static Number[] numbers(ResultSet row, String column) throws SQLException {
        return (Number[]) row.getArray(column).getArray();
    }

    private static PeriodMean mean(@Nullable BigDecimal value, Coverage coverage, int below) {
        return value == null ? new Insufficient(coverage, below) : new Averaged(value, coverage, below);
    }
}
