package limpid.mqtt;

import static limpid.Samples.AIR;
import static limpid.Samples.at;
import static limpid.Samples.hourJson;
import static limpid.Samples.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limpid.Samples;
import limpid.decode.Limits;
import limpid.decode.Payload;
import limpid.decode.json.JsonDecoder;
import limpid.embedded.EmbeddedBroker;
import limpid.flow.Intake;
import limpid.flow.Room;
import limpid.flow.ScriptedReadings;
import limpid.flow.Sorting;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.measure.Reading;
import limpid.store.Arrival;
import limpid.validate.Verdict;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class SubscriberIT {
    private static final Instant END = at("2026-03-01T01:00:00+08:00");
    private static final Clock CLOCK = Clock.fixed(Samples.ARRIVED, ZoneOffset.UTC);

    private final Path folder;

    SubscriberIT(@TempDir Path folder) {
        this.folder = folder;
    }

    /** A service without its database: subscriber, intake and a scripted store. */
    private static final class Service implements AutoCloseable {
        final ScriptedReadings store = new ScriptedReadings();
        final Intake intake;
        final Subscriber subscriber;

        Service(String url, String clientId, String share) {
            this(url, clientId, share, 1 << 20, 1000);
        }

        Service(String url, String clientId, String share, int bufferBytes, int receiveMaximum) {
            Sorting sorting = new Sorting(
                    Samples.registry(AIR),
                    new JsonDecoder(Parameters.standard(), Flags.standard(), Limits.DEFAULTS),
                    (reading, station, receivedAt) -> new Verdict.Accepted(reading),
                    Samples.NOTHING_REMOVED,
                    Samples.PERIODS,
                    Limits.DEFAULTS);
            intake = new Intake(
                    sorting, store, new Room(bufferBytes, bufferBytes, bufferBytes, 64 * 1024), outcome -> {});
            subscriber = new Subscriber(new MqttSettings(url, "", "", clientId, share, receiveMaximum), intake, CLOCK);
        }

        Service start() throws InterruptedException {
            intake.start();
            subscriber.start();
            await(subscriber::connected);
            return this;
        }

        List<Integer> values() {
            return SubscriberIT.values(store.kept());
        }

        /** Each once, in the order of their numbers: what is not acknowledged may come twice, and out of order. */
        List<Integer> distinct() {
            return values().stream().distinct().sorted().toList();
        }

        @Override
        public void close() {
            subscriber.close();
            intake.close();
        }
    }

    @Test
    void whatIsPublishedWhileTheSubscriberIsAwayArrivesWhenItIsBack() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            try (Service service = new Service(broker.url(), "service", "").start()) {
                publish(broker.url(), 0, 1);
                await(() -> service.values().size() == 1);
                Payload payload = service.store.kept().getFirst().payload();
                assertEquals(topic(AIR), payload.topic());
                assertEquals("mqtt", payload.origin());
                assertEquals(Samples.ARRIVED, payload.receivedAt());
            }
            publish(broker.url(), 1, 300);
            try (Service service = new Service(broker.url(), "service", "").start()) {
                await(() -> service.values().size() >= 299);
                assertEquals(numbers(1, 300), service.values(), "each once and in order");
            }
        }
    }

    @Test
    void nothingIsAcknowledgedBeforeTheCommit() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            Service failing = new Service(broker.url(), "service", "").start();
            failing.store.away(true);
            publish(broker.url(), 0, 20);
            failing.store.awaitAttempts(2);
            assertFalse(failing.intake.storing());
            failing.subscriber.close();
            assertEquals(List.of(), failing.store.kept());
            try (Service service = new Service(broker.url(), "service", "").start()) {
                await(() -> service.distinct().size() == 20);
                assertEquals(numbers(0, 20), service.distinct(), "the broker offers them again");
            }
            failing.store.away(false);
            failing.close();
        }
    }

    @Test
    void whatIsAcknowledgedIsNotOfferedAgain() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            try (Service service = new Service(broker.url(), "service", "").start()) {
                publish(broker.url(), 0, 20);
                await(() -> service.values().size() == 20 && service.intake.waitingBytes() == 0);
            }
            try (Service service = new Service(broker.url(), "service", "").start()) {
                publish(broker.url(), 20, 21);
                await(() -> !service.values().isEmpty());
                assertEquals(List.of(20), service.values());
            }
        }
    }

    @Test
    void aFullBufferHoldsTheBrokerAndLosesNothing() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                Service service = new Service(broker.url(), "service", "", 500, 50).start()) {
            service.store.away(true);
            publish(broker.url(), 0, 200);
            service.store.awaitAttempts(2);
            assertTrue(service.intake.waitingBytes() <= 500);
            assertTrue(service.subscriber.connected());
            service.store.away(false);
            await(() -> service.distinct().size() == 200);
            assertEquals(numbers(0, 200), service.distinct());
        }
    }

    @Test
    void aBrokerThatGoesAndComesBackIsSurvived() throws Exception {
        int port = freePort();
        EmbeddedBroker broker = EmbeddedBroker.start(folder, port);
        try (Service service = new Service(broker.url(), "service", "").start()) {
            publish(broker.url(), 0, 10);
            await(() -> service.values().size() == 10);
            broker.close();
            await(() -> !service.subscriber.connected());
            assertFalse(service.subscriber.why().isEmpty());

            broker = EmbeddedBroker.start(folder, port);
            publish(broker.url(), 10, 20);
            await(() -> service.distinct().size() == 20);
            await(service.subscriber::connected);
            assertEquals(numbers(0, 20), service.distinct());
        } finally {
            broker.close();
        }
    }

    @Test
    void aBrokerThatIsNotThereIsWaitedFor() throws Exception {
        int port = freePort();
        try (Service service = new Service("tcp://127.0.0.1:" + port, "service", "")) {
            service.subscriber.start();
            service.intake.start();
            Thread.sleep(300);
            assertFalse(service.subscriber.connected());
            try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
                await(service.subscriber::connected);
                publish(broker.url(), 0, 1);
                await(() -> service.values().size() == 1);
            }
        }
    }

    @Test
    void aSharedSubscriptionSharesTheWork() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                Service one = new Service(broker.url(), "one", "limpid").start();
                Service other = new Service(broker.url(), "other", "limpid").start()) {
            publish(broker.url(), 0, 200);
            await(() -> one.values().size() + other.values().size() >= 200);
            assertEquals(
                    numbers(0, 200),
                    Stream.of(one.values(), other.values())
                            .flatMap(List::stream)
                            .sorted()
                            .toList(),
                    "each message at one of them");
            assertFalse(one.values().isEmpty());
            assertFalse(other.values().isEmpty());
        }
    }

    @Test
    void whatOneOfAGroupLeavesUnacknowledgedComesAgain() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                Service one = new Service(broker.url(), "one", "limpid").start()) {
            one.store.away(true);
            publish(broker.url(), 0, 50);
            one.store.awaitAttempts(1);
            one.subscriber.close();
            try (Service again = new Service(broker.url(), "one", "limpid").start()) {
                await(() -> again.distinct().size() == 50);
                assertEquals(numbers(0, 50), again.distinct());
            }
            one.store.away(false);
        }
    }

    private static void publish(String url, int from, int to) throws MqttException {
        MqttClient station = new MqttClient(url, "station", new MemoryPersistence());
        station.connect();
        for (int i = from; i < to; i++) {
            byte[] message = hourJson(END, Integer.toString(i)).getBytes(StandardCharsets.UTF_8);
            station.publish(topic(AIR), message, 1, false);
        }
        station.disconnect();
        station.close();
    }

    private static List<Integer> values(Collection<Arrival> arrivals) {
        return arrivals.stream()
                .flatMap(arrival -> arrival.accepted().stream())
                .map(Reading::value)
                .map(value -> Objects.requireNonNull(value).intValueExact())
                .toList();
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long last = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < last, "waited in vain");
            Thread.sleep(10);
        }
    }
}
