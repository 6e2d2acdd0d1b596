package limpid.water;

import java.math.BigDecimal;

/**
 * Every point of the water rules that no second source confirms, as a typed field with its default. The mark in
 * brackets says how sure the default is: [2] two sources, [1] one source, [K] from knowledge, [E] inferred from
 * published figures, UNKNOWN not found.
 */
public record WaterSettings(
        Averaging averaging,
        Publication publication,
        Region region,
        Sources sources,
        BlackOdorousRounds blackOdorous,
        CityIndex cityIndex) {

    /** Everything at its default. */
    public static WaterSettings defaults() {
        return new WaterSettings(
                Averaging.defaults(),
                Publication.defaults(),
                Region.defaults(),
                Sources.defaults(),
                BlackOdorousRounds.defaults(),
                CityIndex.defaults());
    }

    /**
     * Those of the choices by which means of a month or longer period are judged and printed, as one text: equal
     * texts give equal rows, so a kept month need not be judged again.
     */
    public String printing() {
        return "assessment " + publication.assessment() + ", exceedanceDecimals " + publication.exceedanceDecimals()
                + ", mainIndicators " + region.mainIndicators();
    }

    /**
     * How values are averaged.
     *
     * @param belowDetectionShare share of the detection limit that stands for a value below it: 0.5 [K]
     * @param phMean              how pH is averaged: through hydrogen ions [1], 总站水字〔2020〕90号
     * @param minSetsPerDay       valid sets a day needs: 1, UNKNOWN
     * @param minDaysPerWeek      valid days a week or ten days need: 1, one result may be used [K]
     * @param minDaysPerMonth     valid days a month needs: 1, UNKNOWN; one manual sample makes a month [K]
     * @param minMonthsPerQuarter monthly results a quarter needs: 2 [K]
     * @param minMonthsPerHalfYear monthly results a half-year needs: 4 of 6, the share of a year [K]
     * @param minMonthsPerYear    monthly results a year needs: 8 of 12, the least where ice or drought stops sampling
     *     [K]
     */
    public record Averaging(
            BigDecimal belowDetectionShare,
            PhMean phMean,
            int minSetsPerDay,
            int minDaysPerWeek,
            int minDaysPerMonth,
            int minMonthsPerQuarter,
            int minMonthsPerHalfYear,
            int minMonthsPerYear) {
        /** Refuses a share outside 0 to 1 and a least number below one. */
        public Averaging {
            if (belowDetectionShare.signum() < 0 || belowDetectionShare.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("belowDetectionShare is not 0 to 1: " + belowDetectionShare);
            }
            atLeastOne("minSetsPerDay", minSetsPerDay);
            atLeastOne("minDaysPerWeek", minDaysPerWeek);
            atLeastOne("minDaysPerMonth", minDaysPerMonth);
            atLeastOne("minMonthsPerQuarter", minMonthsPerQuarter);
            atLeastOne("minMonthsPerHalfYear", minMonthsPerHalfYear);
            atLeastOne("minMonthsPerYear", minMonthsPerYear);
        }

        /** The defaults above. */
        public static Averaging defaults() {
            return new Averaging(new BigDecimal("0.5"), PhMean.HYDROGEN_IONS, 1, 1, 1, 2, 4, 8);
        }
    }

    /** How pH is averaged. */
    public enum PhMean {
        /** -lg of the mean of 10^-pH. */
        HYDROGEN_IONS,
        /** The plain mean, as older reports did. */
        ARITHMETIC
    }

    /**
     * How figures are rounded before they are judged or printed.
     *
     * @param realTime           decimals of real-time classes: unrounded [E], seen in 40,000 published records
     * @param week               decimals of weekly classes: those of station data [E], which judged DO 4.96 as Ⅳ
     * @param assessment         decimals of month and longer figures: assessment decimals [1], 总站水字〔2018〕87号
     * @param exceedanceDecimals decimals of printed multiples: 2, UNKNOWN; reports print 1.3 as well as 0.19
     * @param shareDecimals      decimals of percentages: 1 [2]
     * @param shareTotal         whether printed shares are forced to total 100: plain rounding [2]; national weeklies
     *     force
     */
    public record Publication(
            Decimals.Stage realTime,
            Decimals.Stage week,
            Decimals.Stage assessment,
            int exceedanceDecimals,
            int shareDecimals,
            ClassShares.Total shareTotal) {
        /** The defaults above. */
        public static Publication defaults() {
            return new Publication(
                    Decimals.Stage.UNROUNDED,
                    Decimals.Stage.STATION,
                    Decimals.Stage.ASSESSMENT,
                    2,
                    1,
                    ClassShares.Total.PLAIN);
        }
    }

    /**
     * How rivers, basins and cities are assessed and compared.
     *
     * @param minSectionsForShares from how many sections on shares decide: 5, "5 or more" [K]; 6 where five go by means
     * @param mainIndicators       how many main pollution indicators are named: 3 [2]
     * @param precedenceInBasins   whether cyanide and heavy metals come first in a basin too: no [K], only in a section
     * @param someChangeOver       percentage points over which there is some change: 10 [K]
     * @param markedChangeOver     percentage points over which the change is marked: 20 [K]
     * @param minTrendYears        yearly means a trend needs: 5 [K]
     * @param trendSignificance    significance level of a trend: 0.05 [K]
     * @param zoneYearShare        percent of compliant checks from which a function zone complies in a year: 80 [K]
     * @param comparedPercent      least share of the sections with a class that a comparison, and a rank among cities,
     *                             needs: 75 [K]; 0 asks for none
     * @param assessedPercent      least share of the sections with a class or verdict that shares, a grade and rates of target
     *                             compliance need: 0, none is asked for, as no rule was found [UNKNOWN]
     */
    public record Region(
            int minSectionsForShares,
            int mainIndicators,
            boolean precedenceInBasins,
            BigDecimal someChangeOver,
            BigDecimal markedChangeOver,
            int minTrendYears,
            BigDecimal trendSignificance,
            BigDecimal zoneYearShare,
            int comparedPercent,
            int assessedPercent) {
        /** The defaults above. */
        public static Region defaults() {
            return new Region(
                    5,
                    3,
                    false,
                    BigDecimal.TEN,
                    new BigDecimal("20"),
                    5,
                    new BigDecimal("0.05"),
                    new BigDecimal("80"),
                    75,
                    0);
        }
    }

    /**
     * How drinking-water sources are judged.
     *
     * @param excuseGeology whether excess from geology leaves the rates: no, UNKNOWN; it is printed with its cause [1]
     */
    public record Sources(boolean excuseGeology) {
        /** The defaults above. */
        public static Sources defaults() {
            return new Sources(false);
        }
    }

    /**
     * How points and rounds make the verdict on a black-odorous water body; the thresholds stand in {@code
     * black-odorous.csv}.
     *
     * @param minPoints        points a body needs: 3 [1]
     * @param minRounds        rounds a point needs: 3 [1]
     * @param oneHeavyShare    percent of heavy data from which one indicator makes a point heavy: 60 [1]
     * @param twoHeavyShare    percent of heavy data that at least two indicators need: 30 [1]
     * @param consecutiveHeavy heavy points in a row that make the reach between them heavy: 3 [1]
     * @param bodyHeavyShare   percent of heavy points from which the whole body is heavy: 60 [1]
     * @param shallowBelowM    depth in metres below which transparency is judged by depth: 0.25 [2]
     * @param shallowShare     share of the depth that takes the place of the heavy limit there: 0.4 [2]
     */
    public record BlackOdorousRounds(
            int minPoints,
            int minRounds,
            BigDecimal oneHeavyShare,
            BigDecimal twoHeavyShare,
            int consecutiveHeavy,
            BigDecimal bodyHeavyShare,
            BigDecimal shallowBelowM,
            BigDecimal shallowShare) {
        /** The defaults above. */
        public static BlackOdorousRounds defaults() {
            return new BlackOdorousRounds(
                    3,
                    3,
                    new BigDecimal("60"),
                    new BigDecimal("30"),
                    3,
                    new BigDecimal("60"),
                    new BigDecimal("0.25"),
                    new BigDecimal("0.4"));
        }
    }

    /**
     * How cities are ranked.
     *
     * @param decimals decimals of a city's index, by which ties are found: 4, UNKNOWN
     */
    public record CityIndex(int decimals) {
        /** The defaults above. */
        public static CityIndex defaults() {
            return new CityIndex(4);
        }
    }

    private static void atLeastOne(String name, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(name + " is below 1: " + count);
        }
    }
}
