package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RejectsIT extends Served {
    @BeforeAll
    static void fill() throws SQLException {
        POSTGRES.execute("""
                INSERT INTO refused_message (station, topic, payload, sha256, origin, first_at, last_at, times) VALUES
                    ('A-1', 'limpid/v1/air/A-1/readings', '{"values":{}}', 'a', 'mqtt', '2026-03-01', '2026-03-02', 3),
                    ('A-9', 'limpid/v1/air/A-9/readings', 'x', 'b', 'mqtt', '2026-03-01', '2026-03-01', 1),
                    ('-', 'nowhere', '\\xff00', 'c', 'http gate', '2026-03-01', '2026-03-01', 1);
                INSERT INTO refusal VALUES
                    (1, '/values/X', 'unknown-parameter', 'no such name'),
                    (1, '/values/Y', 'unknown-parameter', 'no such name'),
                    (1, '/end', 'bad-time', 'no time'),
                    (2, '', 'unknown-station', 'not registered'),
                    (3, '', 'bad-topic', 'not a topic of readings');
                """);
    }

    @Test
    void listsTheNewestFirst() {
        ApiServer.Answer all = server.get("/api/v1/rejects");
        assertEquals(List.of("3", "2", "1"), all.texts("/id"));
        assertEquals(3, all.json().at("/items/2/refusals").size());
        assertEquals(3, all.json().at("/items/2/times").asInt());
        assertFalse(all.json().at("/items/0").has("payload"));
        assertEquals(4, server.get("/api/v1/rejects.csv").text().lines().count());
    }

    @Test
    void filtersAndWalks() {
        assertEquals(List.of("1"), server.get("/api/v1/rejects?station=A-1").texts("/id"));
        assertEquals(
                List.of("2"),
                server.get("/api/v1/rejects?reason=unknown-station").texts("/id"));
        assertEquals(
                List.of(),
                server.get("/api/v1/rejects?station=A-1&reason=unknown-station").texts("/id"));
        JsonNode first = server.get("/api/v1/rejects?limit=2").json();
        assertEquals(
                List.of("1"),
                server.get("/api/v1/rejects?cursor=" + first.at("/next").asText())
                        .texts("/id"));
        JsonNode problem = server.get("/api/v1/rejects?reason=ugly").problem(400, "bad-parameter");
        assertTrue(problem.at("/expected").asText().contains("unknown-station"));
    }

    @Test
    void countsByStationAndReason() {
        JsonNode counts = server.get("/api/v1/rejects/counts").json().get("items");
        assertEquals(4, counts.size());
        assertEquals("A-1", counts.at("/0/station").asText());
        assertEquals("unknown-parameter", counts.at("/0/reason").asText());
        assertEquals(1, counts.at("/0/messages").asInt());
        assertEquals(2, counts.at("/0/refusals").asInt());
        assertEquals(
                2,
                server.get("/api/v1/rejects/counts.csv?station=A-9")
                        .text()
                        .lines()
                        .count());
    }

    @Test
    void showsTheMessage() {
        JsonNode hidden = server.get("/api/v1/rejects/1").json();
        assertTrue(hidden.at("/payload").isMissingNode(), hidden::toString);
        JsonNode json = server.ask("/api/v1/rejects/1").json();
        assertEquals("{\"values\":{}}", json.at("/payload/text").asText());
        assertEquals(
                "http", server.get("/api/v1/rejects/3").json().at("/origin").asText());
        JsonNode bytes = server.ask("/api/v1/rejects/3").json();
        assertEquals("http gate", bytes.at("/origin").asText());
        assertTrue(bytes.at("/payload/text").isNull());
        assertEquals("/wA=", bytes.at("/payload/base64").asText());
        server.get("/api/v1/rejects/99").problem(404, "unknown-reject");
        server.get("/api/v1/rejects/x").problem(400, "bad-request");
    }

    @Test
    void onlyReviewersReplay() {
        replay(2, "").problem(401, "unauthenticated");
        replay(2, ApiServer.STATION_KEY).problem(403, "forbidden");
        replay(2, ApiServer.ANALYST_KEY).problem(403, "forbidden");
        replay(99, ApiServer.ADMIN_KEY).problem(404, "unknown-reject");
    }

    private static ApiServer.Answer replay(long id, String key) {
        return server.send("POST", "/api/v1/rejects/" + id + "/replay", "", "X-API-Key", key);
    }
}
