package limpid.store;

/** How long a period is whose results are dirty. The code is stored. */
public enum Level {
    /** A single sample; its period ends when it was taken. */
    SAMPLE(1),
    /** A minute of a series shorter than a minute, named by its end. */
    MINUTE(4),
    /** An hour, named by its end. */
    HOUR(2),
    /** A local day, named by its end, 24:00. */
    DAY(3),
    /** A local month of a city or river, named by the 24:00 of its last day. */
    MONTH(5);

    private final int code;

    Level(int code) {
        this.code = code;
    }

    /** The number it is stored under. */
    public int code() {
        return code;
    }

    /**
     * The level stored under a number.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static Level of(int code) {
        for (Level level : values()) {
            if (level.code == code) {
                return level;
            }
        }
        throw new IllegalArgumentException("no level " + code);
    }
}
