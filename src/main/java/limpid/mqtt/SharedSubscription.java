package limpid.mqtt;

import java.time.Clock;
import limpid.decode.Topic;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * The shared subscriptions of earlier versions. Nothing orders two messages of one key among the members of a group, so a
 * correction could be committed before the value it corrects and then be overwritten by it. They are no longer made; a
 * session that still holds one gets every message twice until it is taken back.
 */
public final class SharedSubscription {
    private SharedSubscription() {}

    /**
     * Takes the subscription of a group back from the session, which subscribes alone instead; no message is
     * acknowledged and none is lost.
     *
     * @return what became of it, in a sentence
     */
    public static String takeBack(MqttSettings settings, String group) {
        String filter = "$share/" + group + "/" + Topic.ALL_READINGS;
        try (Connection connection = new Connection(
                settings, (delivery, patience) -> true, Clock.systemUTC(), new DeadlyPackets())) {
            connection.open();
            return connection.unsubscribe(filter)
                    ? "The session '" + settings.clientId() + "' held the subscription " + filter
                            + "; it was taken back, nothing is lost."
                    : "The session '" + settings.clientId() + "' holds no subscription " + filter + ".";
        } catch (MqttException | RuntimeException e) {
            return "Whether the session '" + settings.clientId() + "' still holds the subscription " + filter
                    + " is not known (" + e + "); start once more so while the broker is there, to take it back.";
        }
    }
}
