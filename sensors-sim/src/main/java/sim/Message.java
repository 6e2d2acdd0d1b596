package sim;

/**
 * One MQTT message with readings, ready to be published at QoS 1.
 *
 * @param sender topic prefix of the station that really sends it, {@code limpid/v1/{medium}/{station}}
 * @param topic topic it is sent to; that of the sender unless a fault says otherwise
 * @param payload UTF-8 text, valid JSON unless a fault says otherwise
 */
public record Message(String sender, String topic, String payload) {

    /** The topic prefix of a station, {@code limpid/v1/{medium}/{station}}. */
    public static String sender(String medium, String station) {
        return "limpid/v1/" + medium + "/" + station;
    }

    /** The topic for a station's readings. */
    public static String readingsTopic(String medium, String station) {
        return sender(medium, station) + "/readings";
    }

    /** The retained topic that says {@code online} or {@code offline} for the sender. */
    public String statusTopic() {
        return sender + "/status";
    }
}
