package limpid.store;

import java.time.Instant;

/**
 * A span of time asked for. A period belongs to it when its end comes after {@code from} and not after {@code to}, so
 * that neighbouring spans share nothing and a day holds its hours stamped 01:00 to 24:00.
 *
 * @param fromExclusive end of the last period before the span
 * @param toInclusive   end of the last period in it
 */
public record Span(Instant fromExclusive, Instant toInclusive) {
    /** Refuses a span that ends before it starts. */
    public Span {
        if (toInclusive.isBefore(fromExclusive)) {
            throw new IllegalArgumentException("span ends before it starts: " + fromExclusive + ".." + toInclusive);
        }
    }
}
