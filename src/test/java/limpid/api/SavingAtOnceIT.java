package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import limpid.PostgresExtension;
import limpid.api.OddRequests.Write;
import limpid.api.OpenApi.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People who save the same thing at the same time, through two instances of the service. */
class SavingAtOnceIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int PERSONS = 8;
    private static final int SAVES = 4;
    private static final String CITY = "%E4%B8%B4%E6%B1%9F";

    /** What differs between the saves of a route, in its body. */
    private static final Map<String, String> CHANGED = Map.ofEntries(
            Map.entry("PUT /api/v1/stations/{code}", "名"),
            Map.entry("POST /api/v1/stations/import", "名"),
            Map.entry("POST /api/v1/stations/{code}/readings", "22"),
            Map.entry("POST /api/v1/readings/import", "0.00004"),
            Map.entry("POST /api/v1/stations/{code}/reviews", "\"r\""),
            Map.entry("POST /api/v1/air/reviews", "\"x\""),
            Map.entry("PUT /api/v1/air/dust/{city}/{date}", "\"s\""),
            Map.entry("POST /api/v1/air/dust/import", "总站通报"),
            Map.entry("POST /api/v1/noise/surveys/import", "610"),
            Map.entry("PUT /api/v1/water/limits", "2.5"),
            Map.entry("POST /api/v1/water/intakes/import", "451.05"),
            Map.entry("PUT /api/v1/programmes/{id}/indicators/{no}/reports/{year}", "50"),
            Map.entry("POST /api/v1/programmes/{id}/reports/import", ",5,"));

    private static ApiServer first;
    private static ApiServer second;

    @BeforeAll
    static void start() {
        first = new ApiServer(POSTGRES.settings());
        second = new ApiServer(POSTGRES.settings());
        OddRequests.fill(first);
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    @Test
    @Tag("long")
    void nobodyMeetsAFaultAndEverySaveIsKeptOnce() throws Exception {
        Set<String> routes = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        Map<String, Write> writes = OddRequests.writes();
        for (Route route : OpenApi.routes(first)) {
            if (route.isWrite()) {
                routes.add(route.name());
                Write usual = writes.get(route.name());
                assertEquals(true, usual != null, route.name());
                for (int status : statuses(route.name(), usual)) {
                    if (status >= 500 || status == 400) {
                        faults.add(route.name() + " " + status);
                    }
                }
            }
        }
        assertEquals(List.of(), faults);
        assertEquals(writes.keySet().size(), routes.size());
        assertHistories();
    }

    private static List<Integer> statuses(String route, Write usual) throws Exception {
        List<Callable<List<Integer>>> persons = new ArrayList<>();
        for (int person = 0; person < PERSONS; person++) {
            int number = person;
            persons.add(() -> {
                List<Integer> statuses = new ArrayList<>();
                for (int save = 0; save < SAVES; save++) {
                    Write own =
                            new Write(usual.path(), usual.table(), changed(route, usual.body(), number * SAVES + save));
                    statuses.add(OddRequests.send(number % 2 == 0 ? first : second, route, own)
                            .status());
                }
                return statuses;
            });
        }
        List<Integer> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(PERSONS)) {
            for (Future<List<Integer>> person : pool.invokeAll(persons)) {
                all.addAll(person.get());
            }
        }
        assertEquals(PERSONS * SAVES, all.size());
        return all;
    }

    private static String changed(String route, String body, int number) {
        String usual = CHANGED.get(route);
        if (usual == null) {
            return body;
        }
        // Each another number; a share is 100 % at most.
        String own = usual.matches("[0-9.]+")
                ? (usual.equals("50") ? "" : "1") + number
                : usual.equals(",5,")
                        ? "," + number + ","
                        : usual.startsWith("\"") ? "\"s" + number + "\"" : usual + number;
        int at = body.indexOf(usual);
        assertEquals(true, at >= 0, route);
        return body.substring(0, at) + own + body.substring(at + usual.length());
    }

    /** One row in force of each key; spans of one key that follow each other without an overlap. */
    private static void assertHistories() throws Exception {
        JsonNode reports = first.get("/api/v1/programmes/model-city-6/indicators/16/reports?city=" + CITY)
                .json()
                .get("items");
        Set<String> revisions = new HashSet<>();
        int of2015 = 0;
        for (JsonNode report : reports) {
            if (report.at("/period").asText().equals("2015")) {
                of2015++;
                revisions.add(report.at("/revision").asText());
            }
        }
        assertEquals(PERSONS * SAVES, of2015);
        assertEquals(PERSONS * SAVES, revisions.size());
        for (String[] table : new String[][] {
            {"dust", "city, day, from_hour, to_hour"},
            {"section_limit", "section_id, item, from_day"},
            {"source_intake", "section_id, month"}
        }) {
            assertEquals(0, count("SELECT count(*) FROM " + table[0] + " WHERE known_to <= known_from"), table[0]);
            assertEquals(
                    0,
                    count(
                            "SELECT count(*) FROM (SELECT known_from, lag(coalesce(known_to, 'infinity')) OVER (PARTITION BY "
                                    + table[1] + " ORDER BY known_from, id) AS before FROM " + table[0]
                                    + ") AS span WHERE known_from < before"),
                    table[0]);
        }
        assertEquals(
                0,
                count("SELECT count(*) FROM noise_survey_history WHERE known_to <= known_from"),
                "noise_survey_history");
    }

    private static long count(String sql) throws Exception {
        try (var connection = POSTGRES.dataSource().getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
