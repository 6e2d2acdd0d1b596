package limpid.mqtt;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import limpid.mqtt.packet.Bytes;
import limpid.mqtt.packet.MqttPacket;
import limpid.mqtt.packet.PacketReader;

/** A station that may send anything. */
final class RawStation implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final OutputStream out;
    private final PacketReader packets;

    /** Connected as this user, by MQTT 5 and with a clean start. */
    RawStation(int port, String user) throws Exception {
        this(
                port,
                new Bytes()
                        .text("MQTT")
                        .of(5, 0xC2) // MQTT 5; user, password, clean start
                        .two(0) // no keep alive
                        .of(0) // no properties
                        .text(user) // client identifier
                        .text(user)
                        .text("secret")
                        .array());
    }

    /** With a CONNECT of one's own. */
    RawStation(int port, byte[] connect) throws Exception {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        out = socket.getOutputStream();
        packets = new PacketReader(socket.getInputStream(), 1 << 20);
        send(Bytes.packet(0x10, connect));
        MqttPacket answer = packets.next();
        if (answer == null || !answer.name().equals("CONNACK") || answer.body()[1] != 0) {
            close();
            throw new IOException(
                    "refused, reason code " + (answer == null ? "none" : Integer.toHexString(answer.body()[1] & 0xFF)));
        }
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** What the broker says to a message of QoS 1: 0 where it took it, else a reason code; 0x100 where it hung up. */
    int answer() throws Exception {
        MqttPacket packet;
        try {
            packet = packets.next();
        } catch (IOException e) {
            return 0x100;
        }
        if (packet == null) {
            return 0x100;
        }
        byte[] body = packet.body();
        int codeAt = packet.name().equals("PUBACK") ? 2 : 0;
        int code = body.length > codeAt ? body[codeAt] & 0xFF : 0;
        // 0x10: taken, though nobody listens
        return code == 0x10 ? 0 : code;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
