package limpid.flow;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A thread that makes one step after the other until it is closed. Whatever a step throws ends that step and not the thread:
 * a belt that has stopped looks, from outside, like one that has nothing to do.
 */
public final class Belt {
    private static final System.Logger LOG = System.getLogger(Belt.class.getName());
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Step step;
    private final Thread thread;
    private final AtomicLong failures = new AtomicLong();

    private volatile boolean closing;
    private volatile String lastFailure = "";

    /** One turn of the belt. */
    @FunctionalInterface
    public interface Step {
        /**
         * Does what is to be done next, and waits a moment where there is nothing.
         *
         * @return whether the belt should go on when it is being closed, because there is more to do
         * @throws InterruptedException where the waiting was broken off; that ends the belt
         */
        boolean make() throws InterruptedException;
    }

    /** A belt that is not yet running. */
    public Belt(String name, Step step) {
        this.name = name;
        this.step = step;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            boolean more = true;
            while (!closing || more) {
                more = stepCaught();
            }
        } catch (InterruptedException e) {
            // Closed while it could not go on: what was in hand is not acknowledged and comes again.
            Thread.currentThread().interrupt();
        }
    }

    private boolean stepCaught() throws InterruptedException {
        try {
            return step.make();
        } catch (RuntimeException | Error e) {
            failed(e);
            Thread.sleep(AFTER_A_FAILURE);
            return false;
        }
    }

    /** Counts and tells a failure that was caught at the edge of the belt, here or within a step. */
    public void failed(Throwable failure) {
        failures.incrementAndGet();
        lastFailure = String.valueOf(failure);
        LOG.log(Level.ERROR, "belt " + name + " goes on after a failure", failure);
    }

    /** Name of the thread. */
    public String name() {
        return name;
    }

    /** Whether it runs. */
    public boolean alive() {
        return thread.isAlive();
    }

    /** Failures caught since the start. */
    public long failures() {
        return failures.get();
    }

    /** The last of them; empty where there was none. */
    public String lastFailure() {
        return lastFailure;
    }

    /**
     * Lets it finish what there is to do, then ends it.
     *
     * @param patience after which it is interrupted
     */
    public void close(Duration patience) {
        closing = true;
        try {
            if (thread.isAlive() && !thread.join(patience)) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    /** Says that it is to end, without waiting for it. */
    void closing() {
        closing = true;
    }
}
