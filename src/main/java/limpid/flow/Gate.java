package limpid.flow;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import limpid.decode.Payload;

/**
 * Lets long messages and tables of people pass one after the other: each takes many times its length in memory while it is
 * checked, and the processors for seconds. Short ones pass freely.
 */
final class Gate {
    private static final int SHORT = 64 * 1024;
    private static final int MOST_WAITING = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Semaphore passing = new Semaphore(1, true);
    private final AtomicInteger waiting = new AtomicInteger();

    /** @throws Busy where too many wait already, or waiting was in vain; nothing was kept */
    <T> T pass(Payload payload, Supplier<T> work) {
        if (payload.bytes().length <= SHORT) {
            return work.get();
        }
        await();
        try {
            return work.get();
        } finally {
            passing.release();
        }
    }

    private void await() {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            throw new Busy();
        }
        try {
            if (!passing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        } finally {
            waiting.decrementAndGet();
        }
    }
}
