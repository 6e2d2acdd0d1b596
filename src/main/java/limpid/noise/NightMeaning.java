package limpid.noise;

import limpid.measure.Coded;

/** Which hours make up the night of a date; it is named in the output. Which one 环办监测〔2024〕33号 wants is UNKNOWN. */
public enum NightMeaning implements Coded {
    /** The night hours of one date, 00-06 and 22-24 joined, as in the daily record of HJ 212-2017 (CN=2031). */
    CALENDAR_DATE("calendarDate"),
    /** One continuous night, 22:00 of the date to 06:00 of the next, as in a manual survey of 24 h. */
    CONTINUOUS("continuous");

    private final String code;

    NightMeaning(String code) {
        this.code = code;
    }

    /**
     * The one of this name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static NightMeaning of(String code) {
        return Coded.find(values(), code)
                .orElseThrow(() -> new IllegalArgumentException("no meaning of night '" + code + "'"));
    }

    /** The name in answers. */
    @Override
    public String code() {
        return code;
    }
}
