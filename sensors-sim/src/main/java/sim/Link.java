package sim;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;

/**
 * One connection kept alive. It owns what is unacknowledged; a Paho client is used for one connection only and closed
 * when that is lost, since reconnecting clients leak and resend on their own terms.
 */
final class Link {
    private static final Logger LOG = System.getLogger(Link.class.getName());
    private static final int QOS = 1;
    private static final int FIRST_ERROR_CODE = 0x80;
    private static final long HANDSHAKE_MILLIS = 10_000;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Publisher.Settings settings;
    private final String clientId;
    private final @Nullable String statusTopic;
    private final Publisher.Counters counters;
    private final Thread keeper;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Long, Message> unacknowledged = new LinkedHashMap<>();
    private long nextNumber;
    private @Nullable Session session;
    private boolean ready;
    private boolean closing;
    private @Nullable BrokerException failure;

    private Link(
            Publisher.Settings settings, String clientId, @Nullable String statusTopic, Publisher.Counters counters) {
        this.settings = settings;
        this.clientId = clientId;
        this.statusTopic = statusTopic;
        this.counters = counters;
        this.keeper = Thread.ofPlatform().daemon().name("keeper-" + clientId).unstarted(this::keepConnected);
    }

    static Link open(
            Publisher.Settings settings, String clientId, @Nullable String statusTopic, Publisher.Counters counters) {
        Link link = new Link(settings, clientId, statusTopic, counters);
        link.keeper.start();
        return link;
    }

    void awaitConnected() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!ready) {
                throwIfFailed();
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void publish(Message message) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Session current = awaitRoom();
            long number = nextNumber++;
            unacknowledged.put(number, message);
            counters.countSent();
            current.send(number, message);
        } finally {
            lock.unlock();
        }
    }

    private Session awaitRoom() throws InterruptedException {
        while (true) {
            throwIfFailed();
            Session current = session;
            if (ready && current != null && current.hasRoom()) {
                return current;
            }
            changed.await();
        }
    }

    void awaitAcknowledged() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!unacknowledged.isEmpty()) {
                throwIfFailed();
                changed.await();
            }
            throwIfFailed();
        } finally {
            lock.unlock();
        }
    }

    private void throwIfFailed() {
        if (failure != null) {
            throw new BrokerException(String.valueOf(failure.getMessage()), failure);
        }
        if (closing) {
            throw new IllegalStateException("the connection is closed");
        }
    }

    /** Waits for acknowledgements as long as the patience lasts, says goodbye and disconnects. */
    void close() {
        try {
            boolean complete = awaitEmptyFor(settings.patience());
            stopKeeper();
            sayGoodbye(complete);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopKeeper();
            discard(session);
            throw new BrokerException("closing " + clientId + " was interrupted", e);
        }
    }

    private boolean awaitEmptyFor(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (!unacknowledged.isEmpty() && failure == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            return unacknowledged.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void stopKeeper() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        keeper.interrupt();
    }

    private void sayGoodbye(boolean complete) throws InterruptedException {
        keeper.join();
        Session last = session;
        if (last != null && !last.lost) {
            last.disconnect();
        }
        discard(last);
        if (!complete) {
            throw new BrokerException(
                    unacknowledged.size() + " messages of " + clientId + " stay unacknowledged", failure);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** The keeper's life: connect, send again what is open, wait until the connection is lost, and so on. */
    private void keepConnected() {
        try {
            connectWithPatience();
            while (awaitLost()) {
                discard(session);
                connectWithPatience();
                counters.countReconnect();
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "{0}: keeper stopped", clientId);
        } catch (BrokerException e) {
            fail(e);
        } catch (RuntimeException e) {
            fail(new BrokerException("keeping " + clientId + " connected", e));
        }
    }

    private boolean awaitLost() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (session != null && !session.lost && !closing) {
                changed.await();
            }
            ready = false;
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    private void connectWithPatience() throws InterruptedException {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                begin(Session.connect(this));
                return;
            } catch (MqttException e) {
                if (isRefusal(e) || System.nanoTime() > deadline) {
                    throw new BrokerException("connecting " + clientId + " to " + settings.url() + ": " + e, e);
                }
                LOG.log(Level.DEBUG, "{0}: no connection yet: {1}", clientId, e);
            }
            Thread.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private static boolean isRefusal(MqttException e) {
        return switch (e.getReasonCode()) {
            case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD,
                    MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED,
                    MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID,
                    MqttReturnCode.RETURN_CODE_UNSUPPORTED_PROTOCOL_VERSION -> true;
            default -> false;
        };
    }

    /**
     * Sends again what is open, oldest first, before anybody may publish; gives up quietly if this session is lost too.
     */
    private void begin(Session fresh) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            session = fresh;
            for (long number : List.copyOf(unacknowledged.keySet())) {
                while (!fresh.lost && !fresh.hasRoom()) {
                    changed.await();
                }
                resend(number, fresh);
            }
            ready = !fresh.lost;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void resend(long number, Session fresh) {
        Message message = unacknowledged.get(number);
        if (message != null && !fresh.lost) {
            counters.countResent();
            fresh.send(number, message);
        }
    }

    private void acknowledged(Session from, long number, int[] codes) {
        lock.lock();
        try {
            from.inFlight--;
            Message message = unacknowledged.get(number);
            if (message == null) {
                return;
            }
            if (isError(codes)) {
                fail(new BrokerException(
                        "publishing to " + message.topic() + ": refused, reason code " + codes[0], null));
                return;
            }
            unacknowledged.remove(number);
            // Told before anybody who waits for the last acknowledgement goes on.
            counters.countAcked();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isError(int @Nullable [] codes) {
        return codes != null && codes.length > 0 && codes[0] >= FIRST_ERROR_CODE;
    }

    private void lost(Session which, @Nullable Throwable cause) {
        LOG.log(Level.DEBUG, "{0}: connection lost: {1}", clientId, cause);
        lock.lock();
        try {
            which.lost = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(BrokerException cause) {
        lock.lock();
        try {
            failure = failure == null ? cause : failure;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void discard(@Nullable Session old) {
        if (old != null) {
            old.discard();
        }
    }

    /** One connection, from CONNECT to its loss. Mutable state is guarded by the link's lock. */
    private static final class Session implements MqttCallback {
        private final Link link;
        private final MqttAsyncClient client;
        private int window;
        private int inFlight;
        private boolean lost;

        private Session(Link link) throws MqttException {
            this.link = link;
            this.client = new MqttAsyncClient(link.settings.url(), link.clientId, new MemoryPersistence());
            client.setCallback(this);
        }

        static Session connect(Link link) throws MqttException {
            Session session = new Session(link);
            try {
                session.handshake();
                return session;
            } catch (MqttException e) {
                session.discard();
                throw e;
            }
        }

        private void handshake() throws MqttException {
            IMqttToken connected = client.connect(options());
            connected.waitForCompletion(HANDSHAKE_MILLIS);
            window = Math.min(link.settings.maxInFlight(), receiveMaximum(connected));
            if (link.statusTopic != null) {
                client.publish(link.statusTopic, status("online")).waitForCompletion(HANDSHAKE_MILLIS);
            }
        }

        /** What the broker takes at once; Paho refuses to send more. */
        private static int receiveMaximum(IMqttToken connected) {
            MqttProperties properties = connected.getResponseProperties();
            Integer maximum = properties == null ? null : properties.getReceiveMaximum();
            return maximum == null ? 65_535 : maximum;
        }

        private MqttConnectionOptions options() {
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setCleanStart(true);
            options.setAutomaticReconnect(false);
            options.setConnectionTimeout((int) (HANDSHAKE_MILLIS / 1000));
            options.setKeepAliveInterval(20);
            if (link.settings.user() != null) {
                options.setUserName(link.settings.user());
            }
            if (link.settings.password() != null) {
                options.setPassword(link.settings.password().getBytes(StandardCharsets.UTF_8));
            }
            if (link.statusTopic != null) {
                options.setWill(link.statusTopic, status("offline"));
            }
            return options;
        }

        private static MqttMessage status(String word) {
            MqttMessage message = new MqttMessage(word.getBytes(StandardCharsets.UTF_8));
            message.setQos(QOS);
            message.setRetained(true);
            return message;
        }

        boolean hasRoom() {
            return !lost && inFlight < window;
        }

        /** Sends, or marks the session lost; the message stays with the link either way. */
        void send(long number, Message message) {
            byte[] payload = message.payload().getBytes(StandardCharsets.UTF_8);
            inFlight++;
            try {
                client.publish(message.topic(), payload, QOS, false, null, new Acknowledgement(number));
            } catch (MqttException e) {
                link.lost(this, e);
            }
        }

        private final class Acknowledgement implements MqttActionListener {
            private final long number;

            Acknowledgement(long number) {
                this.number = number;
            }

            @Override
            public void onSuccess(IMqttToken token) {
                link.acknowledged(Session.this, number, token.getReasonCodes());
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {
                link.lost(Session.this, cause);
            }
        }

        void disconnect() {
            try {
                if (link.statusTopic != null) {
                    client.publish(link.statusTopic, status("offline")).waitForCompletion(HANDSHAKE_MILLIS);
                }
                client.disconnect().waitForCompletion(HANDSHAKE_MILLIS);
            } catch (MqttException e) {
                throw new BrokerException("disconnecting " + link.clientId, e);
            }
        }

        /** Frees the client's threads and socket. A client that is half dead complains; that changes nothing for us. */
        void discard() {
            try {
                if (client.isConnected()) {
                    client.disconnectForcibly(0, 1, false);
                }
                client.close(true);
            } catch (MqttException e) {
                LOG.log(Level.DEBUG, "{0}: closing a dead connection: {1}", link.clientId, e);
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            link.lost(this, response.getException());
        }

        @Override
        public void mqttErrorOccurred(MqttException e) {
            LOG.log(Level.WARNING, "{0}: {1}", link.clientId, e);
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            throw new IllegalStateException("nothing was subscribed to, yet a message came on " + topic);
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // The listener of the single message has the answer.
        }

        @Override
        public void connectComplete(boolean reconnect, String url) {
            // The connect call waits for the same.
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            throw new IllegalStateException("no enhanced authentication was asked for, reason code " + reasonCode);
        }
    }
}
