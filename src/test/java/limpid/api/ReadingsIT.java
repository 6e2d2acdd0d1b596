package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import limpid.PostgresExtension;
import limpid.api.http.Cursor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadingsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String READINGS = "/api/v1/stations/A-1/readings";
    private static final String MARCH_1 = "?from=2026-03-01&to=2026-03-01";

    private static ApiServer server;

    /** PM2.5 and O3 of the hours stamped 24:00 of 28 February to 02:00 of 2 March, and one sample without a period. */
    @BeforeAll
    static void start() throws SQLException {
        server = new ApiServer(POSTGRES.settings());
        server.register("code,name_zh,medium,city,period,in_service_to\nA-1,市监测站,air,临江,PT1H,2026-03-02\n");
        POSTGRES.rewrite("""
                SELECT ensure_partitions('2026-02-01', '2026-03-31');
                INSERT INTO series (station_id, parameter_id, period_s)
                SELECT id, unnest(ARRAY[6, 4, 31]), unnest(ARRAY[3600, 3600, 0]) FROM station;
                INSERT INTO reading (period_end, recorded_at, series_id, flag_id, value)
                SELECT hour, '2026-03-05T00:00:00+08', series.id, 0, 10.50 + extract(hour FROM hour)
                FROM generate_series(timestamptz '2026-03-01T00:00+08', '2026-03-02T02:00+08', '1 hour') AS hour, series
                WHERE period_s = 3600;
                -- the value of 01:00 came twice, its correction on 7 March
                INSERT INTO origin (name) VALUES ('mqtt'), ('http lab');
                UPDATE reading SET value = 99, recorded_at = '2026-03-07T00:00:00+08', origin_id = 2
                WHERE series_id = 1 AND period_end = '2026-03-01T01:00+08';
                INSERT INTO revision (series_id, period_end, value, flag_id, known_from, known_to, origin, reason, origin_id)
                VALUES (1, '2026-03-01T01:00+08', 27.5, 0, '2026-03-05T00:00+08', '2026-03-07T00:00+08', 'http lab', 'sent again', 1);
                -- due and missing, and three hours of silence
                UPDATE reading SET value = NULL, flag_id = 2 WHERE series_id = 1 AND period_end = '2026-03-01T02:00+08';
                DELETE FROM reading WHERE series_id = 1 AND period_end BETWEEN '2026-03-01T05:00+08' AND '2026-03-01T07:00+08';
                INSERT INTO reading (period_end, recorded_at, series_id, flag_id, value)
                VALUES ('2026-03-01T10:07:13+08', '2026-03-05T00:00+08', 3, 0, 0.00000001);
                INSERT INTO ledger VALUES
                    ('A-1', '2026-03-01', 60, 50, 5, 1, 4, '2026-03-01T23:59+08'),
                    ('A-1', '2026-03-02', 3, 3, 0, 0, 0, '2026-03-02T01:00+08');
                """);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aLocalDayHasItsHoursFrom0100To2400() {
        List<String> ends = server.get(READINGS + MARCH_1 + "&parameter=O3").texts("/end");
        assertEquals(24, ends.size());
        assertEquals("2026-03-01T01:00:00+08:00", ends.getFirst());
        assertEquals("2026-03-02T00:00:00+08:00", ends.getLast());
    }

    @Test
    void aReadingSaysAllOfItself() {
        JsonNode reading = server.get(READINGS + MARCH_1 + "&parameter=PM2.5&limit=2")
                .json()
                .get("items");
        assertEquals("PM2.5", reading.at("/0/parameter").asText());
        assertEquals("2026-03-01T00:00:00+08:00", reading.at("/0/start").asText());
        assertEquals("99", reading.at("/0/value").asText());
        assertEquals("ug/m3", reading.at("/0/unit").asText());
        assertEquals("N", reading.at("/0/flag").asText());
        assertTrue(reading.at("/0/reason").isNull());
        assertFalse(reading.get(0).has("revisions"));
        assertTrue(reading.get(1).has("value") && reading.at("/1/value").isNull());
        assertEquals("missing", reading.at("/1/reason").asText());
        assertEquals("M", reading.at("/1/flag").asText());
    }

    @Test
    void decimalsKeepTheirDigits() {
        String text = server.get(READINGS + MARCH_1 + "&parameter=RH").text();
        assertTrue(text.contains("\"value\":0.00000001,"), text);
        assertTrue(server.get(READINGS + MARCH_1 + "&parameter=O3").text().contains("\"value\":27.50,"));
        assertTrue(
                server.get(READINGS + ".csv" + MARCH_1 + "&parameter=RH").text().contains(",0.00000001,"));
    }

    @Test
    void timesWithOffsetBoundTheSpan() {
        String span = "?parameter=O3&from=2026-03-01T01:00:00%2B08:00&to=2026-02-28T19:00:00Z";
        assertEquals(
                List.of("2026-03-01T02:00:00+08:00", "2026-03-01T03:00:00+08:00"),
                server.get(READINGS + span).texts("/end"));
        assertEquals(
                server.get(READINGS + span).text(),
                server.get(READINGS + span.replace("%2B", "+")).text());
    }

    @Test
    void cursorsWalkTheListWithoutGapOrRepetition() {
        List<String> walked = new ArrayList<>();
        String path = READINGS + MARCH_1 + "&limit=7";
        for (String next = ""; next != null; ) {
            ApiServer.Answer part = server.get(path + next);
            part.json().get("items").forEach(item -> walked.add(item.toString()));
            next = part.json().at("/next").isNull()
                    ? null
                    : "&cursor=" + part.json().at("/next").asText();
        }
        List<String> whole = new ArrayList<>();
        server.get(READINGS + MARCH_1 + "&limit=10000").json().get("items").forEach(item -> whole.add(item.toString()));
        assertEquals(24 + 21 + 1, whole.size());
        assertEquals(whole, walked);
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        String cursor = Cursor.of("stations", "A-1");
        server.get(READINGS + "?cursor=" + cursor).problem(400, "bad-cursor");
        server.get(READINGS + "?cursor=%25%25").problem(400, "bad-cursor");
        server.get(READINGS + "?cursor=" + Cursor.of("readings", "x")).problem(400, "bad-cursor");
        server.get(READINGS + "?cursor=").problem(400, "bad-cursor");
    }

    @Test
    void answersAsOfAnInstant() {
        String query = READINGS + "?parameter=PM2.5&from=2026-03-01&to=2026-03-01T01:00:00%2B08:00&asOf=";
        assertEquals(List.of(), server.get(query + "2026-03-04").texts("/value"));
        assertEquals(List.of("27.5"), server.get(query + "2026-03-05").texts("/value"));
        assertEquals(
                List.of("27.5"),
                server.get(query + "2026-03-06T23:59:59%2B08:00").texts("/value"));
        assertEquals(List.of("99"), server.get(query + "2026-03-07").texts("/value"));
    }

    @Test
    void listsRevisionsOnRequest() {
        JsonNode items = server.get(
                        READINGS + MARCH_1 + "&parameter=PM2.5&revisions=true", "X-API-Key", ApiServer.ANALYST_KEY)
                .json()
                .get("items");
        assertEquals("27.5", items.at("/0/revisions/0/value").asText());
        assertEquals(
                "2026-03-05T00:00:00+08:00",
                items.at("/0/revisions/0/knownFrom").asText());
        assertEquals(
                "2026-03-07T00:00:00+08:00", items.at("/0/revisions/0/knownTo").asText());
        assertEquals("http lab", items.at("/0/revisions/0/origin").asText());
        assertEquals("mqtt", items.at("/0/revisions/0/broughtBy").asText());
        assertEquals("http lab", items.at("/0/broughtBy").asText());
        assertTrue(items.at("/1/broughtBy").isMissingNode(), "kept before origins were");
        JsonNode asVisitor = server.get(READINGS + MARCH_1 + "&parameter=PM2.5&revisions=true")
                .json()
                .get("items");
        assertEquals("http", asVisitor.at("/0/revisions/0/origin").asText(), "names are for holders of a key");
        assertEquals("http", asVisitor.at("/0/broughtBy").asText());
        assertEquals("sent again", items.at("/0/revisions/0/why").asText());
        assertEquals(0, items.at("/1/revisions").size());
        assertTrue(items.at("/1/revisions").isArray());
    }

    @Test
    void theLatestOfEachSeries() {
        JsonNode items = server.get("/api/v1/stations/A-1/latest").json().get("items");
        assertEquals(3, items.size());
        assertEquals("O3", items.at("/0/parameter").asText());
        assertEquals("2026-03-02T02:00:00+08:00", items.at("/0/end").asText());
        assertEquals("RH", items.at("/2/parameter").asText());
        assertEquals(
                4, server.get("/api/v1/stations/A-1/latest.csv").text().lines().count());
    }

    @Test
    void theLedgerAccountsForEverything() {
        JsonNode ledger = server.get("/api/v1/stations/A-1/ledger" + MARCH_1).json();
        assertEquals(60, ledger.at("/received").asInt());
        assertEquals(50, ledger.at("/stored").asInt());
        assertEquals(4, ledger.at("/refused").asInt());
        assertEquals("2026-03-01T23:59:00+08:00", ledger.at("/lastReceivedAt").asText());
        assertEquals(1, ledger.at("/days").size());
        JsonNode pm25 = ledger.at("/slots/1");
        assertEquals("PM2.5", pm25.at("/parameter").asText());
        assertEquals("PT1H", pm25.at("/period").asText());
        assertEquals(24, pm25.at("/expected").asInt());
        assertEquals(21, pm25.at("/present").asInt());
        assertEquals(1, pm25.at("/withoutValue").asInt());
        assertEquals(3, pm25.at("/missing").asInt());
        JsonNode samples = ledger.at("/slots/2");
        assertTrue(samples.at("/expected").isNull());
        assertEquals("samples have no due times", samples.at("/reason").asText());
        assertEquals(1, samples.at("/present").asInt());
    }

    @Test
    void theAccountsOfAllStationsStandSideBySide() throws Exception {
        server.register("code,name_zh,medium,city,period\nZ-1,噪声点,noise,临江,PT1S\nZ-2,手工点,noise,临江,PT0S\n");
        POSTGRES.execute("INSERT INTO ledger VALUES ('Z-1', '2026-03-01', 60, 50, 5, 1, 4, '2026-03-01T23:59+08'),"
                + " ('Z-1', '2026-03-02', 3, 3, 0, 0, 0, '2026-03-02T01:00+08')");
        JsonNode accounts = server.get("/api/v1/ledger?medium=noise&from=2026-03-01&to=2026-03-02")
                .json()
                .at("/items");
        assertEquals("Z-1", accounts.at("/0/station").asText());
        assertEquals(63, accounts.at("/0/received").asInt());
        assertEquals(53, accounts.at("/0/stored").asInt());
        assertEquals(
                "2026-03-02T01:00:00+08:00", accounts.at("/0/lastReceivedAt").asText());
        assertTrue(accounts.at("/0/silent").asBoolean(), "nothing has come since");
        assertTrue(accounts.at("/1/silent").isNull(), "samples have no due times");
        JsonNode later = server.get("/api/v1/ledger?medium=noise&from=2026-04-01&to=2026-04-02")
                .json()
                .at("/items/0");
        assertEquals(0, later.at("/received").asInt());
        assertEquals("2026-03-02T01:00:00+08:00", later.at("/lastReceivedAt").asText());
        assertTrue(server.get("/api/v1/ledger.csv").text().startsWith("\uFEFFstation,medium,"));
    }

    @Test
    void nothingIsDueAfterTheLastDayInService() {
        JsonNode ledger = server.get("/api/v1/stations/A-1/ledger?from=2026-03-01&to=2026-03-31")
                .json();
        assertEquals(48, ledger.at("/slots/0/expected").asInt());
        assertEquals(63, ledger.at("/received").asInt());
    }

    @Test
    void saysWhatItExpected() {
        assertBad("from", "?from=yesterday");
        assertBad("to", "?to=2026-03-01T01:00:00");
        assertBad("from", "?from=2026-03-02&to=2026-02-28");
        assertBad("parameter", "?parameter=PM3");
        assertBad("limit", "?limit=0");
        assertBad("limit", "?limit=10001");
        assertBad("revisions", "?revisions=yes");
        assertBad("asOf", "?asOf=1");
        assertTrue(server.get(READINGS + "?from=x")
                .problem(400, "bad-parameter")
                .at("/expected")
                .asText()
                .contains("2026-03-01T01:00:00+08:00"));
    }

    private static void assertBad(String parameter, String query) {
        JsonNode problem = server.get(READINGS + query).problem(400, "bad-parameter");
        assertEquals(parameter, problem.at("/parameter").asText());
        assertFalse(problem.at("/expected").asText().isBlank());
    }

    @Test
    void handsInReadings() {
        String first = "{\"end\":\"2026-03-10T01:00:00+08:00\",\"values\":{\"PM2.5\":22,\"X\":1}}";
        JsonNode receipt = post(first, ApiServer.STATION_KEY).json();
        assertEquals(2, receipt.at("/received").asInt());
        assertEquals(1, receipt.at("/stored").asInt());
        assertEquals(1, receipt.at("/refused").asInt());
        assertEquals("/values/X", receipt.at("/refusals/0/place").asText());
        assertEquals("unknown-parameter", receipt.at("/refusals/0/reason").asText());
        assertEquals(
                1, post(first, ApiServer.ANALYST_KEY).json().at("/duplicate").asInt());
        assertEquals(
                1,
                post(first.replace("22", "23"), ApiServer.ADMIN_KEY)
                        .json()
                        .at("/revised")
                        .asInt());
        String span = "?parameter=PM2.5&from=2026-03-10&to=2026-03-10&revisions=true";
        JsonNode reading = server.ask(READINGS + span).json().get("items").get(0);
        assertEquals("23", reading.at("/value").asText());
        assertEquals("22", reading.at("/revisions/0/value").asText());
        assertEquals("http root", reading.at("/revisions/0/origin").asText(), reading.toString());
    }

    @Test
    void aMessageThatIsRefusedAsAWholeIsAProblem() {
        JsonNode problem = post("{\"end\":", ApiServer.STATION_KEY).problem(422, "all-refused");
        assertEquals("not-json", problem.at("/refusals/0/reason").asText());
        assertEquals(1, problem.at("/refused").asInt());
    }

    @Test
    void handingInNeedsAKey() {
        post("{}", "").problem(401, "unauthenticated");
        post("{}", "station-secre").problem(401, "unauthenticated");
        post("{}", ApiServer.REVIEWER_KEY).problem(403, "forbidden");
        String nothing = "/api/v1/rejects?reason=bad-shape";
        assertEquals(0, server.get(nothing).json().get("items").size());
        server.send("POST", READINGS, "x", "Content-Type", "text/plain", "X-API-Key", ApiServer.STATION_KEY)
                .problem(415, "unsupported-media-type");
        server.send(
                        "POST",
                        READINGS.replace("A-1", "NONE"),
                        "{}",
                        "Content-Type",
                        "application/json",
                        "X-API-Key",
                        ApiServer.STATION_KEY)
                .problem(404, "unknown-station");
    }

    @Test
    void theLedgerOfAYearAtMost() {
        String ledger = "/api/v1/stations/A-1/ledger";
        assertEquals(200, server.get(ledger + "?from=2024-01-01&to=2024-12-31").status());
        JsonNode problem = server.get(ledger + "?from=2023-12-31&to=2024-12-31").problem(400, "bad-parameter");
        assertEquals("from", problem.at("/parameter").asText());
    }

    private static ApiServer.Answer post(String body, String key) {
        return server.send("POST", READINGS, body, "Content-Type", "application/json", "X-API-Key", key);
    }
}
