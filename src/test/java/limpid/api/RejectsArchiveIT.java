package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import limpid.store.Rejects;
import limpid.store.postgres.Repositories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Refused messages leave for an archive, and only then and by a setting are they shortened. */
class RejectsArchiveIT extends Served {
    @BeforeAll
    static void fill() throws SQLException {
        POSTGRES.execute("""
                INSERT INTO refused_message (station, topic, payload, sha256, origin, first_at, last_at, times)
                SELECT 'A-' || n, 'limpid/v1/air/A-' || n || '/readings', convert_to(repeat('x', 5000), 'UTF8'), 'a', 'mqtt',
                       now(), now(), 1
                FROM generate_series(1, 3) AS n;
                INSERT INTO refusal SELECT n, '', 'not-json', 'no text' FROM generate_series(1, 3) AS n;
                INSERT INTO refused_station (station, bytes) VALUES ('', 15000)
                """);
    }

    @Test
    void whatWasTakenAwayIsShortenedAndAccountedFor() {
        server.get("/api/v1/rejects/messages").problem(401, "unauthenticated");
        List<String> lines = export(0).text().lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.getFirst().contains("\"text\":\"" + "x".repeat(5000)));
        assertEquals(1, export(2).text().lines().count());
        assertEquals("", export(3).text());

        Rejects rejects = Repositories.of(POSTGRES.dataSource()).get(Rejects.class);
        Instant now = Instant.now();
        assertEquals(0, rejects.expire(now, now), "nobody took them away yet");
        assertEquals(
                2,
                send("/api/v1/rejects/exported?upTo=2").json().at("/messages").asInt());
        assertEquals(
                0,
                send("/api/v1/rejects/exported?upTo=2").json().at("/messages").asInt());
        assertEquals(0, rejects.expire(now.minusSeconds(3600), now), "not long enough ago");
        assertEquals(2, rejects.expire(Instant.now(), now));
        assertEquals(0, rejects.expire(Instant.now(), now));

        ApiServer.Answer list = server.get("/api/v1/rejects");
        assertEquals(List.of("true", "false", "false"), list.texts("/whole"));
        assertEquals(List.of("5000", "5000", "5000"), list.texts("/bytes"));
        assertEquals(
                1024,
                server.get("/api/v1/rejects/1", "X-API-Key", ApiServer.REVIEWER_KEY)
                        .json()
                        .at("/payload/text")
                        .asText()
                        .length());
        assertEquals(
                "2",
                server.get("/api/v1/rejects/expiries")
                        .json()
                        .at("/items/0/messages")
                        .asText());
        assertEquals(
                "7952",
                server.get("/api/v1/rejects/expiries")
                        .json()
                        .at("/items/0/bytes")
                        .asText());
        send("/api/v1/rejects/1/replay").problem(409, "contradiction");
        assertFalse(send("/api/v1/rejects/3/replay").text().contains("contradiction"));
    }

    private static ApiServer.Answer export(long after) {
        return server.get("/api/v1/rejects/messages?after=" + after, "X-API-Key", ApiServer.REVIEWER_KEY);
    }

    private static ApiServer.Answer send(String path) {
        return server.send("POST", path, "", "X-API-Key", ApiServer.ADMIN_KEY);
    }
}
