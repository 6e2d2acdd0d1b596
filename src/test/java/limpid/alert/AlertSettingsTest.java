package limpid.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Duration;
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
        return new AlertSettings(2, jumpFactor, 3, lookBack, DAY, 2, DAY, 3, silentLeast);
    }

    @Test
    void everyKindHasAConditionOfItsOwn() {
        assertEquals(
                AlertKind.all().size(),
                AlertKind.all().stream().map(AlertKind::condition).distinct().count());
        assertThrows(IllegalArgumentException.class, () -> AlertKind.of("unknown"));
    }
}
