package limpid.alert;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * When the duty officer is told. No published thresholds exist but those marked S; each may be chosen by city and date. A
 * condition is judged by what holds on the local day of its set, or, for what the clock finds, of the moment.
 *
 * @param classFell      classes a section must fall against the set before: 2, S, Jiangsu names those; in 2015 it listed
 *                       those that fell by one
 * @param jumpFactor     how many times the value before, or what part of it, is a jump: 3, S, said to be the national review
 *                       rule for 4-hourly sets
 * @param unchangedRun   equal values in a row: 3, S, a developer's rule and not official
 * @param lookBack       how far back the set before may lie, at least six periods of the station: 24 hours, UNKNOWN
 * @param lookBackManual the same between manual samples: 62 days, UNKNOWN
 * @param missingSets    water sets that are due and did not come: 2, UNKNOWN
 * @param missingGrace   how late a set may come before it counts as missing: 1 hour, UNKNOWN
 * @param silentPeriods  periods after which a station is silent: 3, UNKNOWN
 * @param silentLeast    how long any station may pause, those too that send every second: 1 hour, UNKNOWN
 */
public record AlertSettings(
        int classFell,
        BigDecimal jumpFactor,
        int unchangedRun,
        Duration lookBack,
        Duration lookBackManual,
        int missingSets,
        Duration missingGrace,
        int silentPeriods,
        Duration silentLeast) {
    /** Every threshold at its default. */
    public static final AlertSettings DEFAULTS = new AlertSettings(
            2,
            BigDecimal.valueOf(3),
            3,
            Duration.ofHours(24),
            Duration.ofDays(62),
            2,
            Duration.ofHours(1),
            3,
            Duration.ofHours(1));

    /** Refuses thresholds that every set or station would miss. */
    public AlertSettings {
        if (jumpFactor.compareTo(BigDecimal.ONE) <= 0) {
            throw new IllegalArgumentException("a jump to " + jumpFactor + " times");
        }
        positive(lookBack);
        positive(lookBackManual);
        positive(silentLeast);
    }

    private static void positive(Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("a time of " + time);
        }
    }
}
