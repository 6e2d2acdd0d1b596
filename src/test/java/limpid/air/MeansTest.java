package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import limpid.measure.Coverage;
import limpid.standard.AirStandard;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Means of hours and days: GB 3095-2026 table 4. */
class MeansTest {
    private static final AirStandard STANDARD = AirStandard.OF_2026_TRANSITION;

    @Test
    void takesTheMeanOfTwentyHours() {
        DayMean day = day("10", 20);
        assertEquals(new BigDecimal("10"), day.value());
        assertEquals(new Coverage(20, 24, 20), day.coverage());
        assertEquals("GB 3095-2026 Table 4 + 6.4", day.clause());
    }

    @Test
    void refusesTheMeanOfNineteenHours() {
        DayMean day = day("10", 19);
        assertNull(day.value());
        assertNull(day.unrounded());
        assertEquals(Reason.TOO_FEW_HOURS, day.reason());
        assertEquals(Reason.MISSING, day("10", 0).reason());
    }

    @Test
    void roundsADayHalfToEven() {
        assertEquals(new BigDecimal("10"), half("10", "11").value());
        assertEquals(new BigDecimal("12"), half("11", "12").value());
    }

    @Test
    void needsFortyFiveMinutesOfAnHour() {
        assertEquals(new BigDecimal("7"), minutes(Pollutant.SO2, 45).value());
        assertEquals(Reason.TOO_FEW_MINUTES, minutes(Pollutant.SO2, 44).reason());
        assertEquals(new Coverage(44, 60, 45), minutes(Pollutant.SO2, 44).coverage());
        assertEquals(Reason.TOO_FEW_MINUTES, minutes(Pollutant.PM10, 44).reason(), "by setting");
        assertEquals("", minutes(Pollutant.PM10, 45).clause());
    }

    private static HourMean minutes(Pollutant pollutant, int valid) {
        BigDecimal sum = BigDecimal.valueOf(7L * valid);
        return HourMean.of(STANDARD, AirSettings.DEFAULTS, pollutant, sum, valid, Duration.ofMinutes(1));
    }

    private static DayMean day(String value, int valid) {
        List<@Nullable BigDecimal> hours = new ArrayList<>(Collections.nCopies(valid, new BigDecimal(value)));
        hours.addAll(Collections.nCopies(24 - valid, null));
        return DayMean.of(STANDARD, AirSettings.DEFAULTS, Pollutant.PM10, hours);
    }

    private static DayMean half(String first, String second) {
        List<@Nullable BigDecimal> hours = new ArrayList<>(Collections.nCopies(12, new BigDecimal(first)));
        hours.addAll(Collections.nCopies(12, new BigDecimal(second)));
        return DayMean.of(STANDARD, AirSettings.DEFAULTS, Pollutant.PM2_5, hours);
    }
}
