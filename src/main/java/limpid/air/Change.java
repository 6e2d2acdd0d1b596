package limpid.air;

import java.math.BigDecimal;
import java.math.RoundingMode;
import limpid.standard.AirDigits;
import org.jspecify.annotations.Nullable;

/**
 * The change of a figure on an earlier one 同比、环比, made from published roundings, never from hidden decimals: bulletins
 * can be recomputed by their readers so (10 of 10 published figures).
 *
 * @param now     published now; null where there is none
 * @param before  published before; null where there is none
 * @param unit    percent, or percentage points for ratios
 * @param amount  one decimal, half to even; null with a reason
 * @param reason  why there is no amount; null where there is one
 */
public record Change(
        @Nullable BigDecimal now,
        @Nullable BigDecimal before,
        Unit unit,
        @Nullable BigDecimal amount,
        @Nullable Reason reason) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int DIGITS = AirDigits.of("change");

    /** The change of a concentration or an index, in percent of the earlier figure. */
    public static Change percent(@Nullable BigDecimal now, @Nullable BigDecimal before) {
        if (now == null || before == null) {
            return new Change(now, before, Unit.PERCENT, null, Reason.MISSING);
        }
        if (before.signum() == 0) {
            return now.signum() == 0
                    ? new Change(now, before, Unit.PERCENT, BigDecimal.ZERO.setScale(DIGITS), null)
                    : new Change(now, before, Unit.PERCENT, null, Reason.BEFORE_IS_ZERO);
        }
        return new Change(now, before, Unit.PERCENT, percent(now, before, DIGITS), null);
    }

    /** The same in other decimals, as some bulletins print it; the earlier figure is not 0. */
    public static BigDecimal percent(BigDecimal now, BigDecimal before, int digits) {
        return now.subtract(before).multiply(HUNDRED).divide(before, digits, RoundingMode.HALF_EVEN);
    }

    /** The change of a ratio that is itself in percent, in percentage points 个百分点. */
    public static Change points(@Nullable BigDecimal now, @Nullable BigDecimal before) {
        if (now == null || before == null) {
            return new Change(now, before, Unit.PERCENTAGE_POINTS, null, Reason.MISSING);
        }
        BigDecimal points = now.subtract(before).setScale(DIGITS, RoundingMode.HALF_EVEN);
        return new Change(now, before, Unit.PERCENTAGE_POINTS, points, null);
    }

    /** The two figures without their change, which too few days stand behind. */
    Change withheld() {
        return new Change(now, before, unit, null, Reason.TOO_FEW_DAYS);
    }

    /** Where it went; null where one of the two figures is missing or too few days stand behind it. */
    public @Nullable Direction direction() {
        if (now == null || before == null || reason == Reason.TOO_FEW_DAYS) {
            return null;
        }
        int sign = now.compareTo(before);
        return sign == 0 ? Direction.LEVEL : sign > 0 ? Direction.UP : Direction.DOWN;
    }

    /** Unit of a change. */
    public enum Unit {
        /** 百分比. */
        PERCENT,
        /** 个百分点. */
        PERCENTAGE_POINTS
    }

    /** Direction of a change between published figures. */
    public enum Direction {
        /** 上升. */
        UP,
        /** 下降. */
        DOWN,
        /** 持平. */
        LEVEL
    }
}
