package limpid.hj212;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import limpid.Samples;
import limpid.measure.Medium;
import limpid.store.Span;
import org.junit.jupiter.api.Test;

class BackfillTest {
    private static final Instant EIGHT = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void whatIsMissingInARowIsOneGapOfADayAtMost() {
        List<Instant> missing = new java.util.ArrayList<>();
        for (int i = 0; i < 30; i++) {
            missing.add(EIGHT.plus(HOUR.multipliedBy(i)));
        }
        missing.add(EIGHT.plus(HOUR.multipliedBy(40)));
        assertEquals(
                List.of(
                        new Span(EIGHT.minus(HOUR), EIGHT.plus(HOUR.multipliedBy(23))),
                        new Span(EIGHT.plus(HOUR.multipliedBy(23)), EIGHT.plus(HOUR.multipliedBy(29))),
                        new Span(EIGHT.plus(HOUR.multipliedBy(39)), EIGHT.plus(HOUR.multipliedBy(40)))),
                Backfill.gaps(missing, HOUR));
        assertTrue(Backfill.gaps(List.of(), HOUR).isEmpty());
    }

    @Test
    void aPointThatHearsEverySecondOwesHoursAndASampleOwesNothing() {
        assertEquals(HOUR, Backfill.period(Samples.station("N", Medium.NOISE, Duration.ofSeconds(1))));
        assertEquals(Duration.ofMinutes(5), Backfill.period(Samples.station("A", Medium.AIR, Duration.ofMinutes(5))));
        assertEquals(Duration.ZERO, Backfill.period(Samples.station("W", Medium.WATER, Duration.ZERO)));
    }
}
