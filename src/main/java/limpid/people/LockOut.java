package limpid.people;

import java.time.Duration;

/** How long a person waits after wrong passwords in a row. */
public final class LockOut {
    /** So many are free. */
    public static final int FREE = 4;

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 6;

    private LockOut() {}

    /** Zero for the first ones, then a minute, doubled each time, an hour and four minutes at most. @param failures in a row */
    public static Duration after(int failures) {
        return failures <= FREE ? Duration.ZERO : FIRST.multipliedBy(1L << Math.min(failures - FREE - 1, DOUBLINGS));
    }
}
