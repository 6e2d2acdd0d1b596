package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import limpid.api.OpenApi.Parameter;
import limpid.api.OpenApi.Route;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A parameter that a route does not take is refused by name on every route; all that a route describes are taken. */
class UnknownParametersIT extends Served {
    private static final String UNKNOWN = "/problems/unknown-parameter";

    private static List<Route> routes;

    @BeforeAll
    static void fill() {
        OddRequests.fill(server);
        routes = OpenApi.routes(server);
        assertTrue(routes.size() > 100, () -> routes.size() + " routes");
    }

    @Test
    void everyRouteRefusesWhatItDoesNotTake() {
        List<String> faults = new ArrayList<>();
        for (Route route : routes) {
            ApiServer.Answer answer = ask(route, path(route) + "?notThere=1");
            if (answer.status() != 400
                    || !answer.tree().at("/type").asText().equals(UNKNOWN)
                    || !answer.tree().at("/parameter").asText().equals("notThere")) {
                faults.add(route.name() + ": " + answer.status() + " " + answer.text());
            }
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void everyRouteTakesWhatItDescribes() {
        List<String> faults = new ArrayList<>();
        for (Route route : routes) {
            List<String> query = route.parameters().stream()
                    .filter(parameter -> parameter.in().equals("query"))
                    .map(Parameter::name)
                    .toList();
            // An export takes the filters of its table only.
            if (query.isEmpty()
                    || route.path().contains("/exports/")
                    || route.path().endsWith("/stream")) {
                continue;
            }
            String asked = query.stream().map(name -> name + "=x").collect(Collectors.joining("&"));
            ApiServer.Answer answer = ask(route, path(route) + "?" + asked);
            if (answer.text().contains(UNKNOWN)) {
                faults.add(route.name() + ": " + answer.text());
            }
        }
        assertEquals(List.of(), faults);
    }

    private static ApiServer.Answer ask(Route route, String path) {
        return server.send(route.method(), path, "", "X-API-Key", ApiServer.ADMIN_KEY);
    }

    private static String path(Route route) {
        return route.path()
                .replace("{file}", "readings.csv")
                .replace("{format}", "csv")
                .replaceAll("\\{\\w+}", "1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    exports/readings.csv?from=2025-07-13&to=2025-07-14&stationn=FC08 | there is no parameter 'stationn' here; did you mean 'station'?
                    air/days?citty=x&from=2025-07-13&to=2025-07-14                   | there is no parameter 'citty' here; did you mean 'city'?
                    water/ranking?period=2025-05&bye=change                          | there is no parameter 'bye' here; did you mean 'by'?
                    """)
    void theNearestIsNamed(String question, String detail) {
        ApiServer.Answer answer = server.get("/api/v1/" + question);
        assertEquals(400, answer.status(), answer.text());
        assertEquals(UNKNOWN, answer.tree().at("/type").asText());
        assertEquals(detail, answer.tree().at("/detail").asText());
    }

    @Test
    void theRefusalListsWhatThereIs() {
        assertEquals(
                "there are from, to",
                server.get("/api/v1/stations/A-1/ledger?x=1")
                        .tree()
                        .at("/expected")
                        .asText());
        assertEquals(
                "there are bom",
                server.get("/api/v1/flags?x=1").tree().at("/expected").asText());
        assertEquals(
                "there are none here",
                server.get("/api/v1/version?x=1").tree().at("/expected").asText());
    }

    @Test
    void pagesTakeAnyParameter() {
        assertEquals(200, server.get("/?x=1").status());
        assertEquals(200, server.get("/web/page.js?v=2").status());
        assertEquals(200, server.get("/openapi.yml?x=1").status());
    }
}
