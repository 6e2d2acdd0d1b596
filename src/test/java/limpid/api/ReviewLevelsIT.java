package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import limpid.PostgresExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three levels of review: one after the other, each by another person. */
class ReviewLevelsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String KEYS = "root:admin:" + ApiServer.ADMIN_KEY
            + " first:reviewer:k1 second:reviewer2:k2 third:reviewer3:k3 " + "other:reviewer3:k4";

    private static ApiServer server;

    @BeforeAll
    static void start() throws InterruptedException {
        server = new ApiServer(POSTGRES.settings(), Map.of("LIMPID_REVIEW_LEVELS", "3", "LIMPID_API_KEYS", KEYS));
        send(
                        "POST",
                        "stations/import",
                        "text/csv",
                        "code,name_zh,medium,city,period\nA-1,一,air,临江,PT1H\n",
                        ApiServer.ADMIN_KEY)
                .json();
        tell(35);
        while (days().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ApiServer.Answer send(String method, String path, String type, String body, String key) {
        return server.send(method, "/api/v1/" + path, body, "Content-Type", type, "X-API-Key", key);
    }

    private static void tell(int value) {
        StringBuilder hours = new StringBuilder("station,parameter,end,value\n");
        for (int day = 1; day <= 2; day++) {
            for (int hour = 1; hour <= 24; hour++) {
                hours.append("A-1,PM2.5,2026-03-0%d %02d:00,%d\n"
                        .formatted(day, hour, value)
                        .replace(" ", "T"));
            }
        }
        send("POST", "readings/import", "text/csv", hours.toString(), ApiServer.ADMIN_KEY)
                .json();
    }

    private static JsonNode days() {
        return server.get("/api/v1/air/days?station=A-1&from=2026-03-01&to=2026-03-02")
                .json()
                .at("/items");
    }

    private static List<String> states() {
        return server.get("/api/v1/air/days?station=A-1&from=2026-03-01&to=2026-03-02")
                .texts("/status");
    }

    private static ApiServer.Answer confirm(int level, String first, String last, String key) {
        return send(
                "POST",
                "air/reviews",
                "application/json",
                "{\"station\":\"A-1\",\"from\":\"" + first + "\",\"to\":\"" + last + "\",\"level\":" + level + "}",
                key);
    }

    @Test
    void oneAfterTheOtherEachByAnother() throws InterruptedException {
        String first = "2026-03-01";
        String last = "2026-03-02";
        confirm(2, first, last, "k1").problem(403, "forbidden");
        confirm(2, first, last, "k2").problem(409, "contradiction");
        assertFalse(confirm(1, first, first, "k1").json().at("/reviewed").asBoolean());
        JsonNode missing = confirm(2, first, last, "k2").problem(409, "contradiction");
        assertEquals(
                "level 1 has not confirmed 2026-03-02 as its figures are now",
                missing.at("/detail").asText());
        confirm(1, last, last, "k2").json();
        JsonNode own = confirm(2, first, last, "k2").problem(409, "contradiction");
        assertEquals("2026-03-02", own.at("/day").asText(), own::toString);
        confirm(2, first, last, "k4").json();
        confirm(3, first, last, "k4").problem(409, "contradiction");
        assertEquals(List.of("provisional", "provisional"), states());
        JsonNode done = confirm(3, first, last, "k3").json();
        assertTrue(done.at("/reviewed").asBoolean() && done.at("/level").asInt() == 3, done::toString);
        assertEquals(List.of("reviewed", "reviewed"), states());
        assertEquals(
                List.of("2", "1", "1"),
                server.ask("/api/v1/air/reviews/levels?station=A-1").texts("/level"));
        assertEquals(
                List.of("other", "second", "first"),
                server.ask("/api/v1/air/reviews/levels?station=A-1").texts("/by"));
        confirm(4, first, last, "k3").problem(400, "bad-request");

        // A figure that changes is to be reviewed anew, on every level.
        tell(80);
        while (!days().at("/0/values/PM2.5/value").asText().equals("80")
                || !days().at("/1/values/PM2.5/value").asText().equals("80")) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertEquals(List.of("provisional", "provisional"), states());
        assertTrue(confirm(3, first, last, "k3")
                .problem(409, "contradiction")
                .at("/detail")
                .asText()
                .startsWith("level 2"));
        String id = server.ask("/api/v1/air/reviews/levels?station=A-1")
                .texts("/id")
                .getFirst();
        assertEquals(
                204,
                send("DELETE", "air/reviews/levels/" + id, "application/json", "", "k4")
                        .status());
        send("DELETE", "air/reviews/levels/" + id, "application/json", "", "k4").problem(404, "not-found");
    }
}
