package limpid.rollup;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import limpid.flow.BackOff;
import limpid.store.StoreUnavailable;
import limpid.store.Workload;

/**
 * The second belt: works off dirty periods as they come. Each of its threads claims its own, in one process or many.
 * While the store is away it waits; a claim that fails is undone and comes again.
 */
public final class Rollup implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Rollup.class.getName());
    /** How soon what another instance left dirty is seen; what this one's intake wrote is nudged. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** How long after a batch that was late this gives way to the intake. */
    private static final Duration GIVES_WAY = Duration.ofSeconds(1);

    /** While it gives way, it rests so many times as long as it worked, and no longer than this. */
    private static final int REST = 9;

    private static final Duration LONGEST_REST = Duration.ofSeconds(2);
    private static final Duration LOOK_WHILE_RESTING = Duration.ofMillis(50);

    private static final BackOff BACK_OFF = new BackOff(LOOK_AGAIN, Duration.ofSeconds(10));

    private final Workload workload;
    private final Workload.Work work;
    private final Semaphore nudges = new Semaphore(0);
    private final List<Thread> threads;

    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile long givesWayUntil = System.nanoTime();
    private volatile boolean closing;
    private final AtomicLong workedOff = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile String lastFailure = "";

    /** A belt that is not yet running, with so many threads. */
    public Rollup(Workload workload, Workload.Work work, int threads) {
        this.workload = workload;
        this.work = work;
        this.threads = IntStream.rangeClosed(1, threads)
                .mapToObj(number -> Thread.ofPlatform().name("rollup-" + number).unstarted(this::run))
                .toList();
    }

    /** Begins to work. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /** Says that there is something to do now. */
    public void nudge() {
        if (nudges.availablePermits() == 0) {
            nudges.release();
        }
    }

    /**
     * Leaves most of the machine to the intake for a while, and works for about a tenth of the time: a reading that is not kept may
     * get lost with its broker, a result is only late.
     */
    public void giveWay() {
        givesWayUntil = System.nanoTime() + GIVES_WAY.toNanos();
    }

    /** Periods recomputed since the start. */
    public long workedOff() {
        return workedOff.get();
    }

    /** Whether all its threads run. */
    public boolean alive() {
        return threads.stream().allMatch(Thread::isAlive);
    }

    /** Failures caught since the start, each of a claim that was undone and came again. */
    public long failures() {
        return failures.get();
    }

    /** The last of them; empty where there was none. */
    public String lastFailure() {
        return lastFailure;
    }

    private void run() {
        Duration pause = LOOK_AGAIN;
        try {
            while (!closing) {
                long begun = System.nanoTime();
                int done = tryToWork();
                pause = done >= 0 ? LOOK_AGAIN : BACK_OFF.after(pause);
                if (done <= 0) {
                    waitFor(pause);
                } else {
                    rest(System.nanoTime() - begun);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void rest(long worked) throws InterruptedException {
        long end = System.nanoTime() + Math.min(REST * worked, LONGEST_REST.toNanos());
        while (!closing && System.nanoTime() < Math.min(end, givesWayUntil)) {
            Thread.sleep(LOOK_WHILE_RESTING);
        }
    }

    /** One nudge is for one thread: who took all of them would take that which ends another thread. */
    private void waitFor(Duration pause) throws InterruptedException {
        var unused = nudges.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What was done may have left more to do, of cities and months, which another thread may begin. */
    private void nudgeNext() {
        if (threads.size() > 1) {
            nudge();
        }
    }

    /** Periods recomputed; -1 where it failed. */
    private int tryToWork() {
        try {
            int done = workload.workOff(work);
            workedOff.addAndGet(done);
            waiting.set(false);
            if (done > 0) {
                nudgeNext();
            }
            return done;
        } catch (StoreUnavailable e) {
            if (!waiting.getAndSet(true)) {
                LOG.log(Level.WARNING, "the rollup waits for the store: " + e.getMessage());
            }
            return -1;
        } catch (RuntimeException | Error e) {
            // An error ends this claim, which comes again, and not the thread: nobody would notice until figures are
            // missing.
            failures.incrementAndGet();
            lastFailure = String.valueOf(e);
            LOG.log(Level.ERROR, "the rollup failed and will try again", e);
            return -1;
        }
    }

    /** Finishes the claims in hand, then ends. */
    @Override
    public void close() {
        closing = true;
        nudges.release(threads.size());
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }
}
