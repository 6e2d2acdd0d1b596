package limpid.noise;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;
import limpid.measure.Coverage;
import limpid.noise.NoiseLevel.Insufficient;
import limpid.noise.NoiseLevel.Known;
import limpid.noise.NoiseLevel.Shortfall;

/** The arithmetic mean of the levels of a network's points, as regional and road-traffic noise take it. */
final class NetworkMean {
    private NetworkMean() {}

    /**
     * The mean, dB, with the digits of levels; none where too few points have a level.
     *
     * @param measured points that have a level
     * @param weight   above zero: of equal points 1, of road sections their length
     */
    static <P> NoiseLevel of(
            List<P> measured,
            Function<P, NoiseLevel> level,
            Function<P, BigDecimal> weight,
            Coverage coverage,
            NoiseSettings settings) {
        if (measured.isEmpty()) {
            return new Insufficient(Shortfall.NO_DATA, coverage);
        }
        if (coverage.valid() < MinimumShares.leastOf(settings.assessedShare(), coverage.expected())) {
            return new Insufficient(Shortfall.TOO_FEW_VALID, coverage);
        }
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal weights = BigDecimal.ZERO;
        for (P point : measured) {
            sum = sum.add(
                    weight.apply(point).multiply(level.apply(point).value().orElseThrow()));
            weights = weights.add(weight.apply(point));
        }
        return new Known(sum.divide(weights, SoundEnergy.LEVEL_DIGITS, RoundingMode.HALF_EVEN));
    }
}
