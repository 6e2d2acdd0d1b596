package limpid.air;

import limpid.standard.AirLimits.AreaClass;

/**
 * What the texts leave open or could not be read, each point with its default. Marks: P read in the standard, S second-hand,
 * E inferred from published figures, K from knowledge, UNKNOWN not found.
 *
 * @param index   hours and days as indices
 * @param minimum least data where no rule is printed
 */
public record AirSettings(Index index, Minimum minimum) {
    /** Every point at its default. */
    public static final AirSettings DEFAULTS = new AirSettings(Index.DEFAULTS, Minimum.DEFAULTS);

    /** Which reading of a text is followed. */
    public enum Variant {
        /** As the standard says. */
        TEXT,
        /** As the platforms publish. */
        PLATFORM;

        String variant() {
            return this == TEXT ? "text" : "platform";
        }
    }

    /**
     * The air quality index.
     *
     * @param hourItems               items of the hourly index under HJ 633-2012. TEXT takes PM10 and PM2.5 as sliding 24-hour
     *                                means and O3 also as sliding 8-hour mean (5.1.3) [P]; PLATFORM takes six 1-hour means,
     *                                as the national platform published from 2018 on [E, 5.3 million station-hours]
     * @param dayItems                items of the daily index under HJ 633-2012. TEXT takes O3 also as daily maximum 1-hour
     *                                mean (5.1.2) [P]; PLATFORM by its daily maximum 8-hour mean alone [E, 165 of 165 city-days]
     * @param roundsInput2012         whether HJ 633-2012, which is silent, is fed with concentrations rounded to published
     *                                decimals, as HJ 633-2026 4.2.2 prints. Yes: published city days follow from their
     *                                published concentrations [E]; no: the platform of 2013 used unrounded ones [E, 2 hours]
     * @param incompleteHoursAsIn2026 whether an hour under HJ 633-2012 with a pollutant missing is published only above 100,
     *                                as HJ 633-2026 5.3.1 has it. No: the standard in force publishes the AQI of the rest [P];
     *                                yes: the national platform did so in February 2026 already [E]
     */
    public record Index(
            Variant hourItems, Variant dayItems, boolean roundsInput2012, boolean incompleteHoursAsIn2026) {
        /** Every point at its default. */
        public static final Index DEFAULTS = new Index(Variant.PLATFORM, Variant.PLATFORM, true, false);
    }

    /**
     * Least data where no rule is printed.
     *
     * @param particleMinutes minutes an hourly mean of PM10 or PM2.5 needs; GB 3095 table 4 names only the gases [UNKNOWN], 45 is
     *                        their number
     * @param classOfLimit    class of area whose limit settles ozone's exception to the 14 windows. TWO: city evaluation [S];
     *                        for areas of class 1 UNKNOWN
     */
    public record Minimum(int particleMinutes, AreaClass classOfLimit) {
        /** Every point at its default. */
        public static final Minimum DEFAULTS = new Minimum(45, AreaClass.TWO);
    }
}
