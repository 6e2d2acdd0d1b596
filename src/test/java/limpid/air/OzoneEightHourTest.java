package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import limpid.measure.Coverage;
import limpid.standard.AirStandard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** GB 3095-2026 3.9 and table 4, HJ 663 6.1.2. Hours are given by their stamps 1 to 24. */
class OzoneEightHourTest {
    @Test
    void takesTheGreatestWindowThatLiesInsideTheDay() {
        OzoneEightHour day = of(hours(24, 10, 13, 20, 120));
        assertEquals(new BigDecimal("120"), day.value());
        assertEquals(20, day.hour());
        assertEquals(new Coverage(17, 17, 14), day.coverage());
    }

    @Test
    void hasItsFirstWindowAtEight() {
        OzoneEightHour day = of(hours(24, 10, 1, 8, 90));
        assertEquals(8, day.hour());
        assertEquals(new BigDecimal("90"), day.value());
    }

    @Test
    void averagesTheValidHoursOfAWindowWithSixOfEight() {
        List<@Nullable BigDecimal> hours = hours(24, 10, 1, 24, 50);
        hours.set(0, null);
        hours.set(1, null);
        assertEquals(17, of(hours).coverage().valid());
        hours.set(2, null);
        OzoneEightHour day = of(hours);
        assertEquals(16, day.coverage().valid());
        assertNull(day.windows().getFirst());
    }

    @Test
    void needsFourteenWindows() {
        OzoneEightHour fourteen = of(withFirstHoursMissing(5, "160"));
        assertEquals(new Coverage(14, 17, 14), fourteen.coverage());
        assertEquals(new BigDecimal("160"), fourteen.value());
        OzoneEightHour thirteen = of(withFirstHoursMissing(6, "160"));
        assertEquals(13, thirteen.coverage().valid());
        assertNull(thirteen.value());
        assertEquals(Reason.TOO_FEW_WINDOWS, thirteen.reason());
    }

    @Test
    void holdsWithFewerWindowsWhereItExceedsTheLimit() {
        OzoneEightHour day = of(withFirstHoursMissing(6, "161"));
        assertEquals(new BigDecimal("161"), day.value());
        assertTrue(day.byException());
        assertFalse(of(withFirstHoursMissing(5, "161")).byException());
        assertNull(of(withFirstHoursMissing(6, "160.5")).value(), "160.5 is published as 160");
    }

    @Test
    void saysWhyThereIsNoValue() {
        assertEquals(
                Reason.MISSING,
                of(new ArrayList<>(Collections.nCopies(24, null))).reason());
        assertEquals(Reason.TOO_FEW_HOURS, of(withFirstHoursMissing(19, "300")).reason());
        assertThrows(IllegalArgumentException.class, () -> of(List.of(BigDecimal.ONE)));
    }

    private static OzoneEightHour of(List<@Nullable BigDecimal> hours) {
        return OzoneEightHour.of(AirStandard.OF_2026_TRANSITION, AirSettings.DEFAULTS, hours);
    }

    private static List<@Nullable BigDecimal> hours(int count, int base, int from, int to, int value) {
        List<@Nullable BigDecimal> hours = new ArrayList<>();
        for (int stamp = 1; stamp <= count; stamp++) {
            hours.add(BigDecimal.valueOf(stamp >= from && stamp <= to ? value : base));
        }
        return hours;
    }

    private static List<@Nullable BigDecimal> withFirstHoursMissing(int missing, String value) {
        List<@Nullable BigDecimal> hours = new ArrayList<>(Collections.nCopies(24, new BigDecimal(value)));
        for (int i = 0; i < missing; i++) {
            hours.set(i, null);
        }
        return hours;
    }
}
