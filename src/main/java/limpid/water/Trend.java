package limpid.water;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import limpid.measure.Spearman;

/** The trend of one item over years 变化趋势, by rank correlation of its yearly means (环办[2011]22号). */
public sealed interface Trend {
    /** Dissolved oxygen is the one item of which more is better. */
    String OXYGEN = "DO";

    /**
     * A trend.
     *
     * @param direction of the quality, not of the number
     */
    record Found(Spearman correlation, BigDecimal critical, Direction direction) implements Trend {}

    /** Fewer years than a trend needs. */
    record TooShort(int years, int required) implements Trend {}

    /** Where the quality goes. */
    enum Direction {
        /** Significantly better. */
        BETTER,
        /** Neither better nor worse significantly. */
        STEADY,
        /** Significantly worse. */
        WORSE
    }

    /**
     * The trend of yearly means. pH has none, as neither more nor less of it is better.
     *
     * @param yearlyMeans by year
     * @throws IllegalArgumentException for pH
     */
    static Trend of(String code, SortedMap<Integer, BigDecimal> yearlyMeans, WaterSettings.Region settings) {
        if (code.equals(Mean.PH)) {
            throw new IllegalArgumentException("pH gets neither better nor worse by rising");
        }
        int required = Math.max(settings.minTrendYears(), Spearman.FEWEST);
        if (yearlyMeans.size() < required) {
            return new TooShort(yearlyMeans.size(), required);
        }
        Spearman correlation = Spearman.of(List.copyOf(yearlyMeans.values()));
        BigDecimal critical = correlation.critical(settings.trendSignificance()).orElseThrow();
        return new Found(correlation, critical, direction(code, correlation, critical));
    }

    private static Direction direction(String code, Spearman correlation, BigDecimal critical) {
        if (correlation.r().abs().compareTo(critical) < 0) {
            return Direction.STEADY;
        }
        return correlation.r().signum() > 0 == code.equals(OXYGEN) ? Direction.BETTER : Direction.WORSE;
    }
}
