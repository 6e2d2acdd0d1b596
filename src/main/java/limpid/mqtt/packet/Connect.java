package limpid.mqtt.packet;

import java.util.Optional;
import java.util.Set;

/**
 * How a client begins.
 *
 * @param from which MQTT it speaks
 * @param will what is to be published when it is lost; empty for nothing
 */
public record Connect(Publish.From from, Optional<Will> will) {
    private static final Set<String> PROTOCOLS = Set.of("MQTT", "MQIsdp");
    private static final int VERSION_5 = 5;
    private static final int HAS_WILL = 0x04;
    private static final int WILL_RETAINED = 0x20;
    private static final int HAS_PASSWORD = 0x40;
    private static final int HAS_USER = 0x80;

    /** A message left with the broker. @param length bytes of its payload */
    public record Will(String topic, boolean retained, int length) {}

    /**
     * Reads a CONNECT.
     *
     * @throws MalformedPacket where the standard forbids it
     */
    public static Connect read(MqttPacket packet) throws MalformedPacket {
        Fields fields = new Fields(packet.body(), 0, packet.body().length);
        if (!PROTOCOLS.contains(fields.text("protocol name"))) {
            throw new MalformedPacket("another protocol than MQTT");
        }
        boolean five = fields.oneByte("protocol version") == VERSION_5;
        int flags = fields.oneByte("flags");
        fields.twoBytes("keep alive");
        if (five) {
            Property.read(fields, Property.Carrier.CONNECT);
        }
        fields.text("client identifier");
        Optional<Will> will = (flags & HAS_WILL) == 0 ? Optional.empty() : Optional.of(will(fields, flags, five));
        if ((flags & HAS_USER) != 0) {
            fields.text("user name");
        }
        if ((flags & HAS_PASSWORD) != 0) {
            fields.binary("password");
        }
        return new Connect(five ? Publish.From.CLIENT : Publish.From.CLIENT_OF_MQTT_3, will);
    }

    private static Will will(Fields fields, int flags, boolean five) throws MalformedPacket {
        if (five) {
            Property.read(fields, Property.Carrier.WILL);
        }
        String topic = fields.text("topic of the will");
        Publish.checkTopic(topic);
        int length = fields.twoBytes("will");
        fields.skip(length, "will");
        return new Will(topic, (flags & WILL_RETAINED) != 0, length);
    }
}
