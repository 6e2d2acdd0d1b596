package limpid.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import limpid.decode.Payload;
import limpid.decode.Topic;
import limpid.flow.Delivery;
import limpid.flow.Intake;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One connection to the broker, from its beginning to its loss. A lost connection is thrown away with its client: Paho's
 * own reconnecting leaks, and its acknowledgements would name messages of another connection.
 */
final class Connection implements MqttCallback, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Connection.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SHORT_WAIT = Duration.ofMillis(200);
    private static final long SESSION_FOR_EVER = 0xFFFF_FFFFL;
    private static final int QOS_AT_LEAST_ONCE = 1;
    private static final String ORIGIN = "mqtt";

    private final MqttSettings settings;
    private final Intake intake;
    private final Clock clock;
    private final MqttAsyncClient client;
    private final CountDownLatch lost = new CountDownLatch(1);

    private volatile String why = "";

    Connection(MqttSettings settings, Intake intake, Clock clock) throws MqttException {
        this.settings = settings;
        this.intake = intake;
        this.clock = clock;
        client = new MqttAsyncClient(settings.url(), settings.clientId(), new MemoryPersistence());
        client.setManualAcks(true);
        client.setCallback(this);
    }

    void open() throws MqttException {
        client.connect(options()).waitForCompletion(PATIENCE.toMillis());
        client.subscribe(subscription(), QOS_AT_LEAST_ONCE).waitForCompletion(PATIENCE.toMillis());
    }

    private String subscription() {
        return settings.share().isEmpty()
                ? Topic.ALL_READINGS
                : "$share/" + settings.share() + "/" + Topic.ALL_READINGS;
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(SESSION_FOR_EVER);
        options.setReceiveMaximum(settings.receiveMaximum());
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout((int) PATIENCE.toSeconds());
        if (!settings.user().isEmpty()) {
            options.setUserName(settings.user());
            options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
        }
        return options;
    }

    /** Waits until the connection is gone and tells why. */
    String awaitLoss() throws InterruptedException {
        lost.await();
        return why;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
        Payload payload = new Payload(topic, message.getPayload(), clock.instant(), ORIGIN);
        Delivery delivery = new Delivery(payload, () -> acknowledge(message));
        // A full buffer holds this thread and so the broker; a lost connection frees it, and the broker sends again.
        while (lost.getCount() > 0) {
            if (intake.offer(delivery, SHORT_WAIT)) {
                return;
            }
        }
    }

    private void acknowledge(MqttMessage message) {
        if (lost.getCount() == 0) {
            return;
        }
        try {
            client.messageArrivedComplete(message.getId(), message.getQos());
        } catch (MqttException e) {
            // The connection went in the meantime: the broker sends the message again and it counts as a duplicate.
            LOG.log(System.Logger.Level.DEBUG, "message {0} stays unacknowledged: {1}", message.getId(), e);
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        end(String.valueOf(response.getException() == null ? response.getReasonString() : response.getException()));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        LOG.log(System.Logger.Level.WARNING, "MQTT client: {0}", exception);
    }

    void end(String reason) {
        why = reason;
        lost.countDown();
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // nothing is published on this connection
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // subscribing here would deadlock; open() does it
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // enhanced authentication is not asked for
    }

    /** Leaves the broker, which keeps the session and all that is not acknowledged. */
    @Override
    public void close() {
        end("closed");
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(PATIENCE.toMillis());
            }
        } catch (MqttException e) {
            LOG.log(System.Logger.Level.DEBUG, "disconnecting: {0}", e);
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.log(System.Logger.Level.WARNING, "closing the MQTT client: {0}", e);
        }
    }
}
