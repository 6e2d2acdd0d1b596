package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.api.OddRequests.Write;
import limpid.api.OpenApi.Parameter;
import limpid.api.OpenApi.Route;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The end of a day is one time however it is written, in each time that a question, a body or a table takes; routes and their
 * parameters come from the service's own description.
 */
class TimesIT extends Served {
    private static final String NEXT_DAY = "2026-01-10T00:00:00+08:00";
    private static final List<String> ALIKE = List.of(
            "2026-01-09T24:00:00+08:00",
            "2026-01-09T24:00+08:00",
            "2026-01-10T00:00:00.000+08:00",
            "2026-01-09T16:00:00Z");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\+08:00");

    private static final Map<String, String> USUAL = Map.of(
            "city",
            "临江",
            "period",
            "2026-01",
            "network",
            "functional",
            "date",
            "2026-06-10",
            "code",
            "A-1",
            "no",
            "1",
            "file",
            "readings.csv",
            "format",
            "csv",
            "id",
            "1");

    @BeforeAll
    static void fill() {
        OddRequests.fill(server);
    }

    @Test
    void eachQuestionTakesTheEndOfADayAlike() {
        List<String> faults = new ArrayList<>();
        TreeSet<String> taken = new TreeSet<>();
        for (Route route : OpenApi.routes(server)) {
            for (Parameter parameter : route.parameters()) {
                if (route.isWrite()
                        || !parameter.in().equals("query")
                        || route.path().endsWith("/stream")) {
                    continue;
                }
                ApiServer.Answer usual = ask(route, parameter, NEXT_DAY);
                if (usual.status() != 200) {
                    continue;
                }
                for (String alike : ALIKE) {
                    ApiServer.Answer answer = ask(route, parameter, alike);
                    // Free texts such as a name take anything; they are no times.
                    if (answer.status() != 200) {
                        faults.add(route.name() + " " + parameter.name() + "=" + alike + ": " + answer.text());
                    }
                }
                taken.add(parameter.name());
            }
        }
        assertEquals(List.of(), faults);
        assertTrue(taken.containsAll(List.of("from", "to", "modifiedSince")), taken.toString());
    }

    private static ApiServer.Answer ask(Route route, Parameter time, String value) {
        String path = route.path();
        StringBuilder query = new StringBuilder();
        for (Parameter parameter : route.parameters()) {
            String one = parameter.equals(time) ? value : USUAL.get(parameter.name());
            if (parameter.in().equals("path")) {
                path = path.replace("{" + parameter.name() + "}", encoded(one == null ? "1" : one));
            } else if (one != null && (parameter.equals(time) || parameter.required())) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(parameter.name())
                        .append('=')
                        .append(encoded(one));
            } else if (parameter.required()) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(parameter.name())
                        .append(parameter.name().equals("from") ? "=2026-01-01" : "=2026-01-31");
            }
        }
        return server.get(path + query, "X-API-Key", ApiServer.ADMIN_KEY);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A sample at noon, a mean at the hour: midnight suits every period there is. */
    @Test
    void eachBodyAndTableTakesTheEndOfADayAlike() {
        List<String> faults = new ArrayList<>();
        int asked = 0;
        for (Map.Entry<String, Write> route : OddRequests.writes().entrySet()) {
            Write write = route.getValue();
            Matcher times = TIME.matcher(write.body());
            List<int[]> places = new ArrayList<>();
            while (times.find()) {
                places.add(new int[] {times.start(), times.end()});
            }
            // The last time of a body: what begins at another stays before it.
            if (places.isEmpty()) {
                continue;
            }
            int[] place = places.getLast();
            int status = status(route.getKey(), write, place, NEXT_DAY);
            for (String alike : ALIKE) {
                int other = status(route.getKey(), write, place, alike);
                if (other != status || status >= 400) {
                    faults.add(route.getKey() + " " + alike + ": " + other + ", " + NEXT_DAY + ": " + status);
                }
                asked++;
            }
        }
        assertEquals(List.of(), faults);
        assertTrue(asked >= 16, "asked " + asked);
    }

    private static int status(String route, Write write, int[] place, String time) {
        String body = write.body().substring(0, place[0]) + time + write.body().substring(place[1]);
        return OddRequests.send(server, route, new Write(write.path(), write.table(), body))
                .status();
    }
}
