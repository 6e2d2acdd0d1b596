package limpid.decode.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StampsTest {
    private static final String ALPHABET = "0123456789+-:TZ. ";

    /** The general parser is the measure: every text is the same time to both, or none to both. */
    @Test
    void readsTheUsualFormAsTheGeneralParserDoes() {
        Random random = new Random(20260301);
        int times = 0;
        for (int i = 0; i < 200_000; i++) {
            String stamp = changed(random, usual(random));
            if (stamp.contains("T24")) {
                continue;
            }
            Instant general = general(stamp);
            if (general == null) {
                assertThrows(DateTimeException.class, () -> Stamps.instant(stamp), stamp);
            } else {
                assertEquals(general, Stamps.instant(stamp), stamp);
                times++;
            }
        }
        assertTrue(times > 50_000, times + " were times");
    }

    private static String usual(Random random) {
        String day =
                String.format("%04d-%02d-%02d", random.nextInt(10_000), 1 + random.nextInt(12), 1 + random.nextInt(31));
        String time = String.format("T%02d:%02d:%02d", random.nextInt(24), random.nextInt(61), random.nextInt(61));
        return day
                + time
                + (random.nextInt(5) == 0
                        ? "Z"
                        : String.format(
                                "%s%02d:%02d",
                                random.nextBoolean() ? "+" : "-", random.nextInt(20), random.nextInt(61)));
    }

    private static String changed(Random random, String stamp) {
        if (random.nextInt(3) > 0) {
            return stamp;
        }
        int at = random.nextInt(stamp.length());
        char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        String tail = stamp.substring(at + random.nextInt(2));
        return stamp.substring(0, at) + other + tail;
    }

    private static @Nullable Instant general(String stamp) {
        try {
            return OffsetDateTime.parse(stamp).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Test
    void hour24IsMidnightOfTheNextDay() {
        assertEquals(Instant.parse("2026-03-01T16:00:00Z"), Stamps.instant("2026-03-01T24:00:00+08:00"));
        assertEquals(Instant.parse("2026-03-01T16:00:00Z"), Stamps.instant("2026-03-01T24:00+08:00"));
    }

    @Test
    void lengthsAreReadOneByOne() {
        Stamps stamps = new Stamps();
        assertEquals(Duration.ofHours(1), stamps.length("PT1H"));
        assertThrows(DateTimeException.class, () -> stamps.length("an hour"));
        assertEquals(Duration.ofHours(1), stamps.length("PT1H"));
        assertEquals(Duration.ofMinutes(1), stamps.length("PT1M"));
    }
}
