package limpid.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Spearman's rank correlation 秩相关系数 of a series with time: r = 1 - 6 Σd² / (N³ - N), where d is the difference between
 * a value's rank and its place in time. Equal values share the mean of their ranks.
 *
 * @param n number of values
 * @param r from -1, falling throughout, to 1, rising throughout; 16 digits
 */
public record Spearman(int n, BigDecimal r) {
    /** The fewest values the critical values know. */
    public static final int FEWEST = 5;

    private static final Table TABLE = Table.resource("/limpid/measure/spearman-critical.csv");
    private static final Map<BigDecimal, TreeMap<Integer, BigDecimal>> CRITICAL =
            Map.of(new BigDecimal("0.05"), column("p05"), new BigDecimal("0.01"), column("p01"));

    private static TreeMap<Integer, BigDecimal> column(String column) {
        TreeMap<Integer, BigDecimal> values = new TreeMap<>();
        TABLE.rows().forEach(row -> values.put(row.integer("n"), row.decimal(column)));
        return values;
    }

    /**
     * The coefficient of a series in order of time.
     *
     * @throws IllegalArgumentException where there are fewer than two values
     */
    public static Spearman of(List<BigDecimal> series) {
        int n = series.size();
        if (n < 2) {
            throw new IllegalArgumentException("a correlation needs two values, not " + n);
        }
        // Ranks of ties end in .5, so all is counted in half ranks: 6 Σd² = 6/4 Σ(2d)².
        long halves = 0;
        for (int i = 0; i < n; i++) {
            long d = doubleRank(series, i) - 2L * (i + 1);
            halves += d * d;
        }
        BigDecimal numerator = BigDecimal.valueOf(3 * halves);
        BigDecimal denominator = BigDecimal.valueOf(2L * ((long) n * n * n - n));
        return new Spearman(n, BigDecimal.ONE.subtract(numerator.divide(denominator, MathContext.DECIMAL64)));
    }

    private static long doubleRank(List<BigDecimal> series, int index) {
        BigDecimal value = series.get(index);
        long smaller =
                series.stream().filter(other -> other.compareTo(value) < 0).count();
        long equal =
                series.stream().filter(other -> other.compareTo(value) == 0).count();
        return 2 * smaller + equal + 1;
    }

    /**
     * The value |r| must reach to be significant; empty for fewer than five values.
     *
     * @param significance 0.05 or 0.01
     * @throws IllegalArgumentException for any other level
     */
    public Optional<BigDecimal> critical(BigDecimal significance) {
        TreeMap<Integer, BigDecimal> values = CRITICAL.get(significance);
        if (values == null) {
            throw new IllegalArgumentException("no critical values at level " + significance);
        }
        return Optional.ofNullable(values.floorEntry(n)).map(Map.Entry::getValue);
    }

    /** Whether the series rises or falls significantly; empty for fewer than five values. */
    public Optional<Boolean> significant(BigDecimal significance) {
        return critical(significance).map(critical -> r.abs().compareTo(critical) >= 0);
    }
}
