package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import limpid.PostgresExtension;
import limpid.Server;
import limpid.Settings;
import limpid.api.guard.Attempts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One client takes no more than it may. All ask through a trusted proxy, so that each test is a client of its own. */
class ClientLimitsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String STREAM = "/api/v1/stream";
    private static Settings.Db database;
    private static ApiServer server;

    @BeforeAll
    static void start() {
        database = POSTGRES.settings();
        server = new ApiServer(
                database,
                Map.of(
                        "LIMPID_TRUSTED_PROXIES", "127.0.0.1 10.9.0.0/16",
                        "LIMPID_MONITORING", "10.1.1.1",
                        "LIMPID_CLIENT_QUESTIONS", "2",
                        "LIMPID_CLIENT_REQUESTS", "30",
                        "LIMPID_CLIENT_EXPORTS", "1",
                        "LIMPID_CLIENT_EXPORTS_PER_HOUR", "3",
                        "LIMPID_CLIENT_STREAMS", "2",
                        "LIMPID_WRONG_KEYS", "3"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ApiServer.Answer get(String client, String path, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("X-Forwarded-For", client));
        return server.get(path, all.toArray(String[]::new));
    }

    @Test
    void questionsOfAMinute() {
        int answered = 0;
        ApiServer.Answer answer = get("10.0.0.1", "/api/v1/flags");
        while (answer.status() == 200 && answered < 100) {
            answered++;
            answer = get("10.0.0.1", "/api/v1/flags");
        }
        assertTrue(answered >= 30, () -> "fewer than the limit");
        JsonNode problem = answer.problem(429, "too-much");
        assertEquals(problem.at("/retryAfterSeconds").asText(), answer.header("Retry-After"));
        assertEquals(200, get("10.0.0.2", "/api/v1/flags").status(), "another client is answered");
        assertEquals(
                200,
                get("10.0.0.1", "/health/readiness".replace("readiness", "liveness"))
                        .status());
        assertEquals(200, get("10.0.0.1", "/web/page.js").status());
    }

    /** A database that is held up: two questions of the client wait for it, the third for them; others are answered. */
    @Test
    void whoAsksMuchWaitsInItsOwnLine() throws Exception {
        List<CompletableFuture<ApiServer.Answer>> asked = new ArrayList<>();
        try (Connection connection = Server.database(database).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE station");
            for (int i = 0; i < 3; i++) {
                asked.add(CompletableFuture.supplyAsync(() -> get("10.0.0.3", "/api/v1/stations")));
            }
            assertEquals(200, get("10.0.0.4", "/api/v1/flags").status());
            assertEquals(
                    "UP",
                    get("10.1.1.1", "/health/readiness")
                            .tree()
                            .at("/details/database/status")
                            .asText());
            connection.rollback();
        }
        for (CompletableFuture<ApiServer.Answer> answer : asked) {
            assertEquals(200, answer.join().status());
        }
    }

    @Test
    void exportsOfAnHourAndTheirPlacesComeBack() {
        String export = "/api/v1/exports/readings.csv?from=2026-03-01&to=2026-03-02";
        get("10.0.0.5", export.replace("2026-03-01", "never")).problem(400, "bad-parameter");
        for (int i = 0; i < 3; i++) {
            assertEquals(200, get("10.0.0.5", export).status(), "one at a time, one after the other");
        }
        ApiServer.Answer answer = get("10.0.0.5", export);
        answer.problem(429, "too-much");
        assertTrue(Integer.parseInt(answer.header("Retry-After")) > 60);
        assertEquals(200, get("10.0.0.6", export).status());
    }

    @Test
    void readersOfTheStream() throws Exception {
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 2; i++) {
                HttpResponse<InputStream> response = client.send(
                        HttpRequest.newBuilder(URI.create(server.uri() + STREAM))
                                .header("X-Forwarded-For", "10.0.0.7")
                                .build(),
                        BodyHandlers.ofInputStream());
                assertEquals(200, response.statusCode());
                open.add(response);
            }
            get("10.0.0.7", STREAM).problem(429, "too-much");
            for (HttpResponse<InputStream> response : open) {
                response.body().close();
            }
        }
    }

    @Test
    void wrongKeysMakeTheirAddressWait() {
        String path = "/api/v1/stations/A-1/readings";
        assertEquals(404, post("10.0.0.8", path, ApiServer.ANALYST_KEY).status(), "a right key, no such station");
        post("10.0.0.8", path, "wrong 1").problem(401, "unauthenticated");
        post("10.0.0.8", path, "wrong 2").problem(401, "unauthenticated");
        post("10.0.0.8", path, "wrong 3").problem(401, "unauthenticated");
        ApiServer.Answer answer = post("10.0.0.8", path, "wrong 4");
        JsonNode problem = answer.problem(429, "wrong-keys");
        assertEquals(problem.at("/retryAfterSeconds").asText(), answer.header("Retry-After"));
        post("10.0.0.8", path, ApiServer.ADMIN_KEY).problem(429, "wrong-keys");
        assertEquals(404, post("10.0.0.8", path, ApiServer.ANALYST_KEY).status(), "a key that was right here before");
        assertEquals(404, post("10.0.0.9", path, ApiServer.ADMIN_KEY).status(), "another address");
        String metrics = get("10.1.1.1", "/prometheus").text();
        assertTrue(metrics.contains("limpid_keys_wrong_total{outcome=\"refused\"} 3"), metrics);
        List<String> log = server.bean(Attempts.class).report();
        assertEquals(1, log.size(), log::toString);
        assertFalse(log.toString().contains("wrong 1"), log::toString);
        assertTrue(log.getFirst().contains("10.0.0.8 sent 3 wrong keys and 2 more"), log::toString);
    }

    private static ApiServer.Answer post(String client, String path, String key) {
        return server.send(
                "POST", path, "{}", "Content-Type", "application/json", "X-Forwarded-For", client, "X-API-Key", key);
    }

    @Test
    void onlyWhatATrustedProxyWroteIsBelieved() {
        assertEquals(200, get("10.1.1.1", "/prometheus").status());
        assertEquals(200, get("10.1.1.1, 10.9.3.4", "/prometheus").status(), "two proxies");
        get("10.1.1.1, 10.2.2.2", "/prometheus").problem(401, "unauthenticated");
        get("10.2.2.2", "/prometheus").problem(401, "unauthenticated");
        assertEquals(
                200,
                get("10.2.2.2", "/prometheus", "X-API-Key", ApiServer.STATION_KEY)
                        .status());
        JsonNode health = get("10.2.2.2", "/health/liveness").json();
        assertEquals("UP", health.at("/status").asText());
        assertTrue(
                health.at("/details").isMissingNode() || health.at("/details").isNull(), health::toString);
        assertFalse(get("10.1.1.1", "/health/liveness").json().at("/details").isEmpty());
    }

    @Test
    void aPageBehindTheProxyMayAsk() {
        assertEquals(
                200,
                get("10.0.0.10", "/api/v1/flags", "Origin", "https://limpid.example")
                        .status());
    }
}
