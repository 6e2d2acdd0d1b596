package limpid.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A door to a server on this machine that can be cut, or held shut while its connections stay open. */
final class Relay implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private final ServerSocket door;
    private volatile int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private volatile long heldUntil = System.nanoTime();
    private volatile Duration delay = Duration.ZERO;

    private Relay(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /** A door to this port of the loopback address. */
    static Relay to(int target) throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().name("relay").start(relay::accept);
        return relay;
    }

    int port() {
        return door.getLocalPort();
    }

    /** Ends all connections with a reset, in the middle of whatever they carry. */
    void cut() {
        open.forEach(Relay::reset);
    }

    /** From now on who comes through it meets the server on this port; who is there stays with the one before. */
    void leadTo(int port) {
        target = port;
    }

    /** Carries nothing for so long; nobody is told. */
    void hold(Duration length) {
        heldUntil = System.nanoTime() + length.toNanos();
    }

    /** From now on what it carries comes so much later, each way. */
    void delay(Duration length) {
        delay = length;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                carry(door.accept());
            } catch (IOException e) {
                // The door was closed, or the server behind it is away: who came through it meets a closed connection.
                continue;
            }
        }
    }

    private void carry(Socket client) throws IOException {
        Socket server = new Socket();
        open.add(client);
        open.add(server);
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException e) {
            reset(client);
            reset(server);
            throw e;
        }
        Thread.ofVirtual().start(() -> copy(client, server));
        Thread.ofVirtual().start(() -> copy(server, client));
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitOpen();
                Thread.sleep(delay);
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // One side is gone, so the other is not needed any more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reset(from);
            reset(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private void awaitOpen() throws InterruptedException {
        for (long left = heldUntil - System.nanoTime(); left > 0; left = heldUntil - System.nanoTime()) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
