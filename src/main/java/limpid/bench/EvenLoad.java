package limpid.bench;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/** Sends a message of a shape whenever one is due, until it is ended. */
final class EvenLoad implements AutoCloseable {
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final BenchPublisher publisher;
    private final Shape shape;
    private final Schedule schedule;
    private final Instant now;
    private final Thread thread;
    private volatile boolean over;
    private volatile long sent;
    private volatile long mostLate;

    /** Begins. @param now what the shape's history ends before */
    EvenLoad(BenchPublisher publisher, Shape shape, Schedule schedule, Instant now) {
        this.publisher = publisher;
        this.shape = shape;
        this.schedule = schedule;
        this.now = now;
        this.thread = Thread.ofPlatform().name("load").start(this::send);
    }

    private void send() {
        try {
            while (!over) {
                long early = schedule.due(sent) - System.nanoTime();
                if (early > 0) {
                    TimeUnit.NANOSECONDS.sleep(early);
                }
                publisher.publish(shape.message(sent, now));
                mostLate = Math.max(mostLate, System.nanoTime() - schedule.due(sent));
                sent++;
            }
            publisher.awaitAcknowledged();
        } catch (InterruptedException | MqttException | RuntimeException e) {
            failure.set(e);
        }
    }

    Schedule schedule() {
        return schedule;
    }

    /** The nanoseconds by which that message was late which was sent latest after it was due. */
    long mostLate() {
        return mostLate;
    }

    /**
     * Ends it when the broker has acknowledged everything.
     *
     * @return messages that were sent
     * @throws BenchException where sending failed
     */
    long end() throws InterruptedException {
        over = true;
        thread.join();
        Throwable failed = failure.get();
        if (failed != null) {
            throw new BenchException("the load ended", failed);
        }
        return sent;
    }

    @Override
    public void close() throws MqttException {
        over = true;
        publisher.close();
    }
}
