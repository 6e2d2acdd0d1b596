package limpid.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.mqtt.packet.Bytes;
import org.eclipse.paho.mqttv5.client.internal.MqttState;
import org.eclipse.paho.mqttv5.client.wire.MqttInputStream;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;
import org.junit.jupiter.api.Test;

/** What Paho's own decoder makes of what the guard gives it, and what the guard keeps aside. */
class PacketGuardTest {
    private static final byte[] TOPIC = "limpid/v1/air/A1/readings".getBytes(UTF_8);
    private static final byte[] PAYLOAD = {'{', '}'};
    private static final byte[] NONE = {};
    private static final int LONGEST = 1000;

    private final HeldMessages held = new HeldMessages(1 << 20);
    private final DeadlyPackets deadly = new DeadlyPackets();
    private final OtherSubscription other = new OtherSubscription("service");

    private PacketGuard guard(byte[]... packets) {
        Bytes all = new Bytes();
        for (byte[] packet : packets) {
            all.raw(packet);
        }
        return new PacketGuard(new ByteArrayInputStream(all.array()), LONGEST, held, deadly, other);
    }

    /** Paho's decoder behind a guard. */
    private static MqttInputStream paho(InputStream guard) {
        MqttState nothing = (MqttState) Proxy.newProxyInstance(
                MqttState.class.getClassLoader(), new Class<?>[] {MqttState.class}, (proxy, method, arguments) -> null);
        return new MqttInputStream(nothing, guard, "test");
    }

    private Arrived next(MqttInputStream in) throws Exception {
        MqttWireMessage message = in.readMqttWireMessage();
        MqttPublish carried = (MqttPublish) message;
        assertEquals("m", carried.getTopicName());
        assertEquals(0, carried.getQoS());
        return held.take(PacketGuard.number(carried.getPayload()));
    }

    private Arrived only(byte[] packet) throws Exception {
        return next(paho(guard(packet)));
    }

    private static Reason reason(Arrived message) {
        return message.refusal().map(Refusal::reason).orElseThrow();
    }

    @Test
    void aGoodMessageIsKeptAsideWhole() throws Exception {
        Arrived message = only(Bytes.publish(TOPIC, NONE, PAYLOAD));
        assertEquals("limpid/v1/air/A1/readings", message.topic());
        assertArrayEquals(PAYLOAD, message.payload());
        assertEquals(7, message.packetId());
        assertEquals(Optional.empty(), message.refusal());
    }

    /** Paho takes the length for a negative number, and its receiver dies. */
    @Test
    void longCorrelationDataIsNothingToPaho() throws Exception {
        byte[] properties = new Bytes().of(0x09).binary(new byte[60_000]).array();
        Arrived message = only(Bytes.publish(TOPIC, properties, PAYLOAD));
        assertEquals(Optional.empty(), message.refusal());
        assertArrayEquals(PAYLOAD, message.payload());
    }

    @Test
    void aForbiddenMessageIsRefusedWithWhatItSaid() throws Exception {
        Arrived message = only(Bytes.publish("limpid/v1/air/\u0001/readings".getBytes(UTF_8), NONE, PAYLOAD));
        assertEquals(Reason.BAD_PACKET, reason(message));
        assertEquals(
                "MQTT forbids it: character U+0001 in the topic",
                message.refusal().orElseThrow().detail());
        assertEquals("limpid/v1/air/\uFFFD/readings", message.topic());
        assertArrayEquals(PAYLOAD, message.payload());
        assertEquals(7, message.packetId());
    }

    @Test
    void aRetainedCopyIsRefused() throws Exception {
        byte[] packet = Bytes.publish(TOPIC, NONE, PAYLOAD);
        packet[0] |= 0x01;
        assertEquals(Reason.RETAINED, reason(only(packet)));
    }

    @Test
    void ofAMuchTooLongMessageTheBeginningIsRefused() throws Exception {
        byte[] payload = new byte[500_000];
        Arrays.fill(payload, (byte) 'x');
        MqttInputStream in = paho(guard(Bytes.publish(TOPIC, NONE, payload), Bytes.publish(TOPIC, NONE, PAYLOAD)));
        Arrived message = next(in);
        assertEquals(Reason.TOO_LONG, reason(message));
        assertEquals(7, message.packetId());
        assertEquals(LONGEST + PacketGuard.ROOM - TOPIC.length - 5, message.payload().length);
        assertTrue(
                message.refusal().orElseThrow().detail().startsWith("a packet of 500030 bytes"),
                message.refusal().orElseThrow()::detail);
        assertEquals(Optional.empty(), next(in).refusal());
    }

    @Test
    void aMessageThatCannotBeAcknowledgedEndsTwoConnectionsAndIsThenSteppedOver() throws Exception {
        byte[] twice = Bytes.packet(
                0x34, new Bytes().binary(TOPIC).two(7).of(0).raw(PAYLOAD).array());
        for (int connection = 0; connection < 2; connection++) {
            IOException ended = assertThrows(IOException.class, () -> only(twice));
            assertTrue(String.valueOf(ended.getMessage()).contains("QoS 2"), ended::getMessage);
        }
        MqttInputStream in = paho(guard(twice, Bytes.publish(TOPIC, NONE, PAYLOAD)));
        Arrived message = next(in);
        assertEquals(Reason.BAD_PACKET, reason(message));
        assertEquals(0, message.packetId());
        assertEquals(Optional.empty(), next(in).refusal());
    }

    @Test
    void aMessageThatEndedTheReceiverTwiceIsSteppedOverWhateverItsIdentifier() throws Exception {
        PacketGuard first = guard(Bytes.publish(TOPIC, NONE, PAYLOAD));
        next(paho(first));
        deadly.ended(first.lastFingerprint(), "an error");
        deadly.ended(first.lastFingerprint(), "the same error");
        byte[] again = Bytes.packet(
                0x3A, new Bytes().binary(TOPIC).two(9).of(0).raw(PAYLOAD).array());
        Arrived message = only(again);
        assertEquals(Reason.BAD_PACKET, reason(message));
        assertEquals(
                "it ended the connection twice: the same error",
                message.refusal().orElseThrow().detail());
        assertEquals(9, message.packetId());
    }

    @Test
    void otherPacketsPassIfPahoCanReadThem() throws Exception {
        byte[] good = new Bytes()
                .of(0x20, 3, 0, 0, 0) // CONNACK: no session, success, no properties
                .of(0x90, 4, 0, 1, 0, 1) // SUBACK of 1: no properties, QoS 1
                .of(0xD0, 0) // PINGRESP
                .of(0xE0, 0) // DISCONNECT
                .array();
        assertArrayEquals(good, guard(good).readAllBytes());
        for (byte[] bad : List.of(
                new byte[] {0x20, 1, 0}, // a CONNACK cut off
                Bytes.packet(
                        0x20, new Bytes().of(0, 0, 6, 0x1F, 0, 3, 'a', 1, 'b').array()), // a reason with U+0001
                Bytes.packet(
                        0x20,
                        new Bytes()
                                .of(0, 0)
                                .variable(40_003)
                                .of(0x16)
                                .binary(new byte[40_000])
                                .array()),
                new byte[] {0x10, 0}, // a CONNECT
                new byte[] {0x00, 0})) { // nothing
            IOException ended = assertThrows(IOException.class, () -> guard(bad).readAllBytes());
            assertTrue(String.valueOf(ended.getMessage()).startsWith("the broker sent a "), ended::getMessage);
        }
    }

    @Test
    void anotherSubscriptionOfTheSessionIsNoticed() throws Exception {
        byte[] ours = Bytes.publish(TOPIC, new byte[] {0x0B, 1}, PAYLOAD);
        byte[] without = Bytes.publish(TOPIC, NONE, PAYLOAD);
        byte[] repeated = without.clone();
        repeated[0] |= 0x08;
        MqttInputStream in = paho(guard(without, ours, repeated, without));
        for (int i = 0; i < 3; i++) {
            next(in);
            assertEquals(false, other.isNoticed(), "queued before, or a repetition: " + i);
        }
        next(in);
        assertTrue(other.isNoticed());
    }

    @Test
    void heldMessagesAreBoundedAndOneIsAlwaysTaken() throws Exception {
        HeldMessages few = new HeldMessages(10);
        long first = few.put(message(20));
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                few.put(message(1));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.sleep(5);
        }
        few.take(first);
        waiting.join();
        few.close();
        assertThrows(IOException.class, () -> few.put(message(1)));
    }

    private static Arrived message(int bytes) {
        return new Arrived("t", new byte[bytes], false, 1, Optional.empty(), 0);
    }

    /** Seeded: packets bent anyhow, split anywhere. The guard says no by an IOException and nothing else. */
    @Test
    void whateverComesPahoCanReadWhatTheGuardGives() throws Exception {
        Random random = new Random(20_261_128);
        int given = 0;
        int refused = 0;
        int ended = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] stream = bent(random);
            InputStream guard = new PacketGuard(new Split(stream, random), LONGEST, held, new DeadlyPackets(), other);
            MqttInputStream in = paho(guard);
            try {
                while (true) {
                    MqttWireMessage message = in.readMqttWireMessage();
                    assertNotNull(message);
                    given++;
                    if (message instanceof MqttPublish carried
                            && held.take(PacketGuard.number(carried.getPayload()))
                                    .refusal()
                                    .isPresent()) {
                        refused++;
                    }
                }
            } catch (EOFException end) {
                // all of it was read
            } catch (IOException end) {
                assertNotNull(end.getMessage());
                ended++;
            } catch (org.eclipse.paho.mqttv5.common.MqttException reservedBits) {
                // Paho's own refusal of flags, which ends the connection in good order
                ended++;
            }
        }
        assertTrue(given > 2_500 && refused > 250 && ended > 250, given + " " + refused + " " + ended);
    }

    private static byte[] bent(Random random) {
        List<byte[]> packets = new ArrayList<>(List.of(
                Bytes.publish(TOPIC, NONE, PAYLOAD),
                Bytes.publish(
                        TOPIC,
                        new Bytes().of(0x26).text("k").text("v").of(0x0B, 1).array(),
                        new byte[300]),
                Bytes.publish(TOPIC, new Bytes().of(0x09).binary(new byte[200]).array(), PAYLOAD),
                Bytes.packet(0x30, new Bytes().binary(TOPIC).of(0).raw(PAYLOAD).array()),
                new byte[] {(byte) 0x90, 4, 0, 1, 0, 1},
                new byte[] {(byte) 0xD0, 0},
                new byte[] {0x20, 6, 0, 0, 3, 0x21, 0, 9}));
        Bytes all = new Bytes();
        for (int i = 0; i < 3; i++) {
            byte[] packet = packets.get(random.nextInt(packets.size())).clone();
            for (int change = random.nextInt(3); change > 0; change--) {
                packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
            }
            all.raw(random.nextInt(10) == 0 ? Arrays.copyOf(packet, random.nextInt(packet.length)) : packet);
        }
        return all.array();
    }

    /** Gives what it has in pieces of any size. */
    private static final class Split extends ByteArrayInputStream {
        private final Random random;

        Split(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1 + random.nextInt(20)));
        }
    }

    @Test
    void theEndOfTheStreamIsTheEnd() throws Exception {
        assertEquals(-1, guard().read());
    }
}
