package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.MediaType;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.people.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may write what, on every route there is; and what every answer tells browsers. */
class RightsIT extends Served {
    private static final Map<String, String> KEYS = new TreeMap<>(Map.of(
            Role.STATION, ApiServer.STATION_KEY,
            Role.ANALYST, ApiServer.ANALYST_KEY,
            Role.REVIEWER, ApiServer.REVIEWER_KEY,
            Role.ADMIN, ApiServer.ADMIN_KEY));
    private static final List<String> HEADERS =
            List.of("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Content-Security-Policy");
    private static final String IMPORT = "/api/v1/readings/import";

    @BeforeAll
    static void fill() {
        String stations = "code,name_zh,medium,city,period\nA-1,一,air,权市,PT1H\nS-2,二,air,权市,PT1H\n";
        server.register(stations);
    }

    @Test
    void everyRouteThatWritesAsksForARole() {
        List<String> writes = new ArrayList<>();
        for (UriRouteInfo<?, ?> route : writes()) {
            Set<String> roles = roles(route);
            assertFalse(roles.isEmpty(), path(route));
            assertTrue(Role.OF_KEYS.containsAll(roles), path(route) + roles);
            writes.add(route.getHttpMethodName() + " " + path(route));
        }
        assertEquals(new TreeSet<>(described(server)), new TreeSet<>(writes), "the description names the same routes");
    }

    @Test
    void noKeyAWrongKeyAndEachRoleOnEveryRouteThatWrites() {
        for (UriRouteInfo<?, ?> route : writes()) {
            String what = route.getHttpMethodName() + " " + path(route);
            send(route, null).problem(401, "unauthenticated");
            send(route, "wrong").problem(401, "unauthenticated");
            KEYS.forEach((role, key) -> {
                ApiServer.Answer answer = send(route, key);
                if (!Collections.disjoint(roles(route), Role.held(List.of(role)))) {
                    boolean foreign = answer.status() == 403 && answer.text().contains("foreign-station");
                    assertTrue(
                            role.equals(Role.STATION) == foreign
                                    && (foreign
                                            || answer.status() / 100 != 5
                                                    && answer.status() != 401
                                                    && answer.status() != 403),
                            () -> what + " " + role + " " + answer.status() + " " + answer.text());
                } else {
                    answer.problem(403, "forbidden");
                }
            });
        }
    }

    /** Every route that a station's key reaches is tried with another's station; a route of a new kind fails here. */
    @Test
    void aKeyOfAStationWritesForItsStationsOnly() {
        List<String> reached = new ArrayList<>();
        for (UriRouteInfo<?, ?> route : writes()) {
            if (roles(route).contains(Role.STATION)) {
                reached.add(path(route));
                JsonNode problem = send(route, ApiServer.STATION_KEY).problem(403, "foreign-station");
                assertEquals(
                        "[\"A-1\",\"A1\",\"D-1\",\"N1\",\"NONE\"]",
                        problem.at("/stations").toString());
                assertTrue(problem.at("/detail").asText().contains("A-1, A1, D-1, N1, NONE"), problem::toString);
            }
        }
        assertEquals(Set.of(IMPORT, "/api/v1/stations/{code}/readings"), Set.copyOf(reached));
    }

    @Test
    void aTableWithALineOfAnotherStationIsRefusedWhole() {
        String table =
                "station,parameter,end,value\nA-1,PM2.5,2026-03-14T10:00:00+08:00,5\nS-2,PM2.5,2026-03-14T10:00:00+08:00,5\n";
        JsonNode problem = table(table, ApiServer.STATION_KEY).problem(403, "foreign-station");
        assertEquals(3, problem.at("/line").asInt());
        assertEquals("station", problem.at("/column").asText());
        assertEquals(
                0, server.get("/api/v1/stations/A-1/latest").json().get("items").size());
        assertEquals(
                1,
                table(table.substring(0, table.indexOf("S-2")), ApiServer.STATION_KEY)
                        .json()
                        .at("/stored")
                        .asInt());
        assertEquals(
                2, table(table, ApiServer.ANALYST_KEY).json().at("/received").asInt(), "a laboratory writes for all");
    }

    private static ApiServer.Answer table(String csv, String key) {
        return server.send("POST", IMPORT, csv, "Content-Type", "text/csv", "X-API-Key", key);
    }

    @Test
    void everyAnswerTellsBrowsersWhatTheyMustNotDo() {
        List<ApiServer.Answer> answers = new ArrayList<>();
        for (String path : List.of(
                "/",
                "/web/page.js",
                "/web/page.css",
                "/web/echarts/echarts.esm.min.js",
                "/swagger-ui",
                "/swagger-ui/start.js",
                "/swagger-ui/assets/swagger-ui.css",
                "/openapi.yml",
                "/api/v1/flags",
                "/api/v1/flags.csv",
                "/api/v1/stations",
                "/api/v1/exports",
                "/api/v1/exports/readings.csv?from=2026-03-01&to=2026-03-02",
                "/api/v1/exports/readings.csv",
                "/api/v1/exports/readings.xlsx?from=2026-03-01&to=2026-03-02",
                "/api/v1/water/sections.meta.json?from=2026-03-01&to=2026-03-31",
                "/api/v1/bulletins?city=x&period=2016-Q1",
                "/api/v1/bulletins.json?city=x&period=2016-Q1",
                "/health",
                "/health/readiness",
                "/health/liveness",
                "/prometheus",
                "/nothing",
                "/api/v1/stations/none",
                "/api/v1/air/days?from=never")) {
            answers.add(server.get(path));
        }
        answers.add(server.send("POST", "/api/v1/stations/import", "x"));
        answers.add(server.send("DELETE", "/api/v1/flags", ""));
        answers.add(server.send(
                "POST", IMPORT, "x".repeat(11_000_000), "Content-Type", "text/csv", "X-API-Key", ApiServer.ADMIN_KEY));
        answers.add(server.get("/api/v1/flags", "If-None-Match", "*"));
        answers.add(server.get("/x?" + "a".repeat(10_000)));
        for (ApiServer.Answer answer : answers) {
            for (String header : HEADERS) {
                assertFalse(
                        answer.header(header).isEmpty(), () -> header + " " + answer.request() + " " + answer.status());
            }
            assertTrue(answer.header("Content-Security-Policy").contains("frame-ancestors 'none'"), answer::request);
            assertEquals("", answer.header("Strict-Transport-Security"), "not without TLS");
        }
        assertTrue(server.get("/swagger-ui").header("Content-Security-Policy").startsWith("default-src 'self'"));
        assertFalse(server.get("/swagger-ui").text().contains("<script>"), "the policy runs no script within the page");
    }

    @Test
    void aPageOfAnotherSiteIsToldWhyItMayNotAsk() {
        String host = server.uri().getAuthority();
        for (String origin : List.of("https://evil.example", "null", "http://127.evil.example")) {
            JsonNode problem = server.get("/api/v1/flags", "Origin", origin).problem(403, "foreign-origin");
            assertTrue(problem.at("/detail").asText().contains(host), problem::toString);
        }
        server.send("POST", IMPORT, "x", "Origin", "https://evil.example").problem(403, "foreign-origin");
        for (String origin : List.of("http://" + host, "http://localhost:8080", "http://127.0.0.1:1")) {
            assertEquals(200, server.get("/api/v1/flags", "Origin", origin).status(), origin);
        }
    }

    /** Of all but signing in and out, which asks for no role. */
    private static List<UriRouteInfo<?, ?>> writes() {
        return writes(server).stream()
                .filter(route -> path(route).startsWith("/api/"))
                .toList();
    }

    static List<UriRouteInfo<?, ?>> writes(ApiServer server) {
        return routes(server, Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.PATCH));
    }

    /** Those of these methods, of the API and of SensorThings. */
    static List<UriRouteInfo<?, ?>> routes(ApiServer server, Set<HttpMethod> methods) {
        return server.bean(Router.class)
                .uriRoutes()
                .filter(route -> path(route).startsWith("/api/") || path(route).startsWith("/sta/"))
                .filter(route -> !path(route).startsWith("/api/v1/session"))
                .filter(route -> methods.contains(route.getHttpMethod()))
                .<UriRouteInfo<?, ?>>map(route -> route)
                .toList();
    }

    static String path(UriRouteInfo<?, ?> route) {
        return route.getUriMatchTemplate().toPathString();
    }

    static Set<String> roles(UriRouteInfo<?, ?> route) {
        // The controller's own rule stands beside the method's.
        Set<String> roles = new TreeSet<>(List.of(route.getAnnotationMetadata().stringValues(Secured.class)));
        roles.remove(SecurityRule.IS_ANONYMOUS);
        return roles;
    }

    static List<String> described(ApiServer server) {
        List<String> routes = new ArrayList<>();
        String path = "";
        Pattern line = Pattern.compile("^ {2}(/api/\\S+):$|^ {4}(post|put|delete|patch):$");
        for (String text : server.get("/openapi.yml").text().lines().toList()) {
            Matcher matcher = line.matcher(text);
            if (matcher.matches()) {
                path = matcher.group(1) == null ? path : matcher.group(1);
                if (matcher.group(2) != null && !path.startsWith("/api/v1/session")) {
                    routes.add(matcher.group(2).toUpperCase(Locale.ROOT) + " " + path);
                }
            }
        }
        return routes;
    }

    private static String programme(String path) {
        return path.contains("tasks") ? "yangjiang" : "model-city-6";
    }

    /** A request that is of this route, for a station that no key of a station names. */
    private static ApiServer.Answer send(UriRouteInfo<?, ?> route, String key) {
        String path = path(route)
                .replace("{code}", route.getHttpMethod() == HttpMethod.DELETE ? "S-3" : "S-2")
                .replace("{city}", "x")
                .replace("{date}", "2026-03-14")
                .replace("{no}", "1")
                .replace("{number}", "1")
                .replace("{year}", "2026")
                .replace("{name}", "nobody")
                .replace("{task}", "2016-1")
                .replace("{unit}", "x")
                .replace("{day}", "2016-06-10")
                .replace("{id}", path(route).contains("programmes") ? programme(path(route)) : "999999");
        boolean table =
                Arrays.asList(route.getConsumes().toString().split("[^a-z/]+")).contains("text/csv");
        String body = table ? "station,parameter,end,value\nS-2,PM2.5,2026-03-14T10:00:00+08:00,5\n" : "{}";
        List<String> headers = new ArrayList<>(List.of("Content-Type", type(route, table)));
        if (key != null) {
            headers.addAll(List.of("X-API-Key", key));
        }
        return server.send(route.getHttpMethodName(), path, body, headers.toArray(String[]::new));
    }

    private static String type(UriRouteInfo<?, ?> route, boolean table) {
        if (route.getConsumes().contains(MediaType.APPLICATION_OCTET_STREAM_TYPE)) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
        return table ? "text/csv" : "application/json";
    }
}
