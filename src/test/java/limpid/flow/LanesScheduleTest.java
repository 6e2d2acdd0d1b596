package limpid.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import limpid.Samples;
import limpid.decode.Payload;
import limpid.flow.Lanes.Load;
import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The lanes of the intake in the orders of steps that a model checker finds for their threads. */
@Tag("long")
class LanesScheduleTest {
    private static final int SCHEDULES = 500;
    private static final int LONGEST_LIGHT = 20;
    private static final String LIGHT = " light";
    private static final String HEAVY = ", longer than a light message may be";

    @Test
    void aHeavyMessageWaitsForTheLightOneBeforeIt() {
        Lincheck.runConcurrentTest(SCHEDULES, () -> new Run(LIGHT, HEAVY).during(Run::keepFast, Run::keepSlow));
    }

    @Test
    void aLightMessageWaitsBehindAHeavyOne() {
        Lincheck.runConcurrentTest(SCHEDULES, () -> new Run(HEAVY, LIGHT).during(Run::keepFast, Run::keepSlow));
    }

    @Test
    void aLightMessageComesWhileTheSlowLaneMoves() {
        Lincheck.runConcurrentTest(SCHEDULES, () -> new Run(HEAVY).during(run -> run.offer(LIGHT), Run::keepSlow));
    }

    @Test
    void aHeavyMessageComesWhileTheFastLaneMoves() {
        Lincheck.runConcurrentTest(SCHEDULES, () -> new Run(LIGHT).during(run -> run.offer(HEAVY), Run::keepFast));
    }

    /** What a thread does. */
    private interface Part {
        void of(Run run) throws InterruptedException;
    }

    /** Messages of one station and what is kept of them. */
    private static final class Run {
        private final Lanes lanes = new Lanes(new Room(4000, 6000, 5000, LONGEST_LIGHT));
        private final List<String> sent = new ArrayList<>();
        private final List<String> kept = new ArrayList<>();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Run(String... messages) {
            for (String message : messages) {
                first(run -> run.offer(message));
            }
        }

        /** Before the threads begin. */
        Run first(Part part) {
            attempt(part);
            return this;
        }

        private void attempt(Part part) {
            try {
                part.of(this);
            } catch (InterruptedException | RuntimeException | Error e) {
                failure.set(e);
            }
        }

        /** Each in a thread of its own; in the end all that was sent is kept, in its order. */
        void during(Part... parts) {
            List<Thread> threads = Stream.of(parts)
                    .map(part -> new Thread(() -> attempt(part)))
                    .toList();
            threads.forEach(Thread::start);
            first(run -> {
                for (Thread thread : threads) {
                    thread.join();
                }
                while (lanes.hasFast() || lanes.hasSlow()) {
                    keepFast();
                    keepSlow();
                }
            });
            assertNull(failure.get());
            assertEquals(sent, kept);
            assertEquals(0, lanes.fastBytes() + lanes.slowBytes());
        }

        void offer(String message) throws InterruptedException {
            String text = sent.size() + message;
            sent.add(text);
            Payload payload = new Payload(
                    "limpid/v1/air/A1/readings", text.getBytes(StandardCharsets.UTF_8), Samples.ARRIVED, "mqtt");
            assertTrue(lanes.offer(new Delivery(payload, () -> {}), Duration.ZERO));
        }

        void keepFast() throws InterruptedException {
            List<Load> loads = lanes.takeFast(Duration.ZERO, System.nanoTime());
            keep(loads);
            lanes.doneFast(loads);
        }

        void keepSlow() throws InterruptedException {
            List<Load> loads = lanes.takeSlow(Duration.ZERO);
            if (!loads.isEmpty()) {
                keep(loads);
                lanes.doneSlow(loads);
            }
        }

        private void keep(List<Load> loads) {
            synchronized (kept) {
                loads.forEach(
                        load -> kept.add(new String(load.delivery().payload().bytes(), StandardCharsets.UTF_8)));
            }
        }
    }
}
