package limpid.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mergeable summary of many values of one parameter, in the parameter's unit: how many there were, their exact sum,
 * the smallest and the largest. The sum is decimal and never rounded, and every number is kept without trailing zeros,
 * so any order and any grouping of the same values gives an equal tally.
 *
 * @param count values summarised
 * @param sum   their exact sum; 0 where there are none
 * @param min   the smallest; null where there are none
 * @param max   the largest; null where there are none
 */
public record Tally(
        long count,
        BigDecimal sum,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max) {
    /** Of nothing. */
    public static final Tally EMPTY = new Tally(0, BigDecimal.ZERO, null, null);

    /** Refuses a count that does not fit the extremes. */
    public Tally {
        if (count < 0 || (count == 0) != (min == null) || (min == null) != (max == null)) {
            throw new IllegalArgumentException("a tally of " + count + " values from " + min + " to " + max);
        }
        sum = plain(sum);
        min = min == null ? null : plain(min);
        max = max == null ? null : plain(max);
    }

    /** Of one value. */
    public static Tally of(BigDecimal value) {
        return new Tally(1, value, value, value);
    }

    /** Of all these values. */
    public static Tally of(Collection<BigDecimal> values) {
        if (values.isEmpty()) {
            return EMPTY;
        }
        BigDecimal first = values.iterator().next();
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal min = first;
        BigDecimal max = first;
        for (BigDecimal value : values) {
            sum = sum.add(value);
            min = min.min(value);
            max = max.max(value);
        }
        return new Tally(values.size(), sum, min, max);
    }

    /** Of the values of all these tallies, which must not share a value. */
    public static Tally merge(Collection<Tally> tallies) {
        return tallies.stream().reduce(EMPTY, Tally::merge);
    }

    /** Of the values of both, which must not share a value. */
    public Tally merge(Tally other) {
        if (min == null || max == null) {
            return other;
        }
        if (other.min == null || other.max == null) {
            return this;
        }
        return new Tally(count + other.count, sum.add(other.sum), min.min(other.min), max.max(other.max));
    }

    /** The arithmetic mean, rounded once, half to even; empty where there are no values. */
    public Optional<BigDecimal> mean(int digits) {
        return count == 0
                ? Optional.empty()
                : Optional.of(sum.divide(BigDecimal.valueOf(count), digits, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
