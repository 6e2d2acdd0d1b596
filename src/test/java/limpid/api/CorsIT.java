package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import limpid.PostgresExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages of other sites read what the operator lets them read, and write nothing. */
@Timeout(120)
class CorsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String BUREAU = "https://hb.example.gov.cn";
    private static final String OTHER = "https://elsewhere.example";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = new ApiServer(POSTGRES.settings(), Map.of("LIMPID_CORS", BUREAU));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPageOfANamedSiteReads() {
        ApiServer.Answer answer = server.get("/api/v1/flags", "Origin", BUREAU);
        assertEquals(200, answer.status(), answer.text());
        assertEquals(BUREAU, answer.header(ALLOWED));
        assertTrue(answer.header("Access-Control-Expose-Headers").contains("ETag"));
        assertEquals("", answer.header("Access-Control-Allow-Credentials"));
        ApiServer.Answer missing = server.get("/api/v1/stations/NONE", "Origin", BUREAU);
        missing.problem(404, "unknown-station");
        assertEquals(BUREAU, missing.header(ALLOWED));
    }

    @Test
    void whoAsksFromNoPageIsToldThatItDependsOnTheOrigin() {
        ApiServer.Answer answer = server.get("/api/v1/flags");
        assertEquals("", answer.header(ALLOWED));
        assertTrue(answer.varies().contains("Origin"), answer.varies()::toString);
    }

    @Test
    void theBrowsersQuestionBeforeIsAnswered() {
        ApiServer.Answer answer = preflight(BUREAU, "GET", "If-None-Match");
        assertEquals(204, answer.status(), answer.text());
        assertEquals(BUREAU, answer.header(ALLOWED));
        assertEquals("GET, HEAD", answer.header("Access-Control-Allow-Methods"));
    }

    @Test
    void whatIsNotAllowedIsAProblem() {
        JsonNode write = preflight(BUREAU, "PUT", "Content-Type").problem(403, "foreign-origin");
        assertTrue(write.get("detail").asText().contains("GET, HEAD"), write::toString);
        JsonNode key = preflight(BUREAU, "GET", "X-API-Key").problem(403, "foreign-origin");
        assertTrue(key.get("detail").asText().contains("no key"), key::toString);
        ApiServer.Answer other = preflight(OTHER, "GET", "Accept");
        assertTrue(other.problem(403, "foreign-origin").get("detail").asText().contains("LIMPID_CORS"));
        assertEquals("", other.header(ALLOWED));
        server.get("/api/v1/flags", "Origin", OTHER).problem(403, "foreign-origin");
        server.send("POST", "/api/v1/publications?city=x&period=2026", "", "Origin", BUREAU)
                .problem(403, "foreign-origin");
    }

    private static ApiServer.Answer preflight(String origin, String method, String headers) {
        return server.send(
                "OPTIONS",
                "/api/v1/flags",
                "",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                headers);
    }
}
