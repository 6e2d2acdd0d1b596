package limpid.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static limpid.Samples.AIR;
import static limpid.Samples.at;
import static limpid.Samples.hourJson;
import static limpid.Samples.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import limpid.Waiting;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.mqtt.packet.Bytes;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Retained messages, and what a session may still hold from earlier versions. */
@Timeout(90)
class RetainedIT {
    private static final String STATION = AIR.code();

    private final Path folder;

    RetainedIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aRetainedReadingIsKeptOnceAndNeverComesBackThroughTheEmbeddedBroker() throws Exception {
        try (StationsBroker broker = StationsBroker.embedded(folder)) {
            aRetainedReadingIsKeptOnce(broker);
        }
    }

    @Test
    void aRetainedReadingIsKeptOnceAndNeverComesBackThroughMosquitto() throws Exception {
        try (StationsBroker broker = StationsBroker.mosquitto(folder, STATION)) {
            aRetainedReadingIsKeptOnce(broker);
        }
    }

    /** It is a reading when it is published, whatever its flag; copies of it would overwrite what followed. */
    private static void aRetainedReadingIsKeptOnce(StationsBroker broker) throws Exception {
        try (Service service = new Service(broker.service()).start()) {
            publish(broker, 1, true);
            publish(broker, 2, false);
            Waiting.until(() -> service.values().size() == 2 && service.intake.waitingBytes() == 0);
            assertEquals(List.of(1, 2), service.values());
        }
        try (Service service = new Service(broker.service()).start()) {
            publish(broker, 3, false);
            Waiting.until(() -> service.values().contains(3));
            assertEquals(List.of(3), service.values(), "after a restart of the service");
            broker.restart();
            Waiting.until(() -> publishes(broker, 4));
            Waiting.until(() -> service.values().contains(4));
            Waiting.until(service.subscriber::connected);
            assertEquals(List.of(3, 4), service.distinct(), "after a restart of the broker");
            assertEquals(List.of(), service.refusals());
        }
    }

    /** A broker of MQTT 5 sends none to our subscription; one that does must not do harm. */
    @Test
    void aCopyThatComesAllTheSameIsRefused() throws Exception {
        byte[] copy = ScriptedBroker.message(7, topic(AIR), message(1));
        copy[0] |= 0x01;
        byte[] live = ScriptedBroker.message(8, topic(AIR), message(2));
        try (ScriptedBroker broker = new ScriptedBroker(
                        1, number -> new Bytes().raw(copy).raw(live).array());
                Service service = new Service(new MqttSettings(broker.url(), "", "", "service", 100, 1 << 20))) {
            service.start();
            Waiting.until(() -> broker.acknowledged.size() == 2);
            assertEquals(List.of(2), service.values());
            assertEquals(
                    List.of(Reason.RETAINED),
                    service.refusals().stream().map(Refusal::reason).toList());
        }
    }

    @Test
    void aSharedSubscriptionIsTakenBackFromMosquitto() throws Exception {
        try (StationsBroker broker = StationsBroker.mosquitto(folder, STATION)) {
            aSharedSubscriptionIsTakenBack(broker);
        }
    }

    /** As an earlier version leaves it: a session with one, and messages waiting in it. */
    private static void aSharedSubscriptionIsTakenBack(StationsBroker broker) throws Exception {
        MqttSettings settings = broker.service();
        MqttClient earlier = new MqttClient(settings.url(), "service", new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(0xFFFF_FFFFL);
        if (!settings.user().isEmpty()) {
            options.setUserName(settings.user());
            options.setPassword(settings.password().getBytes(UTF_8));
        }
        earlier.connect(options);
        earlier.subscribe("$share/g/limpid/v1/+/+/readings", 1);
        earlier.disconnect();
        earlier.close();
        publish(broker, 1, false);

        String waits = SharedSubscription.takeBack(settings, "g");
        assertTrue(waits.startsWith("The session 'service' has 1 messages or more waiting"), waits);
        try (Service service = new Service(settings).start()) {
            Waiting.until(() -> service.distinct().equals(List.of(1)) && service.intake.waitingBytes() == 0);
        }
        publish(broker, 2, false);
        assertEquals(
                "The session 'service' held the subscription $share/g/limpid/v1/+/+/readings; it was taken back.",
                SharedSubscription.takeBack(settings, "g"));
        try (Service service = new Service(settings).start()) {
            publish(broker, 3, false);
            Waiting.until(() -> service.distinct().equals(List.of(2, 3)));
            assertEquals(
                    1, service.values().stream().filter(value -> value == 3).count(), "each once");
        }
        assertEquals(
                "The session 'service' holds no subscription $share/g/limpid/v1/+/+/readings.",
                SharedSubscription.takeBack(settings, "g"));
    }

    @Test
    void aBrokerThatIsAwayIsSaidWhenASubscriptionIsToBeTakenBack() throws Exception {
        String told = SharedSubscription.takeBack(
                new MqttSettings("tcp://127.0.0.1:1", "", "", "service", 100, 1 << 20), "g");
        assertTrue(told.startsWith("Whether the session 'service' still holds the subscription"), told);
    }

    private static byte[] message(int value) {
        return hourJson(at("2026-03-01T01:00:00+08:00"), Integer.toString(value))
                .getBytes(UTF_8);
    }

    private static void publish(StationsBroker broker, int value, boolean retained) throws Exception {
        try (RawStation station = new RawStation(broker.stations(), STATION)) {
            byte[] packet = Bytes.publish(topic(AIR).getBytes(UTF_8), new byte[0], message(value));
            packet[0] |= (byte) (retained ? 1 : 0);
            station.send(packet);
            assertEquals(0, station.answer());
        }
    }

    private static boolean publishes(StationsBroker broker, int value) {
        try {
            publish(broker, value, false);
            return true;
        } catch (IOException notYet) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
