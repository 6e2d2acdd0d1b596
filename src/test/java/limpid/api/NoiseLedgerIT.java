package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import limpid.Settings;
import limpid.Waiting;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes wrong with a noise point's clock and line is told by its ledger, and what it does to the figures is defined. */
class NoiseLedgerIT extends Served {
    private static final String MARCH = "from=2025-03-22&to=2025-03-22";

    private static final Duration CLOCK_TOLERANCE =
            Settings.from(Map.of()).intake().clockTolerance();

    @BeforeAll
    static void fill() {
        post("stations/import", "text/csv", """
                code,name_zh,medium,city,period
                D-1,超前,noise,临江,PT1S
                D-2,倒退,noise,临江,PT1S
                D-3,静默,noise,临江,PT1S
                D-4,重叠,noise,临江,PT1S
                """);
    }

    private static JsonNode post(String path, String type, String body) {
        return server.send("POST", "/api/v1/" + path, body, "Content-Type", type, "X-API-Key", ApiServer.ADMIN_KEY)
                .json();
    }

    private static JsonNode levels(String station, Instant end, String level, int seconds) {
        return post("stations/" + station + "/readings", "application/json", message(end, level, seconds));
    }

    private static String message(Instant end, String level, int seconds) {
        return "{\"end\":\"%s\",\"period\":\"PT1S\",\"values\":{\"LAS\":[%s]}}"
                .formatted(end, String.join(",", Collections.nCopies(seconds, level)));
    }

    private static JsonNode ledger(String station, String span) {
        return server.get("/api/v1/stations/" + station + "/ledger?" + span).json();
    }

    @Test
    void aClockAheadBeyondTheToleranceIsRefusedAndWithinItStandsInTheLag() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String tooFar = message(now.plus(Duration.ofHours(6)), "50", 60);
        JsonNode problem = server.send(
                        "POST",
                        "/api/v1/stations/D-1/readings",
                        tooFar,
                        "Content-Type",
                        "application/json",
                        "X-API-Key",
                        ApiServer.STATION_KEY)
                .problem(422, "all-refused");
        assertEquals(60, problem.at("/refused").asInt());
        assertEquals(60, problem.at("/refusals/0/count").asInt(), problem::toString);
        assertEquals("in-the-future", problem.at("/refusals/0/reason").asText());
        JsonNode rejects =
                server.get("/api/v1/rejects?station=D-1&reason=in-the-future").json();
        assertEquals(1, rejects.at("/items").size());
        assertEquals(60, rejects.at("/items/0/refused").asInt());
        assertEquals(1, rejects.at("/items/0/refusals").size());

        levels("D-1", now.plus(Duration.ofMinutes(5)), "50", 60);
        JsonNode partly = levels("D-1", now.plus(CLOCK_TOLERANCE).plusSeconds(20), "50", 60);
        long stored = partly.at("/stored").asLong();
        long refused = partly.at("/refused").asLong();
        assertTrue(stored > 0 && refused > 0, partly::toString);

        JsonNode ledger =
                ledger("D-1", "from=" + now.minus(Duration.ofHours(1)) + "&to=" + now.plus(Duration.ofHours(1)));
        assertEquals(180, ledger.at("/received").asLong());
        assertEquals(60 + stored, ledger.at("/stored").asLong());
        assertEquals(60 + refused, ledger.at("/refused").asLong());
        assertEquals(0, ledger.at("/duplicate").asLong() + ledger.at("/revised").asLong());
        assertEquals("in-the-future", ledger.at("/refusals/0/reason").asText());
        assertEquals(2, ledger.at("/refusals/0/messages").asInt());
        assertEquals(60 + refused, ledger.at("/refusals/0/refusals").asLong());
        assertEquals(1, ledger.at("/refusals").size());
        assertTrue(ledger.at("/slots/0/clock/leastLagSeconds").asLong() < 0, ledger::toString);
        assertEquals(60 + stored, ledger.at("/slots/0/clock/inStep").asLong());
    }

    @Test
    void anHourSentAgainAfterAJumpBackRevisesTheHourBefore() throws InterruptedException {
        Instant nine = Instant.parse("2025-03-22T01:00:00Z");
        levels("D-2", nine, "50", 3600);
        levels("D-2", nine, "60", 3600);
        String hours = "/api/v1/noise/hours?station=D-2&" + MARCH;
        Waiting.until(() -> server.get(hours).texts("/leq").contains("60.0"));
        JsonNode ledger = ledger("D-2", MARCH);
        assertEquals(3600, ledger.at("/slots/0/clock/steppedBack").asInt());
        assertEquals(0, ledger.at("/slots/0/clock/catchingUp").asInt());
        assertEquals(23 * 3600, ledger.at("/slots/0/missing").asInt());
        assertEquals(3600, ledger("D-2", "").at("/revised").asInt());
    }

    @Test
    void aDayOfSilenceIsToldUntilItIsCaughtUp() throws InterruptedException {
        String span = "from=2025-03-20T00:00:00%2B08:00&to=2025-03-22T00:00:00%2B08:00";
        Instant last = Instant.parse("2025-03-20T16:00:00Z");
        levels("D-3", last.minus(Duration.ofHours(15)), "50", 3600);
        levels("D-3", last.plus(Duration.ofHours(10)), "50", 3600);
        Waiting.until(() -> ledger("D-3", span).at("/silences").size() == 3);
        JsonNode silence = ledger("D-3", span).at("/silences/1");
        assertEquals("2025-03-20T09:00:00+08:00", silence.at("/from").asText());
        assertEquals(24, silence.at("/hours").asInt());
        for (int hour = -14; hour < 10; hour++) {
            levels("D-3", last.plus(Duration.ofHours(hour)), "50", 3600);
        }
        Waiting.until(() -> ledger("D-3", span).at("/silences").size() == 2);
        assertEquals(
                26 * 3600, ledger("D-3", span).at("/slots/0/clock/catchingUp").asInt());
    }

    @Test
    void minutesOverSecondsAreNotCountedTwice() throws InterruptedException {
        Instant nine = Instant.parse("2025-03-22T01:00:00Z");
        levels("D-4", nine, "50", 3600);
        post(
                "stations/D-4/readings",
                "application/json",
                "{\"end\":\"%s\",\"period\":\"PT1M\",\"values\":{\"LEQ\":[%s]}}"
                        .formatted(nine, String.join(",", Collections.nCopies(60, "70"))));
        Waiting.until(() -> ledger("D-4", MARCH).at("/overlaps/hours").asInt() == 1);
        JsonNode ledger = ledger("D-4", MARCH);
        assertEquals(1, ledger.at("/overlaps/bySeconds").asInt());
        assertEquals(0, ledger.at("/overlaps/byMinutes").asInt());
        assertEquals(
                "50.0",
                server.get("/api/v1/noise/hours?station=D-4&" + MARCH)
                        .texts("/leq")
                        .getFirst());
    }
}
