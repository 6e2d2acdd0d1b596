package limpid.mqtt.packet;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A message as a PUBLISH carries it, readable or not, with all that is needed to acknowledge it. Neither our client nor
 * our broker announces topic aliases, so there must be none.
 *
 * @param duplicate        sent before and not acknowledged
 * @param qos              0, 1 or 2
 * @param retained         the RETAIN flag
 * @param topic            where it was published; what cannot be shown of it is U+FFFD
 * @param packetId         to acknowledge it by, 1 to 65535; 0 at QoS 0
 * @param identified       whether it names a subscription by a Subscription Identifier
 * @param payload          what was published; where it cannot be told from the properties, these and all that follows
 * @param fault            what the standard forbids in it, in a sentence; empty where it is good
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on as they came; nobody compares messages
public record Publish(
        boolean duplicate,
        int qos,
        boolean retained,
        String topic,
        int packetId,
        boolean identified,
        byte[] payload,
        Optional<String> fault) {
    private static final int FORBIDDEN_QOS = 3;

    /** Who sent the packet to whom; some properties go one way only. */
    public enum From {
        /** From a broker to a client of MQTT 5. */
        BROKER,
        /** From a client of MQTT 5. */
        CLIENT,
        /** From a client of MQTT 3.1.1, which has no properties. */
        CLIENT_OF_MQTT_3
    }

    /**
     * Reads a PUBLISH.
     *
     * @throws MalformedPacket where there is nothing by which it could be acknowledged
     */
    public static Publish read(MqttPacket packet, From from) throws MalformedPacket {
        byte[] body = packet.body();
        Fields fields = new Fields(body, 0, body.length);
        int qos = packet.header() >> 1 & 0x03;
        if (qos == FORBIDDEN_QOS) {
            throw new MalformedPacket("QoS 3");
        }
        int topicLength = fields.twoBytes("topic");
        int topicAt = fields.skip(topicLength, "topic");
        int packetId = qos == 0 ? 0 : fields.twoBytes("packet identifier");
        if (qos > 0 && packetId == 0) {
            throw new MalformedPacket("packet identifier 0");
        }
        int rest = fields.at();
        Optional<String> fault = Optional.empty();
        Set<Property> properties = Set.of();
        try {
            if (from != From.CLIENT_OF_MQTT_3) {
                properties = propertiesOf(fields, from);
            }
            checkTopic(MqttText.read(body, topicAt, topicLength, "topic"));
        } catch (MalformedPacket e) {
            fault = Optional.of(e.reason());
        }
        return new Publish(
                (packet.header() & 0x08) != 0,
                qos,
                (packet.header() & 0x01) != 0,
                MqttText.presentable(body, topicAt, topicLength),
                packetId,
                properties.contains(Property.SUBSCRIPTION_IDENTIFIER),
                Arrays.copyOfRange(body, from == From.CLIENT_OF_MQTT_3 ? rest : payloadAt(body, rest), body.length),
                fault);
    }

    private static Set<Property> propertiesOf(Fields fields, From from) throws MalformedPacket {
        Set<Property> properties = Property.read(fields, Property.Carrier.PUBLISH);
        if (properties.contains(Property.TOPIC_ALIAS)) {
            throw new MalformedPacket("a topic alias, though none was announced");
        }
        if (from == From.CLIENT && properties.contains(Property.SUBSCRIPTION_IDENTIFIER)) {
            throw new MalformedPacket("a subscription identifier from a client");
        }
        return properties;
    }

    static void checkTopic(String topic) throws MalformedPacket {
        if (topic.isEmpty()) {
            throw new MalformedPacket("an empty topic");
        }
        if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
            throw new MalformedPacket("a wildcard in the topic");
        }
    }

    /** Where the payload begins, if the length of the properties lets it be told. */
    private static int payloadAt(byte[] body, int rest) {
        try {
            Fields fields = new Fields(body, rest, body.length);
            fields.skip(fields.variableInteger("length of the properties"), "properties");
            return fields.at();
        } catch (MalformedPacket e) {
            return rest;
        }
    }
}
