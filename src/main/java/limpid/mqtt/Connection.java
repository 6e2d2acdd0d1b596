package limpid.mqtt;

import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocketFactory;
import limpid.decode.Handover;
import limpid.decode.ObservationTopic;
import limpid.decode.Payload;
import limpid.decode.Topic;
import limpid.flow.Delivery;
import limpid.flow.Taker;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the broker, from its beginning to its loss. A lost connection is thrown away with its client: Paho's
 * own reconnecting leaks, and its acknowledgements would name messages of another connection.
 */
final class Connection implements MqttCallback, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Connection.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration QUIESCE = Duration.ofSeconds(1);
    private static final Duration SHORT_WAIT = Duration.ofMillis(200);
    private static final long SESSION_FOR_EVER = 0xFFFF_FFFFL;
    private static final int QOS_AT_LEAST_ONCE = 1;
    private static final int SEND_NO_RETAINED = 2;
    private static final int OUR_SUBSCRIPTION = 1;
    private static final int REFUSED = 0x80;
    private static final long MOST_HELD_BYTES = 4L << 20;
    private static final Duration TURN_IS_LOOKED_AT = Duration.ofMillis(500);
    private static final String ORIGIN = "mqtt";

    /** Why a connection ended that was asked to. */
    static final String CLOSED = "closed";

    private final UUID name = UUID.randomUUID();
    private final MqttSettings settings;
    private final Taker taker;
    private final Clock clock;
    private final DeadlyPackets deadly;
    private final OtherSubscription other;
    private final HeldMessages held = new HeldMessages(MOST_HELD_BYTES);
    private final CountDownLatch lost = new CountDownLatch(1);
    private final WatchedTasks tasks = new WatchedTasks(this::taskFailed);
    private final GuardedSocketFactory sockets;
    private final MqttAsyncClient client;

    private boolean identifiers;
    private volatile @Nullable PacketGuard guard;
    private volatile String why = "";

    /** @param deadly remembered from connection to connection */
    Connection(MqttSettings settings, Taker taker, Clock clock, DeadlyPackets deadly) throws MqttException {
        PahoLog.install();
        this.settings = settings;
        this.taker = taker;
        this.clock = clock;
        this.deadly = deadly;
        other = new OtherSubscription(settings.clientId());
        sockets = new GuardedSocketFactory(settings.isTls() ? trusted() : null, this::guarded);
        client = new MqttAsyncClient(settings.plainUrl(), settings.clientId(), new MemoryPersistence(), null, tasks);
        client.setManualAcks(true);
        client.setCallback(this);
    }

    /** Certificates that this Java trusts, as everywhere in it. */
    private static SSLSocketFactory trusted() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private InputStream guarded(InputStream in) {
        PacketGuard made = new PacketGuard(in, settings.longestPayload(), held, deadly, other);
        guard = made;
        return made;
    }

    void open() throws MqttException {
        connect();
        subscribe();
        if (!settings.observations()) {
            // The session may still hold what was asked for before the setting was taken away. Nothing waits for the
            // answer: until
            // then what comes is kept as a message of no topic of ours.
            client.unsubscribe(ObservationTopic.FILTERS.toArray(String[]::new));
        }
    }

    /** Takes the session up, without subscribing. */
    void connect() throws MqttException {
        IMqttToken token = client.connect(options());
        token.waitForCompletion(PATIENCE.toMillis());
        MqttProperties offered = token.getResponseProperties();
        identifiers = offered == null || offered.isSubscriptionIdentifiersAvailable();
    }

    /**
     * Without what the broker retains: after a restart, a copy from long ago would otherwise overwrite what is known
     * since. And without "retain as published", so that the flag marks such a copy and nothing else, should one come.
     */
    void subscribe() throws MqttException {
        MqttSubscription[] wanted =
                settings.filters().stream().map(Connection::subscription).toArray(MqttSubscription[]::new);
        MqttProperties properties = new MqttProperties();
        if (identifiers) {
            properties.setSubscriptionIdentifier(OUR_SUBSCRIPTION);
        }
        IMqttToken token = client.subscribe(wanted, null, null, properties);
        token.waitForCompletion(PATIENCE.toMillis());
        int[] codes = token.getReasonCodes();
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] >= REFUSED) {
                throw new MqttException(
                        codes[i],
                        new IllegalStateException(String.format(
                                "the broker refuses the subscription %s, reason code 0x%02X",
                                wanted[i].getTopic(), codes[i])));
            }
        }
    }

    private static MqttSubscription subscription(String filter) {
        MqttSubscription subscription = new MqttSubscription(filter, QOS_AT_LEAST_ONCE);
        subscription.setRetainHandling(SEND_NO_RETAINED);
        subscription.setRetainAsPublished(false);
        // What this session publishes for subscribers stands under the topics that it takes observations from.
        subscription.setNoLocal(!filter.equals(Topic.ALL_READINGS));
        return subscription;
    }

    /** Hands a message to the broker, at most once. @return whether the connection took it */
    boolean publish(String topic, byte[] message) {
        try {
            client.publish(topic, message, 0, false);
            return true;
        } catch (MqttException e) {
            LOG.log(Level.DEBUG, "{0} is not published: {1}", topic, e);
            return false;
        }
    }

    /** Takes a subscription of the session back; whether there was one. */
    boolean unsubscribe(String filter) throws MqttException {
        IMqttToken token = client.unsubscribe(filter);
        token.waitForCompletion(PATIENCE.toMillis());
        int[] codes = token.getReasonCodes();
        return codes != null && codes.length == 1 && codes[0] == 0;
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(sockets);
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

    /**
     * Waits until the connection is gone and tells why.
     *
     * @param turn  the connection is ended when it is no more
     * @param ended why it is ended then
     */
    String awaitLoss(BooleanSupplier turn, String ended) throws InterruptedException {
        while (!lost.await(TURN_IS_LOOKED_AT.toMillis(), TimeUnit.MILLISECONDS)) {
            if (!turn.getAsBoolean()) {
                end(ended);
            }
        }
        return why;
    }

    /** The message is ours alone: what Paho carried is only its number. */
    @Override
    public void messageArrived(String topic, MqttMessage carried) {
        Arrived message = held.take(PacketGuard.number(carried.getPayload()));
        try {
            handOn(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // Paho would pass over the exception in silence, and the message would wait for the next connection.
            String reason = "handing on a message on '" + message.topic() + "' failed: " + e;
            deadly.ended(message.fingerprint(), reason);
            end(reason);
        }
    }

    private void handOn(Arrived message) throws InterruptedException {
        Payload payload = new Payload(
                message.topic(), message.payload(), clock.instant(), ORIGIN, new Handover(name, message.again()));
        Delivery delivery =
                new Delivery(payload, message.refusal().orElse(null), () -> acknowledge(message.packetId()));
        // A full buffer holds this thread and so the broker; a lost connection frees it, and the broker sends again.
        while (lost.getCount() > 0) {
            if (taker.offer(delivery, SHORT_WAIT)) {
                return;
            }
        }
    }

    private void acknowledge(int packetId) {
        if (lost.getCount() == 0 || packetId == 0) {
            return;
        }
        try {
            client.messageArrivedComplete(packetId, QOS_AT_LEAST_ONCE);
        } catch (MqttException e) {
            // The connection went in the meantime: the broker sends the message again and it counts as a duplicate.
            LOG.log(Level.DEBUG, "message {0} stays unacknowledged: {1}", packetId, e);
        }
    }

    /** Called by the thread that failed; if that is the receiver, it failed over the packet last given to it. */
    private void taskFailed(Throwable thrown) {
        String thread = Thread.currentThread().getName();
        String reason = "the MQTT client failed (" + thread + "): " + thrown;
        PacketGuard current = guard;
        if (thread.startsWith("MQTT Rec") && current != null && lost.getCount() > 0) {
            deadly.ended(current.lastFingerprint(), reason);
        }
        end(reason);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        if (response.getException() != null) {
            end(response.getException().toString());
            return;
        }
        String said = response.getReasonString() == null ? "" : ", " + response.getReasonString();
        end(String.format("the broker disconnected us, reason code 0x%02X%s", response.getReturnCode(), said));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        LOG.log(Level.WARNING, "MQTT client: {0}", exception);
    }

    /** The first reason holds: those that follow are its consequences. */
    void end(String reason) {
        synchronized (lost) {
            if (lost.getCount() > 0) {
                why = reason;
                lost.countDown();
            }
        }
    }

    /** Whether the session was seen to hold another subscription. */
    boolean hasOtherSubscription() {
        return other.isNoticed();
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

    /** Leaves the broker, which keeps the session and all that is not acknowledged. No thread and no socket is left. */
    @Override
    public void close() {
        boolean orderly = lost.getCount() > 0 || why.equals(CLOSED);
        end(CLOSED);
        if (orderly) {
            disconnect();
        }
        held.close();
        sockets.close();
        try {
            client.close(true);
        } catch (MqttException e) {
            // While it connects, or after one of its threads died, Paho refuses to close; its threads are ended below.
            LOG.log(Level.DEBUG, "closing the MQTT client: {0}", e);
        }
        endTasks();
    }

    private void disconnect() {
        try {
            if (client.isConnected()) {
                // Acknowledgements on their way go out before: what is committed need not come again.
                client.disconnect(QUIESCE.toMillis()).waitForCompletion(PATIENCE.toMillis());
            }
        } catch (MqttException e) {
            LOG.log(Level.DEBUG, "disconnecting: {0}", e);
        }
    }

    /** Paho's threads end by themselves once their socket is closed; interrupted while they start, they would hang. */
    private void endTasks() {
        tasks.shutdown();
        try {
            if (!tasks.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "{0} threads of the MQTT client do not end", tasks.getActiveCount());
                tasks.shutdownNow();
            }
        } catch (InterruptedException e) {
            tasks.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
