package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeTextTest {
    private static final Instant MIDNIGHT = Instant.parse("2025-05-13T16:00:00Z");

    @Test
    void theEndOfADayIsReadAlikeHoweverItIsWritten() {
        for (String stamp : List.of(
                "2025-05-13T24:00+08:00",
                "2025-05-13T24:00:00+08:00",
                "2025-05-13T24:00:00.000+08:00",
                "2025-05-14T00:00:00+08:00",
                "2025-05-13T16:00:00Z")) {
            assertEquals(MIDNIGHT, TimeText.instant(stamp), stamp);
            assertEquals(MIDNIGHT, TimeText.instant(stamp, LocalDay.CHINA), stamp);
        }
        for (String stamp : List.of(
                "2025-05-13 24:00",
                "2025-05-13T24:00:00",
                "2025-05-14 00:00",
                "2025-05-14T00:00:00.000",
                "2025/5/13 24:00",
                "2025/05/14 0:00",
                "2025/5/14 0:00:00")) {
            assertEquals(MIDNIGHT, TimeText.instant(stamp, LocalDay.CHINA), stamp);
        }
    }

    @Test
    void whatIsNoTimeIsRefused() {
        for (String stamp :
                List.of("", "24:00", "2025-05-13", "2025-05-13T24:01+08:00", "2025-05-13T25:00", "2025/13/1 1:00")) {
            assertThrows(DateTimeException.class, () -> TimeText.instant(stamp, LocalDay.CHINA), stamp);
        }
        assertThrows(DateTimeException.class, () -> TimeText.instant("2025-05-13T24:00"), "no offset");
    }

    @Test
    void datesOfSpreadsheetsAreRead() {
        assertEquals(LocalDate.of(2026, 1, 10), TimeText.date("2026/1/10"));
        assertEquals(LocalDate.of(2026, 1, 10), TimeText.date("2026-01-10"));
        assertThrows(DateTimeException.class, () -> TimeText.date("10/1/2026"));
    }

    @Test
    void aSentenceShowsTheTimeThere() {
        assertEquals(Instant.MAX.toString(), TimeText.shown(Instant.MAX, LocalDay.CHINA));
        assertEquals(
                "2025-10-01T09:30:15.123+08:00",
                TimeText.shown(Instant.parse("2025-10-01T01:30:15.123Z"), LocalDay.CHINA));
    }
}
