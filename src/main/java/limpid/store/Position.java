package limpid.store;

import java.time.Instant;

/**
 * A place in a list ordered by the end of the period and then by series or subject.
 *
 * @param end of the last row seen
 * @param id  of its series or subject
 */
public record Position(Instant end, int id) {
    /** Before every row of a span. */
    public static Position before(Span span) {
        return new Position(span.fromExclusive(), Integer.MAX_VALUE);
    }
}
