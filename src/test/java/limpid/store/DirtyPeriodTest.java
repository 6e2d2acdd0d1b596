package limpid.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import limpid.measure.Medium;
import limpid.measure.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirtyPeriodTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-01T01:00:00+08:00, 2026-03-01T01:00:00+08:00",
        "2026-03-01T01:00:01+08:00, 2026-03-01T02:00:00+08:00",
        "2026-03-01T00:59:59+08:00, 2026-03-01T01:00:00+08:00",
        "2026-03-01T00:00:00+08:00, 2026-03-01T00:00:00+08:00",
        "1969-12-31T23:59:59Z, 1970-01-01T00:00:00Z",
        "1969-12-31T22:59:59Z, 1969-12-31T23:00:00Z"
    })
    void aReadingMakesTheHourDirtyInWhichItEnds(String end, String hourEnd) {
        assertEquals(
                new DirtyPeriod(Level.HOUR, at(hourEnd)),
                DirtyPeriod.of(Medium.NOISE, Period.ending(at(end), Duration.ofSeconds(1)))
                        .ofHour());
    }

    @Test
    void whatIsShorterThanAMinuteMakesItsMinuteDirty() {
        Instant end = at("2026-03-01T00:59:59+08:00");
        Instant minute = at("2026-03-01T01:00:00+08:00");
        assertEquals(
                new DirtyPeriod(Level.MINUTE, minute),
                DirtyPeriod.of(Medium.NOISE, Period.ending(end, Duration.ofSeconds(1))));
        assertEquals(
                new DirtyPeriod(Level.HOUR, minute),
                DirtyPeriod.of(Medium.NOISE, Period.ending(minute, Duration.ofMinutes(1))));
    }

    @Test
    void aLongPeriodMakesItsLastHourDirty() {
        Instant end = at("2026-03-02T00:00:00+08:00");
        assertEquals(
                new DirtyPeriod(Level.HOUR, end), DirtyPeriod.of(Medium.AIR, Period.ending(end, Duration.ofDays(1))));
    }

    @Test
    void waterIsJudgedSampleBySample() {
        Instant taken = at("2026-03-01T08:17:23+08:00");
        assertEquals(
                new DirtyPeriod(Level.SAMPLE, taken),
                DirtyPeriod.of(Medium.WATER, Period.ending(taken, Duration.ZERO)));
    }

    @Test
    void levelsAreStoredUnderTheirNumbers() {
        assertEquals(Level.SAMPLE, Level.of(1));
        assertEquals(Level.HOUR, Level.of(2));
        assertEquals(Level.DAY, Level.of(3));
        assertEquals(Level.MINUTE, Level.of(4));
        for (Level level : Level.values()) {
            assertEquals(level, Level.of(level.code()));
        }
        assertThrows(IllegalArgumentException.class, () -> Level.of(0));
    }

    private static Instant at(String stamp) {
        return OffsetDateTime.parse(stamp).toInstant();
    }
}
