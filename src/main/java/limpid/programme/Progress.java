package limpid.programme;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Where a running period stands, so that it can be told what the rest of it can still afford. */
public sealed interface Progress {
    /** Decimals of a mean that must be kept. */
    int DIGITS = 1;

    /**
     * Days that count or do not.
     *
     * @param good      so far
     * @param counted   so far, good or not
     * @param remaining days still to come, all of which are taken as counted
     */
    record Days(int good, int counted, int remaining) implements Progress {}

    /**
     * A mean of days.
     *
     * @param sum       of the days so far
     * @param counted   days so far
     * @param remaining days still to come
     */
    record Mean(BigDecimal sum, int counted, int remaining) implements Progress {}

    /**
     * Sections or sources of which some may fail; one that fails so far can still recover within the period.
     *
     * @param failing so far
     * @param judged  all of them
     */
    record Sections(int failing, int judged) implements Progress {}

    /** What is left until the limit is missed, limits being in percent for days and sections. */
    default Allowance allowance(Operator operator, BigDecimal limit) {
        return switch (this) {
            case Days days -> days(days, operator, limit);
            case Mean mean -> mean(mean, operator, limit);
            case Sections sections -> sections(sections, operator, limit);
        };
    }

    private static Allowance days(Days days, Operator operator, BigDecimal limit) {
        int all = days.counted + days.remaining;
        int left = mayFail(all, operator, limit) - (days.counted - days.good);
        return new Allowance(
                "daysThatMayExceed", BigDecimal.valueOf(Math.min(left, days.remaining)), "days", left >= 0);
    }

    private static Allowance sections(Sections sections, Operator operator, BigDecimal limit) {
        int left = mayFail(sections.judged, operator, limit) - sections.failing;
        return new Allowance("sectionsThatMayFail", BigDecimal.valueOf(left), "sections", true);
    }

    /** The most that may fail among all: the target is a least share of the others, or a greatest share of these. */
    private static int mayFail(int all, Operator operator, BigDecimal limit) {
        int failing = all;
        while (failing >= 0 && !holds(operator.isUpperBound() ? failing : all - failing, all, operator, limit)) {
            failing--;
        }
        return failing;
    }

    private static boolean holds(int counted, int all, Operator operator, BigDecimal limit) {
        BigDecimal scaled = BigDecimal.valueOf(counted).movePointRight(2);
        return operator.holds(scaled, limit.multiply(BigDecimal.valueOf(all)));
    }

    /** Rounded towards the safe side. */
    private static Allowance mean(Mean mean, Operator operator, BigDecimal limit) {
        int all = mean.counted + mean.remaining;
        BigDecimal left = limit.multiply(BigDecimal.valueOf(all)).subtract(mean.sum);
        RoundingMode safe = operator.isUpperBound() ? RoundingMode.FLOOR : RoundingMode.CEILING;
        BigDecimal kept = left.divide(BigDecimal.valueOf(mean.remaining), DIGITS, safe);
        return new Allowance("meanToKeep", kept, "", !operator.isUpperBound() || left.signum() >= 0);
    }
}
