package limpid.air;

import java.math.BigDecimal;
import java.util.List;
import limpid.measure.Rounding;
import limpid.measure.Spearman;
import org.jspecify.annotations.Nullable;

/**
 * The trend of a figure over periods by Spearman's rank correlation 秩相关系数法 (HJ 663-2013 annex B, whose text was not
 * read; the textbook form r = 1 - 6 sum d^2 / (n^3 - n), equal values taking the mean of their ranks).
 *
 * @param periods     how many have a value
 * @param coefficient r, three decimals, half to even; null with a reason
 * @param critical    the value |r| must reach; null with a reason
 * @param verdict     null with a reason
 * @param reason      why there is no verdict; null where there is one
 */
public record Trend(
        int periods,
        @Nullable BigDecimal coefficient,
        @Nullable BigDecimal critical,
        @Nullable Verdict verdict,
        @Nullable Reason reason) {

    /** Decimals of the critical values, and so of what is compared with them. */
    private static final int DIGITS = 3;

    /**
     * The trend of a figure.
     *
     * @param values one per period in the order of time
     */
    public static Trend of(AirSettings settings, List<BigDecimal> values) {
        AirSettings.Trends rule = settings.trend();
        int n = values.size();
        if (n < rule.leastPeriods()) {
            return new Trend(n, null, null, null, Reason.TOO_FEW_PERIODS);
        }
        Spearman correlation = Spearman.of(values);
        BigDecimal critical = correlation.critical(rule.significance()).orElse(null);
        if (critical == null) {
            return new Trend(n, null, null, null, Reason.TOO_FEW_PERIODS);
        }
        BigDecimal coefficient = Rounding.halfEven(correlation.r(), DIGITS);
        return new Trend(n, coefficient, critical, verdict(coefficient, critical), null);
    }

    private static Verdict verdict(BigDecimal coefficient, BigDecimal critical) {
        if (coefficient.abs().compareTo(critical) < 0) {
            return Verdict.NOT_SIGNIFICANT;
        }
        return coefficient.signum() > 0 ? Verdict.RISING : Verdict.FALLING;
    }

    /** What the coefficient says. */
    public enum Verdict {
        /** 显著上升. */
        RISING,
        /** 显著下降. */
        FALLING,
        /** 无显著变化. */
        NOT_SIGNIFICANT
    }
}
