package limpid.noise;

import java.math.BigDecimal;
import java.util.Optional;
import limpid.measure.Coverage;
import limpid.noise.NoiseLevel.Insufficient;
import limpid.noise.NoiseLevel.Known;
import limpid.noise.NoiseLevel.Shortfall;

/**
 * The figures of one hour at one point, dB. All rest on valid seconds only; with fewer than the rule set requires, each
 * says so instead of standing at zero.
 *
 * @param leq      equivalent level LAeq
 * @param lmax     highest level
 * @param lmin     lowest level
 * @param sd       standard deviation of the sampled levels
 * @param levels   statistical levels L5 to L95
 * @param coverage valid, due and required seconds
 * @param rate     total and valid collection rate
 * @param samples  of what it was made, to be merged into longer spans; a station's record has no histogram
 */
public record NoiseHour(
        NoiseLevel leq,
        NoiseLevel lmax,
        NoiseLevel lmin,
        NoiseLevel sd,
        StatisticalLevels levels,
        Coverage coverage,
        CollectionRate rate,
        LevelTally samples) {

    /** Seconds due in an hour. */
    public static final int SECONDS = 3600;

    /**
     * The hour of a tally.
     *
     * @throws IllegalArgumentException where it holds more than an hour
     */
    public static NoiseHour of(LevelTally tally, NoiseSettings settings) {
        int required = settings.minimumShares().hourSeconds();
        Coverage coverage = new Coverage(Math.toIntExact(tally.seconds()), SECONDS, required);
        return new NoiseHour(
                level(tally.equivalentLevel(), tally, coverage),
                level(tally.max(), tally, coverage),
                level(tally.min(), tally, coverage),
                StatisticalLevels.shortfall(tally, SECONDS, required).orElseGet(() -> deviation(tally, settings)),
                StatisticalLevels.of(tally, SECONDS, required, settings.statisticalMethod()),
                coverage,
                new CollectionRate(tally.seconds(), tally.collectedSeconds(), SECONDS),
                tally);
    }

    private static NoiseLevel level(Optional<BigDecimal> level, LevelTally tally, Coverage coverage) {
        return coverage.sufficient() ? sent(level, coverage) : new Insufficient(Shortfall.ofTooFew(tally), coverage);
    }

    /** The rule set may ask for a single second, which has no deviation by n - 1. */
    private static NoiseLevel deviation(LevelTally tally, NoiseSettings settings) {
        return StatisticalLevels.deviation(tally, settings.deviationDivisor())
                .<NoiseLevel>map(Known::new)
                .orElseGet(() -> new Insufficient(Shortfall.TOO_FEW_VALID, new Coverage(1, SECONDS, 2)));
    }

    /**
     * The hour as the station itself averaged it; its statistical levels are by its own method.
     *
     * @throws IllegalArgumentException where the record is longer than an hour
     */
    public static NoiseHour ofRecord(StationRecord hour, NoiseSettings settings) {
        LevelTally tally = hour.tally();
        NoiseHour averaged = of(tally, settings);
        return averaged.coverage.sufficient()
                ? new NoiseHour(
                        averaged.leq,
                        averaged.lmax,
                        averaged.lmin,
                        sent(hour.sd(), averaged.coverage),
                        StatisticalLevels.of(
                                StatisticalMethod.BY_STATION,
                                percent -> sent(hour.exceeded(percent), averaged.coverage)),
                        averaged.coverage,
                        averaged.rate,
                        averaged.samples)
                : averaged;
    }

    private static NoiseLevel sent(Optional<BigDecimal> level, Coverage coverage) {
        return level.<NoiseLevel>map(Known::new).orElseGet(() -> new Insufficient(Shortfall.NOT_SENT, coverage));
    }
}
