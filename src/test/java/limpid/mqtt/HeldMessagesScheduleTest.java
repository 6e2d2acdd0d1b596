package limpid.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who waits for room among the messages that are held, in the orders of steps that a model checker finds. */
@Tag("long")
class HeldMessagesScheduleTest {
    private static final int SCHEDULES = 500;
    private static final Arrived MESSAGE = new Arrived("t", new byte[10], false, 1, Optional.empty(), 0);

    @Test
    void whoWaitsForRoomGetsIt() {
        Lincheck.runConcurrentTest(SCHEDULES, () -> {
            HeldMessages held = new HeldMessages(15);
            put(held);
            AtomicReference<Long> second = new AtomicReference<>(0L);
            Thread putting = new Thread(() -> second.set(put(held)));
            putting.start();
            held.take(1);
            join(putting);
            assertEquals(2, second.get());
        });
    }

    @Test
    void whoWaitsForRoomIsToldThatTheConnectionIsClosed() {
        Lincheck.runConcurrentTest(SCHEDULES, () -> {
            HeldMessages held = new HeldMessages(15);
            put(held);
            AtomicReference<Long> second = new AtomicReference<>(0L);
            Thread putting = new Thread(() -> second.set(put(held)));
            Thread closing = new Thread(held::close);
            putting.start();
            closing.start();
            join(putting);
            join(closing);
            assertTrue(second.get() == -1);
        });
    }

    /** The number; -1 where the connection is closed. */
    private static long put(HeldMessages held) {
        try {
            return held.put(MESSAGE);
        } catch (InterruptedIOException e) {
            return -1;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
