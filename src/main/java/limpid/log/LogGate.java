package limpid.log;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import limpid.decode.Payload;
import limpid.flow.Delivery;
import limpid.flow.Taker;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what stations send and puts it into the log; acknowledges a message when all copies but one are written. While the log is
 * away it tries for ever and acknowledges nothing; what waits is bounded, and when there is no room it takes no more, so that the
 * sender has to wait. A message that comes in between is sent once: the log knows the producer and its numbers.
 */
public final class LogGate implements Taker, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LogGate.class.getName());
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_SEND = Duration.ofSeconds(2);

    private static final Duration AFTER_A_REFUSAL = Duration.ofSeconds(5);

    /** Without an answer for so long, it is said that the log does not answer. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    /** More than a packet may have beyond the longest message, which comes whole and is refused for its length, and all headers. */
    private static final int ROOM = 256 * 1024;

    /** Kept of a message that is too long for a log whose topic was made with less room. */
    private static final int BEGINNING = 1024;

    /** Beside the payload: headers and what the client holds. */
    private static final int BYTES_OF_A_RECORD = 512;

    private final LogSettings settings;
    private final Runnable topic;
    private final int bytes;
    private final Duration longestSilence;
    private final Semaphore room;
    private final Producer<String, byte[]> producer;
    private final AtomicLong waiting = new AtomicLong();
    private volatile long heard = System.nanoTime();
    private volatile String failure = "";
    private volatile boolean ready;
    private volatile boolean refused;
    private volatile long refusedAt;

    /** Whether something was not taken since the log last answered. */
    private volatile boolean held;

    private volatile boolean aside;
    private volatile long asideAt;

    /**
     * A gate to this log.
     *
     * @param bytes          of payload that may wait for it
     * @param longestMessage bytes of one message
     */
    public LogGate(LogSettings settings, LogTopic topic, int bytes, int longestMessage) {
        this(settings, topic::make, bytes, producer(settings, bytes, longestMessage), LONGEST_SILENCE);
    }

    /**
     * The same.
     *
     * @param topic          makes it; fails with {@link LogTopic.Away} while the log does not answer
     * @param longestSilence after which the log is said not to answer
     */
    LogGate(
            LogSettings settings,
            Runnable topic,
            int bytes,
            Producer<String, byte[]> producer,
            Duration longestSilence) {
        this.longestSilence = longestSilence;
        this.settings = settings;
        this.topic = topic;
        this.bytes = bytes;
        this.room = new Semaphore(bytes);
        this.producer = producer;
    }

    private static Producer<String, byte[]> producer(LogSettings settings, int bytes, int longestMessage) {
        return new KafkaProducer<>(
                settings.client(Map.of(
                        "acks",
                        "all",
                        "enable.idempotence",
                        "true",
                        "retries",
                        Integer.toString(Integer.MAX_VALUE),
                        "delivery.timeout.ms",
                        Integer.toString(Integer.MAX_VALUE),
                        "request.timeout.ms",
                        "10000",
                        "linger.ms",
                        "5",
                        "batch.size",
                        "131072",
                        "max.request.size",
                        Integer.toString(longest(longestMessage)),
                        "buffer.memory",
                        Long.toString(2L * bytes + 2L * longest(longestMessage)),
                        "max.block.ms",
                        Long.toString(LONGEST_SEND.toMillis()))),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Bytes that a record of the longest message has at most. */
    static int longest(int message) {
        return message + ROOM;
    }

    @Override
    public boolean offer(Delivery delivery, Duration patience) throws InterruptedException {
        if (!isReady(patience)) {
            isHeld();
            return false;
        }
        int permits = Math.min(bytes, delivery.payload().bytes().length + BYTES_OF_A_RECORD);
        if (!room.tryAcquire(permits, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        if (waiting.getAndIncrement() == 0 && !held) {
            heard = System.nanoTime();
        }
        return isSent(delivery, permits);
    }

    private boolean isSent(Delivery delivery, int permits) throws InterruptedException {
        try {
            var unused = producer.send(
                    LogRecords.of(delivery, settings.topic()),
                    (written, error) -> answered(delivery, permits, written, error));
            return true;
        } catch (InterruptException e) {
            done(permits);
            // It may have been sent or not; who handed it over hands it over again.
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (KafkaException | IllegalStateException e) {
            done(permits);
            failed(e);
            isHeld();
            return false;
        }
    }

    private boolean isReady(Duration patience) throws InterruptedException {
        if (!ready) {
            try {
                topic.run();
                ready = true;
            } catch (LogTopic.Away e) {
                failed(e);
                Thread.sleep(patience);
            }
        }
        return ready;
    }

    private void answered(Delivery delivery, int permits, @Nullable RecordMetadata written, @Nullable Exception error) {
        if (error instanceof RecordTooLargeException && delivery.payload().bytes().length > BEGINNING) {
            sendBeginning(delivery, permits, error);
            return;
        }
        done(permits);
        if (error != null) {
            failed(error);
            refused();
            return;
        }
        heard = System.nanoTime();
        held = false;
        aside = false;
        failure = "";
        try {
            delivery.acknowledge().run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a message on " + delivery.payload().topic() + " stays unacknowledged", e);
        }
    }

    /** What the log can never take whole would come again for ever: its beginning goes to the desk in its place. */
    private void sendBeginning(Delivery delivery, int permits, Exception error) {
        Payload whole = delivery.payload();
        Payload beginning = new Payload(
                whole.topic(),
                Arrays.copyOf(whole.bytes(), BEGINNING),
                whole.receivedAt(),
                whole.origin(),
                whole.handover());
        Refusal refusal = new Refusal(
                Reason.TOO_LONG,
                "",
                whole.bytes().length + " bytes, of which the first " + BEGINNING + " are kept; the log takes no more: "
                        + error.getMessage());
        try {
            if (!isSent(new Delivery(beginning, refusal, delivery.acknowledge()), permits)) {
                refused();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refused();
        }
    }

    private void refused() {
        refusedAt = System.nanoTime();
        refused = true;
    }

    private void done(int permits) {
        room.release(permits);
        waiting.decrementAndGet();
    }

    private void failed(Exception error) {
        if (failure.isEmpty()) {
            LOG.log(Level.WARNING, "the log does not take a message: " + error);
        }
        failure = String.valueOf(error);
    }

    /** Whether the log has refused a message a moment ago, which is therefore not acknowledged. */
    public boolean refusedLately() {
        return refused && Duration.ofNanos(System.nanoTime() - refusedAt).compareTo(AFTER_A_REFUSAL) < 0;
    }

    /**
     * Whether another gate should take what the broker has: the log has not answered for a while, though something waits for it. What
     * waits is still sent as soon as it can be, and tells when the log answers again; where nothing waits it is tried again after as
     * long a time. A message that two gates have sent is one that came again.
     */
    public boolean standsAside() {
        if (isSilent()) {
            aside = true;
            asideAt = System.nanoTime();
            if (waiting.get() == 0) {
                // Nothing that waits would tell.
                held = false;
            }
            return true;
        }
        aside = aside && since(asideAt).compareTo(longestSilence) < 0;
        return aside;
    }

    private boolean isSilent() {
        return (waiting.get() > 0 || held) && since(heard).compareTo(longestSilence) > 0;
    }

    private void isHeld() {
        if (!held && waiting.get() == 0) {
            heard = System.nanoTime();
        }
        held = true;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** Messages that wait for the log's answer. */
    public long waiting() {
        return waiting.get();
    }

    /** Why nothing is acknowledged for now; empty where the log answers. */
    public String trouble() {
        if (!failure.isEmpty()) {
            return failure;
        }
        return isSilent() ? "the log has not answered for " + since(heard).toSeconds() + " s" : "";
    }

    /** Sends what is in hand if the log lets it within ten seconds, then ends. */
    @Override
    public void close() {
        producer.close(PATIENCE_AT_CLOSE);
    }
}
