package limpid.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import limpid.measure.Period;
import limpid.store.Workbench.Span;
import org.junit.jupiter.api.Test;

class SpanTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T16:00:00Z");

    @Test
    void spansOfAStationThatTouchOrOverlapAreOne() {
        assertEquals(
                List.of(hours(1, 0, 5), hours(1, 6, 7), hours(2, 1, 3)),
                Span.joined(List.of(
                        hours(2, 1, 3),
                        hours(1, 6, 7),
                        hours(1, 1, 2),
                        hours(1, 0, 1),
                        hours(1, 1, 5),
                        hours(1, 2, 3),
                        hours(1, 6, 7))));
    }

    private static Span hours(int station, int from, int to) {
        return new Span(
                station, new Period(MIDNIGHT.plus(Duration.ofHours(from)), MIDNIGHT.plus(Duration.ofHours(to))));
    }
}
