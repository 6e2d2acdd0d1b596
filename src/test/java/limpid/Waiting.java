package limpid;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What comes to pass by itself. */
public final class Waiting {
    /** A bound against hanging, no promise. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Waiting() {}

    /** Until the condition holds; fails where it never does. */
    public static void until(BooleanSupplier condition) throws InterruptedException {
        long last = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < last, "waited in vain");
            Thread.sleep(20);
        }
    }
}
