package limpid.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    private static final String TOPIC = "limpid/v1/air/A.1/readings";
    private static final int MESSAGES = 200;

    /** That of a service. */
    private static final int WINDOW = 4_000;

    private final Path folder;

    EmbeddedBrokerIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void keepsMessagesAndSessionsBetweenRuns() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            subscribe(broker);
            publish(broker, 0, MESSAGES / 2);
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            publish(broker, MESSAGES / 2, MESSAGES);
            assertEquals(
                    expected(), receive(broker, MESSAGES), "all of a session's messages, in order, over a restart");
        }
    }

    @Test
    void keepsTheOrderOfATopicWhileMessagesWait() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            subscribe(broker);
            Map<String, List<Integer>> received = new HashMap<>();
            try (Flood flood = new Flood(broker);
                    Client service = new Client(broker, "service", true)) {
                flood.start();
                for (int message = 0; message < Flood.STATIONS * Flood.ROUNDS; message++) {
                    int number = Integer.parseInt(service.next());
                    received.computeIfAbsent(service.lastTopic(), none -> new ArrayList<>())
                            .add(number);
                    service.acknowledge();
                }
            }
            List<Integer> inOrder = IntStream.range(0, Flood.ROUNDS).boxed().toList();
            assertEquals(Flood.STATIONS, received.size());
            received.forEach((topic, numbers) -> assertEquals(inOrder, numbers, topic));
        }
    }

    /**
     * What its former connection was handed and did not acknowledge comes first, and then what follows it, however often: so many
     * connections leave more unacknowledged than there are numbers of packets.
     */
    @Test
    void aSessionThatIsTakenOverMissesNothingInBetween() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            subscribe(broker);
            Map<String, Integer> acknowledged = new HashMap<>();
            try (Flood flood = new Flood(broker)) {
                flood.start();
                for (int connection = 0; sum(acknowledged) < Flood.STATIONS * Flood.ROUNDS; connection++) {
                    Client service = new Client(broker, "service", true);
                    Map<String, Integer> next = new HashMap<>();
                    for (int message = 0;
                            message < 1_000 && sum(acknowledged) < Flood.STATIONS * Flood.ROUNDS;
                            message++) {
                        int number = Integer.parseInt(service.next());
                        String topic = service.lastTopic();
                        int wanted = next.getOrDefault(topic, Math.min(number, acknowledged.getOrDefault(topic, 0)));
                        assertEquals(wanted, number, topic + " by connection " + connection);
                        next.put(topic, number + 1);
                        if (message < 500) {
                            service.acknowledge();
                            acknowledged.merge(topic, number + 1, Math::max);
                        }
                    }
                }
            }
        }
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Somebody without the password uses the name of the service's session. */
    @Test
    void whoIsRefusedLeavesTheSessionOfThatNameAlone() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0, 1 << 20, new AllButTheIntruder())) {
            subscribe(broker);
            MqttClient intruder = new MqttClient(broker.url(), "service", new MemoryPersistence());
            try (Client service = new Client(broker, "service", true)) {
                publish(broker, 0, 5);
                for (int message = 0; message < 5; message++) {
                    assertEquals(Integer.toString(message), service.next());
                    if (message == 0) {
                        MqttConnectionOptions wrong = new MqttConnectionOptions();
                        wrong.setUserName(AllButTheIntruder.NAME);
                        wrong.setPassword(bytes("guessed"));
                        wrong.setCleanStart(false);
                        assertThrows(MqttException.class, () -> intruder.connect(wrong));
                    }
                    service.acknowledge();
                }
                // Answered behind all that was acknowledged.
                service.client.subscribe("limpid/v1/+/+/readings", 1);
            }
            intruder.close();
            subscribe(broker);
            publish(broker, 5, 6);
            assertEquals(List.of("5"), receive(broker, 1), "all others were acknowledged");
        }
    }

    /** Users of a broker. */
    private static final class AllButTheIntruder implements BrokerUsers {
        static final String NAME = "intruder";

        @Override
        public boolean enters(String user, String password, String address) {
            return !user.equals(NAME);
        }

        @Override
        public boolean publishes(String user, String topic, String address) {
            return true;
        }

        @Override
        public boolean reads(String user, String address) {
            return true;
        }
    }

    @Test
    void offersAMessageUntilItIsAcknowledged() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            subscribe(broker);
            publish(broker, 0, 1);
            for (int attempt = 0; attempt < 15; attempt++) {
                assertEquals(List.of("0"), leaveUnacknowledged(broker), "attempt " + attempt);
            }
            assertEquals(List.of("0"), receive(broker, 1));
        }
    }

    @Test
    void keepsWhatIsRetained() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                Client station = new Client(broker, "station", false)) {
            station.client.publish("limpid/v1/air/A1/status", bytes("online"), 1, true);
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                Client officer = new Client(broker, "officer", false)) {
            officer.client.subscribe("limpid/v1/+/+/status", 1);
            assertEquals("online", officer.next());
        }
    }

    @Test
    void aTakenPortIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThrows(CannotStart.class, () -> EmbeddedBroker.start(folder, taken.getLocalPort())
                    .close());
        }
    }

    private static void subscribe(EmbeddedBroker broker) throws MqttException {
        try (Client service = new Client(broker, "service", true)) {
            service.client.subscribe("limpid/v1/+/+/readings", 1);
        }
    }

    private static void publish(EmbeddedBroker broker, int from, int to) throws MqttException {
        try (Client station = new Client(broker, "station", false)) {
            for (int i = from; i < to; i++) {
                station.client.publish(TOPIC, bytes(Integer.toString(i)), 1, false);
            }
        }
    }

    private static List<String> receive(EmbeddedBroker broker, int count) throws Exception {
        try (Client service = new Client(broker, "service", true)) {
            List<String> received = new ArrayList<>();
            while (received.size() < count) {
                received.add(service.next());
                service.acknowledge();
            }
            return received;
        }
    }

    private static List<String> leaveUnacknowledged(EmbeddedBroker broker) throws Exception {
        try (Client service = new Client(broker, "service", true)) {
            return List.of(service.next());
        }
    }

    private static List<String> expected() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            expected.add(Integer.toString(i));
        }
        return expected;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Stations that send on one connection without waiting for answers. */
    private static final class Flood implements AutoCloseable {
        static final int STATIONS = 50;
        static final int ROUNDS = 600;
        private static final int UNANSWERED = 2_000;

        private final MqttAsyncClient client;
        private final Thread thread = Thread.ofPlatform().unstarted(this::send);
        private volatile @Nullable MqttException failure;

        Flood(EmbeddedBroker broker) throws MqttException {
            client = new MqttAsyncClient(broker.url(), "stations", new MemoryPersistence());
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setReceiveMaximum(2 * UNANSWERED);
            client.connect(options).waitForCompletion();
        }

        void start() {
            thread.start();
        }

        private void send() {
            try {
                Deque<IMqttToken> unanswered = new ArrayDeque<>();
                for (int round = 0; round < ROUNDS; round++) {
                    for (int station = 0; station < STATIONS; station++) {
                        String topic = "limpid/v1/air/S" + station + "/readings";
                        unanswered.add(client.publish(topic, bytes(Integer.toString(round)), 1, false));
                        if (unanswered.size() > UNANSWERED) {
                            unanswered.remove().waitForCompletion();
                        }
                    }
                }
                for (IMqttToken token : unanswered) {
                    token.waitForCompletion();
                }
            } catch (MqttException e) {
                failure = e;
            }
        }

        @Override
        public void close() throws Exception {
            thread.join();
            client.disconnect().waitForCompletion();
            client.close();
            assertNull(failure);
        }
    }

    /** A client whose session lasts, or not, and that acknowledges by hand. */
    private static final class Client implements MqttCallback, AutoCloseable {
        final MqttClient client;
        private final BlockingQueue<MqttMessage> received = new LinkedBlockingQueue<>();
        private MqttMessage last = new MqttMessage();
        private final Queue<String> topics = new ConcurrentLinkedQueue<>();
        private String lastTopic = "";

        Client(EmbeddedBroker broker, String id, boolean lasting) throws MqttException {
            client = new MqttClient(broker.url(), id, new MemoryPersistence());
            client.setCallback(this);
            client.setManualAcks(true);
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setCleanStart(!lasting);
            options.setReceiveMaximum(WINDOW);
            options.setSessionExpiryInterval(lasting ? 0xFFFFFFFFL : 0L);
            client.connect(options);
        }

        String next() throws InterruptedException {
            last = Objects.requireNonNull(received.poll(10, TimeUnit.SECONDS), "no message within 10 s");
            lastTopic = topics.remove();
            return new String(last.getPayload(), StandardCharsets.UTF_8);
        }

        String lastTopic() {
            return lastTopic;
        }

        void acknowledge() throws MqttException {
            client.messageArrivedComplete(last.getId(), last.getQos());
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            topics.add(topic);
            received.add(message);
        }

        @Override
        public void close() throws MqttException {
            client.disconnect();
            client.close();
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
