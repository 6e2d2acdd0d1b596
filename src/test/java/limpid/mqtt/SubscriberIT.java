package limpid.mqtt;

import static limpid.Samples.AIR;
import static limpid.Samples.at;
import static limpid.Samples.hourJson;
import static limpid.Samples.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import limpid.Samples;
import limpid.Waiting;
import limpid.decode.Payload;
import limpid.embedded.EmbeddedBroker;
import limpid.embedded.FreePort;
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

    private static final int LONGEST = 1 << 20;

    private final Path folder;

    SubscriberIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void whatIsPublishedWhileTheSubscriberIsAwayArrivesWhenItIsBack() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            try (Service service = new Service(settings(broker.url(), 1000)).start()) {
                publish(broker.url(), 0, 1);
                Waiting.until(() -> service.values().size() == 1);
                Payload payload = service.store.kept().getFirst().payload();
                assertEquals(topic(AIR), payload.topic());
                assertEquals("mqtt", payload.origin());
                assertEquals(Samples.ARRIVED, payload.receivedAt());
            }
            publish(broker.url(), 1, 300);
            try (Service service = new Service(settings(broker.url(), 1000)).start()) {
                Waiting.until(() -> service.values().size() >= 299);
                assertEquals(numbers(1, 300), service.values(), "each once and in order");
            }
        }
    }

    @Test
    void nothingIsAcknowledgedBeforeTheCommit() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            Service failing = new Service(settings(broker.url(), 1000)).start();
            failing.store.away(true);
            publish(broker.url(), 0, 20);
            failing.store.awaitAttempts(2);
            assertFalse(failing.intake.storing());
            failing.subscriber.close();
            assertEquals(List.of(), failing.store.kept());
            try (Service service = new Service(settings(broker.url(), 1000)).start()) {
                Waiting.until(() -> service.distinct().size() == 20);
                assertEquals(numbers(0, 20), service.distinct(), "the broker offers them again");
            }
            failing.store.away(false);
            failing.close();
        }
    }

    @Test
    void whatIsAcknowledgedIsNotOfferedAgain() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            try (Service service = new Service(settings(broker.url(), 1000)).start()) {
                publish(broker.url(), 0, 20);
                Waiting.until(() -> service.values().size() == 20 && service.intake.waitingBytes() == 0);
            }
            try (Service service = new Service(settings(broker.url(), 1000)).start()) {
                publish(broker.url(), 20, 21);
                Waiting.until(() -> !service.values().isEmpty());
                assertEquals(List.of(20), service.values());
            }
        }
    }

    @Test
    void aFullBufferHoldsTheBrokerAndLosesNothing() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                Service service = new Service(settings(broker.url(), 50), 500).start()) {
            service.store.away(true);
            publish(broker.url(), 0, 200);
            service.store.awaitAttempts(2);
            assertTrue(service.intake.waitingBytes() <= 500);
            assertTrue(service.subscriber.connected());
            service.store.away(false);
            Waiting.until(() -> service.distinct().size() == 200);
            assertEquals(numbers(0, 200), service.distinct());
        }
    }

    @Test
    void aBrokerThatGoesAndComesBackIsSurvived() throws Exception {
        int port = FreePort.find();
        EmbeddedBroker broker = EmbeddedBroker.start(folder, port);
        try (Service service = new Service(settings(broker.url(), 1000)).start()) {
            publish(broker.url(), 0, 10);
            Waiting.until(() -> service.values().size() == 10);
            broker.close();
            Waiting.until(() -> !service.subscriber.connected());
            assertFalse(service.subscriber.why().isEmpty());

            broker = EmbeddedBroker.start(folder, port);
            publish(broker.url(), 10, 20);
            Waiting.until(() -> service.distinct().size() == 20);
            Waiting.until(service.subscriber::connected);
            assertEquals(numbers(0, 20), service.distinct());
        } finally {
            broker.close();
        }
    }

    @Test
    void aBrokerThatIsNotThereIsWaitedFor() throws Exception {
        int port = FreePort.find();
        try (Service service = new Service(settings("tcp://127.0.0.1:" + port, 1000))) {
            service.subscriber.start();
            service.intake.start();
            Thread.sleep(300);
            assertFalse(service.subscriber.connected());
            try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
                Waiting.until(service.subscriber::connected);
                publish(broker.url(), 0, 1);
                Waiting.until(() -> service.values().size() == 1);
            }
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

    private static MqttSettings settings(String url, int receiveMaximum) {
        return new MqttSettings(url, "", "", "service", receiveMaximum, 1 << 20);
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
