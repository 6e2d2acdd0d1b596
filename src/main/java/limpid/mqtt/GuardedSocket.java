package limpid.mqtt;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A socket that is read through a guard, over TLS where asked for. Holds a socket, as Paho sets up one of its own. */
final class GuardedSocket extends Socket {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final @Nullable SSLSocketFactory tls;
    private final Function<InputStream, InputStream> guard;
    private final Socket plain = new Socket();
    private final CountDownLatch written = new CountDownLatch(1);

    private volatile @Nullable Socket open;

    GuardedSocket(@Nullable SSLSocketFactory tls, Function<InputStream, InputStream> guard) {
        this.tls = tls;
        this.guard = guard;
    }

    @Override
    public void connect(SocketAddress address, int timeout) throws IOException {
        plain.connect(address, timeout);
        plain.setTcpNoDelay(true);
        plain.setKeepAlive(true);
        open = tls == null ? plain : secured(tls, (InetSocketAddress) address, timeout);
    }

    private SSLSocket secured(SSLSocketFactory factory, InetSocketAddress address, int timeout) throws IOException {
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, address.getHostString(), address.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(timeout);
        socket.startHandshake();
        socket.setSoTimeout(0);
        return socket;
    }

    private Socket connected() throws SocketException {
        Socket socket = open;
        if (socket == null) {
            throw new SocketException("not connected");
        }
        return socket;
    }

    /**
     * Nothing can be read, not even an end, before Paho wrote or tried to: the client speaks first, and when its receiver
     * dies earlier, the thread that connects waits for it for ever.
     */
    @Override
    public InputStream getInputStream() throws IOException {
        InputStream in = new BufferedInputStream(connected().getInputStream(), BUFFER_BYTES);
        return guard.apply(new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                awaitFirstWrite();
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                awaitFirstWrite();
                return super.read(bytes, offset, length);
            }
        });
    }

    private void awaitFirstWrite() throws IOException {
        try {
            written.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before the first packet");
        }
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(connected().getOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                written.countDown();
                out.write(bytes, offset, length);
            }

            @Override
            public void write(int single) throws IOException {
                written.countDown();
                out.write(single);
            }
        };
    }

    /** Paho asks for reads of a second, so that its thread can look whether it is to end; ours end by closing. */
    @Override
    public void setSoTimeout(int timeout) {
        // A read that is broken off within a TLS record would be one more thing to go wrong.
    }

    @Override
    public void shutdownInput() {
        // Followed by close(), which does it.
    }

    @Override
    public void close() throws IOException {
        Socket socket = open;
        // The plain one first: closing TLS writes, and would wait for a broker that reads no more.
        plain.close();
        if (socket != null) {
            socket.close();
        }
    }
}
