package limpid.mqtt;

import static limpid.Samples.AIR;
import static limpid.Samples.at;
import static limpid.Samples.hourJson;
import static limpid.Samples.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import limpid.Waiting;
import limpid.flow.Delivery;
import limpid.flow.Taker;
import limpid.measure.Refusal;
import limpid.mqtt.packet.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a broker, or our own code behind it, can do to a connection; no broker worth its name does. */
@Timeout(90)
class BadBrokerIT {
    private static final byte[] GOOD =
            hourJson(at("2026-03-01T01:00:00+08:00"), "1").getBytes(StandardCharsets.UTF_8);

    private static MqttSettings settings(ScriptedBroker broker) {
        return new MqttSettings(broker.url(), "", "", "service", 100, 1 << 20);
    }

    private static byte[] good(int packetId) {
        return ScriptedBroker.message(packetId, topic(AIR), GOOD);
    }

    private static byte[] both(byte[] one, byte[] other) {
        return new Bytes().raw(one).raw(other).array();
    }

    @Test
    void aMessageThatCannotBeTakenIsSteppedOverTheThirdTime() throws Exception {
        byte[] qos2 = Bytes.packet(
                0x34, new Bytes().text(topic(AIR)).two(7).of(0).raw(GOOD).array());
        try (ScriptedBroker broker = new ScriptedBroker(1, number -> both(qos2, good(8)));
                Service service = new Service(settings(broker))) {
            service.start();
            Waiting.until(() -> broker.acknowledged.contains(8));
            assertEquals(3, broker.connections());
            assertEquals(List.of(8), broker.acknowledged);
            List<Refusal> refusals = service.refusals();
            assertEquals(1, refusals.size());
            assertEquals(Refusal.Reason.BAD_PACKET, refusals.getFirst().reason());
            assertTrue(refusals.getFirst().detail().contains("QoS 2"), refusals.getFirst()::detail);
            assertTrue(service.subscriber.connected());
        }
    }

    @Test
    void whatIsNoMqttEndsTheConnectionWithTheReason() throws Exception {
        try (ScriptedBroker broker =
                        new ScriptedBroker(1, number -> number == 1 ? new byte[] {0x40, -1, -1, -1, -1, 1} : good(8));
                Service service = new Service(settings(broker))) {
            service.subscriber.start();
            service.intake.start();
            Waiting.until(() -> service.subscriber.why().contains("no MQTT packet"));
            Waiting.until(() -> broker.acknowledged.contains(8));
            assertTrue(service.subscriber.connected());
        }
    }

    @Test
    void anErrorOfOursEndsTheConnectionAtOnceAndTheMessageIsSteppedOverTheThirdTime() throws Exception {
        List<Delivery> taken = new CopyOnWriteArrayList<>();
        AtomicInteger failures = new AtomicInteger();
        Taker taker = (delivery, patience) -> {
            if (delivery.refusal() == null) {
                failures.incrementAndGet();
                throw new OutOfMemoryError("made up");
            }
            return taken.add(delivery);
        };
        DeadlyPackets deadly = new DeadlyPackets();
        try (ScriptedBroker broker = new ScriptedBroker(1, number -> good(number))) {
            for (int i = 0; i < 2; i++) {
                try (Connection connection = new Connection(settings(broker), taker, Clock.systemUTC(), deadly)) {
                    connection.open();
                    assertTrue(connection.awaitLoss(() -> true, "").contains("OutOfMemoryError: made up"));
                }
            }
            try (Connection connection = new Connection(settings(broker), taker, Clock.systemUTC(), deadly)) {
                connection.open();
                Waiting.until(() -> taken.size() == 1);
                taken.getFirst().acknowledge().run();
                Waiting.until(() -> broker.acknowledged.contains(3));
            }
            assertEquals(2, failures.get());
            assertEquals(List.of(3), broker.acknowledged);
            assertEquals(
                    Refusal.Reason.BAD_PACKET,
                    Objects.requireNonNull(taken.getFirst().refusal()).reason());
        }
    }

    @Test
    void aSubscriptionThatIsRefusedIsNoConnection() throws Exception {
        try (ScriptedBroker broker = new ScriptedBroker(0x87, number -> new byte[0]);
                Service service = new Service(settings(broker))) {
            service.subscriber.start();
            Waiting.until(() -> service.subscriber.why().contains("0x87"));
            assertFalse(service.subscriber.connected());
        }
    }

    /** As a proxy does whose broker is away: Paho waits for ever for its own receiver if it dies so early. */
    @Test
    void aBrokerThatHangsUpAtOnceLeavesNoThreads() throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> {
                while (!server.isClosed()) {
                    try (Socket client = server.accept()) {
                        accepted.incrementAndGet();
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            MqttSettings settings =
                    new MqttSettings("tcp://127.0.0.1:" + server.getLocalPort(), "", "", "hung-up", 100, 1 << 20);
            try (Service service = new Service(settings)) {
                service.subscriber.start();
                Waiting.until(() -> accepted.get() >= 3);
                assertFalse(service.subscriber.connected());
                assertFalse(service.subscriber.why().isEmpty());
            }
        }
        Waiting.until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("hung-up")));
    }

    @Test
    void whateverEndsATaskIsTold() throws Exception {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        try (WatchedTasks tasks = new WatchedTasks(told::add)) {
            tasks.submit(() -> {
                throw new NegativeArraySizeException("-5536");
            });
            tasks.execute(() -> {
                throw new StackOverflowError();
            });
            Waiting.until(() -> told.size() == 2);
            tasks.submit(() -> {}).get();
            assertEquals(2, told.size());
        }
    }
}
