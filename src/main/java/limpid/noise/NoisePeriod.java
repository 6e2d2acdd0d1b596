package limpid.noise;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import limpid.measure.Coverage;
import limpid.noise.NoiseDay.Part;
import limpid.noise.NoiseLevel.Insufficient;
import limpid.noise.NoiseLevel.Known;
import limpid.noise.NoiseLevel.Shortfall;

/**
 * The figures of one point over many days, a month or a year, dB: energy means of its daily Ld and Ln, as everything
 * inside one point is averaged by energy. How the bulletins make them is UNKNOWN.
 *
 * @param ld            over the valid day-times
 * @param ln            over the valid night-times
 * @param ldn           of the two
 * @param dayCoverage   valid, due and required day-times
 * @param nightCoverage valid, due and required night-times
 */
public record NoisePeriod(NoiseLevel ld, NoiseLevel ln, NoiseLevel ldn, Coverage dayCoverage, Coverage nightCoverage) {

    /**
     * The figures of a period.
     *
     * @param days    the days there are, each once; all with the same meaning of night
     * @param daysDue days of the period on which the point was in service
     */
    public static NoisePeriod of(Collection<NoiseDay> days, int daysDue, NoiseSettings settings) {
        int required = MinimumShares.leastOf(settings.minimumShares().daysOfPeriod(), daysDue);
        List<BigDecimal> dayLevels = levels(days, NoiseDay::day);
        List<BigDecimal> nightLevels = levels(days, NoiseDay::night);
        Coverage dayCoverage = new Coverage(dayLevels.size(), daysDue, required);
        Coverage nightCoverage = new Coverage(nightLevels.size(), daysDue, required);
        NoiseLevel ld = mean(dayLevels, dayCoverage);
        NoiseLevel ln = mean(nightLevels, nightCoverage);
        return new NoisePeriod(ld, ln, ldn(days, ld, ln, dayCoverage), dayCoverage, nightCoverage);
    }

    private static List<BigDecimal> levels(Collection<NoiseDay> days, Function<NoiseDay, Part> part) {
        return days.stream()
                .flatMap(day -> part.apply(day).level().value().stream())
                .toList();
    }

    private static NoiseLevel mean(List<BigDecimal> levels, Coverage coverage) {
        if (levels.isEmpty()) {
            return new Insufficient(Shortfall.NO_DATA, coverage);
        }
        return coverage.sufficient()
                ? new Known(EquivalentLevel.ofEqual(levels))
                : new Insufficient(Shortfall.TOO_FEW_VALID, coverage);
    }

    /**
     * The hours of day and night are summed over the days, so that a change of the boundaries is weighted by its days.
     */
    private static NoiseLevel ldn(Collection<NoiseDay> days, NoiseLevel ld, NoiseLevel ln, Coverage coverage) {
        Optional<BigDecimal> day = ld.value();
        Optional<BigDecimal> night = ln.value();
        if (day.isEmpty() || night.isEmpty()) {
            return new Insufficient(Shortfall.PART_MISSING, coverage);
        }
        return new Known(
                DayNightLevel.of(day.get(), hours(days, NoiseDay::day), night.get(), hours(days, NoiseDay::night)));
    }

    private static int hours(Collection<NoiseDay> days, Function<NoiseDay, Part> part) {
        return days.stream()
                .mapToInt(day -> part.apply(day).coverage().expected())
                .sum();
    }
}
