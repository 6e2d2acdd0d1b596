package limpid.noise;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import limpid.noise.StatisticalLevels.DeviationDivisor;
import limpid.standard.NoiseGrades;

/**
 * Every point of the noise rules that was not read in a standard, as a city may set it. The marks: [S] second-hand, [E]
 * inferred, [K] from knowledge, UNKNOWN not found. Published tables stand in {@code limpid/standard/noise} instead.
 *
 * @param dayNight            [S] day and night boundaries by date, 06:00 and 22:00 where none is set
 * @param nightMeaning        UNKNOWN which hours are the night of a date; default calendar date (HJ 212-2017 CN=2031)
 * @param statisticalMethod   UNKNOWN percentile method; default linear interpolation [S] (reviutils)
 * @param deviationDivisor    UNKNOWN n or n - 1 under the standard deviation; default n - 1 [S] (reviutils)
 * @param levelDigits         [K] decimals of published levels and of city means before they are graded; default 1
 * @param rounding            [K] GB/T 8170 half to even, [S] so does reviutils
 * @param zoneJudgingDigits   UNKNOWN decimals at which a zone level is compared with its limit; default 1, some
 *                            bulletins 0
 * @param burstDecides        UNKNOWN whether a night burst over its limit makes the night not comply; default no, for
 *                            an hourly Lmax cannot tell bursts apart; it is reported either way
 * @param zoneAggregation     [E] how a city's compliance rate is made of its points; default pooled
 * @param windLimit           [S] m/s; a wind of it or more makes a level invalid; default 5.0
 * @param weatherSpan         UNKNOWN what one reading of rain or wind voids: whole spans of this length; default 1 min
 * @param rainLag             UNKNOWN how long levels stay invalid after rain; default none
 * @param minimumShares       UNKNOWN the rule set of least valid shares
 * @param partsShare          [E] ours: the finer source stands where at least this share of it was collected; default
 *                            0.9
 * @param surveyLengths       [K] how long a point must be measured in a survey; default 10 and 20 min
 * @param roadLimit           [S] dB above which a road section counts as over the limit; default 70
 * @param comparedShare       [K] least share of the points with data that a change on the year before needs on both
 *                            sides; default 0.75
 * @param assessedShare       UNKNOWN least share of the points with data that a city mean needs, and of the point-times or
 *                            station-days that a compliance rate needs; default 0, none is asked for
 */
public record NoiseSettings(
        List<DayNightHours> dayNight,
        NightMeaning nightMeaning,
        StatisticalMethod statisticalMethod,
        DeviationDivisor deviationDivisor,
        int levelDigits,
        RoundingMode rounding,
        int zoneJudgingDigits,
        boolean burstDecides,
        RateAggregation zoneAggregation,
        BigDecimal windLimit,
        Duration weatherSpan,
        Duration rainLag,
        MinimumShares minimumShares,
        BigDecimal partsShare,
        SurveyLengths surveyLengths,
        BigDecimal roadLimit,
        BigDecimal comparedShare,
        BigDecimal assessedShare) {

    /** What holds for a city that has set nothing. */
    public static final NoiseSettings DEFAULT = new NoiseSettings(
            List.of(),
            NightMeaning.CALENDAR_DATE,
            StatisticalMethod.LINEAR,
            DeviationDivisor.SAMPLE,
            1,
            RoundingMode.HALF_EVEN,
            1,
            false,
            RateAggregation.POOLED,
            new BigDecimal("5.0"),
            Duration.ofMinutes(1),
            Duration.ZERO,
            MinimumShares.DEFAULT,
            new BigDecimal("0.9"),
            SurveyLengths.DEFAULT,
            BigDecimal.valueOf(70),
            new BigDecimal("0.75"),
            BigDecimal.ZERO);

    /**
     * Sorts the boundaries by date; refuses a method that cannot be calculated and spans that do not divide an hour.
     */
    public NoiseSettings {
        dayNight = dayNight.stream()
                .sorted(Comparator.comparing(DayNightHours::effectiveFromInclusive))
                .toList();
        if (levelDigits < 0 || levelDigits > NoiseGrades.DIGITS) {
            throw new IllegalArgumentException("grades cannot tell levels of " + levelDigits + " decimals apart");
        }
        if (statisticalMethod == StatisticalMethod.BY_STATION) {
            throw new IllegalArgumentException("a station's own method cannot be calculated");
        }
        boolean dividesAnHour = weatherSpan.toSeconds() > 0 && NoiseHour.SECONDS % weatherSpan.toSeconds() == 0;
        if (!dividesAnHour || rainLag.isNegative()) {
            throw new IllegalArgumentException("weather voids spans of " + weatherSpan + ", rain lag " + rainLag);
        }
    }

    /** The day and night boundaries on a local date. */
    public DayNightHours dayNight(LocalDate date) {
        return dayNight.reversed().stream()
                .filter(hours -> !hours.effectiveFromInclusive().isAfter(date))
                .findFirst()
                .orElse(DayNightHours.DEFAULT);
    }

    /** The same settings with this meaning of night. */
    public NoiseSettings withNight(NightMeaning meaning) {
        return new NoiseSettings(
                dayNight,
                meaning,
                statisticalMethod,
                deviationDivisor,
                levelDigits,
                rounding,
                zoneJudgingDigits,
                burstDecides,
                zoneAggregation,
                windLimit,
                weatherSpan,
                rainLag,
                minimumShares,
                partsShare,
                surveyLengths,
                roadLimit,
                comparedShare,
                assessedShare);
    }

    /** A level as it is published and graded, dB. */
    public BigDecimal published(BigDecimal level) {
        return level.setScale(levelDigits, rounding);
    }

    /** How a city's compliance rate is made of its points. */
    public enum RateAggregation {
        /** All compliant over all valid point-times or station-days. */
        POOLED,
        /** The arithmetic mean of the points' own rates. */
        MEAN_OF_POINTS
    }
}
