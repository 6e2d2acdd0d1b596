package limpid.noise;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A named rule set: how much must be valid for a figure to stand. The clauses were not found (HJ 906-2017 clause 6,
 * 环办监测〔2024〕33号), so all of it is UNKNOWN and a setting. A share of 1 voids a figure for one missing hour; a smaller
 * one takes it over the hours present.
 *
 * @param name         stored with results
 * @param hourSeconds  valid seconds of an hour; the published 20 min per hour
 * @param dayPeriod    valid share of the hours of the day-time
 * @param nightPeriod  valid share of the hours of the night-time
 * @param daysOfPeriod valid share of the days of a month or year
 */
public record MinimumShares(
        String name, int hourSeconds, BigDecimal dayPeriod, BigDecimal nightPeriod, BigDecimal daysOfPeriod) {

    private static final int HOUR = 3600;

    /** Three quarters of hours and days, 20 minutes of an hour. */
    public static final MinimumShares DEFAULT = new MinimumShares(
            "20min-75pct", 20 * 60, new BigDecimal("0.75"), new BigDecimal("0.75"), new BigDecimal("0.75"));

    /** Refuses shares outside 0 to 1. */
    public MinimumShares {
        if (hourSeconds < 1 || hourSeconds > HOUR) {
            throw new IllegalArgumentException(hourSeconds + " s of an hour");
        }
        checkShare(dayPeriod);
        checkShare(nightPeriod);
        checkShare(daysOfPeriod);
    }

    private static void checkShare(BigDecimal share) {
        if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("a share of " + share);
        }
    }

    /** Least number of whole units that makes up the share: 0.75 of 8 h is 6 h. */
    static int leastOf(BigDecimal share, int units) {
        return share.multiply(BigDecimal.valueOf(units))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
    }
}
