package limpid.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import limpid.store.Cells;
import limpid.store.Cells.Cell;
import limpid.store.Cells.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a cell may do to who asks it. */
@Timeout(60)
class CellHopTest {
    private static final String QUESTION = "/api/v1/stations/A1/readings?limit=3";
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger turns = new AtomicInteger();
    private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final CellHop hop = new CellHop(new CellHop.Patience(
            Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(20), 500));

    CellHopTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        listening.close();
        hop.close();
    }

    /** A cell that says this to each who asks, and then nothing more. */
    private MutableHttpResponse<?> asking(String said) {
        Thread.ofVirtual().start(() -> {
            try (Socket one = listening.accept()) {
                InputStream in = one.getInputStream();
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) in.read());
                }
                asked.add(head.toString());
                one.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
                one.getOutputStream().flush();
                in.read();
            } catch (IOException e) {
                asked.add(e.toString());
            }
        });
        String address = "http://127.0.0.1:" + listening.getLocalPort() + "/gz/";
        return hop.ask(
                HttpRequest.GET(QUESTION).header("Cookie", "secret"),
                new Cell(44, "gz", address, null, null, State.FOLLOWS),
                "the-key",
                turns::incrementAndGet);
    }

    private static String type(MutableHttpResponse<?> answer) {
        return ((Problem) answer.body()).type();
    }

    @Test
    void asksTheAddressWithoutTheKeyForWhoIsNobody() throws IOException {
        MutableHttpResponse<?> answer = asking(HEAD.replace("1000", "2") + "{}");
        assertTrue(asked.getFirst().startsWith("GET /gz" + QUESTION + " HTTP/1.1"), asked.getFirst());
        assertTrue(asked.getFirst().contains("Limpid-Hop: gz"), asked.getFirst());
        assertEquals(
                false, asked.getFirst().contains("secret") || asked.getFirst().contains("the-key"));
        try (InputStream body = ((StreamedFile) answer.body()).getInputStream()) {
            assertEquals(0, turns.get());
            assertEquals("{}", new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertEquals(1, turns.get());
    }

    @Test
    void followsNobodyElsewhere() {
        assertEquals(
                "/problems/cell-fails",
                type(asking("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")));
        assertEquals("/problems/cell-fails", type(asking("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")));
        assertEquals(2, turns.get());
    }

    @Test
    void waitsNoLongerThanItHas() {
        MutableHttpResponse<?> silent = asking("");
        assertEquals("/problems/cell-slow", type(silent));
        assertEquals(504, silent.code());
        assertEquals("10", silent.header("Retry-After"));
        assertEquals(1, turns.get());
    }

    @Test
    void cutsOffWhatStopsInTheMiddleAndWhatIsTooLong() throws IOException {
        for (String part : List.of("x", "x".repeat(600))) {
            try (InputStream body = ((StreamedFile) asking(HEAD + part).body()).getInputStream()) {
                assertThrows(IOException.class, body::readAllBytes);
            }
        }
        assertEquals(2, turns.get());
    }

    @Test
    void keysGoOverTlsOrToThisMachine() {
        for (String yes : List.of(
                "https://gz.example", "https://gz.example/limpid", "http://127.0.0.1:8080", "http://localhost")) {
            assertTrue(Cells.mayTakeKey(URI.create(yes)), yes);
        }
        for (String no : List.of(
                "http://gz.example",
                "https://me@gz.example",
                "https://gz.example?x",
                "http://127.0.0.1.example",
                "file:///etc",
                "gz")) {
            assertEquals(false, Cells.mayTakeKey(URI.create(no)), no);
        }
    }
}
