package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import limpid.api.OddRequests.Write;
import limpid.api.OpenApi.Parameter;
import limpid.api.OpenApi.Route;
import limpid.fuzz.Spoiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Spoilt requests to every route of the description and of SensorThings: none is a fault of ours, and each refusal is a problem
 * document. The long form: {@code -Dlimpid.fuzz.requests=100000}; the seed of a request is told where it fails.
 */
@Tag("long")
@Timeout(value = 4, unit = TimeUnit.HOURS)
class HttpFuzzIT extends Served {
    private static final int REQUESTS = Integer.getInteger("limpid.fuzz.requests", 3_000);

    /** What parameters may hold, whatever they are called. */
    private static final List<String> VALUES = List.of(
            "临江",
            "2026-01",
            "2026-01-05",
            "2026-W02",
            "2026-Q1",
            "2026-01-01T00:00:00+08:00",
            "functional",
            "A-1",
            "W-1",
            "air",
            "water",
            "noise",
            "PM2.5",
            "NH3N",
            "PT1H",
            "zh",
            "en",
            "csv",
            "json",
            "yangjiang",
            "1",
            "50",
            "true",
            "readings.csv",
            "air-days.xlsx",
            "100.5",
            "name,id",
            "phenomenonTime desc");

    private static final List<String> THINGS = List.of(
            "Things",
            "Locations",
            "Datastreams",
            "Sensors",
            "ObservedProperties",
            "Observations",
            "FeaturesOfInterest");

    private static final List<String> OPTIONS = List.of(
            "$filter=properties/period eq 'PT1H' and ObservedProperty/id eq 'PM2.5'",
            "$expand=Datastreams($filter=id eq 'x';$expand=Observations($top=2;$orderby=phenomenonTime desc))",
            "$filter=result gt 5 and phenomenonTime ge 2026-01-01T00:00:00Z",
            "$orderby=phenomenonTime desc",
            "$top=10",
            "$skip=5",
            "$count=true",
            "$select=id,name",
            "$resultFormat=dataArray");

    @BeforeAll
    static void fill() {
        OddRequests.fill(server);
    }

    @Test
    void everyRequestIsAnsweredOrRefused() {
        List<Route> routes = OpenApi.routes(server).stream()
                .filter(route -> !route.path().endsWith("/stream"))
                .toList();
        Map<String, Write> writes = OddRequests.writes();
        List<String> faults = new ArrayList<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        long first = Long.getLong("limpid.fuzz.seed", 0);
        long count = Long.getLong("limpid.fuzz.seed") == null ? REQUESTS : 1;
        String last = "";
        for (long seed = first; seed < first + count; seed++) {
            Spoiler spoiler = new Spoiler(seed);
            try {
                Asked asked = spoiler.number(10) == 0 ? things(spoiler) : of(spoiler.pick(routes), writes, spoiler);
                statuses.merge(asked.answer.status(), 1, Integer::sum);
                last = asked.answer.status() + " to " + asked.what;
                note(seed, OddRequests.fault(asked.answer).map(fault -> asked.what + ": " + fault), faults);
            } catch (UncheckedIOException e) {
                note(seed, Optional.of("no answer: " + e.getCause() + ", after " + last), faults);
            }
        }
        System.out.printf("%,d requests, answers by status %s, %d faults%n", count, statuses, faults.size());
        assertEquals(List.of(), faults);
        assertTrue(count == 1 || statuses.getOrDefault(200, 0) > count / 20, statuses::toString);
    }

    private static void note(long seed, Optional<String> fault, List<String> faults) {
        if (fault.isPresent() && faults.size() < 20) {
            faults.add("seed " + seed + " " + fault.get());
        }
    }

    /** A request and its answer. */
    private record Asked(String what, ApiServer.Answer answer) {}

    private static Asked things(Spoiler spoiler) {
        String entity =
                spoiler.number(4) == 0 ? spoiler.spoilText(List.of("Things('A-1')/Datastreams")) : spoiler.pick(THINGS);
        List<String> options = new ArrayList<>();
        for (int times = spoiler.number(3); times >= 0; times--) {
            String[] option = spoiler.pick(OPTIONS).split("=", 2);
            options.add(encoded(option[0]) + "="
                    + encoded(spoiler.number(3) == 0 ? option[1] : spoiler.spoilText(List.of(option[1]))));
        }
        String path = "/sta/v1.1/" + encoded(entity) + "?" + String.join("&", options);
        return new Asked("GET " + path, server.get(path, "X-API-Key", ApiServer.ADMIN_KEY));
    }

    private static Asked of(Route route, Map<String, Write> writes, Spoiler spoiler) {
        Write usual = writes.get(route.name());
        if (usual != null && spoiler.number(4) > 0) {
            Write odd = new Write(usual.path(), usual.table(), spoiler.spoilText(List.of(usual.body())));
            return new Asked(route.name() + " " + odd.body(), OddRequests.send(server, route.name(), odd));
        }
        String path = path(route, spoiler);
        Write same = new Write(path, usual != null && usual.table(), usual == null ? "" : usual.body());
        ApiServer.Answer answer = route.isWrite()
                ? OddRequests.send(server, route.name(), same)
                : server.get(path, "X-API-Key", ApiServer.ADMIN_KEY);
        return new Asked(route.method() + " " + path, answer);
    }

    private static String path(Route route, Spoiler spoiler) {
        String path = route.path();
        List<String> query = new ArrayList<>();
        for (Parameter parameter : route.parameters()) {
            String value = spoiler.number(2) == 0 ? spoiler.pick(VALUES) : spoiler.spoilText(VALUES);
            if (parameter.in().equals("path")) {
                path = path.replace("{" + parameter.name() + "}", encoded(value.isEmpty() ? " " : value));
            } else if (parameter.in().equals("query") && (parameter.required() || spoiler.number(3) == 0)) {
                query.add(encoded(parameter.name()) + "=" + encoded(value));
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
