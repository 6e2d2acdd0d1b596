package limpid.mqtt.packet;

/** The topic filters of a SUBSCRIBE or an UNSUBSCRIBE. */
public final class TopicFilters {
    /** Type of a subscription. */
    public static final int SUBSCRIBE = 8;

    /** Type of its end. */
    public static final int UNSUBSCRIBE = 10;

    private TopicFilters() {}

    /**
     * Looks through such a packet of a client.
     *
     * @throws MalformedPacket where the standard forbids it
     */
    public static void check(MqttPacket packet, Publish.From from) throws MalformedPacket {
        boolean subscribes = packet.type() == SUBSCRIBE;
        Fields fields = new Fields(packet.body(), 0, packet.body().length);
        fields.twoBytes("packet identifier");
        if (from == Publish.From.CLIENT) {
            Property.read(fields, subscribes ? Property.Carrier.SUBSCRIBE : Property.Carrier.UNSUBSCRIBE);
        }
        while (!fields.isEmpty()) {
            fields.text("topic filter");
            if (subscribes) {
                fields.oneByte("subscription options");
            }
        }
    }
}
