package limpid.mqtt.packet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into packets. Of a packet longer than the bound only the beginning is kept in memory, the rest is passed
 * over. A read may be broken off anywhere by an {@link IOException} such as a timeout, and goes on there the next time.
 */
public final class PacketReader {
    private static final int LONGEST_LENGTH = 4;

    private final InputStream in;
    private final int bound;

    private int header = -1;
    private int length;
    private int lengthBytes;
    private byte @Nullable [] body;
    private int read;

    /** @param bound bytes of a packet's body kept in memory */
    public PacketReader(InputStream in, int bound) {
        this.in = in;
        this.bound = bound;
    }

    /** Whether the stream stands between two packets. */
    public boolean isBetweenPackets() {
        return header < 0;
    }

    /**
     * The next packet; null where the stream ends after a whole one.
     *
     * @throws EOFException    where it ends within one
     * @throws MalformedPacket where no packet can begin so; what follows cannot be read either
     */
    public @Nullable MqttPacket next() throws IOException, MalformedPacket {
        if (header < 0) {
            header = in.read();
            if (header < 0) {
                return null;
            }
        }
        byte[] bytes = body == null ? begin() : body;
        while (read < bytes.length) {
            int more = in.read(bytes, read, bytes.length - read);
            if (more < 0) {
                throw new EOFException("the connection ended within a packet");
            }
            read += more;
        }
        while (read < length) {
            passOver();
        }
        MqttPacket packet = new MqttPacket(header, bytes, length);
        header = -1;
        length = 0;
        body = null;
        return packet;
    }

    private byte[] begin() throws IOException, MalformedPacket {
        int next;
        do {
            if (lengthBytes == LONGEST_LENGTH) {
                throw new MalformedPacket("the length of a packet is longer than four bytes");
            }
            next = orEnd(in.read());
            length |= (next & 0x7F) << 7 * lengthBytes;
            lengthBytes++;
        } while (next > 0x7F);
        byte[] begun = new byte[Math.min(length, bound)];
        body = begun;
        read = 0;
        lengthBytes = 0;
        return begun;
    }

    private void passOver() throws IOException {
        long passed = in.skip(length - read);
        if (passed > 0) {
            read += (int) passed;
        } else {
            orEnd(in.read());
            read++;
        }
    }

    private static int orEnd(int read) throws EOFException {
        if (read < 0) {
            throw new EOFException("the connection ended within a packet");
        }
        return read;
    }
}
