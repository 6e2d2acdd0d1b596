package limpid.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertSettingsTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void whatEverySetOrStationWouldMissIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> settings(BigDecimal.ONE, DAY, DAY));
        assertThrows(IllegalArgumentException.class, () -> settings(BigDecimal.TWO, Duration.ZERO, DAY));
        assertThrows(IllegalArgumentException.class, () -> settings(BigDecimal.TWO, DAY, Duration.ZERO));
    }

    private static AlertSettings settings(BigDecimal jumpFactor, Duration lookBack, Duration silentLeast) {
        return new AlertSettings(
                2,
                jumpFactor,
                3,
                lookBack,
                DAY,
                2,
                DAY,
                3,
                silentLeast,
                5,
                3,
                "200x1",
                "200x2",
                "200x3",
                3,
                6,
                DAY,
                10,
                "listed");
    }

    @Test
    void severitiesAreThoseListedUnlessNamed() {
        AlertSettings defaults = AlertSettings.DEFAULTS;
        assertEquals(Severity.CRITICAL, defaults.severity(AlertKind.of("heavy-red")));
        AlertSettings chosen = chosen("jump=critical silent=notice");
        assertEquals(Severity.CRITICAL, chosen.severity(AlertKind.of("jump")));
        assertEquals(Severity.NOTICE, chosen.severity(AlertKind.of("silent")));
        assertEquals(Severity.WARNING, chosen.severity(AlertKind.of("over-limit")));
        for (String wrong : List.of("jump", "flood=notice", "jump=red", "jump=notice jump=critical", "")) {
            assertThrows(IllegalArgumentException.class, () -> chosen(wrong), wrong);
        }
    }

    private static AlertSettings chosen(String severity) {
        return new AlertSettings(
                2,
                BigDecimal.TWO,
                3,
                DAY,
                DAY,
                2,
                DAY,
                3,
                DAY,
                5,
                3,
                "200x1",
                "200x2",
                "200x3",
                3,
                6,
                DAY,
                10,
                severity);
    }

    @Test
    void heavyPollutionIsDaysInARow() {
        HeavyRule yellow = HeavyRule.of(AlertSettings.DEFAULTS.heavyYellow());
        assertTrue(yellow.holds(List.of(90, 201)));
        assertTrue(yellow.holds(List.of(151, 151)));
        assertFalse(yellow.holds(List.of(151, 90, 151)));
        assertFalse(yellow.holds(List.of(200)));
        HeavyRule red = HeavyRule.of(AlertSettings.DEFAULTS.heavyRed());
        assertTrue(red.holds(List.of(201, 201, 301)));
        assertFalse(red.holds(List.of(301, 201, 201)));
        assertFalse(red.holds(List.of(201, 301)));
        for (String wrong : List.of("", "200", "200x0", "x2", "200x1|", "200x1 150x2", "-1x1")) {
            assertThrows(IllegalArgumentException.class, () -> HeavyRule.of(wrong), wrong);
        }
    }

    @Test
    void everyKindHasAConditionOfItsOwn() {
        assertEquals(
                AlertKind.all().size(),
                AlertKind.all().stream().map(AlertKind::condition).distinct().count());
        assertThrows(IllegalArgumentException.class, () -> AlertKind.of("unknown"));
    }
}
