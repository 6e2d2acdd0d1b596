package limpid.hj212;

import java.time.Duration;

/**
 * How much of what loggers say of themselves is kept.
 *
 * @param age  so long
 * @param most of a station, the newest
 */
public record SaidRetention(Duration age, int most) {
    /** A year and a month; of a station that tells a hundred things every six hours that long. */
    public static final SaidRetention STANDARD = new SaidRetention(Duration.ofDays(400), 100_000);
}
