package limpid.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Sockets for one connection of Paho, each read through a guard. */
final class GuardedSocketFactory extends SocketFactory implements AutoCloseable {
    private final @Nullable SSLSocketFactory tls;
    private final Function<InputStream, InputStream> guard;
    private final List<GuardedSocket> made = new CopyOnWriteArrayList<>();

    /**
     * @param tls   makes sockets of TLS, whose certificate must name the host; null for none
     * @param guard stands before what the broker sends
     */
    GuardedSocketFactory(@Nullable SSLSocketFactory tls, Function<InputStream, InputStream> guard) {
        this.tls = tls;
        this.guard = guard;
    }

    @Override
    public Socket createSocket() {
        GuardedSocket socket = new GuardedSocket(tls, guard);
        made.add(socket);
        return socket;
    }

    /** Closes what was made: a thread of Paho that reads or writes ends, whatever it believes. */
    @Override
    public void close() {
        for (GuardedSocket socket : made) {
            try {
                socket.close();
            } catch (IOException e) {
                System.getLogger(GuardedSocketFactory.class.getName())
                        .log(System.Logger.Level.DEBUG, "closing a socket: {0}", e);
            }
        }
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("Paho connects its sockets itself");
    }
}
