package limpid.hook;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import limpid.store.StoreUnavailable;

/** Does the same again and again on a thread of its own, until it is closed. A failure ends one round and is told once, until one succeeds. */
final class Rounds implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Rounds.class.getName());

    private final Duration pause;
    private final String what;
    private final BooleanSupplier round;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread belt;

    private boolean waiting;

    /**
     * Rounds that are not yet running.
     *
     * @param name  of the thread
     * @param pause after a round that found nothing to do
     * @param what  is said to wait while rounds fail
     * @param round tells whether there was something to do
     */
    Rounds(String name, Duration pause, String what, BooleanSupplier round) {
        this.pause = pause;
        this.what = what;
        this.round = round;
        belt = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    void start() {
        belt.start();
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                if (!went()) {
                    closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean went() {
        try {
            boolean found = round.getAsBoolean();
            waiting = false;
            return found;
        } catch (RuntimeException | Error e) {
            // An error ends this round and not the belt: what was claimed is due again when its time is over.
            Throwable cause = e.getCause() instanceof StoreUnavailable unavailable ? unavailable : e;
            if (!waiting) {
                LOG.log(Level.WARNING, what + " wait", cause);
            }
            waiting = true;
            return false;
        }
    }

    /** Finishes the round in hand, then ends. */
    @Override
    public void close() {
        closing.countDown();
        try {
            belt.join();
        } catch (InterruptedException e) {
            belt.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
