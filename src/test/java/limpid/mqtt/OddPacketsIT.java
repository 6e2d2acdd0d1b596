package limpid.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static limpid.Samples.AIR;
import static limpid.Samples.at;
import static limpid.Samples.hourJson;
import static limpid.Samples.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import limpid.Waiting;
import limpid.mqtt.packet.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** After each odd message a good one arrives; and the odd one is kept too, if the broker took it. */
@Timeout(180)
class OddPacketsIT {
    private static final String STATION = AIR.code();

    private final Path folder;

    OddPacketsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void throughTheEmbeddedBroker() throws Exception {
        try (StationsBroker broker = StationsBroker.embedded(folder)) {
            List<String> taken = throughAll(broker);
            assertTrue(taken.contains("correlation data of 60 KB"), taken::toString);
            for (String name : taken) {
                assertEquals(-1, name.indexOf("U+00"), name + " is taken by the broker");
            }
        }
    }

    @Test
    void throughMosquittoAsItIsDeployed() throws Exception {
        try (StationsBroker broker = StationsBroker.mosquitto(folder, STATION)) {
            List<String> taken = throughAll(broker);
            assertTrue(taken.contains("correlation data of 60 KB"), taken::toString);
        }
    }

    /** Answers which of them the broker took. */
    private static List<String> throughAll(StationsBroker broker) throws Exception {
        List<String> taken = new ArrayList<>();
        try (Service service = new Service(broker.service()).start()) {
            int number = 0;
            for (Map.Entry<String, byte[][]> odd : OddPackets.of(STATION).entrySet()) {
                String payload = hourJson(at("2026-03-01T01:00:00+08:00"), Integer.toString(++number));
                int answer = publish(broker, odd.getValue()[0], odd.getValue()[1], payload);
                if (answer == 0) {
                    taken.add(odd.getKey());
                    await(odd.getKey(), () -> isKept(service, payload));
                }
                String good = hourJson(at("2026-03-01T01:00:00+08:00"), Integer.toString(1000 + number));
                assertEquals(0, publish(broker, topic(AIR).getBytes(UTF_8), new byte[0], good));
                int value = 1000 + number;
                await("after " + odd.getKey(), () -> service.values().contains(value));
                assertTrue(service.subscriber.connected(), odd.getKey());
            }
        }
        return taken;
    }

    private static int publish(StationsBroker broker, byte[] topic, byte[] properties, String payload)
            throws Exception {
        try (RawStation station = new RawStation(broker.stations(), STATION)) {
            station.send(Bytes.publish(topic, properties, payload.getBytes(UTF_8)));
            return station.answer();
        }
    }

    private static boolean isKept(Service service, String payload) {
        return service.store.kept().stream()
                .anyMatch(arrival -> new String(arrival.payload().bytes(), UTF_8).equals(payload));
    }

    private static void await(String name, BooleanSupplier condition) throws InterruptedException {
        try {
            Waiting.until(condition);
        } catch (AssertionError e) {
            throw new AssertionError(name, e);
        }
    }
}
