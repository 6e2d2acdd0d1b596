package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import limpid.PostgresExtension;
import limpid.Settings;
import limpid.api.guard.ConnectionLimits;
import limpid.embedded.FreePort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Clients that let the service wait are left; and HTTPS. */
class ConnectionsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    /** A bound against hanging, no promise. */
    private static final int HANGS = 30_000;

    private static final String POST = "POST /api/v1/readings/import HTTP/1.1\r\nHost: x\r\nX-API-Key: "
            + ApiServer.ADMIN_KEY + "\r\nContent-Type: text/csv\r\nContent-Length: ";

    private static Settings.Db database;
    private static ApiServer server;

    @BeforeAll
    static void start() {
        database = POSTGRES.settings();
        server = new ApiServer(
                database,
                Map.of(
                        "LIMPID_HTTP_IDLE", "PT1S",
                        "LIMPID_HTTP_STALL", "PT1S",
                        "LIMPID_HTTP_LEAST_RATE", "100000",
                        "LIMPID_HTTP_BODY_MEMORY", "2000000",
                        "LIMPID_CLIENT_CONNECTIONS", "8"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Socket open(int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setSoTimeout(HANGS);
        socket.connect(
                new InetSocketAddress(server.uri().getHost(), server.uri().getPort()), HANGS);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** What still comes until the service closes; a reset is a close too. */
    private static String rest(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] some = new byte[65536];
        InputStream in = socket.getInputStream();
        try {
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                text.append(new String(some, 0, n, StandardCharsets.UTF_8));
            }
        } catch (SocketException e) {
            return text.toString();
        }
        return text.toString();
    }

    @Test
    void aHeadThatDoesNotComeEndsTheConnection() throws IOException {
        try (Socket nothing = open(65536);
                Socket half = open(65536);
                Socket second = open(65536)) {
            write(half, "GET /api/v1/flags HTTP/1.1\r\nHost: x\r\nX-a: ");
            write(second, "GET /health/liveness HTTP/1.1\r\nHost: x\r\n\r\nGET /");
            assertEquals("", rest(nothing));
            assertEquals("", rest(half));
            assertTrue(rest(second).startsWith("HTTP/1.1 200"));
        }
    }

    /** What follows a line that is too long cannot be told from it; a client that is not told sends its next request into nothing. */
    @Test
    void aLineThatIsTooLongIsAnsweredAndEndsTheConnection() throws IOException {
        try (Socket socket = open(65536)) {
            write(socket, "GET /api/v1/stations?city=" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
            String answer = rest(socket);
            assertTrue(answer.contains(" 413 "), answer);
            assertTrue(answer.toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n"), answer);
            assertTrue(answer.contains("/problems/"), answer);
        }
    }

    @Test
    void aBodyThatComesTooSlowlyEndsTheConnection() throws Exception {
        try (Socket socket = open(65536)) {
            write(socket, POST + "500000\r\n\r\nstation");
            assertFalse(rest(socket).startsWith("HTTP/1.1 200"));
        }
        for (int i = 0; i < 100 && server.bean(ConnectionLimits.class).bodyBytes() > 0; i++) {
            Thread.sleep(50);
        }
        assertEquals(0, server.bean(ConnectionLimits.class).bodyBytes());
    }

    @Test
    void bodiesHaveSoMuchMemoryAndNoMore() throws Exception {
        List<Socket> held = new ArrayList<>();
        try (Socket beyond = open(65536)) {
            String part = "x".repeat(600_000);
            Socket first = open(65536);
            held.add(first);
            write(first, POST + "900000\r\n\r\n" + part);
            // The two are read by different threads; the first must be there first.
            for (int i = 0; i < 100 && server.bean(ConnectionLimits.class).bodyBytes() < part.length(); i++) {
                Thread.sleep(10);
            }
            write(beyond, POST + "900000\r\n\r\n" + part);
            String answer = rest(beyond);
            assertTrue(answer.startsWith("HTTP/1.1 503"), answer);
            assertTrue(answer.contains("/problems/bodies-busy"), answer);
            assertTrue(answer.contains("\"instance\":\"/api/v1/readings/import\""), answer);
            assertTrue(answer.toLowerCase(Locale.ROOT).contains("retry-after: 5"), answer);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void anAnswerThatNobodyReadsEndsTheConnection() throws Exception {
        try (Socket socket = open(4096)) {
            // The script of the charts is longer than what lies between us.
            for (int i = 0; i < 40; i++) {
                write(socket, "GET /web/echarts/echarts.esm.min.js HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            for (int i = 0; i < 1200 && server.bean(ConnectionLimits.class).openConnections() > 0; i++) {
                Thread.sleep(50);
            }
            assertEquals(0, server.bean(ConnectionLimits.class).openConnections());
        }
    }

    @Test
    void aClientHasSoManyConnections() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                sockets.add(open(65536));
            }
            Thread.sleep(100);
            try (Socket beyond = open(65536)) {
                assertEquals("", rest(beyond));
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void whoIsQuickEnoughIsAnswered() throws IOException, InterruptedException {
        try (Socket socket = open(65536)) {
            String table = "station,parameter,end,value\n";
            write(socket, POST + table.length() + "\r\nConnection: close\r\n\r\n");
            for (char letter : table.toCharArray()) {
                write(socket, String.valueOf(letter));
                Thread.sleep(5);
            }
            assertTrue(rest(socket).startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void speaksHttpsAndPlainHttpToThisMachine(@TempDir Path folder) throws Exception {
        Certificate certificate = newCertificate(folder, "first");
        int near = FreePort.find();
        Map<String, String> settings = Map.of(
                "LIMPID_HTTP_TLS_CERT", folder.resolve("cert.pem").toString(),
                "LIMPID_HTTP_TLS_KEY", folder.resolve("key.pem").toString(),
                "LIMPID_HTTP_LOCAL_PORT", Integer.toString(near));
        try (ApiServer tls = new ApiServer(database, settings);
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(trusting(certificate))
                        .build()) {
            assertEquals("https", tls.uri().getScheme());
            HttpResponse<String> answer = get(client, tls.uri() + "/api/v1/flags");
            assertEquals(200, answer.statusCode());
            assertTrue(answer.headers().firstValue("Strict-Transport-Security").isPresent());
            HttpResponse<String> plain = get(client, "http://127.0.0.1:" + near + "/health/liveness");
            assertEquals(200, plain.statusCode());
            assertTrue(plain.headers().firstValue("Strict-Transport-Security").isEmpty());
            assertThrows(
                    IOException.class,
                    () -> get(client, "http://127.0.0.1:" + tls.uri().getPort() + "/"));
            takesANewCertificate(tls.uri(), trusting(newCertificate(folder, "second")));
        }
    }

    /** Without a restart; each try is a connection of its own. */
    private static void takesANewCertificate(URI service, SSLContext trusting) throws Exception {
        for (int i = 0; ; i++) {
            try (HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting).build()) {
                assertEquals(200, get(client, service + "/api/v1/flags").statusCode());
                return;
            } catch (IOException e) {
                assertTrue(i < 600, e::toString);
                Thread.sleep(100);
            }
        }
    }

    private static Certificate newCertificate(Path folder, String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "limpid",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        Certificate certificate = keys.getCertificate("limpid");
        pem(
                folder.resolve("key.pem"),
                "PRIVATE KEY",
                keys.getKey("limpid", "changeit".toCharArray()).getEncoded());
        pem(folder.resolve("cert.pem"), "CERTIFICATE", certificate.getEncoded());
        return certificate;
    }

    private static HttpResponse<String> get(HttpClient client, String address)
            throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private static void pem(Path file, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private static SSLContext trusting(Certificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("limpid", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
