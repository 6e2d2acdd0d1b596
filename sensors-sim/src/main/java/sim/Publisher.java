package sim;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Publishes messages over MQTT 5 at QoS 1 and lets none be lost: what is not acknowledged when a connection breaks is
 * sent again on the next one, in its order.
 *
 * <p>Publishing blocks while too many messages wait for their acknowledgement, so the broker sets the speed. Messages
 * of one station keep their order. Usable from several threads.
 */
public final class Publisher implements AutoCloseable {
    private static final String ONE_FOR_ALL = "";

    private final Settings settings;
    private final Counters counters;
    private final String clientId;
    private final Map<String, Link> links = new LinkedHashMap<>();
    private boolean closed;

    /** Who holds a connection. */
    public enum Connections {
        /** One connection for all stations; no status is announced, since one last will cannot speak for many. */
        SHARED,
        /**
         * One for each station, opened with its first message, with {@code online} and the last will {@code offline}
         * retained on its status topic. Costs several threads each: for tens of stations, not thousands.
         */
        PER_STATION
    }

    /**
     * Where and how to publish.
     *
     * @param url broker, {@code tcp://host:port} or {@code ssl://host:port}
     * @param user user name, null for none
     * @param password password, null for none
     * @param connections who holds a connection
     * @param maxInFlight messages of one connection waiting for their acknowledgement, 1..65535; a broker may allow
     *     fewer
     * @param patience how long a broker may be unreachable, and how long closing waits for acknowledgements
     */
    public record Settings(
            String url,
            @Nullable String user,
            @Nullable String password,
            Connections connections,
            int maxInFlight,
            Duration patience) {

        /** Checks the bounds. */
        public Settings {
            if (maxInFlight < 1 || maxInFlight > 65_535) {
                throw new IllegalArgumentException("1 to 65535 messages can be in flight, not " + maxInFlight);
            }
        }

        /** One shared connection without a user, 200 in flight, five minutes of patience. */
        public static Settings of(String url) {
            return new Settings(url, null, null, Connections.SHARED, 200, Duration.ofMinutes(5));
        }

        /** The same with a user. */
        public Settings withUser(@Nullable String name, @Nullable String secret) {
            return new Settings(url, name, secret, connections, maxInFlight, patience);
        }

        /** The same with other connections. */
        public Settings withConnections(Connections others) {
            return new Settings(url, user, password, others, maxInFlight, patience);
        }

        /** The same with another bound on what is in flight. */
        public Settings withMaxInFlight(int bound) {
            return new Settings(url, user, password, connections, bound, patience);
        }

        /** The same with another patience. */
        public Settings withPatience(Duration other) {
            return new Settings(url, user, password, connections, maxInFlight, other);
        }

        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Settings[" + url + ", " + connections + ", maxInFlight=" + maxInFlight + "]";
        }
    }

    /** Counts for all links together, and tells the listener. */
    static final class Counters {
        private final AtomicLong sent = new AtomicLong();
        private final AtomicLong acked = new AtomicLong();
        private final AtomicLong resent = new AtomicLong();
        private final AtomicLong reconnects = new AtomicLong();
        private final Consumer<Progress> listener;

        Counters(Consumer<Progress> listener) {
            this.listener = listener;
        }

        void countSent() {
            sent.incrementAndGet();
        }

        void countAcked() {
            acked.incrementAndGet();
            listener.accept(progress());
        }

        void countResent() {
            resent.incrementAndGet();
        }

        void countReconnect() {
            reconnects.incrementAndGet();
        }

        Progress progress() {
            long ackedFirst = acked.get();
            return new Progress(sent.get(), ackedFirst, resent.get(), reconnects.get());
        }
    }

    private Publisher(Settings settings, Consumer<Progress> listener) {
        this.settings = settings;
        this.counters = new Counters(listener);
        this.clientId = "sim-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A publisher that tells nobody how far it has come. */
    public static Publisher open(Settings settings) throws InterruptedException {
        return open(settings, progress -> {});
    }

    /**
     * Connects, where one connection serves all; otherwise stations connect with their first message.
     *
     * @param listener told of every acknowledgement, on the thread of a connection; must be quick and must not publish
     * @throws BrokerException if the broker refuses, or cannot be reached for as long as the patience lasts
     */
    public static Publisher open(Settings settings, Consumer<Progress> listener) throws InterruptedException {
        Publisher publisher = new Publisher(settings, listener);
        if (settings.connections() == Connections.SHARED) {
            publisher.link(ONE_FOR_ALL, null).awaitConnected();
        }
        return publisher;
    }

    /**
     * Publishes one message; returns when it is on its way, not when it is acknowledged.
     *
     * @throws BrokerException if the broker refused an earlier message or stayed away too long
     */
    public void publish(Message message) throws InterruptedException {
        linkOf(message).publish(message);
    }

    /** Publishes a finite stream as fast as acknowledgements allow and waits for all of them. */
    public void publishAll(Stream<Message> messages) throws InterruptedException {
        Iterator<Message> each = messages.iterator();
        while (each.hasNext()) {
            publish(each.next());
        }
        awaitAcknowledged();
    }

    /** Publishes a stream at a pace and waits for all acknowledgements. */
    public void publish(Stream<Timed> messages, Pace pace) throws InterruptedException {
        Iterator<Timed> each = messages.iterator();
        while (each.hasNext()) {
            Timed next = each.next();
            pace.await(next.due());
            publish(next.message());
        }
        awaitAcknowledged();
    }

    /** Publishes a stream by the clock, each message when it is due, and waits for all acknowledgements. */
    public void publishLive(Stream<Timed> messages, Clock clock) throws InterruptedException {
        publish(messages, Pace.realTime(clock));
    }

    /** Publishes what stations do, faults included, as fast as acknowledgements allow and waits for all of them. */
    public void publishSendings(Iterable<? extends Sending> sendings) throws InterruptedException {
        for (Sending sending : sendings) {
            if (sending instanceof Sending.Sent sent) {
                publish(sent.message());
            }
        }
        awaitAcknowledged();
    }

    /**
     * Waits until everything published so far is acknowledged.
     *
     * @throws BrokerException if the broker refused a message or stayed away too long
     */
    public void awaitAcknowledged() throws InterruptedException {
        for (Link link : allLinks()) {
            link.awaitAcknowledged();
        }
    }

    /** How far it has come. */
    public Progress progress() {
        return counters.progress();
    }

    /**
     * Waits for outstanding acknowledgements, says {@code offline} where {@code online} was said, and disconnects.
     *
     * @throws BrokerException if something stayed unacknowledged; the connections are closed all the same
     */
    @Override
    public void close() {
        List<Link> open = allLinks();
        synchronized (links) {
            closed = true;
        }
        @Nullable RuntimeException first = null;
        for (Link link : open) {
            try {
                link.close();
            } catch (RuntimeException e) {
                first = joined(first, e);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static RuntimeException joined(@Nullable RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }

    private Link linkOf(Message message) {
        return settings.connections() == Connections.SHARED
                ? link(ONE_FOR_ALL, null)
                : link(message.sender(), message.statusTopic());
    }

    private Link link(String owner, @Nullable String statusTopic) {
        synchronized (links) {
            if (closed) {
                throw new IllegalStateException("the publisher is closed");
            }
            return links.computeIfAbsent(owner, o -> Link.open(settings, clientIdOf(o), statusTopic, counters));
        }
    }

    private String clientIdOf(String owner) {
        return owner.isEmpty() ? clientId : clientId + "-" + owner.substring(owner.lastIndexOf('/') + 1);
    }

    private List<Link> allLinks() {
        synchronized (links) {
            return new ArrayList<>(links.values());
        }
    }
}
