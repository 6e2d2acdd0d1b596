package limpid.noise;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import limpid.measure.Coverage;
import limpid.noise.NoiseLevel.Insufficient;
import limpid.noise.NoiseLevel.Shortfall;

/**
 * Statistical levels 累计百分声级: LN is the level exceeded during N % of the time (GB 3096-2008 3.6 as quoted), so
 * L5 &gt;= L10 &gt;= L50 &gt;= L90 &gt;= L95 and L10 is the loud one. They cannot be built from the LN of shorter
 * spans.
 *
 * @param method how they were read
 */
public record StatisticalLevels(
        StatisticalMethod method, NoiseLevel l5, NoiseLevel l10, NoiseLevel l50, NoiseLevel l90, NoiseLevel l95) {

    /** The shares of time, in percent, for which levels are given. */
    public static final List<Integer> PERCENTS = List.of(5, 10, 50, 90, 95);

    /** The columns of tables that hold them: l5, l10, l50, l90, l95. */
    public static final List<String> COLUMNS =
            PERCENTS.stream().map(StatisticalLevels::column).toList();

    private static final int PERCENT = 100;

    /** The column of a table that holds the level of this share: {@code l5}. */
    public static String column(int percent) {
        return "l" + percent;
    }

    /** All five levels from one source. */
    public static StatisticalLevels of(StatisticalMethod method, IntFunction<NoiseLevel> levelExceeded) {
        List<NoiseLevel> levels = PERCENTS.stream().map(levelExceeded::apply).toList();
        return new StatisticalLevels(method, levels.get(0), levels.get(1), levels.get(2), levels.get(3), levels.get(4));
    }

    /** All five levels as they were read before, dB, from L5 to L95. */
    public static StatisticalLevels of(StatisticalMethod method, List<BigDecimal> levels) {
        return of(method, percent -> new NoiseLevel.Known(levels.get(PERCENTS.indexOf(percent))));
    }

    /** The five levels from L5 to L95. */
    public List<NoiseLevel> all() {
        return List.of(l5, l10, l50, l90, l95);
    }

    /**
     * All five levels of the samples in a tally; each second counts as one sample.
     *
     * @throws IllegalArgumentException where it holds no samples, or the method is the station's own
     */
    public static StatisticalLevels of(LevelTally tally, StatisticalMethod method) {
        LevelHistogram samples = samples(tally);
        return of(method, percent -> new NoiseLevel.Known(exceeded(samples, percent, method)));
    }

    /**
     * All five levels of the samples in a tally, or why there are none.
     *
     * @param due      seconds due in the span
     * @param required seconds that must have been sampled
     */
    public static StatisticalLevels of(LevelTally tally, int due, int required, StatisticalMethod method) {
        return shortfall(tally, due, required)
                .map(none -> of(method, percent -> none))
                .orElseGet(() -> of(tally, method));
    }

    /** Why samples give no figure; empty where there are enough. */
    static Optional<NoiseLevel> shortfall(LevelTally tally, int due, int required) {
        Coverage sampled = new Coverage(Math.toIntExact(tally.sampledSeconds()), due, required);
        if (sampled.sufficient()) {
            return Optional.empty();
        }
        Shortfall reason = tally.seconds() >= required ? Shortfall.NOT_SAMPLED : Shortfall.ofTooFew(tally);
        return Optional.of(new Insufficient(reason, sampled));
    }

    /**
     * The level exceeded during this share of the time, dB, within 0.05 dB and exact for samples with one decimal.
     *
     * @param percent 1 to 99
     * @throws IllegalArgumentException where the tally holds no samples, or the method is the station's own
     */
    public static BigDecimal exceeded(LevelTally tally, int percent, StatisticalMethod method) {
        return exceeded(samples(tally), percent, method);
    }

    private static LevelHistogram samples(LevelTally tally) {
        return Optional.ofNullable(tally.histogram())
                .orElseThrow(() -> new IllegalArgumentException("no samples to sort"));
    }

    private static BigDecimal exceeded(LevelHistogram histogram, int percent, StatisticalMethod method) {
        return switch (method) {
            case LINEAR -> linear(histogram, percent);
            case DESCENDING_ITEM -> descendingItem(histogram, percent);
            case BY_STATION -> throw new IllegalArgumentException("the station's method is not known");
        };
    }

    private static BigDecimal linear(LevelHistogram histogram, int percent) {
        long scaled = (histogram.seconds() - 1) * (PERCENT - percent);
        long place = scaled / PERCENT;
        long hundredths = scaled % PERCENT;
        long low = histogram.tenthsAt(place);
        long high = hundredths == 0 ? low : histogram.tenthsAt(place + 1);
        return level(low * PERCENT + (high - low) * hundredths, 3);
    }

    private static BigDecimal descendingItem(LevelHistogram histogram, int percent) {
        long item = Math.ceilDiv(histogram.seconds() * percent, PERCENT);
        return level(histogram.tenthsAt(histogram.seconds() - item), 1);
    }

    private static BigDecimal level(long unscaled, int scale) {
        return BigDecimal.valueOf(unscaled, scale).setScale(SoundEnergy.LEVEL_DIGITS, RoundingMode.UNNECESSARY);
    }

    /**
     * Standard deviation of the sampled levels 标准偏差 (SD), dB with six decimals; empty where there are fewer than two
     * seconds. It is calculated from the 0.1 dB histogram.
     */
    public static Optional<BigDecimal> deviation(LevelTally tally, DeviationDivisor divisor) {
        LevelHistogram histogram = tally.histogram();
        if (histogram == null || histogram.seconds() < 2) {
            return Optional.empty();
        }
        // Whole numbers that stay below 2^63 for tens of thousands of years.
        long[] sums = {0, 0};
        histogram.forEach((tenths, seconds) -> {
            sums[0] += tenths * seconds;
            sums[1] += tenths * seconds * tenths;
        });
        BigInteger n = BigInteger.valueOf(histogram.seconds());
        BigInteger squares = n.multiply(BigInteger.valueOf(sums[1]))
                .subtract(BigInteger.valueOf(sums[0]).pow(2));
        BigInteger weight = n.multiply(divisor.of(n));
        double tenths = Math.sqrt(squares.doubleValue() / weight.doubleValue());
        return Optional.of(BigDecimal.valueOf(tenths / 10).setScale(SoundEnergy.LEVEL_DIGITS, RoundingMode.HALF_EVEN));
    }

    /** What the sum of squares is divided by. */
    public enum DeviationDivisor {
        /** n - 1, as reviutils does. */
        SAMPLE,
        /** n. */
        POPULATION;

        BigInteger of(BigInteger n) {
            return this == SAMPLE ? n.subtract(BigInteger.ONE) : n;
        }
    }
}
