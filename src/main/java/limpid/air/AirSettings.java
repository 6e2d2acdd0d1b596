package limpid.air;

import java.math.BigDecimal;
import java.util.Map;
import limpid.standard.AirLimits.AreaClass;
import limpid.standard.Pollutant;

/**
 * What the texts leave open or could not be read, each point with its default. Marks: P read in the standard, S
 * second-hand, E inferred from published figures, K from knowledge, UNKNOWN not found.
 *
 * @param index      hours and days as indices
 * @param minimum    least data where no rule is printed
 * @param stages     at which stages values are rounded before they are averaged
 * @param city       from stations to a city
 * @param evaluation periods
 * @param composite  the composite index
 * @param ranking    ranks of cities
 * @param dust       deducted dust
 */
public record AirSettings(
        Index index,
        Minimum minimum,
        Stages stages,
        City city,
        Evaluation evaluation,
        Composite composite,
        Ranks ranking,
        Dust dust) {

    /** Every point at its default. */
    public static final AirSettings DEFAULTS = new AirSettings(
            Index.DEFAULTS,
            Minimum.DEFAULTS,
            Stages.DEFAULTS,
            City.DEFAULTS,
            Evaluation.DEFAULTS,
            Composite.DEFAULTS,
            Ranks.DEFAULTS,
            Dust.DEFAULTS);

    /** These settings with other ones for the index. */
    public AirSettings with(Index other) {
        return new AirSettings(other, minimum, stages, city, evaluation, composite, ranking, dust);
    }

    /** These settings with other stages of rounding. */
    public AirSettings with(Stages other) {
        return new AirSettings(index, minimum, other, city, evaluation, composite, ranking, dust);
    }

    /** These settings with other ones for cities. */
    public AirSettings with(City other) {
        return new AirSettings(index, minimum, stages, other, evaluation, composite, ranking, dust);
    }

    /** These settings with other ones for periods. */
    public AirSettings with(Evaluation other) {
        return new AirSettings(index, minimum, stages, city, other, composite, ranking, dust);
    }

    /** These settings with other ones for dust. */
    public AirSettings with(Dust other) {
        return new AirSettings(index, minimum, stages, city, evaluation, composite, ranking, other);
    }

    /** Which reading of a text is followed. */
    public enum Variant {
        /** As the standard says. */
        TEXT,
        /** As the platforms publish. */
        PLATFORM;

        /** The word of the tables of items. */
        public String variant() {
            return this == TEXT ? "text" : "platform";
        }
    }

    /**
     * The air quality index.
     *
     * @param hourItems               items of the hourly index under HJ 633-2012. TEXT takes PM10 and PM2.5 as sliding
     *                                24-hour means and O3 also as sliding 8-hour mean (5.1.3) [P]; PLATFORM takes six
     *                                1-hour means, as the national platform published from 2018 on [E, 5.3 million
     *                                station-hours]
     * @param dayItems                items of the daily index under HJ 633-2012. TEXT takes O3 also as daily maximum
     *                                1-hour mean (5.1.2) [P]; PLATFORM by its daily maximum 8-hour mean alone [E, 165
     *                                of 165 city-days]
     * @param roundsInput2012         whether HJ 633-2012, which is silent, is fed with concentrations rounded to
     *                                published decimals, as HJ 633-2026 4.2.2 prints. Yes: published city days follow
     *                                from their published concentrations [E]; no: the platform of 2013 used unrounded
     *                                ones [E, 2 hours]
     * @param incompleteHoursAsIn2026 whether an hour under HJ 633-2012 with a pollutant missing is published only above
     *                                100, as HJ 633-2026 5.3.1 has it. No: the standard in force publishes the AQI of
     *                                the rest [P]; yes: the national platform did so in February 2026 already [E]
     */
    public record Index(Variant hourItems, Variant dayItems, boolean roundsInput2012, boolean incompleteHoursAsIn2026) {
        /** Every point at its default. */
        public static final Index DEFAULTS = new Index(Variant.PLATFORM, Variant.PLATFORM, true, false);
    }

    /**
     * Least data where no rule is printed.
     *
     * @param particleMinutes minutes an hourly mean of PM10 or PM2.5 needs; GB 3095 table 4 names only the gases
     *                        [UNKNOWN], 45 is their number
     * @param ozoneLimitClass class of area whose limit settles ozone's exception to the 14 windows. TWO: city
     *                        evaluation [S]; for areas of class 1 UNKNOWN
     * @param negativeParticlesDownTo ug/m3; an hour of PM10 or PM2.5 of zero or below, down to this, enters figures as
     *                        {@code negativeParticlesAs}. 0: none does, a negative hour stays doubtful. HJ 817-2018 has the
     *                        rule; its text was not read [UNKNOWN]
     * @param negativeParticlesAs ug/m3; what stands for such an hour [K, HJ 817-2018: 2]
     */
    public record Minimum(
            int particleMinutes,
            AreaClass ozoneLimitClass,
            int negativeParticlesDownTo,
            BigDecimal negativeParticlesAs) {
        /** Every point at its default. */
        public static final Minimum DEFAULTS = new Minimum(45, AreaClass.TWO, 0, BigDecimal.TWO);
    }

    /**
     * Stages of rounding. Wherever a mean is taken of values that were published, the published ones are taken by
     * default.
     *
     * @param roundsHours    a day's mean and ozone's windows are taken over hours at published decimals [E, 1.9 million
     *                       national 24-hour means of SO2 and of NO2, 2 million 8-hour means]
     * @param roundsStations a city's mean is taken over its stations' published values [UNKNOWN]
     * @param roundsDays     a period's mean and percentile are taken over published days [S, one platform; HJ 663:
     *                       UNKNOWN]
     */
    public record Stages(boolean roundsHours, boolean roundsStations, boolean roundsDays) {
        /** Every point at its default. */
        public static final Stages DEFAULTS = new Stages(true, true, true);
    }

    /**
     * From stations to a city.
     *
     * @param leastSharePercent    least share of the city's stations with a value [K, HJ 663-2013; text not seen]
     * @param leastShareFewPercent the same where the city has fewer stations than {@code fewBelow} [K]
     * @param fewBelow             below this number of stations a city has few [K]
     * @param ozone                how a city's ozone day is made [UNKNOWN]
     */
    public record City(int leastSharePercent, int leastShareFewPercent, int fewBelow, CityOzone ozone) {
        /** Every point at its default. */
        public static final City DEFAULTS = new City(75, 50, 4, CityOzone.MEAN_OF_STATION_MAXIMA);
    }

    /** How a city's ozone day is made; the two differ. */
    public enum CityOzone {
        /** The mean of the stations' daily maximum 8-hour means, as usual code does. */
        MEAN_OF_STATION_MAXIMA,
        /** The daily maximum 8-hour mean of the hourly city means. */
        MAXIMUM_OF_CITY_HOURS
    }

    /**
     * Periods.
     *
     * @param straddling            a period that straddles two editions is judged by the one of its last or first day
     *                              [UNKNOWN]; its days keep the index edition of their own
     * @param validDay              which days the excellent-day ratio counts [UNKNOWN for days with an AQI of NA]
     * @param digits2026            scheme of {@code rounding.csv} for statistics under HJ 663-2026 [UNKNOWN, sources
     *                              conflict]
     * @param shortPeriodPercent    least share of the days of a month, quarter, half-year or other span with a value; 0
     *                              means that none is asked for, as no rule was found [UNKNOWN]
     * @param comparedPercent       least share of the calendar days of both spans that a change on the year before needs
     *                              [K]; 0 asks for none
     * @param ratioPercent          least share of the calendar days that the excellent-day ratio needs; 0 means that none is
     *                              asked for, as no rule was found [UNKNOWN]
     */
    public record Evaluation(
            Straddling straddling,
            ValidDay validDay,
            String digits2026,
            int shortPeriodPercent,
            int comparedPercent,
            int ratioPercent) {
        /** Every point at its default. */
        public static final Evaluation DEFAULTS =
                new Evaluation(Straddling.LAST_DAY, ValidDay.PUBLISHED_INDEX, "2026-pm25", 0, 75, 0);
    }

    /** Which day settles the edition of a period. */
    public enum Straddling {
        /** The first. */
        FIRST_DAY,
        /** The last. */
        LAST_DAY
    }

    /** Which days the excellent-day ratio counts. */
    public enum ValidDay {
        /** Those with a published AQI. */
        PUBLISHED_INDEX,
        /** Those with an IAQI of every pollutant the plan asks for [S, one platform]. */
        ALL_POLLUTANTS
    }

    /**
     * The composite index.
     *
     * @param weights of the single indices; all 1 in every bulletin read [E]. One platform reports under the 2026
     *                limits with PM2.5 3, O3 2, NO2 2, others 1 [S]; whether HJ 663-2026 has them: UNKNOWN
     */
    public record Composite(Map<Pollutant, Integer> weights) {
        /** Every point at its default. */
        public static final Composite DEFAULTS = new Composite(Map.of());

        /** Keeps its own map; a pollutant that is not named weighs 1. */
        public Composite {
            weights = Map.copyOf(weights);
        }

        /** The weight of a pollutant's single index. */
        public int weight(Pollutant pollutant) {
            return weights.getOrDefault(pollutant, 1);
        }
    }

    /**
     * Ranks.
     *
     * @param ties         the rank after a tie [E, bureaus differ]
     * @param leastPercent least share of the days so far with a valid index that a rank needs [K]; 0 asks for none
     */
    public record Ranks(Ties ties, int leastPercent) {
        /** Every point at its default. */
        public static final Ranks DEFAULTS = new Ranks(Ties.COMPETITION, 75);
    }

    /** The rank after a tie. */
    public enum Ties {
        /** 1, 1, 3: Guangdong. */
        COMPETITION,
        /** 1, 1, 2: Heyuan. */
        DENSE
    }

    /**
     * Dust.
     *
     * @param countsForValidity whether a deducted day still counts when a year's least number of days is judged
     *                          [UNKNOWN]. Yes: the day was measured; no: one platform takes it out of the valid days
     *                          [S]
     */
    public record Dust(boolean countsForValidity) {
        /** Every point at its default. */
        public static final Dust DEFAULTS = new Dust(true);
    }
}
