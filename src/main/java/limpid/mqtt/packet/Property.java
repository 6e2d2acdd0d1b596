package limpid.mqtt.packet;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The properties of the packets we look into, from table 2-4 of MQTT 5. */
enum Property {
    PAYLOAD_FORMAT(0x01, Kind.BYTE, "payload format indicator", Carrier.PUBLISH, Carrier.WILL),
    MESSAGE_EXPIRY(0x02, Kind.FOUR_BYTES, "message expiry interval", Carrier.PUBLISH, Carrier.WILL),
    CONTENT_TYPE(0x03, Kind.TEXT, "content type", Carrier.PUBLISH, Carrier.WILL),
    RESPONSE_TOPIC(0x08, Kind.TEXT, "response topic", Carrier.PUBLISH, Carrier.WILL),
    CORRELATION_DATA(0x09, Kind.BINARY, "correlation data", Carrier.PUBLISH, Carrier.WILL),
    SUBSCRIPTION_IDENTIFIER(0x0B, Kind.INTEGER, "subscription identifier", Carrier.PUBLISH, Carrier.SUBSCRIBE),
    SESSION_EXPIRY(0x11, Kind.FOUR_BYTES, "session expiry interval", Carrier.CONNECT),
    AUTHENTICATION_METHOD(0x15, Kind.TEXT, "authentication method", Carrier.CONNECT),
    AUTHENTICATION_DATA(0x16, Kind.BINARY, "authentication data", Carrier.CONNECT),
    PROBLEM_INFORMATION(0x17, Kind.BYTE, "request for problem information", Carrier.CONNECT),
    WILL_DELAY(0x18, Kind.FOUR_BYTES, "will delay interval", Carrier.WILL),
    RESPONSE_INFORMATION(0x19, Kind.BYTE, "request for response information", Carrier.CONNECT),
    RECEIVE_MAXIMUM(0x21, Kind.TWO_BYTES, "receive maximum", Carrier.CONNECT),
    TOPIC_ALIAS_MAXIMUM(0x22, Kind.TWO_BYTES, "topic alias maximum", Carrier.CONNECT),
    TOPIC_ALIAS(0x23, Kind.TWO_BYTES, "topic alias", Carrier.PUBLISH),
    USER_PROPERTY(
            0x26,
            Kind.TWO_TEXTS,
            "user property",
            Carrier.CONNECT,
            Carrier.WILL,
            Carrier.PUBLISH,
            Carrier.SUBSCRIBE,
            Carrier.UNSUBSCRIBE),
    MAXIMUM_PACKET_SIZE(0x27, Kind.FOUR_BYTES, "maximum packet size", Carrier.CONNECT);

    /** What carries properties. */
    enum Carrier {
        CONNECT,
        WILL,
        PUBLISH,
        SUBSCRIBE,
        UNSUBSCRIBE
    }

    private enum Kind {
        BYTE,
        TWO_BYTES,
        FOUR_BYTES,
        INTEGER,
        BINARY,
        TEXT,
        TWO_TEXTS
    }

    private static final Property[] BY_NUMBER = new Property[0x80];

    static {
        for (Property property : values()) {
            BY_NUMBER[property.number] = property;
        }
    }

    private final int number;
    private final Kind kind;
    private final String title;
    private final Set<Carrier> carriers;

    Property(int number, Kind kind, String title, Carrier... carriers) {
        this.number = number;
        this.kind = kind;
        this.title = title;
        this.carriers = EnumSet.copyOf(List.of(carriers));
    }

    /**
     * Reads the properties that come next: their length, then each of them.
     *
     * @return which there were
     * @throws MalformedPacket where one is unknown, out of place, there twice or not well-formed
     */
    static Set<Property> read(Fields fields, Carrier carrier) throws MalformedPacket {
        Fields part = fields.part(fields.variableInteger("length of the properties"), "properties");
        Set<Property> read = EnumSet.noneOf(Property.class);
        while (!part.isEmpty()) {
            Property property = find(part.oneByte("properties"), carrier);
            if (!read.add(property) && !property.repeats(carrier)) {
                throw new MalformedPacket("the " + property.title + " is there twice");
            }
            property.check(part);
        }
        return read;
    }

    private static Property find(int number, Carrier carrier) throws MalformedPacket {
        Property property = number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (property == null || !property.carriers.contains(carrier)) {
            throw new MalformedPacket(String.format("property 0x%02X is not one of a %s", number, carrier));
        }
        return property;
    }

    private boolean repeats(Carrier carrier) {
        return this == USER_PROPERTY || (this == SUBSCRIPTION_IDENTIFIER && carrier == Carrier.PUBLISH);
    }

    private void check(Fields part) throws MalformedPacket {
        switch (kind) {
            case BYTE -> part.skip(1, title);
            case TWO_BYTES -> part.skip(2, title);
            case FOUR_BYTES -> part.skip(4, title);
            case INTEGER -> part.variableInteger(title);
            case BINARY -> part.binary(title);
            case TEXT -> part.text(title);
            case TWO_TEXTS -> {
                part.text(title);
                part.text(title);
            }
        }
    }
}
