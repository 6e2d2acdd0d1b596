package limpid.measure;

import java.time.Instant;

/**
 * A hash of stamps for maps. The ends of hours are multiples of 3,600 seconds and share their last four bits, which are those a
 * hash map chooses its slots by: of a thousand hours under their own hash sixteen share each slot that is used.
 */
public final class InstantHash {
    private static final long GOLDEN_RATIO =
            0x9E3779B97F4A7C15L; // of 2^64, odd: no two seconds are multiplied to one number

    private InstantHash() {}

    /** The same for equal instants. */
    public static int of(Instant instant) {
        return Long.hashCode(mixed(instant)) + instant.getNano();
    }

    /** A number of its own for each whole second, whose bits all depend on it. */
    public static long mixed(Instant second) {
        return second.getEpochSecond() * GOLDEN_RATIO;
    }
}
