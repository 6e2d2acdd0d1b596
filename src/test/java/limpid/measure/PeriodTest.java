package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static final Instant END = Instant.parse("2026-02-28T17:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void isNamedByItsEnd() {
        Period period = Period.ending(END, HOUR);
        assertEquals(new Period(Instant.parse("2026-02-28T16:00:00Z"), END), period);
        assertEquals(HOUR, period.length());
    }

    @Test
    void anInstantIsAPeriodOfNoLength() {
        assertEquals(Duration.ZERO, Period.ending(END, Duration.ZERO).length());
    }

    @Test
    void cannotEndBeforeItStarts() {
        assertThrows(IllegalArgumentException.class, () -> new Period(END, END.minusNanos(1)));
    }

    @Test
    void liesWithinAnotherWithItsEnds() {
        Period day = Period.ending(END, Duration.ofDays(1));
        assertTrue(day.within(day));
        assertTrue(Period.ending(END, HOUR).within(day));
        assertFalse(day.within(Period.ending(END, HOUR)));
        assertFalse(Period.ending(END.plusSeconds(1), HOUR).within(day));
        assertFalse(Period.ending(day.start().plusSeconds(1), HOUR).within(day));
    }
}
