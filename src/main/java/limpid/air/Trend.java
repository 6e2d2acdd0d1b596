package limpid.air;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import limpid.standard.SpearmanTable;
import org.jspecify.annotations.Nullable;

/**
 * The trend of a figure over periods by Spearman's rank correlation 秩相关系数法 (HJ 663-2013 annex B, whose text was not read; the
 * textbook form r = 1 - 6 sum d^2 / (n^3 - n), equal values taking the mean of their ranks).
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
        int n = values.size();
        BigDecimal critical = SpearmanTable.critical(n).orElse(null);
        if (n < settings.trend().leastPeriods() || critical == null) {
            return new Trend(n, null, null, null, Reason.TOO_FEW_PERIODS);
        }
        BigDecimal coefficient = coefficient(values).setScale(DIGITS, RoundingMode.HALF_EVEN);
        return new Trend(n, coefficient, critical, verdict(coefficient, critical), null);
    }

    private static Verdict verdict(BigDecimal coefficient, BigDecimal critical) {
        if (coefficient.abs().compareTo(critical) < 0) {
            return Verdict.NOT_SIGNIFICANT;
        }
        return coefficient.signum() > 0 ? Verdict.RISING : Verdict.FALLING;
    }

    /** r of values in the order of time, 34 significant digits. */
    static BigDecimal coefficient(List<BigDecimal> values) {
        long n = values.size();
        // Twice the ranks are whole numbers even where equal values share the mean of theirs.
        List<Long> ranks = doubledRanks(values);
        long sum = 0;
        for (int i = 0; i < n; i++) {
            long difference = ranks.get(i) - 2L * (i + 1);
            sum += difference * difference;
        }
        BigDecimal share = BigDecimal.valueOf(6 * sum).divide(BigDecimal.valueOf(4 * (n * n * n - n)), MathContext.DECIMAL128);
        return BigDecimal.ONE.subtract(share);
    }

    private static List<Long> doubledRanks(List<BigDecimal> values) {
        List<Long> ranks = new ArrayList<>(values.size());
        for (BigDecimal value : values) {
            long smaller = values.stream().filter(other -> other.compareTo(value) < 0).count();
            long equal = values.stream().filter(other -> other.compareTo(value) == 0).count();
            ranks.add(2 * smaller + equal + 1);
        }
        return ranks;
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
