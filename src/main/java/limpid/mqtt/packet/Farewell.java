package limpid.mqtt.packet;

import java.nio.charset.StandardCharsets;

/** What a broker of MQTT 5 says to a client before it closes the connection. */
public final class Farewell {
    /** Reason code: not a packet the standard allows. */
    public static final int MALFORMED_PACKET = 0x81;

    /** Reason code: well-formed, but not a topic this broker takes. */
    public static final int TOPIC_NAME_INVALID = 0x90;

    /** Reason code: longer than the announced maximum packet size. */
    public static final int PACKET_TOO_LARGE = 0x95;

    /** Reason code: more than this broker keeps for anybody. */
    public static final int QUOTA_EXCEEDED = 0x97;

    private static final int LONGEST_REASON = 100;

    private Farewell() {}

    /** A DISCONNECT, for a client that is connected. */
    public static byte[] disconnect(int code, String reason) {
        byte[] text = text(reason);
        // DISCONNECT, length, reason code, length of the properties, reason string
        return with(text, 0xE0, 5 + text.length, code, 3 + text.length, 0x1F, 0, text.length);
    }

    /** A CONNACK that refuses a client. */
    public static byte[] refused(int code, String reason) {
        byte[] text = text(reason);
        // CONNACK, length, no session, reason code, length of the properties, reason string
        return with(text, 0x20, 6 + text.length, 0, code, 3 + text.length, 0x1F, 0, text.length);
    }

    /** Short, so that every length is one byte. */
    private static byte[] text(String reason) {
        return reason.substring(0, Math.min(reason.length(), LONGEST_REASON)).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] with(byte[] text, int... before) {
        byte[] all = new byte[before.length + text.length];
        for (int i = 0; i < before.length; i++) {
            all[i] = (byte) before[i];
        }
        System.arraycopy(text, 0, all, before.length, text.length);
        return all;
    }
}
