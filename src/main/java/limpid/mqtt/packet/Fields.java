package limpid.mqtt.packet;

/** The fields of a packet, read one after the other; none is read beyond the end. */
final class Fields {
    private static final int LONGEST_VARIABLE_INTEGER = 4;

    private final byte[] bytes;
    private final int end;
    private int at;

    Fields(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    int at() {
        return at;
    }

    boolean isEmpty() {
        return at >= end;
    }

    /** Passes over a field and answers where it began. */
    int skip(int length, String what) throws MalformedPacket {
        if (length > end - at) {
            throw new MalformedPacket("the packet ends within the " + what);
        }
        int start = at;
        at += length;
        return start;
    }

    int oneByte(String what) throws MalformedPacket {
        return bytes[skip(1, what)] & 0xFF;
    }

    int twoBytes(String what) throws MalformedPacket {
        int start = skip(2, what);
        return (bytes[start] & 0xFF) << 8 | bytes[start + 1] & 0xFF;
    }

    int variableInteger(String what) throws MalformedPacket {
        int value = 0;
        for (int i = 0; i < LONGEST_VARIABLE_INTEGER; i++) {
            int next = oneByte(what);
            value |= (next & 0x7F) << 7 * i;
            if (next < 0x80) {
                return value;
            }
        }
        throw new MalformedPacket("the " + what + " is longer than four bytes");
    }

    String text(String what) throws MalformedPacket {
        int length = twoBytes(what);
        return MqttText.read(bytes, skip(length, what), length, what);
    }

    void binary(String what) throws MalformedPacket {
        skip(twoBytes(what), what);
    }

    /** The next so many bytes as fields of their own. */
    Fields part(int length, String what) throws MalformedPacket {
        int start = skip(length, what);
        return new Fields(bytes, start, start + length);
    }
}
