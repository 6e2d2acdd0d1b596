package limpid.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

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
 * @param airHourLevel   level of an hourly AQI that raises an alert: 5, UNKNOWN
 * @param airDayLevel    level of a city's daily AQI that does: 3, UNKNOWN
 * @param heavyYellow    daily AQI for 黄色: above 200 on 1 day or above 150 on 2, K after 环大气〔2024〕6号, which has it of forecasts
 * @param heavyOrange    for 橙色: above 200 on 2 days or above 150 on 3, K
 * @param heavyRed       for 红色: above 200 on 3 days and above 300 on 1, K
 * @param pmOrderHours   hours in a row with PM2.5 above PM10: 3, UNKNOWN
 * @param airUnchangedHours hours in a row with the same value of an item of a station of air: 6, UNKNOWN
 * @param rollupLag      how long a reading may wait for its results: 15 minutes, K
 * @param diskFreePercent least free share of a disk: 10, K
 * @param severity       {@value #LISTED}, or the kinds whose severity differs from the list, UNKNOWN
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
        Duration silentLeast,
        int airHourLevel,
        int airDayLevel,
        String heavyYellow,
        String heavyOrange,
        String heavyRed,
        int pmOrderHours,
        int airUnchangedHours,
        Duration rollupLag,
        int diskFreePercent,
        String severity) {
    /** Every severity as kinds.csv has it. */
    public static final String LISTED = "listed";

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
            Duration.ofHours(1),
            5,
            3,
            "200x1|150x2",
            "200x2|150x3",
            "200x3&300x1",
            3,
            6,
            Duration.ofMinutes(15),
            10,
            LISTED);

    /** Refuses thresholds that every set or station would miss. */
    public AlertSettings {
        if (jumpFactor.compareTo(BigDecimal.ONE) <= 0) {
            throw new IllegalArgumentException("a jump to " + jumpFactor + " times");
        }
        positive(lookBack);
        positive(lookBackManual);
        positive(silentLeast);
        positive(rollupLag);
        HeavyRule.of(heavyYellow);
        HeavyRule.of(heavyOrange);
        HeavyRule.of(heavyRed);
        others(severity);
    }

    /** The severity of a kind. */
    public Severity severity(AlertKind kind) {
        return others(severity).getOrDefault(kind.code(), kind.severity());
    }

    private static Map<String, Severity> others(String text) {
        Map<String, Severity> others = new HashMap<>();
        for (String pair : text.equals(LISTED) ? new String[0] : text.split(" +")) {
            int sign = pair.indexOf('=');
            AlertKind kind = AlertKind.of(pair.substring(0, Math.max(sign, 0)));
            Severity other = Severity.of(pair.substring(sign + 1))
                    .orElseThrow(() -> new IllegalArgumentException(pair + " is none of " + Severity.CODES));
            if (others.put(kind.code(), other) != null) {
                throw new IllegalArgumentException(kind.code() + " stands twice");
            }
        }
        return others;
    }

    private static void positive(Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("a time of " + time);
        }
    }
}
