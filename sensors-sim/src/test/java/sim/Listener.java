package sim;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Hears everything under limpid/ while it is connected. */
final class Listener implements MqttCallback, AutoCloseable {
    private static final long WAIT_MILLIS = 10_000;

    final List<String> heard = new CopyOnWriteArrayList<>();
    private final String url;
    private MqttAsyncClient client;

    Listener(String url) throws MqttException {
        this.url = url;
        this.client = connect();
    }

    /** Connects and subscribes again after the broker was away. */
    void resume() throws MqttException {
        client.close(true);
        client = connect();
    }

    private MqttAsyncClient connect() throws MqttException {
        MqttAsyncClient fresh = new MqttAsyncClient(url, "listener", new MemoryPersistence());
        fresh.setCallback(this);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        fresh.connect(options).waitForCompletion(WAIT_MILLIS);
        fresh.subscribe("limpid/#", 1).waitForCompletion(WAIT_MILLIS);
        return fresh;
    }

    /** Waits until what was heard satisfies the condition, or ten seconds are over. */
    boolean await(Predicate<List<String>> condition) throws InterruptedException {
        for (int attempt = 0; attempt < 200 && !condition.test(heard); attempt++) {
            Thread.sleep(50);
        }
        return condition.test(heard);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        heard.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        // The test restarts the broker and resumes.
    }

    @Override
    public void mqttErrorOccurred(MqttException e) {
        heard.add("error " + e);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // Publishes nothing.
    }

    @Override
    public void connectComplete(boolean reconnect, String server) {
        // The connect call waits for the same.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        heard.add("auth " + reasonCode);
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect().waitForCompletion(WAIT_MILLIS);
        }
        client.close(true);
    }
}
