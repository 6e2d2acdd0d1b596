package limpid.measure;

import java.time.Duration;
import java.time.Instant;

/**
 * The span a value stands for: after {@code start}, up to and including {@code end}. A sample taken at an instant has
 * both ends equal. Stations stamp the end.
 */
public record Period(Instant start, Instant end) {
    /** Refuses a span that ends before it starts. */
    public Period {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("period ends before it starts: " + start + ".." + end);
        }
    }

    /** The span of this length that ends at the instant. */
    public static Period ending(Instant end, Duration length) {
        return new Period(end.minus(length), end);
    }

    @Override
    public int hashCode() {
        return InstantHash.of(start) * 31 + InstantHash.of(end);
    }

    /** How long it lasts; zero for an instant. */
    public Duration length() {
        return Duration.between(start, end);
    }

    /** Whether it lies wholly within the other one. */
    public boolean within(Period other) {
        return !start.isBefore(other.start) && !end.isAfter(other.end);
    }
}
