package limpid.standard;

import java.math.BigDecimal;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/** Critical values of Spearman's rank correlation 秩相关系数, by number of periods: {@code spearman.csv}. */
public final class SpearmanTable {
    private static final NavigableMap<Integer, BigDecimal> CRITICAL =
            read(Table.resource("/limpid/standard/air/spearman.csv"));

    private SpearmanTable() {}

    private static NavigableMap<Integer, BigDecimal> read(Table table) {
        NavigableMap<Integer, BigDecimal> critical = new TreeMap<>();
        for (Row row : table.rows()) {
            critical.put(row.integer("n"), row.decimal("critical"));
        }
        return critical;
    }

    /** The value |r| must reach with this many periods; between two rows the stricter one; empty below the first row. */
    public static Optional<BigDecimal> critical(int periods) {
        return Optional.ofNullable(CRITICAL.floorEntry(periods)).map(Map.Entry::getValue);
    }
}
