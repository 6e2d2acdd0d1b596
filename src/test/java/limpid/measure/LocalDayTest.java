package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDayTest {
    private static final LocalDay DAY = new LocalDay(LocalDate.of(2026, 2, 28), LocalDay.CHINA);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-28T00:00:00.000000001+08:00",
                "2026-02-28T00:00:01+08:00",
                "2026-02-28T01:00:00+08:00",
                "2026-02-28T23:59:59+08:00",
                "2026-03-01T00:00:00+08:00",
                "2026-02-28T16:00:00Z"
            })
    void aPeriodBelongsToTheDayInWhichItEnds(String end) {
        assertEquals(DAY, LocalDay.ofEnd(at(end), LocalDay.CHINA));
    }

    @Test
    void midnightBelongsToTheDayBeforeAndTheNextSecondToTheNext() {
        assertEquals(DAY, LocalDay.ofEnd(DAY.end(), LocalDay.CHINA));
        assertEquals(DAY.next(), LocalDay.ofEnd(DAY.end().plusSeconds(1), LocalDay.CHINA));
        assertEquals(
                LocalDate.of(2026, 2, 27),
                LocalDay.ofEnd(DAY.start(), LocalDay.CHINA).date());
    }

    @Test
    void itsHoursAreStampedOneToTwentyFour() {
        List<Instant> ends = DAY.hourEnds();
        assertEquals(24, ends.size());
        assertEquals(at("2026-02-28T01:00:00+08:00"), ends.getFirst());
        assertEquals(at("2026-03-01T00:00:00+08:00"), ends.getLast());
        for (int hour = 1; hour <= 24; hour++) {
            assertEquals(ends.get(hour - 1), DAY.hourEnd(hour));
            assertEquals(DAY, LocalDay.ofEnd(DAY.hourEnd(hour), LocalDay.CHINA));
        }
        assertThrows(IllegalArgumentException.class, () -> DAY.hourEnd(0));
        assertThrows(IllegalArgumentException.class, () -> DAY.hourEnd(25));
    }

    @Test
    void daysFollowEachOtherWithoutAGap() {
        assertEquals(DAY.end(), DAY.next().start());
        assertEquals(LocalDate.of(2026, 3, 1), DAY.next().date());
        assertEquals(new Period(DAY.start(), DAY.end()), DAY.period());
        assertTrue(DAY.compareTo(DAY.next()) < 0);
        assertEquals(0, DAY.compareTo(new LocalDay(DAY.date(), LocalDay.CHINA)));
    }

    private static Instant at(String stamp) {
        return OffsetDateTime.parse(stamp).toInstant();
    }
}
