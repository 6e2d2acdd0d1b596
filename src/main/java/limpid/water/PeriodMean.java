package limpid.water;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import limpid.measure.Coverage;
import limpid.water.WaterSettings.Averaging;

/**
 * The mean of one item at one section over a period: the day from its sets, the month from its days, quarter,
 * half-year and year from months. Each level is built from the one below and nothing is rounded on the way; the product rounds at the end.
 */
public sealed interface PeriodMean {
    /** Values that entered, values due, values required. */
    Coverage coverage();

    /** The mean, empty where too few values exist. */
    Optional<BigDecimal> value();

    /** How many measured values beneath it lay below the detection limit. */
    int belowDetection();

    /** A mean over enough values. */
    record Averaged(BigDecimal mean, Coverage coverage, int belowDetection) implements PeriodMean {
        @Override
        public Optional<BigDecimal> value() {
            return Optional.of(mean);
        }
    }

    /** Fewer values than the rule requires. */
    record Insufficient(Coverage coverage, int belowDetection) implements PeriodMean {
        @Override
        public Optional<BigDecimal> value() {
            return Optional.empty();
        }

        /** Why there is no mean. */
        public String reason() {
            return coverage.valid() + " of " + coverage.required() + " required values";
        }
    }

    /**
     * The mean of a local day.
     *
     * @param sets     the valid values of the day; the caller leaves out what its flag keeps out
     * @param expected sets due, for example 6 at one every four hours
     */
    static PeriodMean ofDay(String code, Collection<Measured> sets, int expected, Averaging settings) {
        List<BigDecimal> values = sets.stream()
                .map(measured -> measured.forMean(settings.belowDetectionShare()))
                .toList();
        int below = (int) sets.stream().filter(Measured::belowDetection).count();
        return of(code, values, below, expected, settings.minSetsPerDay(), settings);
    }

    /**
     * The mean of a week or of ten days.
     *
     * @param days     those of its days that have a mean or lack one
     * @param expected days due
     */
    static PeriodMean ofWeek(String code, Collection<PeriodMean> days, int expected, Averaging settings) {
        return ofParts(code, days, expected, settings.minDaysPerWeek(), settings);
    }

    /**
     * The mean of a month.
     *
     * @param days     those of its days that have one or lack one; manual samples count as days
     * @param expected days due
     */
    static PeriodMean ofMonth(String code, Collection<PeriodMean> days, int expected, Averaging settings) {
        return ofParts(code, days, expected, settings.minDaysPerMonth(), settings);
    }

    /** The mean of a quarter from its months. */
    static PeriodMean ofQuarter(String code, Collection<PeriodMean> months, Averaging settings) {
        return ofParts(code, months, 3, settings.minMonthsPerQuarter(), settings);
    }

    /** The mean of a half-year from its months. */
    static PeriodMean ofHalfYear(String code, Collection<PeriodMean> months, Averaging settings) {
        return ofParts(code, months, 6, settings.minMonthsPerHalfYear(), settings);
    }

    /** The mean of a year from its months, wet and dry seasons together. */
    static PeriodMean ofYear(String code, Collection<PeriodMean> months, Averaging settings) {
        return ofParts(code, months, 12, settings.minMonthsPerYear(), settings);
    }

    private static PeriodMean ofParts(
            String code, Collection<PeriodMean> parts, int expected, int required, Averaging settings) {
        List<BigDecimal> values =
                parts.stream().flatMap(part -> part.value().stream()).toList();
        int below = parts.stream().mapToInt(PeriodMean::belowDetection).sum();
        return of(code, values, below, expected, required, settings);
    }

    private static PeriodMean of(
            String code, List<BigDecimal> values, int below, int expected, int required, Averaging settings) {
        Coverage coverage = new Coverage(values.size(), expected, required);
        return coverage.sufficient()
                ? new Averaged(Mean.of(code, values, settings), coverage, below)
                : new Insufficient(coverage, below);
    }
}
