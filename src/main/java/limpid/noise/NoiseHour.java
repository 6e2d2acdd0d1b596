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
 * @param coverage valid, due and required seconds
 * @param rate     total and valid collection rate
 * @param samples  of what it was made, to be merged into longer spans; a station's record has no histogram
 * @param sent     the station's own record of the hour where it stands; otherwise empty
 * @param settings it was made under
 */
public record NoiseHour(
        NoiseLevel leq,
        NoiseLevel lmax,
        NoiseLevel lmin,
        Coverage coverage,
        CollectionRate rate,
        LevelTally samples,
        Optional<StationRecord> sent,
        NoiseSettings settings) {

    /** Seconds due in an hour. */
    public static final int SECONDS = 3600;

    /**
     * The hour of a tally.
     *
     * @throws IllegalArgumentException where it holds more than an hour
     */
    public static NoiseHour of(LevelTally tally, NoiseSettings settings) {
        return of(tally, Optional.empty(), settings);
    }

    /**
     * The hour as the station itself averaged it; its statistical levels are by its own method.
     *
     * @throws IllegalArgumentException where the record is longer than an hour
     */
    public static NoiseHour ofRecord(StationRecord hour, NoiseSettings settings) {
        return of(hour.tally(), Optional.of(hour), settings);
    }

    private static NoiseHour of(LevelTally tally, Optional<StationRecord> sent, NoiseSettings settings) {
        Coverage coverage = new Coverage(
                Math.toIntExact(tally.seconds()),
                SECONDS,
                settings.minimumShares().hourSeconds());
        return new NoiseHour(
                level(tally.equivalentLevel(), tally, coverage),
                level(tally.max(), tally, coverage),
                level(tally.min(), tally, coverage),
                coverage,
                new CollectionRate(tally.seconds(), tally.collectedSeconds(), SECONDS),
                tally,
                coverage.sufficient() ? sent : Optional.empty(),
                settings);
    }

    private static NoiseLevel level(Optional<BigDecimal> level, LevelTally tally, Coverage coverage) {
        return coverage.sufficient() ? sent(level, coverage) : new Insufficient(Shortfall.ofTooFew(tally), coverage);
    }

    /** Standard deviation of the sampled levels, read from the samples when it is asked for. */
    public NoiseLevel sd() {
        return sent.map(record -> sent(record.sd(), coverage))
                .or(() -> StatisticalLevels.shortfall(samples, SECONDS, coverage.required()))
                .orElseGet(this::deviation);
    }

    /** Statistical levels L5 to L95, read from the samples when they are asked for. */
    public StatisticalLevels levels() {
        return sent.map(record -> StationRecord.disorder(record.statistics()).isPresent()
                        ? StatisticalLevels.of(
                                StatisticalMethod.BY_STATION,
                                percent -> new Insufficient(Shortfall.CONTRADICTORY, coverage))
                        : StatisticalLevels.of(
                                StatisticalMethod.BY_STATION, percent -> sent(record.exceeded(percent), coverage)))
                .orElseGet(() ->
                        StatisticalLevels.of(samples, SECONDS, coverage.required(), settings.statisticalMethod()));
    }

    /** The rule set may ask for a single second, which has no deviation by n - 1. */
    private NoiseLevel deviation() {
        return StatisticalLevels.deviation(samples, settings.deviationDivisor())
                .<NoiseLevel>map(Known::new)
                .orElseGet(() -> new Insufficient(Shortfall.TOO_FEW_VALID, new Coverage(1, SECONDS, 2)));
    }

    private static NoiseLevel sent(Optional<BigDecimal> level, Coverage coverage) {
        return level.<NoiseLevel>map(Known::new).orElseGet(() -> new Insufficient(Shortfall.NOT_SENT, coverage));
    }
}
