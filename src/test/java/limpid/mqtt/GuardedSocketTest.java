package limpid.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS under Paho's plain sockets, with a certificate for "localhost" alone. */
@Timeout(60)
class GuardedSocketTest {
    private static final char[] PASSWORD = "secret".toCharArray();

    private final Path folder;

    GuardedSocketTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theHostsNameIsCheckedAndTheGuardStandsBeforeWhatComes() throws Exception {
        KeyStore keys = keys();
        SSLContext server = context(keys);
        SSLContext client = trusting(keys);
        try (SSLServerSocket listening = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> echo(listening));
            InetSocketAddress named = new InetSocketAddress(
                    InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}), listening.getLocalPort());
            try (GuardedSocketFactory factory = new GuardedSocketFactory(client.getSocketFactory(), OneMore::new);
                    Socket socket = factory.createSocket()) {
                socket.connect(named, 10_000);
                socket.getOutputStream().write(new byte[] {1, 2});
                assertArrayEquals(new byte[] {2, 3}, socket.getInputStream().readNBytes(2));
            }
            InetSocketAddress unnamed = new InetSocketAddress("127.0.0.1", listening.getLocalPort());
            try (GuardedSocketFactory factory = new GuardedSocketFactory(client.getSocketFactory(), in -> in);
                    Socket socket = factory.createSocket()) {
                assertThrows(SSLException.class, () -> socket.connect(unnamed, 10_000));
            }
            try (GuardedSocketFactory factory =
                            new GuardedSocketFactory(SSLContext.getDefault().getSocketFactory(), in -> in);
                    Socket socket = factory.createSocket()) {
                assertThrows(SSLException.class, () -> socket.connect(named, 10_000), "not trusted");
            }
        }
    }

    @Test
    void addressesAreThoseOfPlainSocketsForPaho() {
        assertEquals("tcp://broker:8883", settings("ssl://broker").plainUrl());
        assertEquals("tcp://broker:1", settings("SSL://broker:1").plainUrl());
        assertEquals("tcp://broker:1883", settings("tcp://broker").plainUrl());
        assertThrows(IllegalArgumentException.class, () -> settings("wss://broker:443"));
        assertThrows(IllegalArgumentException.class, () -> settings("broker:1883"));
    }

    private static MqttSettings settings(String url) {
        return new MqttSettings(url, "", "", "service", 100, 1 << 20);
    }

    /** Adds one to each byte. */
    private static final class OneMore extends FilterInputStream {
        OneMore(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            return next < 0 ? next : next + 1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int next = read();
            if (next < 0) {
                return -1;
            }
            bytes[offset] = (byte) next;
            return 1;
        }
    }

    private static void echo(SSLServerSocket listening) {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                client.getInputStream().transferTo(client.getOutputStream());
            } catch (IOException refusedOrOver) {
                // the next one
            }
        }
    }

    private KeyStore keys() throws Exception {
        Path file = folder.resolve("keys.p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        tool.toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "secret")
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, made.waitFor(), said);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("broker", keys.getCertificate("broker"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
