package limpid.flow;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a rollup that goes on only while it is told to, up to where it gives way: of the threads of a simulation one runs
 * at a time, and which one, the seed decides.
 */
final class SimulatedWorker {
    private final Turn turn;
    private final Semaphore goOn = new Semaphore(0);
    private final Semaphore gaveWay = new Semaphore(0);

    private @Nullable Thread thread;
    private boolean killed;
    private @Nullable Throwable failure;

    /** One turn, which gives way by {@link SimulatedWorker#giveWay}; the next one follows it. */
    @FunctionalInterface
    interface Turn {
        void make(SimulatedWorker worker);
    }

    SimulatedWorker(Turn turn) {
        this.turn = turn;
    }

    /** The process it belonged to is gone; it ends where it stands and undoes nothing. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** Lets it go on until it gives way again. */
    void resume() {
        if (thread == null) {
            thread = Thread.ofVirtual().unstarted(this::run);
            thread.start();
        } else {
            goOn.release();
        }
        gaveWay.acquireUninterruptibly();
        if (failure != null) {
            throw new AssertionError(failure.getMessage(), failure);
        }
    }

    /** Ends it in the middle of what it does; the next one begins anew. */
    void kill() {
        if (thread != null) {
            killed = true;
            resume();
            killed = false;
            thread = null;
        }
    }

    /** Stands still until it is resumed. */
    void giveWay() {
        gaveWay.release();
        goOn.acquireUninterruptibly();
        if (killed) {
            throw new Killed();
        }
    }

    private void run() {
        try {
            while (true) {
                turn.make(this);
                giveWay();
            }
        } catch (Killed e) {
            // As it was told.
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            gaveWay.release();
        }
    }
}
