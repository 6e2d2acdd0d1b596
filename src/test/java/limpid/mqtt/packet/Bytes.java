package limpid.mqtt.packet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes packets byte by byte, good and bad ones alike. */
public final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Single bytes. */
    public Bytes of(int... bytes) {
        for (int next : bytes) {
            out.write(next);
        }
        return this;
    }

    /** Bytes as they are. */
    public Bytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** A two-byte integer. */
    public Bytes two(int value) {
        return of(value >> 8, value & 0xFF);
    }

    /** A length of two bytes and so many bytes. */
    public Bytes binary(byte[] bytes) {
        return two(bytes.length).raw(bytes);
    }

    /** A length of two bytes and a text in UTF-8. */
    public Bytes text(String text) {
        return binary(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A variable byte integer. */
    public Bytes variable(int value) {
        int rest = value;
        do {
            of(rest > 0x7F ? rest & 0x7F | 0x80 : rest);
            rest >>= 7;
        } while (rest > 0);
        return this;
    }

    /** What was written. */
    public byte[] array() {
        return out.toByteArray();
    }

    /** With these as its body, a whole packet. */
    public static byte[] packet(int header, byte[] body) {
        return new Bytes().of(header).variable(body.length).raw(body).array();
    }

    /** A PUBLISH of QoS 1 with packet identifier 7. */
    public static byte[] publish(byte[] topic, byte[] properties, byte[] payload) {
        return packet(
                0x32,
                new Bytes()
                        .binary(topic)
                        .two(7)
                        .variable(properties.length)
                        .raw(properties)
                        .raw(payload)
                        .array());
    }
}
