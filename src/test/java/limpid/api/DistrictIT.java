package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import limpid.api.OpenApi.Route;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A district narrows whatever a city does, on every route that asks for a city. */
class DistrictIT extends Served {
    /** Routes whose answers are of a city as a whole, by how their paths begin, and why. */
    private static final Map<String, String> OF_A_CITY = Map.ofEntries(
            Map.entry("/api/v1/air/hours", "a city's own published hours"),
            Map.entry("/api/v1/air/days", "a city's own published days"),
            Map.entry("/api/v1/air/dust", "dust is listed for a city"),
            Map.entry("/api/v1/air/reviews", "days of a city are confirmed as a whole"),
            Map.entry("/api/v1/bulletins", "a bulletin is of a city"),
            Map.entry("/api/v1/duty", "a turn of duty is of a city"),
            Map.entry("/api/v1/layouts", "an official table is of a city"),
            Map.entry("/api/v1/publications", "what was published is of a city"),
            Map.entry("/api/v1/programmes", "indicators name their area themselves"),
            Map.entry("/api/v1/rules", "rules are chosen by a city"),
            Map.entry("/api/v1/screen", "the page is of a city"));

    @BeforeAll
    static void fill() throws SQLException {
        SeededCities.keep(server, POSTGRES);
    }

    private static List<Route> routes() {
        return OpenApi.routes(server).stream()
                .filter(route -> route.method().equals("GET"))
                .filter(route -> takes(route, "city"))
                .filter(route -> OF_A_CITY.keySet().stream().noneMatch(route.path()::startsWith))
                .toList();
    }

    private static boolean takes(Route route, String name) {
        return route.parameters().stream()
                .anyMatch(parameter ->
                        parameter.name().equals(name) && parameter.in().equals("query"));
    }

    @Test
    void everyRouteThatTakesACityTakesADistrict() {
        List<String> without = routes().stream()
                .filter(route -> !takes(route, "district"))
                .map(Route::name)
                .toList();
        assertEquals(List.of(), without);
        assertTrue(routes().size() > 15, () -> routes().toString());
    }

    /** A district that is there is answered for, another is refused by name. */
    @Test
    void everyOneOfThemReadsIt() {
        List<String> faults = new ArrayList<>();
        for (Route route : routes()) {
            String path = route.path().replace("{file}", "readings.csv").replace("{format}", "csv");
            String query = "?city=" + encoded("江门市") + needed(route) + "&district=";
            ApiServer.Answer there = server.get(path + query + encoded("蓬江区"));
            ApiServer.Answer unknown = server.get(path + query + encoded("蓬江"));
            if (there.status() != 200
                    || unknown.status() != 400
                    || !unknown.text().contains("did you mean '蓬江区'")) {
                faults.add(route.name() + ": " + there.status() + " " + there.text() + " " + unknown.text());
            }
        }
        assertEquals(List.of(), faults);
    }

    private static String needed(Route route) {
        StringBuilder query = new StringBuilder();
        boolean span = takes(route, "from") && takes(route, "to");
        if (takes(route, "period") && !span) {
            query.append("&period=2018");
        } else if (route.path().contains("trend")) {
            query.append("&from=2018&to=2020");
        } else if (route.path().contains("air/evaluation")) {
            query.append("&period=2018");
        } else if (span) {
            query.append("&from=2018-01-01&to=2018-12-31");
        }
        return query + (takes(route, "network") && !route.path().contains("exports") ? "&network=regional" : "");
    }

    @Test
    void theAirOfADistrictIsThatOfItsStations() {
        JsonNode district = server.get(
                        "/api/v1/air/evaluation?period=2018&city=" + encoded("江门市") + "&district=" + encoded("蓬江区"))
                .json()
                .at("/items/0");
        assertEquals(
                310,
                district.at("/days/excellent").asInt()
                        + district.at("/days/good").asInt());
        JsonNode city = server.get("/api/v1/air/evaluation?period=2018&city=" + encoded("江门市"))
                .json()
                .at("/items/0");
        assertEquals(
                330, city.at("/days/excellent").asInt() + city.at("/days/good").asInt());
        String days = server.get(district.at("/evidence").asText()).text();
        assertEquals(365 + 1, days.lines().count(), () -> days.substring(0, 500));
    }

    @Test
    void noiseIsThatOfThePointsOfTheDistrict() {
        String path = "/api/v1/noise/assessment?network=traffic&period=2017&city=" + encoded("六盘水市");
        String panxian = "&district=" + encoded("盘县");
        assertEquals(
                "60.0", server.get(path + panxian).json().at("/day/mean/value").asText());
        assertNotEquals("60.0", server.get(path).json().at("/day/mean/value").asText());
    }

    /** Each list and file holds the stations of the district and no other. */
    @ParameterizedTest
    @CsvSource({
        "stations, 钟山区, 19",
        "exports/readings.csv?from=2017-01-01&to=2017-12-31, 钟山区, 60",
        "exports/water-samples.csv?from=2017-01-01&to=2017-12-31, 钟山区, 60",
        "exports/water-sections.csv?from=2017-01-01&to=2017-12-31, 盘县, 12",
        "exports/water-sections.csv?from=2017-01-01&to=2017-12-31&period=year, 盘县, 1",
        "exports/noise-surveys.csv?from=2017-01-01&to=2017-12-31, 盘县, 1"
    })
    void filesHoldTheDistrict(String path, String district, int lines) {
        String asked = path + (path.contains("?") ? "&" : ".csv?limit=1000&") + "bom=false&city=" + encoded("六盘水市")
                + "&district=" + encoded(district);
        String csv = server.get("/api/v1/" + (path.contains("?") ? asked : asked.replace("bom=false&", "")))
                .text();
        assertEquals(lines + 1, csv.lines().count(), csv);
    }

    @Test
    void sectionsOfADistrictAreAssessedByThemselves() {
        String path = "/api/v1/water/assessment?role=function_zone&period=2017&city=" + encoded("六盘水市");
        assertEquals(2, server.get(path).json().at("/sections").asInt());
        JsonNode district = server.get(path + "&district=" + encoded("盘县")).json();
        assertEquals(1, district.at("/sections").asInt());
        assertTrue(district.at("/evidence").isNull(), district::toString);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
