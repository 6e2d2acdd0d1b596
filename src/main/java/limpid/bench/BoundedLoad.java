package limpid.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Publishes messages of a shape as fast as they are taken, and stays a bounded number of readings ahead of what is committed, as a
 * broker's bounded queue would make it.
 */
final class BoundedLoad {
    private static final long MOST_AHEAD = 300_000;

    private final BenchPublisher publisher;
    private final Account account;
    private final Shape shape;
    private final Instant begun = Instant.now();
    private long readings;
    private long messages;

    /** One that has not begun. @param account of the database that all its readings come into */
    BoundedLoad(BenchPublisher publisher, Account account, Shape shape) {
        this.publisher = publisher;
        this.account = account;
        this.shape = shape;
    }

    /** Goes on for so long. @throws BenchException where nothing is committed any more */
    void publish(Duration length) throws SQLException, InterruptedException, MqttException {
        long end = System.nanoTime() + length.toNanos();
        long committed = 0;
        while (System.nanoTime() < end) {
            publishNext();
            if (readings - committed > MOST_AHEAD) {
                committed = account.awaitCommitted(readings - MOST_AHEAD);
            }
        }
    }

    /** Goes on with so many messages, whatever is committed meanwhile. */
    void publish(long count) throws InterruptedException, MqttException {
        for (long left = count; left > 0; left--) {
            publishNext();
        }
    }

    private void publishNext() throws InterruptedException, MqttException {
        BenchMessage message = shape.message(messages++, begun);
        publisher.publish(message);
        readings += message.readings();
    }

    /** Readings that were published. */
    long readings() {
        return readings;
    }

    /** Messages that were published. */
    long messages() {
        return messages;
    }
}
