package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A station that is registered later loses nothing. */
class ReplayIT extends Served {
    @BeforeAll
    static void fill() throws SQLException {
        POSTGRES.execute("""
                INSERT INTO refused_message (station, topic, payload, sha256, origin, first_at, last_at, times) VALUES
                    ('R-1', 'limpid/v1/air/R-1/readings',
                     '{"end":"2026-03-01T01:00:00+08:00","values":{"O3":88,"CO":0.6}}', 'a', 'mqtt', now(), now(), 1);
                INSERT INTO refusal VALUES (1, '', 'unknown-station', 'not registered')
                """);
    }

    @Test
    void aMessageComesBackOnceItsStationIsRegistered() {
        assertEquals(1, replay().json().at("/refused").asInt());
        String station = "{\"nameZh\":\"站\",\"medium\":\"air\",\"city\":\"临江\",\"period\":\"PT1H\"}";
        assertEquals(201, put(station).status());
        assertEquals(2, replay().json().at("/stored").asInt());
        assertEquals(2, replay().json().at("/duplicate").asInt());
        assertFalse(server.get("/api/v1/rejects/1").json().at("/replayedAt").isNull());
        assertTrue(server.get("/api/v1/stations/R-1/latest").text().contains("\"value\":0.6"));
    }

    private static ApiServer.Answer replay() {
        return server.send("POST", "/api/v1/rejects/1/replay", "", "X-API-Key", ApiServer.REVIEWER_KEY);
    }

    private static ApiServer.Answer put(String station) {
        return server.send(
                "PUT",
                "/api/v1/stations/R-1",
                station,
                "Content-Type",
                "application/json",
                "X-API-Key",
                ApiServer.ADMIN_KEY);
    }
}
