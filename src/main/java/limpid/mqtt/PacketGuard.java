package limpid.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.mqtt.packet.MalformedPacket;
import limpid.mqtt.packet.MqttPacket;
import limpid.mqtt.packet.PacketReader;
import limpid.mqtt.packet.Publish;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;
import org.jspecify.annotations.Nullable;

/**
 * What Paho reads in place of the broker's bytes. Paho 1.2.5 dies of packets that the standard allows, correlation data
 * of 32 KiB among them, and of many that a careless broker lets through; the same packet comes again on every new
 * connection. So each message is kept aside, and Paho gets a PUBLISH of ours with its number for a payload. Other packets
 * pass if Paho's own decoder can read them; else the connection ends with the reason.
 */
final class PacketGuard extends InputStream {
    private static final System.Logger LOG = System.getLogger(PacketGuard.class.getName());

    /** Room in a packet for topic and properties beside the longest payload. */
    static final int ROOM = 128 * 1024;

    /** A PUBLISH of QoS 0 on topic "m" without properties; the number of the message follows. */
    private static final byte[] IN_PLACE = {0x30, 12, 0, 1, 'm', 0};

    /** CONNACK, PUBACK, PUBREC, PUBREL, PUBCOMP, SUBACK, UNSUBACK, PINGRESP, DISCONNECT, AUTH. */
    private static final Set<Integer> FROM_A_BROKER = Set.copyOf(List.of(2, 4, 5, 6, 7, 9, 11, 13, 14, 15));

    private final PacketReader packets;
    private final HeldMessages held;
    private final DeadlyPackets deadly;
    private final OtherSubscription other;

    private byte[] ready = {};
    private int at;
    private volatile long lastFingerprint;

    PacketGuard(InputStream in, int longestPayload, HeldMessages held, DeadlyPackets deadly, OtherSubscription other) {
        packets = new PacketReader(in, longestPayload + ROOM);
        this.held = held;
        this.deadly = deadly;
        this.other = other;
    }

    /** Of the packet last given out: if the reader died, it died of that. */
    long lastFingerprint() {
        return lastFingerprint;
    }

    /** The number of the message for which Paho carried this payload. */
    static long number(byte[] payload) {
        return ByteBuffer.wrap(payload).getLong();
    }

    @Override
    public int read() throws IOException {
        return isReady() ? ready[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!isReady()) {
            return -1;
        }
        int taken = Math.min(length, ready.length - at);
        System.arraycopy(ready, at, bytes, offset, taken);
        at += taken;
        return taken;
    }

    @Override
    public int available() {
        return ready.length - at;
    }

    /** Whether there is a byte to be read, waiting for the next packet; not so at the end of the stream. */
    private boolean isReady() throws IOException {
        if (at == ready.length) {
            MqttPacket packet = next();
            ready = packet == null ? new byte[0] : admit(packet);
            at = 0;
        }
        return at < ready.length;
    }

    private @Nullable MqttPacket next() throws IOException {
        try {
            return packets.next();
        } catch (MalformedPacket e) {
            throw new IOException("the broker sent what is no MQTT packet: " + e.reason());
        }
    }

    private byte[] admit(MqttPacket packet) throws IOException {
        if (packet.type() != MqttPacket.PUBLISH) {
            return checked(packet);
        }
        lastFingerprint = packet.fingerprint();
        long number = held.put(arrived(packet, lastFingerprint));
        return ByteBuffer.allocate(IN_PLACE.length + Long.BYTES)
                .put(IN_PLACE)
                .putLong(number)
                .array();
    }

    private static byte[] checked(MqttPacket packet) throws IOException {
        byte[] bytes = packet.bytes();
        try {
            if (!packet.isWhole() || !FROM_A_BROKER.contains(packet.type())) {
                throw new IOException("the broker sent a " + packet.name() + " of " + packet.length() + " bytes");
            }
            MqttWireMessage.createWireMessage(bytes);
            return bytes;
        } catch (MqttException | RuntimeException e) {
            throw new IOException("the broker sent a " + packet.name() + " that cannot be read: " + e, e);
        }
    }

    private Arrived arrived(MqttPacket packet, long fingerprint) throws IOException {
        Optional<String> deaths = deadly.whyToStepOver(fingerprint);
        return deaths.isPresent() ? stepOver(packet, fingerprint, deaths.get()) : read(packet, fingerprint);
    }

    private Arrived read(MqttPacket packet, long fingerprint) throws IOException {
        try {
            Publish publish = acknowledgeable(packet);
            other.look(publish);
            return arrived(publish, refusal(packet, publish), fingerprint);
        } catch (MalformedPacket e) {
            String reason = "the broker sent a message that cannot be acknowledged: " + e.reason();
            deadly.ended(fingerprint, reason);
            throw new IOException(reason);
        }
    }

    /** Keeps the whole body where even now nothing can be told from it. */
    private static Arrived stepOver(MqttPacket packet, long fingerprint, String reason) {
        Optional<Refusal> refusal =
                Optional.of(new Refusal(Reason.BAD_PACKET, "", "it ended the connection twice: " + reason));
        try {
            Publish publish = acknowledgeable(packet);
            return arrived(publish, refusal, fingerprint);
        } catch (MalformedPacket | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a message is refused and stays unacknowledged: " + e);
            return new Arrived("", packet.body(), false, 0, refusal, fingerprint);
        }
    }

    private static Arrived arrived(Publish publish, Optional<Refusal> refusal, long fingerprint) {
        return new Arrived(
                publish.topic(), publish.payload(), publish.duplicate(), publish.packetId(), refusal, fingerprint);
    }

    private static Publish acknowledgeable(MqttPacket packet) throws MalformedPacket {
        Publish publish = Publish.read(packet, Publish.From.BROKER);
        if (publish.qos() > 1) {
            throw new MalformedPacket("QoS 2, which was not asked for");
        }
        return publish;
    }

    private static Optional<Refusal> refusal(MqttPacket packet, Publish publish) {
        if (!packet.isWhole()) {
            String detail = "a packet of " + packet.length() + " bytes, of which the first " + packet.body().length
                    + " were read and are kept";
            return Optional.of(new Refusal(Reason.TOO_LONG, "", detail));
        }
        if (publish.fault().isPresent()) {
            return publish.fault().map(fault -> new Refusal(Reason.BAD_PACKET, "", "MQTT forbids it: " + fault));
        }
        // Asked for without "retain as published", only a copy of an older message carries the flag.
        return publish.retained()
                ? Optional.of(new Refusal(
                        Reason.RETAINED, "", "a retained copy, sent because of a subscription; it may be old"))
                : Optional.empty();
    }
}
