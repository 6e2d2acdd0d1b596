package sim;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps to the stream's own stamps, several times faster than they passed. */
final class SpeedPace implements Pace {
    private final double speed;
    private @Nullable Instant firstDue;
    private long startedNanos;

    SpeedPace(double speed) {
        this.speed = speed;
    }

    @Override
    public void await(Instant due) throws InterruptedException {
        if (firstDue == null) {
            firstDue = due;
            startedNanos = System.nanoTime();
        }
        double wantedMillis = Duration.between(firstDue, due).toMillis() / speed;
        long passedMillis = (System.nanoTime() - startedNanos) / 1_000_000;
        long wait = (long) wantedMillis - passedMillis;
        if (wait > 0) {
            Thread.sleep(wait);
        }
    }
}
