package limpid.flow;

import java.time.Duration;

/** Who takes what stations send: the intake, or the log before it. */
@FunctionalInterface
public interface Taker {
    /**
     * Hands over a delivery.
     *
     * @param patience how long to wait while there is no room
     * @return whether it was taken
     * @throws InterruptedException where the waiting was broken off; the delivery was not taken
     */
    boolean offer(Delivery delivery, Duration patience) throws InterruptedException;
}
