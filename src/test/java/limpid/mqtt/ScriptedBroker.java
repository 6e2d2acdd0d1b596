package limpid.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import limpid.mqtt.packet.Bytes;
import limpid.mqtt.packet.MalformedPacket;
import limpid.mqtt.packet.MqttPacket;
import limpid.mqtt.packet.PacketReader;

/** Answers as a broker does, and sends after each subscription what a script says, however bad. */
final class ScriptedBroker implements AutoCloseable {
    /** Packet identifiers acknowledged, in order. */
    final List<Integer> acknowledged = new CopyOnWriteArrayList<>();

    private final ServerSocket server;
    private final IntFunction<byte[]> script;
    private final int subscriptionCode;
    private final List<Socket> clients = new CopyOnWriteArrayList<>();

    /**
     * @param subscriptionCode the reason code of its SUBACK
     * @param script           what to send on the first, second, ... connection after the SUBACK
     */
    ScriptedBroker(int subscriptionCode, IntFunction<byte[]> script) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.script = script;
        this.subscriptionCode = subscriptionCode;
        Thread.ofPlatform().name("scripted-broker").daemon().start(this::accept);
    }

    String url() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** How many connections there were. */
    int connections() {
        return clients.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                clients.add(client);
                int number = clients.size();
                Thread.ofPlatform().daemon().start(() -> serve(client, number));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket client, int number) {
        try (client) {
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            PacketReader packets = new PacketReader(in, 1 << 20);
            for (MqttPacket packet = packets.next(); packet != null; packet = packets.next()) {
                byte[] body = packet.body();
                switch (packet.name()) {
                    case "CONNECT" -> out.write(new byte[] {0x20, 3, 0, 0, 0});
                    case "SUBSCRIBE" -> {
                        out.write(new byte[] {(byte) 0x90, 4, body[0], body[1], 0, (byte) subscriptionCode});
                        out.write(script.apply(number));
                    }
                    case "PUBACK" -> acknowledged.add((body[0] & 0xFF) << 8 | body[1] & 0xFF);
                    default -> {
                        // pings and farewells need no answer here
                    }
                }
                out.flush();
            }
        } catch (IOException gone) {
            // the client left
        } catch (MalformedPacket e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** A message of QoS 1. */
    static byte[] message(int packetId, String topic, byte[] payload) {
        return Bytes.packet(
                0x32, new Bytes().text(topic).two(packetId).of(0).raw(payload).array());
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
