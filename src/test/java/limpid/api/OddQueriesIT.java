package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import limpid.api.OpenApi.Parameter;
import limpid.api.OpenApi.Route;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every parameter of every GET route with odd values: each answer is a result or a problem document, never a fault of ours. */
class OddQueriesIT extends Served {
    /** What the other parameters hold. */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("city", "临江"),
            Map.entry("period", "2026-01"),
            Map.entry("network", "functional"),
            Map.entry("date", "2026-06-10"),
            Map.entry("from", "2026-01-01"),
            Map.entry("to", "2026-01-31"),
            Map.entry("code", "A-1"),
            Map.entry("no", "1"),
            Map.entry("file", "readings.csv"),
            Map.entry("format", "csv"),
            Map.entry("id", "1"));

    private static List<Route> routes;

    @BeforeAll
    static void fill() {
        OddRequests.fill(server);
        routes = OpenApi.routes(server).stream()
                .filter(route -> !route.isWrite() && !route.path().endsWith("/stream"))
                .toList();
        assertTrue(routes.size() > 90, () -> routes.size() + " routes");
    }

    @Test
    void oddValuesAreAnsweredOrRefused() {
        List<String> faults = new ArrayList<>();
        int asked = 0;
        for (Route route : routes) {
            for (Parameter parameter : route.parameters()) {
                // Each value meets each sort of parameter; all values at all of them would take minutes.
                for (int i = asked % 9; i < OddValues.PARAMETERS.size(); i += 9) {
                    String path = path(route, parameter, OddValues.PARAMETERS.get(i));
                    OddRequests.fault(server.get(path, "X-API-Key", ApiServer.ADMIN_KEY))
                            .ifPresent(fault -> faults.add(path + ": " + fault));
                    asked++;
                }
            }
        }
        assertEquals(List.of(), faults);
        assertTrue(asked > 1500, "asked " + asked);
    }

    @Test
    void charactersThatCannotBeKeptAreRefusedByName() {
        List<String> faults = new ArrayList<>();
        int asked = 0;
        for (Route route : routes) {
            for (Parameter parameter : route.parameters()) {
                if (parameter.in().equals("header")) {
                    continue;
                }
                String path = path(route, parameter, OddValues.CHARACTERS.get(asked++ % OddValues.CHARACTERS.size()));
                ApiServer.Answer answer = server.get(path, "X-API-Key", ApiServer.ADMIN_KEY);
                boolean refused = answer.status() == 400
                        && answer.tree().at("/type").asText().equals("/problems/bad-parameter")
                        && answer.tree().at("/parameter").asText().equals(parameter.name());
                if (!refused) {
                    faults.add(path + ": " + answer.status() + " " + answer.text());
                }
            }
        }
        assertEquals(List.of(), faults);
        assertTrue(asked > 300, "asked " + asked);
    }

    private static String path(Route route, Parameter odd, String value) {
        String path = route.path();
        StringBuilder query = new StringBuilder();
        for (Parameter parameter : route.parameters()) {
            boolean isOdd = parameter.equals(odd);
            String one = isOdd ? value : USUAL.get(parameter.name());
            if (parameter.in().equals("path")) {
                String segment = one == null || one.isEmpty() ? " " : one;
                path = path.replace("{" + parameter.name() + "}", encoded(segment));
            } else if (one != null
                    && (isOdd || parameter.required() || List.of("from", "to").contains(parameter.name()))) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(parameter.name())
                        .append('=')
                        .append(encoded(one));
            }
        }
        return path + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
