package sim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Decides how long a message waits for its moment. An instance is good for one stream. */
@FunctionalInterface
public interface Pace {

    /** Returns when a message due at this instant may go. */
    void await(Instant due) throws InterruptedException;

    /** Nothing waits; acknowledgements alone hold the stream back. */
    static Pace asFastAsAcknowledged() {
        return due -> {};
    }

    /** A message waits until the clock shows its moment; one whose moment has passed goes at once. */
    static Pace realTime(Clock clock) {
        return due -> sleep(Duration.between(clock.instant(), due));
    }

    /**
     * {@code speed} seconds of the stream pass in one second, counted from its first message.
     *
     * @param speed 1 is real time, 0 is as fast as acknowledged
     * @throws IllegalArgumentException if negative or not finite
     */
    static Pace times(double speed) {
        if (!(speed >= 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("a speed is 0 (as fast as acknowledged) or above, not " + speed);
        }
        return speed == 0 ? asFastAsAcknowledged() : new SpeedPace(speed);
    }

    /**
     * The pace of a command-line argument.
     *
     * @param speed {@code max}, or a number as for {@link #times(double)}
     * @throws IllegalArgumentException if it is neither
     */
    static Pace of(String speed) {
        return speed.equals("max") ? asFastAsAcknowledged() : times(Double.parseDouble(speed));
    }

    private static void sleep(Duration wait) throws InterruptedException {
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
    }
}
