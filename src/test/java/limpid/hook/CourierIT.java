package limpid.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.alert.AlertSettings;
import limpid.alert.Silence;
import limpid.embedded.FreePort;
import limpid.measure.Medium;
import limpid.store.Hooks;
import limpid.store.postgres.PostgresAlerts;
import limpid.store.postgres.Repositories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls to a real receiver: signed, in order for each subject, at least once, whoever was away meanwhile. */
class CourierIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String SECRET = "known to both";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PostgresAlerts alerts = new PostgresAlerts(POSTGRES.dataSource(), true);
    private final int port = FreePort.find();

    /** A call as it arrived. */
    private record Taken(
            String event, String delivery, String signature, String sent, String callSignature, String body) {
        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    /** A receiver that answers an error to its first calls. */
    private final class Receiver implements AutoCloseable {
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        private final AtomicInteger errors;
        private final List<Taken> taken = Collections.synchronizedList(new ArrayList<>());

        Receiver(int errors) throws IOException {
            this.errors = new AtomicInteger(errors);
            server.createContext("/desk", this::take);
            server.start();
        }

        private void take(HttpExchange exchange) throws IOException {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refuse = errors.getAndDecrement() > 0;
            if (!refuse) {
                taken.add(new Taken(
                        exchange.getRequestHeaders().getFirst("Limpid-Event"),
                        exchange.getRequestHeaders().getFirst("Limpid-Delivery"),
                        exchange.getRequestHeaders().getFirst("Limpid-Signature"),
                        exchange.getRequestHeaders().getFirst("Limpid-Sent"),
                        exchange.getRequestHeaders().getFirst("Limpid-Call-Signature"),
                        body));
            }
            exchange.sendResponseHeaders(refuse ? 503 : 204, -1);
            exchange.close();
        }

        List<Taken> await(int calls) throws InterruptedException {
            Instant last = Instant.now().plus(PATIENCE);
            while (taken.size() < calls && Instant.now().isBefore(last)) {
                Thread.sleep(50);
            }
            assertEquals(calls, taken.size());
            return List.copyOf(taken);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Test
    void callsReachAReceiverThatWasAwayRefusedAndCameBack() throws Exception {
        Samples.register(POSTGRES.dataSource(), Samples.station("A1", Medium.AIR, Duration.ofHours(1)));
        Samples.register(POSTGRES.dataSource(), Samples.station("N1", Medium.NOISE, Duration.ofSeconds(1)));
        heard("13 hours");
        look();
        assertEquals(2, alerts.counts().undelivered());
        try (Courier courier = courier()) {
            awaitAttempts();
            assertEquals(2, alerts.counts().undelivered(), "nobody listens");
            try (Receiver receiver = new Receiver(3)) {
                List<Taken> raised = receiver.await(2);
                for (Taken call : raised) {
                    assertEquals("raised", call.event());
                    assertEquals(signature(call.body()), call.signature());
                    String whole = String.join("\n", call.sent(), call.delivery(), call.event(), call.body());
                    assertEquals(signature(whole), call.callSignature());
                    assertEquals("silent", call.json().at("/kind").asText());
                    assertEquals(1, call.json().at("/revision").asInt());
                    assertTrue(call.json().at("/clearedAt").isNull());
                }
                awaitDelivered();
            }
        }
        heard("0 seconds");
        look();
        heard("13 hours");
        look();
        assertEquals(4, alerts.counts().undelivered(), "written while no courier ran");
        try (Receiver receiver = new Receiver(0);
                Courier courier = courier()) {
            List<Taken> later = receiver.await(4);
            for (String station : List.of("A1", "N1")) {
                List<String> events = new ArrayList<>();
                for (Taken call : later) {
                    if (call.json().at("/subject").asText().equals(station)) {
                        events.add(call.event());
                    }
                }
                assertEquals(List.of("cleared", "raised"), events, station);
            }
            awaitDelivered();
        }
    }

    private Courier courier() {
        Courier courier = new Courier(
                Repositories.of(POSTGRES.dataSource()).get(Hooks.class),
                URI.create("http://127.0.0.1:" + port + "/desk"),
                SECRET);
        courier.start();
        return courier;
    }

    private void heard(String ago) throws SQLException {
        POSTGRES.execute("UPDATE station SET updated_at = clock_timestamp() - interval '" + ago + "'");
    }

    private void look() {
        Instant now = Instant.now();
        alerts.look(now, (heard, active) -> Silence.look(heard, active, now, AlertSettings.DEFAULTS));
    }

    private void awaitAttempts() throws SQLException, InterruptedException {
        awaitNone("SELECT FROM alert_hook WHERE last_error IS NULL");
    }

    private void awaitDelivered() throws SQLException, InterruptedException {
        awaitNone("SELECT FROM alert_hook WHERE delivered_at IS NULL");
    }

    private static void awaitNone(String query) throws SQLException, InterruptedException {
        Instant last = Instant.now().plus(PATIENCE);
        while (any(query)) {
            assertTrue(Instant.now().isBefore(last), query);
            Thread.sleep(50);
        }
    }

    private static boolean any(String query) throws SQLException {
        try (var connection = POSTGRES.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static String signature(String body) throws java.security.GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
