package limpid.mqtt.packet;

/** Bytes that are no MQTT packet, or one that the standard forbids; the message says what is wrong, in a sentence. */
public final class MalformedPacket extends Exception {
    private static final long serialVersionUID = 1;

    /** Without a stack trace: whoever sends such packets must not make us pay for them. */
    public MalformedPacket(String message) {
        super(message, null, false, false);
    }

    /** What is wrong. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
