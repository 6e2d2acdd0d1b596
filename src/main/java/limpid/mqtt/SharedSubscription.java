package limpid.mqtt;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import limpid.decode.Payload;
import limpid.decode.Topic;
import limpid.flow.Delivery;
import limpid.mqtt.packet.MqttPacket;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * The shared subscriptions of earlier versions. Nothing orders two messages of one key among the members of a group, so a
 * correction could be committed before the value it corrects and then be overwritten by it. They are no longer made; a
 * session that still holds one gets every message twice until it is taken back.
 */
public final class SharedSubscription {
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration SECOND_COPY = Duration.ofSeconds(1);
    private static final int MOST_UNACKNOWLEDGED = 65_535;

    private SharedSubscription() {}

    /**
     * Takes the subscription of a group back from the session, which from now on subscribes alone. No message is
     * acknowledged. Some brokers throw away what waits in a shared subscription when it ends, so it stays
     * while anything waits that the session's own subscription has not got too.
     *
     * @return how it ended, in a sentence
     */
    public static String takeBack(MqttSettings settings, String group) throws InterruptedException {
        String filter = "$share/" + group + "/" + Topic.ALL_READINGS;
        String session = "The session '" + settings.clientId() + "'";
        MqttSettings patient = new MqttSettings(
                settings.url(),
                settings.user(),
                settings.password(),
                settings.clientId(),
                MOST_UNACKNOWLEDGED,
                settings.longestPayload());
        Copies copies = new Copies();
        try (Connection connection = new Connection(patient, copies::take, Clock.systemUTC(), new DeadlyPackets())) {
            connection.open();
            Thread.sleep(LOOK);
            int once = copies.withoutSecond(SECOND_COPY);
            if (once > 0) {
                return session + " has " + once + " messages or more waiting, so its subscription " + filter
                        + " stays for now. Start without the setting; once nothing waits, start once more with it to"
                        + " take the subscription back. Until then messages come twice, which does no harm.";
            }
            return connection.unsubscribe(filter)
                    ? session + " held the subscription " + filter + "; it was taken back."
                    : session + " holds no subscription " + filter + ".";
        } catch (MqttException | RuntimeException e) {
            return "Whether the session '" + settings.clientId() + "' still holds the subscription " + filter
                    + " is not known (" + e + "); start once more so while the broker is there, to take it back.";
        }
    }

    /** Which messages came by both subscriptions. */
    private static final class Copies {
        private static final int MOST = 100_000;

        private final Map<Long, Long> firstCopies = new HashMap<>();

        synchronized boolean take(Delivery delivery, Duration patience) {
            Long message = fingerprint(delivery.payload());
            if (firstCopies.remove(message) == null && firstCopies.size() < MOST) {
                firstCopies.put(message, System.nanoTime());
            }
            return true;
        }

        private static long fingerprint(Payload payload) {
            return new MqttPacket(0, payload.bytes(), payload.bytes().length).fingerprint() * 31
                    + payload.topic().hashCode();
        }

        /** How many came once although their second copy had time enough. */
        synchronized int withoutSecond(Duration enough) {
            long latest = System.nanoTime() - enough.toNanos();
            return (int) firstCopies.values().stream()
                    .filter(came -> came - latest < 0)
                    .count();
        }
    }
}
