package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import limpid.air.Change.Direction;
import limpid.air.Change.Unit;
import org.junit.jupiter.api.Test;

/** Changes from published figures. */
class ChangeTest {
    @Test
    void changesRatiosInPercentagePoints() {
        Change change = Change.points(new BigDecimal("93.1"), new BigDecimal("93.3"));
        assertEquals(new BigDecimal("-0.2"), change.amount());
        assertEquals(Unit.PERCENTAGE_POINTS, change.unit());
        assertEquals(Direction.DOWN, change.direction());
    }

    @Test
    void callsEqualFiguresLevel() {
        Change change = Change.percent(new BigDecimal("30"), new BigDecimal("30.0"));
        assertEquals(Direction.LEVEL, change.direction());
        assertEquals(new BigDecimal("0.0"), change.amount());
    }

    @Test
    void hasADirectionEvenWhereTheAmountRoundsToZero() {
        Change change = Change.percent(new BigDecimal("5001"), new BigDecimal("5000"));
        assertEquals(new BigDecimal("0.0"), change.amount());
        assertEquals(Direction.UP, change.direction());
    }

    @Test
    void saysWhyThereIsNoAmount() {
        assertEquals(Reason.MISSING, Change.percent(null, BigDecimal.ONE).reason());
        assertEquals(Reason.MISSING, Change.points(BigDecimal.ONE, null).reason());
        assertEquals(
                Reason.BEFORE_IS_ZERO,
                Change.percent(BigDecimal.ONE, BigDecimal.ZERO).reason());
        assertNull(Change.percent(BigDecimal.ONE, BigDecimal.ZERO).amount());
        assertNull(Change.percent(null, BigDecimal.ONE).direction());
    }
}
