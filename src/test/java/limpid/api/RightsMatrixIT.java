package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.UriRouteInfo;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import limpid.people.Passwords;
import limpid.people.Person;
import limpid.people.Person.State;
import limpid.people.Role;
import limpid.people.Scope;
import limpid.store.Persons;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every route that writes, by every role, of the place that is written for and of another, as a key and as a person; and every one
 * that answers to some roles alone. The routes are those of the description and of the running service, which have to be the same;
 * one without a request here fails.
 */
@Timeout(300)
class RightsMatrixIT extends Served {
    private static final String OWN = "阳江市";
    private static final String OTHER = "他市";
    private static final String C = URLEncoder.encode(OWN, StandardCharsets.UTF_8);
    private static final String ADMIN = "X-API-Key: " + ApiServer.ADMIN_KEY;
    private static final String JSON = "application/json";
    private static final String CSV = "text/csv";
    private static final String PASSWORD = "correct horse battery";

    /** What is of all places is for those who write for all. */
    private static final Set<String> OF_ALL_PLACES = Set.of(
            "PUT /api/v1/water/limits",
            "PUT /api/v1/rules/choices",
            "POST /api/v1/rejects/exported",
            "POST /api/v1/recomputations",
            "DELETE /api/v1/recomputations/{id}");

    /** A request of a route, for a place in {@link #OWN}. */
    private record Sent(String path, String type, String body) {}

    /** Who asks. @param headers name and value */
    private record Who(String role, boolean own, String kind, List<String> headers) {}

    private static final Map<String, Supplier<Sent>> REQUESTS = new LinkedHashMap<>();
    private static int number;

    @BeforeAll
    static void fill() throws SQLException {
        send("POST", new Sent("stations/import", CSV, """
                code,name_zh,medium,city,period,roles,noise_network,mn
                A-1,一,air,阳江市,PT1H,,,MN-A-1
                W-1,二,water,阳江市,PT4H,drinking_source,,
                N-1,三,noise,阳江市,PT1S,,regional,
                S-2,四,air,他市,PT1H,,,
                """), headers(ADMIN)).json();
        stations();
        reviews();
        decisions();
        tasks();
        alerts();
        channels();
        duty();
        observations();
        people();
    }

    private static void add(String route, Supplier<Sent> sent) {
        REQUESTS.put(route.replaceFirst(" ", " /api/v1/"), sent);
    }

    private static void stations() {
        String document = "{\"nameZh\":\"九\",\"medium\":\"air\",\"city\":\"阳江市\",\"period\":\"PT1H\"}";
        add("PUT stations/{code}", () -> new Sent("stations/A-9", JSON, document));
        add("DELETE stations/{code}", () -> {
            send("PUT", new Sent("stations/A-8", JSON, document), headers(ADMIN))
                    .json();
            return new Sent("stations/A-8", JSON, "");
        });
        add(
                "POST stations/import",
                () -> new Sent("stations/import", CSV, "code,name_zh,medium,city,period\nA-7,七,air,阳江市,PT1H\n"));
        add(
                "POST stations/{code}/readings",
                () -> new Sent(
                        "stations/A-1/readings",
                        JSON,
                        "{\"end\":\"2026-03-14T10:00:00+08:00\",\"values\":{\"PM2.5\":5}}"));
        add(
                "POST readings/import",
                () -> new Sent(
                        "readings/import",
                        CSV,
                        "station,parameter,end,value\nA-1,PM2.5,2026-03-14T11:00:00+08:00,5\n"));
        add(
                "POST hj212/commands",
                () -> new Sent("hj212/commands", JSON, "{\"station\":\"A-1\",\"command\":\"read-clock\"}"));
        add("POST noise/surveys/import", () -> new Sent("noise/surveys/import", CSV, """
                        station,survey,start,minutes,leq,lmax,lmin,sd,l5,l10,l50,l90,l95
                        N-1,2026,2026-03-05T09:13,10,52.3,70.1,44.0,3.1,59,58,51,48,46
                        """));
    }

    private static void reviews() {
        add("POST stations/{code}/reviews", () -> new Sent("stations/A-1/reviews", JSON, """
                {"from":"2026-03-13","to":"2026-03-13","valid":false,"reason":"calibration"}"""));
        Sent confirmation =
                new Sent("air/reviews", JSON, "{\"city\":\"阳江市\",\"from\":\"2026-03-01\",\"to\":\"2026-03-02\"}");
        add("POST air/reviews", () -> confirmation);
        add("DELETE air/reviews/{id}", () -> {
            String id =
                    send("POST", confirmation, headers(ADMIN)).json().at("/id").asText();
            return new Sent("air/reviews/" + id, JSON, "");
        });
        // Below the last level nothing is confirmed here, where one is enough.
        add("DELETE air/reviews/levels/{id}", () -> new Sent("air/reviews/levels/" + lowerReview(), JSON, ""));
        add("POST rejects/{id}/replay", () -> new Sent("rejects/" + reject() + "/replay", JSON, ""));
        add(
                "POST rejects/{id}/discard",
                () -> new Sent("rejects/" + reject() + "/discard", JSON, "{\"reason\":\"test\"}"));
        add("POST rejects/exported", () -> new Sent("rejects/exported?upTo=0", JSON, ""));
    }

    /** A message that was refused. */
    private static String reject() {
        send(
                "POST",
                new Sent(
                        "stations/A-1/readings", JSON, "{\"end\":\"2026-03-14T10:00:00+08:00\",\"values\":{\"XX\":5}}"),
                headers(ADMIN));
        return server.ask("/api/v1/rejects?station=A-1").texts("/id").getFirst();
    }

    private static String lowerReview() {
        try (Connection connection = POSTGRES.dataSource().getConnection();
                Statement statement = connection.createStatement();
                java.sql.ResultSet row = statement.executeQuery("""
                        INSERT INTO air_review_level (level, kind, code, first_day, last_day, remark, reviewed_by, known_from)
                        VALUES (1, 'city', '阳江市', '2026-03-01', '2026-03-02', '', 'root', now())
                        RETURNING id""")) {
            row.next();
            return row.getString("id");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void decisions() {
        add("PUT air/dust/{city}/{date}", () -> new Sent("air/dust/" + C + "/2026-03-07", JSON, """
                        {"pollutants":["PM10"],"source":"notice"}"""));
        add("DELETE air/dust/{city}/{date}", () -> new Sent("air/dust/" + C + "/2026-03-07", JSON, ""));
        add(
                "POST air/dust/import",
                () -> new Sent("air/dust/import", CSV, "city,date,pollutants,source\n阳江市,2026-03-08,PM10,notice\n"));
        add(
                "PUT water/limits",
                () -> new Sent(
                        "water/limits", CSV, "section,item,limit,from,to,plan\nW-1,NH3N,2.5,2026-01-01,,plan\n"));
        add(
                "POST water/intakes/import",
                () -> new Sent("water/intakes/import", CSV, "section,month,volume,origin\nW-1,2026-01,4.5,office\n"));
        add("POST publications", () -> new Sent("publications?period=2026-02&empty=true&city=" + C, JSON, ""));
        add("POST publications/{id}/withdrawal", () -> {
            String id = send(
                            "POST",
                            new Sent("publications?period=2026-02&empty=true&city=" + C, JSON, ""),
                            headers(ADMIN))
                    .json()
                    .at("/id")
                    .asText();
            return new Sent("publications/" + id + "/withdrawal", JSON, "{\"reason\":\"r\"}");
        });
        add(
                "PUT rules/choices",
                () -> new Sent(
                        "rules/choices",
                        JSON,
                        "{\"rule\":\"air.city.leastSharePercent\",\"value\":\"80\",\"reason\":\"r\"}"));
        Sent recomputation = new Sent("recomputations", JSON, "{\"from\":\"1990-01-01\",\"to\":\"1990-01-02\"}");
        add("POST recomputations", () -> recomputation);
        add("DELETE recomputations/{id}", () -> {
            String id =
                    send("POST", recomputation, headers(ADMIN)).json().at("/id").asText();
            return new Sent("recomputations/" + id, JSON, "");
        });
        add(
                "PUT programmes/{id}/indicators/{no}/reports/{year}",
                () -> new Sent(
                        "programmes/model-city-6/indicators/16/reports/2025?city=" + C,
                        JSON,
                        "{\"value\":49.9,\"source\":\"yearbook\"}"));
        add(
                "POST programmes/{id}/reports/import",
                () -> new Sent(
                        "programmes/model-city-6/reports/import?city=" + C,
                        CSV,
                        "indicator,period,item,value,met,reference,applies,source,file\n16,2024,,48.1,,,,yearbook,\n"));
    }

    private static void tasks() {
        String unit = "%E5%B8%82%E7%8E%AF%E5%A2%83%E4%BF%9D%E6%8A%A4%E5%B1%80";
        add(
                "PUT programmes/{id}/tasks/{task}/entries/{unit}/{day}",
                () -> new Sent(
                        "programmes/yangjiang/tasks/2016-32/entries/" + unit + "/2016-06-10",
                        JSON,
                        "{\"percent\":80,\"words\":\"four\"}"));
        add(
                "POST programmes/{id}/tasks/import",
                () -> new Sent(
                        "programmes/yangjiang/tasks/import",
                        CSV,
                        "task,unit,day,percent,words\n2016-32,市环境保护局,2016-06-11,81,\n"));
        add("POST programmes/{id}/files", () -> file(++number));
        add("DELETE programmes/{id}/files/{number}", () -> {
            String made = send("POST", file(++number), headers(ADMIN))
                    .json()
                    .at("/id")
                    .asText();
            return new Sent("programmes/yangjiang/files/" + made, JSON, "");
        });
    }

    private static Sent file(int name) {
        return new Sent(
                "programmes/yangjiang/files?indicator=16&period=2015&name=" + name, "application/octet-stream", "x");
    }

    /** An alert of a station in {@link #OWN}. */
    private static void alerts() throws SQLException {
        try (Connection connection = POSTGRES.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO alert (subject_id, kind, item, raised_at, medium, withdrawn, seen, evidence, known_from)
                    SELECT id, 'over-limit', 'NH3N', '2026-03-14T04:00Z', 'water', false, '9 against 1', '{}', '2026-03-14T05:00Z'
                    FROM subject WHERE kind = 'station' AND code = 'W-1'""");
        }
        String id = server.ask("/api/v1/alerts?station=W-1").texts("/id").getFirst();
        add("POST alerts/{id}/notes", () -> new Sent("alerts/" + id + "/notes", JSON, "{\"action\":\"acknowledged\"}"));
    }

    private static void duty() {
        server.bean(Persons.class)
                .add(
                        new Person("on.duty", "on.duty", List.of(Role.ANALYST), Scope.NOWHERE, State.ACTIVE),
                        Passwords.hash(PASSWORD),
                        false,
                        Instant.now(),
                        "test");
        Sent turn = new Sent("duty", JSON, """
                {"city":"阳江市","person":"on.duty","from":"2026-01-05","to":"2026-01-06"}""");
        add("POST duty", () -> turn);
        add("DELETE duty/{id}", () -> {
            String id = send("POST", turn, headers(ADMIN)).json().at("/id").asText();
            return new Sent("duty/" + id, JSON, "");
        });
    }

    /** Observations come by the intake, as readings do. */
    private static void observations() {
        send(
                "POST",
                new Sent(
                        "stations/A-1/readings",
                        JSON,
                        "{\"end\":\"2026-03-14T09:00:00+08:00\",\"values\":{\"SO2\":5}}"),
                headers(ADMIN));
        REQUESTS.put("POST /sta/v1.1/{path:.+}", () -> new Sent("/sta/v1.1/Observations", JSON, """
                        {"phenomenonTime":"2026-03-14T09:00:00+08:00/2026-03-14T10:00:00+08:00","result":5,
                        "Datastream":{"@iot.id":"A-1:SO2:PT1H"}}"""));
    }

    private static void people() {
        add("POST persons", () -> person("p" + ++number));
        add("PUT persons/{name}", () -> new Sent(existing(), JSON, person("").body));
        add("POST persons/{name}/password", () -> new Sent(existing() + "/password", JSON, ""));
        add("POST keys", () -> key("k" + ++number));
        add("DELETE keys/{name}", () -> {
            String name = "k" + ++number;
            send("POST", key(name), headers(ADMIN)).json();
            return new Sent("keys/" + name, JSON, "");
        });
    }

    private static void channels() {
        add("PUT channels/{name}", () -> channel("c" + ++number));
        add("DELETE channels/{name}", () -> new Sent(madeChannel(), JSON, ""));
        add("POST channels/{name}/test", () -> new Sent(madeChannel() + "/test", JSON, ""));
    }

    private static Sent channel(String name) {
        return new Sent(
                "channels/" + name,
                JSON,
                "{\"kind\":\"webhook\",\"address\":\"http://127.0.0.1:9/\",\"cities\":[\"阳江市\"]}");
    }

    private static String madeChannel() {
        Sent made = channel("c" + ++number);
        send("PUT", made, headers(ADMIN)).json();
        return made.path;
    }

    private static Sent person(String name) {
        return new Sent("persons", JSON, "{\"name\":\"" + name + "\",\"roles\":[\"viewer\"],\"scope\":[\"city:阳江市\"]}");
    }

    private static String existing() {
        String name = "p" + ++number;
        send("POST", person(name), headers(ADMIN)).json();
        return "persons/" + name;
    }

    private static Sent key(String name) {
        return new Sent("keys", JSON, "{\"name\":\"" + name + "\",\"role\":\"analyst\",\"scope\":[\"city:阳江市\"]}");
    }

    @Test
    void everyRouteByEveryRoleOfThisPlaceAndAnother() {
        List<Who> askers = new ArrayList<>();
        for (boolean own : List.of(true, false)) {
            Role.OF_KEYS.forEach(role -> askers.add(byKey(role, own)));
            Role.OF_PERSONS.forEach(role -> askers.add(bySession(role, own)));
        }
        Set<String> routes = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        int asked = 0;
        for (UriRouteInfo<?, ?> route : RightsIT.writes(server)) {
            String name = route.getHttpMethodName() + " " + RightsIT.path(route);
            if (!routes.add(name)) {
                continue; // The router names a route once for each of its ports.
            }
            Supplier<Sent> sent = REQUESTS.get(name);
            for (Who who : sent == null ? List.<Who>of() : askers) {
                asked++;
                ApiServer.Answer answer = send(route.getHttpMethodName(), sent.get(), who.headers);
                String expected = expected(route, name, who);
                String met = answer.status() / 100 == 2
                        ? "done"
                        : answer.status() == 403 ? answer.tree().at("/type").asText() : answer.status() + answer.text();
                if (!met.equals(expected)) {
                    faults.add(name + " by " + who.kind + " " + who.role + (who.own ? " of here" : " of elsewhere")
                            + ": " + met + ", not " + expected);
                }
            }
        }
        assertEquals(routes, new TreeSet<>(REQUESTS.keySet()), "each route has a request");
        Set<String> described = new TreeSet<>(RightsIT.described(server));
        assertEquals(
                described,
                new TreeSet<>(routes.stream()
                        .filter(route -> route.contains(" /api/"))
                        .toList()),
                "the description names the same routes");
        assertEquals(List.of(), faults, asked + " asked");
        assertEquals(routes.size() * (9 + 8) * 2, asked);
    }

    /** Whoever lacks the role is told so, and nobody else; reading is not narrowed by place. */
    @Test
    void everyQuestionThatAsksForARoleByEveryRole() {
        List<Who> askers = new ArrayList<>();
        Role.OF_PERSONS.forEach(role -> askers.add(byKey(role + "-reads", role, false)));
        List<String> faults = new ArrayList<>();
        Set<String> asked = new TreeSet<>();
        for (UriRouteInfo<?, ?> route : RightsIT.routes(server, Set.of(HttpMethod.GET))) {
            Set<String> roles = RightsIT.roles(route);
            String path = RightsIT.path(route).replaceAll("\\{[^}]*}", "1");
            if (roles.isEmpty() || path.contains("/stream") || !asked.add(path)) {
                continue;
            }
            if (server.get(path).status() != 401) {
                faults.add(path + " is answered without signing in");
            }
            for (Who who : askers) {
                int status =
                        server.get(path, who.headers.toArray(String[]::new)).status();
                boolean may = !Collections.disjoint(roles, Role.held(List.of(who.role)));
                if (may == (status == 403)) {
                    faults.add(path + " by " + who.role + ": " + status);
                }
            }
        }
        assertTrue(asked.size() > 10, asked::toString);
        assertEquals(List.of(), faults, asked::toString);
    }

    /** As the two tests before found it. */
    @Test
    void theManualSaysWhoMayWhat() throws IOException {
        ManualPage.holds(Path.of("docs/people.md"), "rights", rights());
    }

    private static String rights() {
        StringBuilder table = new StringBuilder("| route |");
        Role.OF_KEYS.forEach(role -> table.append(" ").append(role).append(" |"));
        table.append("\n|---|").append(":-:|".repeat(Role.OF_KEYS.size())).append('\n');
        Set<String> rows = new TreeSet<>();
        for (UriRouteInfo<?, ?> route : RightsIT.writes(server)) {
            String name = route.getHttpMethodName() + " " + RightsIT.path(route);
            rows.add(row(name, route, OF_ALL_PLACES.contains(name) ? "all" : "own"));
        }
        for (UriRouteInfo<?, ?> route : RightsIT.routes(server, Set.of(HttpMethod.GET))) {
            if (!RightsIT.roles(route).isEmpty()) {
                rows.add(row("GET " + RightsIT.path(route), route, "yes"));
            }
        }
        rows.forEach(table::append);
        return table.toString();
    }

    private static String row(String name, UriRouteInfo<?, ?> route, String word) {
        StringBuilder row = new StringBuilder("| `").append(name).append("` |");
        for (String role : Role.OF_KEYS) {
            boolean may = !Collections.disjoint(RightsIT.roles(route), Role.held(List.of(role)));
            row.append(may ? " " + word : "").append(" |");
        }
        return row.append('\n').toString();
    }

    private static String expected(UriRouteInfo<?, ?> route, String name, Who who) {
        if (Collections.disjoint(RightsIT.roles(route), Role.held(List.of(who.role)))) {
            return "/problems/forbidden";
        }
        if (who.own && !OF_ALL_PLACES.contains(name)) {
            return "done";
        }
        return who.role.equals(Role.STATION) ? "/problems/foreign-station" : "/problems/foreign-place";
    }

    private static Who byKey(String role, boolean own) {
        return byKey(role + own, role, own);
    }

    private static Who byKey(String name, String role, boolean own) {
        String scope = role.equals(Role.STATION) ? "station:" + (own ? "A-1" : "S-2") : "city:" + (own ? OWN : OTHER);
        String key = send(
                        "POST",
                        new Sent(
                                "keys",
                                JSON,
                                "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"scope\":[\"" + scope + "\"]}"),
                        headers(ADMIN))
                .json()
                .at("/key")
                .asText();
        return new Who(role, own, "key", headers("X-API-Key: " + key));
    }

    private static Who bySession(String role, boolean own) {
        String name = "person." + role + own;
        Person person =
                new Person(name, name, List.of(role), Scope.of(List.of("city:" + (own ? OWN : OTHER))), State.ACTIVE);
        server.bean(Persons.class).add(person, Passwords.hash(PASSWORD), false, Instant.now(), "test");
        ApiServer.Answer entered = send(
                "POST",
                new Sent("session", JSON, "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}"),
                List.of());
        return new Who(
                role,
                own,
                "person",
                headers(
                        "Cookie: " + entered.header("Set-Cookie").split(";")[0],
                        "X-CSRF-Token: " + entered.json().at("/csrf").asText()));
    }

    private static List<String> headers(String... lines) {
        return Arrays.stream(lines)
                .flatMap(line -> Arrays.stream(line.split(": ", 2)))
                .toList();
    }

    private static ApiServer.Answer send(String method, Sent sent, List<String> who) {
        List<String> headers = new ArrayList<>(List.of("Content-Type", sent.type));
        headers.addAll(who);
        return server.send(
                method,
                sent.path.startsWith("/") ? sent.path : "/api/v1/" + sent.path,
                sent.body,
                headers.toArray(String[]::new));
    }
}
