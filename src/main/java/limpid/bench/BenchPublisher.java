package limpid.bench;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/** Publishes at QoS 1 on one connection as fast as the broker acknowledges. */
final class BenchPublisher implements AutoCloseable {
    private static final int IN_FLIGHT = 200;
    private static final long PATIENCE_MILLIS = 30_000;
    private static final int REFUSED = 0x80;

    private final MqttAsyncClient client;
    private final Semaphore window = new Semaphore(IN_FLIGHT);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private final MqttActionListener acknowledgement = new MqttActionListener() {
        @Override
        public void onSuccess(IMqttToken token) {
            int[] codes = token.getReasonCodes();
            if (codes != null && codes.length > 0 && codes[0] >= REFUSED) {
                failure.set(new IllegalStateException("the broker refused a message, reason code " + codes[0]));
            }
            window.release();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            failure.set(cause);
            window.release();
        }
    };

    private BenchPublisher(MqttAsyncClient client) {
        this.client = client;
    }

    static BenchPublisher open(BenchTarget target) throws MqttException {
        return open(target, "bench");
    }

    /** Connects. @param name among those of this process */
    static BenchPublisher open(BenchTarget target, String name) throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        options.setUserName(target.mqttUser().isEmpty() ? null : target.mqttUser());
        options.setPassword(target.mqttPassword().isEmpty() ? null : target.mqttPasswordBytes());
        MqttAsyncClient client = new MqttAsyncClient(
                target.mqttUrl(),
                "limpid-" + name + "-" + ProcessHandle.current().pid(),
                new MemoryPersistence());
        client.connect(options).waitForCompletion(PATIENCE_MILLIS);
        return new BenchPublisher(client);
    }

    void publish(BenchMessage message) throws InterruptedException, MqttException {
        takePlace(1);
        client.publish(message.topic(), message.payload(), 1, false, null, acknowledgement);
    }

    /** Waits until the broker has acknowledged everything. */
    void awaitAcknowledged() throws InterruptedException {
        takePlace(IN_FLIGHT);
        window.release(IN_FLIGHT);
    }

    private void takePlace(int places) throws InterruptedException {
        boolean taken = window.tryAcquire(places, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        Throwable failed = failure.get();
        if (failed != null || !taken) {
            throw new IllegalStateException("publishing failed: the broker does not acknowledge", failed);
        }
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect().waitForCompletion(PATIENCE_MILLIS);
        }
        client.close(true);
    }
}
