package limpid.decode.hj212;

import java.time.Duration;

/**
 * What the standard leaves to the station, or our sources do not tell.
 *
 * @param minutes interval of minute data where the station's registered period is not itself one of minutes
 * @param stamp   which end of its interval DataTime is
 * @param factors codes and units
 * @param keys    of loggers that encrypt
 */
public record Choices(Duration minutes, Stamp stamp, FactorBook factors, LoggerKeys keys) {
    /** As they are unless somebody chooses otherwise. */
    public static final Choices DEFAULTS =
            new Choices(Duration.ofMinutes(10), Stamp.START, FactorBook.standard(), LoggerKeys.NONE);

    /** Which end of its interval DataTime is. */
    public enum Stamp {
        /** The beginning: HJ 212-2017, notes to table 9. */
        START,
        /** The end, as some stations have it. */
        END
    }
}
