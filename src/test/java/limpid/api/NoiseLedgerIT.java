package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.function.BooleanSupplier;
import limpid.PostgresExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes wrong with a noise point's clock and line is told by its ledger, and what it does to the figures is defined. */
class NoiseLedgerIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String MARCH = "from=2025-03-22&to=2025-03-22";

    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = new ApiServer(POSTGRES.settings());
        post("stations/import", "text/csv", """
                code,name_zh,medium,city,period
                D-2,倒退,noise,临江,PT1S
                D-3,静默,noise,临江,PT1S
                D-4,重叠,noise,临江,PT1S
                """);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode post(String path, String type, String body) {
        return server.send("POST", "/api/v1/" + path, body, "Content-Type", type, "X-API-Key", ApiServer.ADMIN_KEY)
                .json();
    }

    private static JsonNode levels(String station, Instant end, String level, int seconds) {
        return post(
                "stations/" + station + "/readings",
                "application/json",
                "{\"end\":\"%s\",\"period\":\"PT1S\",\"values\":{\"LAS\":[%s]}}"
                        .formatted(end, String.join(",", Collections.nCopies(seconds, level))));
    }

    private static JsonNode ledger(String station, String span) {
        return server.get("/api/v1/stations/" + station + "/ledger?" + span).json();
    }

    @Test
    void anHourSentAgainAfterAJumpBackRevisesTheHourBefore() throws InterruptedException {
        Instant nine = Instant.parse("2025-03-22T01:00:00Z");
        levels("D-2", nine, "50", 3600);
        levels("D-2", nine, "60", 3600);
        String hours = "/api/v1/noise/hours?station=D-2&" + MARCH;
        await(() -> server.get(hours).texts("/leq").contains("60.0"));
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
        await(() -> ledger("D-3", span).at("/silences").size() == 3);
        JsonNode silence = ledger("D-3", span).at("/silences/1");
        assertEquals("2025-03-20T09:00:00+08:00", silence.at("/from").asText());
        assertEquals(24, silence.at("/hours").asInt());
        for (int hour = -14; hour < 10; hour++) {
            levels("D-3", last.plus(Duration.ofHours(hour)), "50", 3600);
        }
        await(() -> ledger("D-3", span).at("/silences").size() == 2);
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
        await(() -> ledger("D-4", MARCH).at("/overlaps/hours").asInt() == 1);
        JsonNode ledger = ledger("D-4", MARCH);
        assertEquals(1, ledger.at("/overlaps/bySeconds").asInt());
        assertEquals(0, ledger.at("/overlaps/byMinutes").asInt());
        assertEquals(
                "50.0",
                server.get("/api/v1/noise/hours?station=D-4&" + MARCH)
                        .texts("/leq")
                        .getFirst());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant patience = Instant.now().plus(Duration.ofMinutes(1));
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(patience), "the rollup did not finish");
            Thread.sleep(200);
        }
    }
}
