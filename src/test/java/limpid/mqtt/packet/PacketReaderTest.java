package limpid.mqtt.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PacketReaderTest {
    private static PacketReader reader(byte[] bytes) {
        return new PacketReader(new ByteArrayInputStream(bytes), 1000);
    }

    @Test
    void packetsFollowEachOther() throws Exception {
        PacketReader reader = reader(new Bytes()
                .of(0xD0, 0) // PINGRESP
                .of(0x40, 2, 0, 7) // PUBACK of 7
                .array());
        MqttPacket ping = reader.next();
        assertNotNull(ping);
        assertEquals("PINGRESP", ping.name());
        assertEquals(0, ping.length());
        MqttPacket acknowledgement = reader.next();
        assertNotNull(acknowledgement);
        assertEquals("PUBACK", acknowledgement.name());
        assertArrayEquals(new byte[] {0, 7}, acknowledgement.body());
        assertArrayEquals(new byte[] {0x40, 2, 0, 7}, acknowledgement.bytes());
        assertNull(reader.next());
    }

    @Test
    void everyLengthOfALengthIsReadAndWrittenAgain() throws Exception {
        for (int length : new int[] {0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152}) {
            byte[] bytes = Bytes.packet(0x30, new byte[length]);
            MqttPacket packet = new PacketReader(new ByteArrayInputStream(bytes), 3_000_000).next();
            assertNotNull(packet);
            assertEquals(length, packet.length());
            assertTrue(packet.isWhole());
            assertArrayEquals(bytes, packet.bytes());
        }
    }

    @Test
    void ofALongPacketTheBeginningIsKeptAndTheNextIsFound() throws Exception {
        byte[] body = new byte[5000];
        Arrays.fill(body, (byte) 'x');
        PacketReader reader =
                reader(new Bytes().raw(Bytes.packet(0x30, body)).of(0xD0, 0).array());
        MqttPacket packet = reader.next();
        assertNotNull(packet);
        assertEquals(5000, packet.length());
        assertEquals(1000, packet.body().length);
        assertFalse(packet.isWhole());
        MqttPacket next = reader.next();
        assertNotNull(next);
        assertEquals("PINGRESP", next.name());
    }

    @Test
    void aLengthOfFiveBytesIsNoPacket() {
        PacketReader reader = reader(new byte[] {0x30, -1, -1, -1, -1, 1});
        assertThrows(MalformedPacket.class, reader::next);
    }

    @Test
    void anEndWithinAPacketIsSaid() {
        byte[] bytes = Bytes.packet(0x30, new byte[5000]);
        for (int end : new int[] {1, 2, 3, 100, 2000, bytes.length - 1}) {
            assertThrows(EOFException.class, reader(Arrays.copyOf(bytes, end))::next, "after " + end);
        }
    }

    /** Gives one byte and then a timeout, again and again. */
    private static final class Halting extends InputStream {
        private final byte[] bytes;
        private int calls;

        Halting(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            if (calls++ % 2 == 1) {
                throw new SocketTimeoutException();
            }
            int at = (calls - 1) / 2;
            return at < bytes.length ? bytes[at] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int next = read();
            if (next < 0) {
                return -1;
            }
            into[offset] = (byte) next;
            return 1;
        }

        @Override
        public long skip(long count) throws IOException {
            return read() < 0 ? 0 : 1;
        }
    }

    @Test
    void aReadMayBeBrokenOffAnywhere() throws Exception {
        byte[] body = new byte[1500];
        byte[] bytes =
                new Bytes().raw(Bytes.packet(0x30, body)).of(0x40, 2, 0, 7).array();
        PacketReader reader = new PacketReader(new Halting(bytes), 1000);
        MqttPacket first = untilRead(reader);
        assertEquals(1500, first.length());
        MqttPacket second = untilRead(reader);
        assertArrayEquals(new byte[] {0, 7}, second.body());
    }

    private static MqttPacket untilRead(PacketReader reader) throws Exception {
        while (true) {
            try {
                MqttPacket packet = reader.next();
                assertNotNull(packet);
                return packet;
            } catch (SocketTimeoutException brokenOff) {
                // and on with the next byte
            }
        }
    }
}
