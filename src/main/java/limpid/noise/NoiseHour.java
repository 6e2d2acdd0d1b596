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
 */
public record NoiseHour(
        NoiseLevel leq,
        NoiseLevel lmax,
        NoiseLevel lmin,
        NoiseLevel sd,
        StatisticalLevels levels,
        Coverage coverage,
        CollectionRate rate) {

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
        Coverage sampled = new Coverage(Math.toIntExact(tally.sampledSeconds()), SECONDS, required);
        NoiseLevel none = none(tally, coverage, sampled);
        boolean valid = coverage.sufficient();
        return new NoiseHour(
                levelOr(none, valid, tally.equivalentLevel()),
                levelOr(none, valid, tally.max()),
                levelOr(none, valid, tally.min()),
                levelOr(none, sampled.sufficient(), StatisticalLevels.deviation(tally, settings.deviationDivisor())),
                sampled.sufficient()
                        ? StatisticalLevels.of(tally, settings.statisticalMethod())
                        : StatisticalLevels.of(settings.statisticalMethod(), percent -> none),
                coverage,
                new CollectionRate(tally.seconds(), tally.collectedSeconds(), SECONDS));
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
                        sent(hour.lmax(), averaged.coverage),
                        sent(hour.lmin(), averaged.coverage),
                        sent(hour.sd(), averaged.coverage),
                        StatisticalLevels.of(
                                StatisticalMethod.BY_STATION,
                                percent -> sent(hour.exceeded(percent), averaged.coverage)),
                        averaged.coverage,
                        averaged.rate)
                : averaged;
    }

    private static NoiseLevel sent(Optional<BigDecimal> level, Coverage coverage) {
        return level.<NoiseLevel>map(Known::new).orElseGet(() -> new Insufficient(Shortfall.NOT_SENT, coverage));
    }

    private static NoiseLevel levelOr(NoiseLevel none, boolean sufficient, Optional<BigDecimal> level) {
        return sufficient && level.isPresent() ? new Known(level.get()) : none;
    }

    private static NoiseLevel none(LevelTally tally, Coverage coverage, Coverage sampled) {
        if (coverage.sufficient()) {
            return new Insufficient(Shortfall.NOT_SAMPLED, sampled);
        }
        boolean nothing = tally.collectedSeconds() == 0;
        return new Insufficient(nothing ? Shortfall.NO_DATA : Shortfall.TOO_FEW_VALID, coverage);
    }
}
