package limpid.mqtt.packet;

import java.util.zip.CRC32C;

/**
 * A packet as it came, not yet looked into.
 *
 * @param header its first byte: type and flags
 * @param body   what follows the length; only its beginning where the packet is longer than is read
 * @param length how many bytes really follow
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on as they came; nobody compares packets
public record MqttPacket(int header, byte[] body, int length) {
    /** Type of a message. */
    public static final int PUBLISH = 3;

    private static final int DUPLICATE = 0x08;
    private static final String[] NAMES = {
        "packet of type 0", "CONNECT", "CONNACK", "PUBLISH", "PUBACK", "PUBREC", "PUBREL", "PUBCOMP",
        "SUBSCRIBE", "SUBACK", "UNSUBSCRIBE", "UNSUBACK", "PINGREQ", "PINGRESP", "DISCONNECT", "AUTH"
    };

    /** The type, 0 to 15. */
    public int type() {
        return header >> 4;
    }

    /** The type's name in the standard. */
    public String name() {
        return NAMES[type()];
    }

    /** Whether all of it was read. */
    public boolean isWhole() {
        return body.length == length;
    }

    /** The same for each attempt to deliver the same message: without packet identifier and the mark of a repetition. */
    public long fingerprint() {
        CRC32C sum = new CRC32C();
        sum.update(header & ~DUPLICATE);
        int afterTopic = type() == PUBLISH && body.length >= 2 ? 2 + ((body[0] & 0xFF) << 8 | body[1] & 0xFF) : 0;
        int identifier = type() == PUBLISH && (header & 0x06) != 0 ? 2 : 0;
        if (afterTopic + identifier <= body.length) {
            sum.update(body, 0, afterTopic);
            sum.update(body, afterTopic + identifier, body.length - afterTopic - identifier);
        } else {
            sum.update(body, 0, body.length);
        }
        return (long) length << 32 | sum.getValue();
    }

    /** The packet as bytes, as it came if it is whole. */
    public byte[] bytes() {
        byte[] bytes = new byte[5 + body.length];
        bytes[0] = (byte) header;
        int at = 1;
        int rest = length;
        do {
            bytes[at++] = (byte) (rest > 0x7F ? rest & 0x7F | 0x80 : rest);
            rest >>= 7;
        } while (rest > 0);
        byte[] all = new byte[at + body.length];
        System.arraycopy(bytes, 0, all, 0, at);
        System.arraycopy(body, 0, all, at, body.length);
        return all;
    }
}
