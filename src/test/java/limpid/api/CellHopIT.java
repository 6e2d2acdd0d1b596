package limpid.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import limpid.PostgresExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service above asks the service of a cell for what stays there: two services, and what of the cell is above is written by hand. */
class CellHopIT {
    @RegisterExtension
    static final PostgresExtension BELOW = new PostgresExtension();

    @RegisterExtension
    static final PostgresExtension ABOVE = new PostgresExtension();

    private static final String STATIONS = """
            code,name_zh,medium,city,period
            A1,河东,air,泠川市,PT1H
            N1,河西,noise,泠川市,PT1S
            """;
    private static final String READINGS = "/api/v1/stations/A1/readings?from=2026-03-01&to=2026-03-03";
    /** Not public in the cell, and public above. */
    private static final String NOISE = "/api/v1/stations/N1/readings?from=2026-03-01&to=2026-03-03";

    private static ApiServer below;
    private static ApiServer above;

    @BeforeAll
    static void start() throws Exception {
        below = new ApiServer(BELOW.settings(), Map.of("LIMPID_PUBLIC_MEDIA", "air"));
        // As a cell numbers its rows, so that they are known above as rows of cell 44.
        ABOVE.execute("ALTER TABLE subject ALTER id RESTART WITH 440000001");
        above = new ApiServer(ABOVE.settings());
        for (ApiServer one : List.of(below, above)) {
            assertEquals(200, write(one, "POST", "stations/import", STATIONS, "text/csv"));
        }
        for (int hour = 10; hour < 22; hour++) {
            write(
                    below,
                    "POST",
                    "stations/A1/readings",
                    "{\"end\":\"2026-03-02T%d:00:00+08:00\",\"values\":{\"PM2.5\":35}}".formatted(hour),
                    "application/json");
        }
        NoRollup.during(() -> {}, below, BELOW.dataSource());
        above.close();
        ABOVE.execute("INSERT INTO cell (number, name, address) VALUES (44, 'gz', 'http://127.0.0.1:1')");
        above = new ApiServer(ABOVE.settings(), Map.of("LIMPID_ROLES", "rollup api"));
    }

    private static int write(ApiServer server, String method, String path, String body, String type) {
        return server.send(method, "/api/v1/" + path, body, "Content-Type", type, "X-API-Key", ApiServer.ADMIN_KEY)
                .status();
    }

    @AfterAll
    static void stop() {
        above.close();
        below.close();
    }

    @BeforeEach
    void give() throws SQLException {
        address(below.uri());
        key(ApiServer.ANALYST_KEY);
    }

    private static void address(URI address) throws SQLException {
        ABOVE.execute("UPDATE cell SET address = '" + address + "'");
    }

    private static void key(String key) throws SQLException {
        ABOVE.execute("DELETE FROM cell_key");
        ABOVE.execute("INSERT INTO cell_key (cell, key) VALUES (44, '" + key + "')");
    }

    /** The same as the cell itself says, and whose answer it is. */
    @Test
    void handsOnWhatTheCellAnswers() {
        List<String> questions = List.of(
                READINGS,
                "/api/v1/stations/A1/latest",
                "/api/v1/stations/A1/readings.csv?from=2026-03-01&to=2026-03-03",
                "/api/v1/stations/A1/readings?from=2026-03-01&to=2026-03-03&limit=2",
                "/api/v1/air/hours?station=A1&from=2026-03-01&to=2026-03-03",
                Transcript.encoded("/api/v1/air/hours?city=泠川市&from=2026-03-01&to=2026-03-03"),
                "/api/v1/exports/readings.csv?station=A1&from=2026-03-01&to=2026-03-03",
                "/api/v1/stations/A1/readings?from=never",
                "/api/v1/results/air-hour.station.A1.2020-01-01T01/evidence");
        for (String question : questions) {
            ApiServer.Answer there = below.get(question);
            ApiServer.Answer here = above.get(question);
            assertEquals(there.text(), here.text(), question);
            assertEquals(there.status(), here.status(), question);
            for (String header : List.of("Content-Type", "ETag", "Link", "Content-Disposition")) {
                assertEquals(there.header(header), here.header(header), question + " " + header);
            }
            assertEquals("gz", here.header("Limpid-Answered-By"), question);
        }
        ApiServer.Answer first = above.get(READINGS);
        assertEquals(12, first.json().get("items").size());
        ApiServer.Answer again = above.get(READINGS, "If-None-Match", first.header("ETag"));
        assertEquals(304, again.status());
        assertEquals(first.header("ETag"), again.header("ETag"));
        assertEquals("", again.text());
    }

    /** Bytes that are no text; when it was made stands further behind. */
    @Test
    void handsFilesOnByteForByte() {
        String file = "/api/v1/exports/air-hours.parquet?station=A1&from=2026-03-01&to=2026-03-03";
        byte[] there = below.bytes(file);
        byte[] here = above.bytes(file);
        assertEquals(there.length, here.length);
        for (int from : List.of(0, there.length - 4)) {
            assertEquals("PAR1", new String(here, from, 4, StandardCharsets.US_ASCII));
        }
        assertArrayEquals(Arrays.copyOf(there, there.length / 4), Arrays.copyOf(here, there.length / 4));
    }

    /** The key speaks for those who may read what is not public above, and for nobody else. */
    @Test
    void theKeyShowsNobodyMoreThanTheyMaySee() {
        String revisions = READINGS + "&revisions=true";
        assertFalse(above.get(revisions).text().contains("http root"));
        assertTrue(above.ask(revisions).text().contains("http root"));
        above.get(NOISE).problem(401, "unauthenticated");
        above.get(NOISE, "X-API-Key", ApiServer.STATION_KEY).problem(401, "unauthenticated");
        assertEquals(200, above.ask(NOISE).status());
        for (String text :
                List.of(above.get(READINGS).text(), above.ask("/api/v1/version").text())) {
            assertFalse(text.contains(ApiServer.ANALYST_KEY));
        }
    }

    @Test
    void aKeyThatTheCellDoesNotTakeIsNoFaultOfTheAsker() throws SQLException {
        key("nobodys");
        assertEquals(
                "gz", above.ask(NOISE).problem(502, "cell-fails").at("/cell").asText());
    }

    @Test
    void tellsTheAddressWithoutAKeyAndWhereItWouldBeRead() throws SQLException {
        ABOVE.execute("DELETE FROM cell_key");
        assertAddressIsTold(READINGS);
        key(ApiServer.ANALYST_KEY);
        address(URI.create("http://gz.example"));
        assertAddressIsTold(READINGS);
    }

    /** One hop, and of one cell: what a cell cannot answer itself is for the asker to ask elsewhere. */
    @Test
    void hopsOnce() throws SQLException {
        ApiServer.Answer hopped = above.get(READINGS, "Limpid-Hop", "province");
        assertEquals(
                below.uri() + READINGS,
                hopped.problem(421, "ask-the-cell").at("/cells/0/address").asText());
        address(above.uri());
        assertEquals(
                "gz", above.get(READINGS).problem(508, "cell-loop").at("/cell").asText());
        assertAddressIsTold("/api/v1/air/hours?from=2026-03-01&to=2026-03-02");
        assertAddressIsTold("/api/v1/rejects?station=A1");
    }

    @Test
    void tellsWhichCellIsAway() throws SQLException {
        address(URI.create("http://127.0.0.1:1"));
        ApiServer.Answer away = above.get(READINGS);
        assertEquals("gz", away.problem(503, "cell-away").at("/cell").asText());
        assertEquals("10", away.header("Retry-After"));
    }

    private static void assertAddressIsTold(String question) {
        assertEquals(
                "gz",
                above.get(question)
                        .problem(421, "ask-the-cell")
                        .at("/cells/0/cell")
                        .asText(),
                question);
    }
}
