package limpid.mqtt;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import limpid.flow.BackOff;
import limpid.flow.Taker;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the readings of all stations from the broker, QoS 1, in a session that outlives the connection. Acknowledges a
 * message after its commit. Comes back by itself when the connection is lost.
 */
public final class Subscriber implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Subscriber.class.getName());
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5));

    private static final String NOT_OURS =
            "this instance stands by: another one is subscribed, or the log does not answer";
    private static final String TURN_ENDED = "another instance takes the messages now";

    /** A connection lost sooner is one more failure, not a new beginning: the next must not follow at once. */
    private static final Duration LASTING = Duration.ofSeconds(10);

    private final MqttSettings settings;
    private final Taker taker;
    private final BooleanSupplier turn;
    private final Clock clock;
    private final DeadlyPackets deadly = new DeadlyPackets();
    private final Thread keeper = Thread.ofPlatform().name("mqtt").unstarted(this::run);

    private volatile boolean closing;
    private volatile @Nullable Connection connection;
    private volatile String why = "not yet connected";

    /**
     * A subscriber that is not yet connected.
     *
     * @param turn whether it is this instance that takes the broker's messages: a session has one subscriber
     */
    public Subscriber(MqttSettings settings, Taker taker, Clock clock, BooleanSupplier turn) {
        this.settings = settings;
        this.taker = taker;
        this.clock = clock;
        this.turn = turn;
    }

    /** One whose turn it always is. */
    public Subscriber(MqttSettings settings, Taker taker, Clock clock) {
        this(settings, taker, clock, () -> true);
    }

    /** Connects, and stays connected until closed. */
    public void start() {
        keeper.start();
    }

    /** Whether another instance takes the messages, and this one stands by. */
    public boolean standsBy() {
        return why.equals(NOT_OURS);
    }

    /** Whether messages arrive. */
    public boolean connected() {
        return why.isEmpty();
    }

    /** Why nothing arrives, in a sentence; empty while connected. */
    public String why() {
        return why;
    }

    /** Hands a message to the broker, at most once. @return whether the connection took it; false while there is none */
    public boolean publish(String topic, byte[] message) {
        Connection current = connection;
        return connected() && current != null && current.publish(topic, message);
    }

    private void run() {
        Duration pause = BACK_OFF.first();
        try {
            while (!closing) {
                if (!turn.getAsBoolean()) {
                    say(NOT_OURS, System.Logger.Level.INFO, NOT_OURS);
                    Thread.sleep(BACK_OFF.first());
                    continue;
                }
                pause = stayConnected() ? BACK_OFF.first() : BACK_OFF.after(pause);
                if (!closing) {
                    Thread.sleep(pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was a connection for a while. */
    private boolean stayConnected() throws InterruptedException {
        try (Connection current = new Connection(settings, taker, clock, deadly)) {
            connection = current;
            current.open();
            long since = System.nanoTime();
            say("", System.Logger.Level.INFO, "connected to " + settings.url());
            String reason = current.awaitLoss(turn, TURN_ENDED);
            say(reason, System.Logger.Level.WARNING, "connection to " + settings.url() + " lost: " + reason);
            return Duration.ofNanos(System.nanoTime() - since).compareTo(LASTING) > 0;
        } catch (MqttException | RuntimeException | Error e) {
            // An Error too: a connection that could not be made for want of memory is made later, or the city is deaf.
            say(e.toString(), System.Logger.Level.WARNING, "no connection to " + settings.url() + ": " + e);
            return false;
        }
    }

    /** Says each change once, not each try. */
    private void say(String reason, System.Logger.Level level, String text) {
        if (!closing && !why.equals(reason)) {
            LOG.log(level, text);
        }
        why = reason;
    }

    /** Leaves the broker; it keeps the session. */
    @Override
    public void close() {
        closing = true;
        Connection current = connection;
        if (current != null) {
            current.end(Connection.CLOSED);
        }
        keeper.interrupt();
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
