package limpid.measure;

import java.time.Duration;
import java.time.Instant;

/** The periods that are due from a series: one after the other without a gap. */
public final class Slots {
    private Slots() {}

    /**
     * How many periods end after one instant and not after another.
     *
     * @param length of a period
     * @param anyEnd the end of any one of them, in the span or not
     * @throws IllegalArgumentException where the length is not positive: samples have no due times
     */
    public static long ending(Instant fromExclusive, Instant toInclusive, Duration length, Instant anyEnd) {
        if (length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException("periods of length " + length + " are never due");
        }
        if (!toInclusive.isAfter(fromExclusive)) {
            return 0;
        }
        return number(toInclusive, length, anyEnd) - number(fromExclusive, length, anyEnd);
    }

    /** The number of the last period that ended by this instant; that of {@code anyEnd} is 0. */
    private static long number(Instant instant, Duration length, Instant anyEnd) {
        return Math.floorDiv(Duration.between(anyEnd, instant).toSeconds(), length.toSeconds());
    }
}
