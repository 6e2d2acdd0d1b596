package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-02-28T16:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aDayHasItsHoursFrom0100To2400() {
        assertEquals(24, Slots.ending(MIDNIGHT, MIDNIGHT.plus(DAY), HOUR, MIDNIGHT));
    }

    @Test
    void theBeginningIsOutsideAndTheEndInside() {
        assertEquals(1, Slots.ending(MIDNIGHT, MIDNIGHT.plus(HOUR), HOUR, MIDNIGHT));
        assertEquals(0, Slots.ending(MIDNIGHT, MIDNIGHT.plus(HOUR).minusSeconds(1), HOUR, MIDNIGHT));
        assertEquals(1, Slots.ending(MIDNIGHT.minusSeconds(1), MIDNIGHT, HOUR, MIDNIGHT));
    }

    @Test
    void anyEndWillDo() {
        Instant tenPast = MIDNIGHT.plusSeconds(600);
        Duration fourHours = Duration.ofHours(4);
        assertEquals(6, Slots.ending(MIDNIGHT, MIDNIGHT.plus(DAY), fourHours, tenPast));
        assertEquals(6, Slots.ending(MIDNIGHT, MIDNIGHT.plus(DAY), fourHours, tenPast.plus(Duration.ofDays(400))));
        assertEquals(1, Slots.ending(MIDNIGHT, tenPast, fourHours, tenPast.minus(Duration.ofDays(400))));
    }

    @Test
    void anEmptySpanHasNone() {
        assertEquals(0, Slots.ending(MIDNIGHT, MIDNIGHT, HOUR, MIDNIGHT));
    }

    @Test
    void samplesAreNeverDue() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Slots.ending(MIDNIGHT, MIDNIGHT.plus(DAY), Duration.ZERO, MIDNIGHT));
    }
}
