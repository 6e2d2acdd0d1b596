package limpid.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import limpid.measure.Medium;
import org.junit.jupiter.api.Test;

/** What a transaction tells is small, whatever it writes. */
class AnnouncementTest {
    private static final Instant RECORDED = Instant.parse("2026-03-01T00:00:00.000001Z");
    private static final Instant HOUR = Instant.parse("2026-03-01T01:00:00Z");

    private final Announcement announcement = new Announcement();

    @Test
    void subjectsOfOneSpanShareANotice() {
        announcement.add("reading", 7, HOUR.plusSeconds(3600));
        announcement.add("reading", 7, HOUR);
        announcement.add("reading", 8, HOUR.plusSeconds(3600));
        announcement.add("reading", 8, HOUR);
        announcement.add(Medium.AIR, "air_day", 7, LocalDate.of(2026, 3, 1));
        assertEquals(
                List.of(
                        "reading|2026-03-01T00:00:00.000001Z|2026-03-01T00:00:00.000001Z|2026-03-01T01:00:00Z|2026-03-01T02:00:00Z|7,8",
                        "air/air_day|2026-03-01T00:00:00.000001Z|2026-03-01T00:00:00.000001Z|2026-03-01|2026-03-01|7"),
                announcement.notices(RECORDED, RECORDED));
    }

    @Test
    void manySubjectsNeedSeveralNoticesOfAllowedLength() {
        for (int subject = 0; subject < 2000; subject++) {
            announcement.add("reading", Integer.MAX_VALUE - subject, HOUR);
        }
        List<String> notices = announcement.notices(RECORDED, RECORDED);
        assertEquals(4, notices.size());
        for (String notice : notices) {
            assertTrue(notice.getBytes(StandardCharsets.UTF_8).length < 8000, notice);
        }
    }

    @Test
    void tooMuchIsToldAsMany() {
        for (int subject = 0; subject < 100; subject++) {
            announcement.add("reading", subject, HOUR.plusSeconds(subject));
        }
        assertEquals(List.of("many"), announcement.notices(RECORDED, RECORDED));
    }

    @Test
    void aNoticeIsReadAsItWasWritten() {
        announcement.add(Medium.NOISE, "noise_hour", 7, HOUR);
        announcement.add(Medium.NOISE, "noise_hour", 8, HOUR);
        Notice notice = Notice.of(announcement.notices(RECORDED, RECORDED).getFirst());
        assertEquals(
                new Notice("noise/noise_hour", RECORDED, RECORDED, HOUR.toString(), HOUR.toString(), List.of(7, 8)),
                notice);
        assertEquals(Medium.NOISE, notice.medium());
        assertEquals(HOUR, notice.lastEnd());
    }

    @Test
    void aDayOfReadingsIsNotToldOneByOne() {
        announcement.add("reading", 7, HOUR);
        announcement.add("reading", 7, HOUR.plusSeconds(6 * 3600));
        assertTrue(
                Notice.of(announcement.notices(RECORDED, RECORDED).getFirst()).live());
        announcement.add("reading", 7, HOUR.plusSeconds(6 * 3600 + 1));
        assertEquals(
                false,
                Notice.of(announcement.notices(RECORDED, RECORDED).getFirst()).live());
    }
}
