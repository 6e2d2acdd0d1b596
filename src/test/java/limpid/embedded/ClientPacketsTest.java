package limpid.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import limpid.mqtt.packet.Bytes;
import org.junit.jupiter.api.Test;

class ClientPacketsTest {
    private static final byte[] READINGS = "limpid/v1/air/A1/readings".getBytes(UTF_8);
    private static final byte[] STATUS = "limpid/v1/air/A1/status".getBytes(UTF_8);
    private static final byte[] NONE = {};
    private static final byte[] ONLINE = "online".getBytes(UTF_8);
    private static final int LONGEST = 10_000;

    private final StationTopics topics = new StationTopics(() -> Set.of("limpid/v1/air/A0/status"), 3);

    /** A CONNECT of MQTT 5 or 3.1.1 without a will. */
    private static byte[] connect(int version, String clientId) {
        Bytes body = new Bytes()
                .text("MQTT")
                .of(version, 2) // clean start
                .two(60); // keep alive
        if (version == 5) {
            body.of(0); // no properties
        }
        return Bytes.packet(0x10, body.text(clientId).array());
    }

    private EmbeddedChannel connected(int version) {
        EmbeddedChannel channel = new EmbeddedChannel(new ClientPackets(topics, LONGEST));
        byte[] connect = connect(version, "A1");
        assertArrayEquals(connect, passed(channel, connect));
        return channel;
    }

    private static byte[] passed(EmbeddedChannel channel, byte[] packet) {
        channel.writeInbound(Unpooled.wrappedBuffer(packet));
        ByteBuf out = channel.readInbound();
        return out == null ? NONE : bytes(out);
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = ByteBufUtil.getBytes(buffer);
        buffer.release();
        return bytes;
    }

    private static byte[] retained(byte[] packet) {
        packet[0] |= 0x01;
        return packet;
    }

    /** Nothing is passed on, the client is told so with this code, and its connection closed. */
    private static void assertRefused(int code, String reason, EmbeddedChannel channel, byte[] packet) {
        assertArrayEquals(NONE, passed(channel, packet));
        byte[] farewell = bytes(channel.readOutbound());
        assertEquals((byte) 0xE0, farewell[0], "DISCONNECT");
        assertEquals(farewell.length - 2, farewell[1]);
        assertEquals((byte) code, farewell[2]);
        assertEquals(farewell.length - 4, farewell[3], "length of the properties");
        assertEquals(0x1F, farewell[4], "reason string");
        assertEquals(reason, new String(farewell, 7, farewell.length - 7, UTF_8));
        assertFalse(channel.isOpen());
        channel.finishAndReleaseAll();
    }

    @Test
    void goodPacketsPassAsTheyAreSplitAnywhere() {
        byte[] stream = new Bytes()
                .raw(connect(5, "A1"))
                .raw(Bytes.publish(
                        READINGS, new Bytes().of(0x26).text("k").text("v").array(), ONLINE))
                .raw(Bytes.packet(
                        0x82,
                        new Bytes()
                                .two(1)
                                .of(0)
                                .text("limpid/v1/+/+/readings")
                                .of(1)
                                .array()))
                .raw(retained(Bytes.publish(STATUS, NONE, ONLINE)))
                .of(0xC0, 0) // PINGREQ
                .of(0xE0, 0) // DISCONNECT
                .array();
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            EmbeddedChannel channel = new EmbeddedChannel(new ClientPackets(topics, LONGEST));
            Bytes out = new Bytes();
            for (int at = 0; at < stream.length; ) {
                int length = Math.min(1 + random.nextInt(40), stream.length - at);
                channel.writeInbound(Unpooled.copiedBuffer(stream, at, length));
                at += length;
            }
            for (ByteBuf packet = channel.readInbound(); packet != null; packet = channel.readInbound()) {
                out.raw(bytes(packet));
            }
            assertArrayEquals(stream, out.array());
            assertTrue(channel.isOpen());
            channel.finishAndReleaseAll();
        }
    }

    @Test
    void forbiddenTextsAreRefused() {
        assertRefused(
                0x81,
                "character U+0001 in the topic",
                connected(5),
                Bytes.publish("a\u0001".getBytes(UTF_8), NONE, ONLINE));
        assertRefused(
                0x81,
                "character U+0000 in the user property",
                connected(5),
                Bytes.publish(
                        READINGS, new Bytes().of(0x26).text("\0").text("v").array(), ONLINE));
        assertRefused(
                0x81,
                "the topic filter is not UTF-8",
                connected(5),
                Bytes.packet(
                        0x82,
                        new Bytes().two(1).of(0).binary(new byte[] {-1}).of(1).array()));
        assertRefused(
                0x81,
                "character U+0001 in the topic filter",
                connected(5),
                Bytes.packet(0xA2, new Bytes().two(1).of(0).text("\u0001").array()));
    }

    @Test
    void aReadingIsTakenButNotRetained() {
        byte[] packet = Bytes.publish(READINGS, NONE, ONLINE);
        assertArrayEquals(packet, passed(connected(5), retained(packet.clone())));
    }

    @Test
    void onlyAShortStatusOfAMediumIsRetained() {
        String served = "not limpid/v1/{air|water|noise}/{station}/readings or .../status, nor v1.1/.../Observations";
        for (String topic :
                List.of("limpid/v1/m0/A1/status", "limpid/v1/air/A 1/status", "limpid/v1/air/A1/else", "x")) {
            assertRefused(0x90, served, connected(5), retained(Bytes.publish(topic.getBytes(UTF_8), NONE, ONLINE)));
        }
        assertRefused(
                0x97,
                "a status of more than 4096 bytes",
                connected(5),
                retained(Bytes.publish(STATUS, NONE, new byte[4097])));
    }

    @Test
    void howManyStatusesAreRetainedIsBounded() {
        EmbeddedChannel channel = connected(5);
        for (String station : List.of("A0", "A1", "A2", "A2")) {
            byte[] packet =
                    retained(Bytes.publish(("limpid/v1/air/" + station + "/status").getBytes(UTF_8), NONE, ONLINE));
            assertArrayEquals(packet, passed(channel, packet), station);
        }
        assertRefused(
                0x97,
                "more than 3 stations with a status",
                channel,
                retained(Bytes.publish("limpid/v1/air/A3/status".getBytes(UTF_8), NONE, ONLINE)));
    }

    @Test
    void aPacketThatIsTooLongIsRefusedBeforeItIsThere() {
        byte[] beginning = Arrays.copyOf(Bytes.publish(READINGS, NONE, new byte[LONGEST]), 10);
        assertRefused(0x95, "more than 10000 bytes", connected(5), beginning);
    }

    /** [MQTT-3.3.5-2] of MQTT 3.1.1: without a word to be said, only closing is left. */
    @Test
    void aClientOfMqtt3IsHungUpOn() {
        EmbeddedChannel channel = connected(4);
        byte[] good = Bytes.packet(
                0x32, new Bytes().binary(READINGS).two(1).raw(ONLINE).array());
        assertArrayEquals(good, passed(channel, good));
        byte[] bad = Bytes.packet(0x32, new Bytes().text("a").two(1).raw(ONLINE).array());
        assertArrayEquals(NONE, passed(channel, bad));
        assertFalse(channel.isOpen());
        channel.finishAndReleaseAll();
    }

    @Test
    void aBadBeginningIsRefused() {
        byte[] will = Bytes.packet(
                0x10,
                new Bytes()
                        .text("MQTT")
                        .of(5, 0x26) // MQTT 5; clean start, a will, retained
                        .two(60)
                        .of(0) // no properties
                        .text("A1")
                        .of(0) // no properties of the will
                        .text("limpid/v1/m0/A1/status")
                        .binary(ONLINE)
                        .array());
        for (byte[] first : List.of(connect(5, "\u0001"), will, new byte[] {(byte) 0xC0, 0})) {
            EmbeddedChannel channel = new EmbeddedChannel(new ClientPackets(topics, LONGEST));
            assertArrayEquals(NONE, passed(channel, first));
            ByteBuf answer = channel.readOutbound();
            assertEquals(0x20, answer.getByte(0), "CONNACK");
            assertTrue((answer.getByte(3) & 0x80) != 0, "a refusal");
            answer.release();
            assertFalse(channel.isOpen());
            assertNull(channel.readInbound());
            channel.finishAndReleaseAll();
        }
    }
}
