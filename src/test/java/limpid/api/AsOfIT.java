package limpid.api;

import static limpid.Samples.hour;
import static limpid.Samples.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.measure.Reading;
import limpid.rollup.Recomputation;
import limpid.rule.Rules;
import limpid.standard.Pollutant;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresWorkload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every question about what was known at an instant: asked again, whatever was being written, it is answered the same. */
@Timeout(180)
class AsOfIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant START = Samples.at("2026-03-01T00:00:00+08:00");
    private static final int DAYS = 4;
    private static final int ROUNDS = 3;
    private static final String CITY = "city=" + encoded("甲市");
    private static final String MARCH = "&from=2026-03-01&to=2026-03-31";

    /** The questions of the API with an instant of knowledge, each with what else it needs. */
    private static final Map<String, String> QUESTIONS = Map.ofEntries(
            Map.entry("/api/v1/air/days", "station=S-1" + MARCH),
            Map.entry("/api/v1/air/hours", CITY + MARCH + "&limit=1000"),
            Map.entry("/api/v1/air/dust", CITY),
            Map.entry("/api/v1/air/evaluation", CITY + "&period=2026-03"),
            Map.entry("/api/v1/air/ranking", "period=2026-03"),
            Map.entry("/api/v1/air/reviews", CITY),
            Map.entry("/api/v1/exports/{file}", CITY + MARCH),
            Map.entry("/api/v1/noise/assessment", CITY + "&network=functional&period=2026-Q1"),
            Map.entry("/api/v1/noise/days", "station=N-1" + MARCH),
            Map.entry("/api/v1/noise/hours", "station=N-1" + MARCH),
            Map.entry("/api/v1/noise/surveys", "station=N-1" + MARCH),
            Map.entry("/api/v1/programmes/{id}/checks/revisions", CITY),
            Map.entry("/api/v1/stations/{code}/readings", "from=2026-03-01&to=2026-03-06&limit=1000"),
            Map.entry("/api/v1/water/limits", ""),
            Map.entry("/api/v1/water/samples", "section=W-1" + MARCH),
            Map.entry("/api/v1/water/sections/{code}/assessments", "period=month" + MARCH));

    private static ApiServer server;
    private static HikariDataSource database;

    @BeforeAll
    static void start() {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(POSTGRES.alone());
        pool.setMaximumPoolSize(6);
        database = new HikariDataSource(pool);
        server = new ApiServer(POSTGRES.settings());
        send("POST", "stations/import", """
                code,name_zh,medium,city,period,counts_in_city,water_body,water_body_type,target_class,noise_network,noise_zone
                S-1,一,air,甲市,PT1H,true,,,,,
                W-1,二,water,甲市,PT4H,,江,river,3,,
                N-1,三,noise,甲市,PT1H,,,,,functional,2
                """);
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    /** Of programmes, asOf is the date that is judged. */
    private static TreeSet<String> documented() {
        TreeSet<String> paths = new TreeSet<>();
        String path = "";
        for (String line : server.get("/openapi.yml").text().split("\n")) {
            if (line.matches(" {2}/.*:")) {
                path = line.strip().replace(":", "");
            }
            boolean known = Pattern.matches("\\s+- name: (asOf|knownOn)", line);
            if (known && !path.endsWith(".csv") && !path.equals("/api/v1/programmes/{id}/checks")) {
                paths.add(path);
            }
        }
        return paths;
    }

    private static String question(String path, Instant instant) {
        String parameter = path.startsWith("/api/v1/programmes/") ? "knownOn" : "asOf";
        String code = path.contains("/water/") ? "W-1" : "S-1";
        return path.replace("{code}", code).replace("{id}", "model-city-6").replace("{file}", "air-days.csv") + "?"
                + QUESTIONS.get(path) + "&" + parameter + "=" + instant;
    }

    @Test
    void everyQuestionRefusesTheFuture() {
        assertEquals(new TreeSet<>(QUESTIONS.keySet()), documented(), "a question this test does not ask");
        for (String path : QUESTIONS.keySet()) {
            ApiServer.Answer answer = server.get(question(path, Instant.now().plus(Duration.ofDays(1))));
            answer.problem(400, "bad-parameter");
            assertTrue(answer.tree().has("settled"), path);
        }
        server.get("/api/v1/programmes/model-city-6/checks?" + CITY + "&asOf=2099-12-31")
                .json();
    }

    /** A list of changes names the instant from which the next one has to be asked: before anything that is being written. */
    @Test
    void changesAreToldUpToWhatIsSettled() throws SQLException {
        List<OpenApi.Route> routes = OpenApi.routes(server).stream()
                .filter(route -> route.parameters().stream()
                        .anyMatch(parameter -> parameter.name().equals("modifiedSince")))
                .toList();
        assertTrue(routes.size() > 10, routes::toString);
        try (Connection writer = database.getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            Instant begun;
            try (ResultSet row = statement.executeQuery("SELECT known_at()")) {
                row.next();
                begun = row.getObject(1, OffsetDateTime.class).toInstant();
            }
            for (OpenApi.Route route : routes) {
                String path = route.path()
                        .replace("{code}", route.path().contains("/water/") ? "W-1" : "S-1")
                        .replace("{id}", "model-city-6")
                        .replace("{file}", "air-days.csv");
                ApiServer.Answer answer = server.get(path + "?modifiedSince=2026-01-01T00:00:00Z");
                String settled = answer.header("Limpid-Settled");
                assertTrue(!settled.isEmpty() && !Instant.parse(settled).isAfter(begun), path + ": " + settled);
            }
            writer.rollback();
            writer.setAutoCommit(true);
        }
    }

    @Test
    void whatIsStillBeingWrittenIsNotAnsweredYet() throws SQLException {
        try (Connection writer = database.getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("SELECT known_at()");
            String question = question("/api/v1/water/limits", Instant.now());
            ApiServer.Answer answer = server.get(question);
            answer.problem(503, "not-settled");
            assertEquals("5", answer.header("Retry-After"));
            Instant settled = Instant.parse(answer.tree().get("settled").asText());
            server.get(question("/api/v1/water/limits", settled)).json();
            writer.rollback();
            writer.setAutoCommit(true);
            server.get(question).json();
        }
    }

    @Test
    void everyAnswerStaysTheSameAndPublicationsAreReproduced() throws Exception {
        AtomicBoolean asking = new AtomicBoolean(true);
        Map<String, String> answers = new LinkedHashMap<>();
        Map<String, JsonNode> publications = new TreeMap<>();
        List<Callable<Void>> work = new ArrayList<>();
        work.add(() -> {
            try {
                ask(answers, publications);
            } finally {
                asking.set(false);
            }
            return null;
        });
        work.add(() -> write(new Random(1), asking));
        work.add(() -> decide(new Random(2), asking));
        work.add(() -> rollUp(asking));
        work.add(() -> rollUp(asking));
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        }
        assertTrue(answers.size() > QUESTIONS.size(), () -> "answered " + answers.size());
        assertTrue(answers.values().stream().anyMatch(text -> text.contains("\"aqi\"")), "air was answered");
        answers.forEach(
                (question, then) -> assertEquals(then, server.get(question).text(), question));
        publications.forEach(AsOfIT::assertReproduced);
    }

    private static void ask(Map<String, String> answers, Map<String, JsonNode> publications) {
        for (int round = 0; round < ROUNDS; round++) {
            for (String path : QUESTIONS.keySet()) {
                String question = question(path, Instant.now());
                ApiServer.Answer answer = server.get(question);
                // A slow machine may write longer than a question waits.
                if (answer.status() != 503) {
                    assertEquals(200, answer.status(), answer.text());
                    answers.put(question, answer.text());
                }
            }
            JsonNode published = send("POST", "publications?" + CITY + "&period=2026-03", "");
            publications.put(published.get("publishedAt").asText(), published.at("/figures/air"));
        }
    }

    private static void assertReproduced(String publishedAt, JsonNode air) {
        JsonNode known = server.get("/api/v1/air/evaluation?" + CITY + "&period=2026-03&asOf=" + encoded(publishedAt))
                .json()
                .at("/items/0");
        for (String count : List.of("valid", "excellent", "good", "light")) {
            assertEquals(known.at("/days/" + count), air.at("/days/" + count + "/now"), publishedAt + " " + count);
        }
        for (String pollutant : List.of("PM2.5", "SO2")) {
            assertEquals(
                    known.at("/pollutants/" + pollutant + "/mean/value").asText(),
                    air.at("/concentrations/" + pollutant + "/now").asText(),
                    publishedAt + " " + pollutant);
        }
    }

    private static Void write(Random random, AtomicBoolean asking) {
        PostgresReadings store = new PostgresReadings(database);
        while (asking.get()) {
            List<Reading> air = new ArrayList<>();
            List<Reading> water = new ArrayList<>();
            List<Reading> noise = new ArrayList<>();
            for (int i = 1; i <= DAYS * 24; i++) {
                Instant end = START.plus(Duration.ofHours(i));
                for (Pollutant pollutant : Pollutant.values()) {
                    air.add(hour("S-1", pollutant.code(), end, value(random, 5, 90)));
                }
                noise.add(hour("N-1", "LEQ", end, value(random, 40, 70)));
                if (i % 4 == 0) {
                    for (String item : List.of("PH", "DO", "CODMN", "NH3N", "TP")) {
                        water.add(reading("W-1", item, end, Duration.ofHours(4), value(random, 6, 9)));
                    }
                }
            }
            store.commit(List.of(Samples.arrival(air), Samples.arrival(noise), Samples.arrival(water)));
        }
        return null;
    }

    private static String value(Random random, int from, int to) {
        return String.valueOf(random.nextInt(from, to));
    }

    private static Void decide(Random random, AtomicBoolean asking) {
        while (asking.get()) {
            String dust = "air/dust/" + encoded("甲市") + "/2026-03-0" + random.nextInt(1, DAYS);
            if (random.nextBoolean()) {
                send("PUT", dust, "{\"pollutants\":[\"PM10\"],\"source\":\"s" + random.nextInt() + "\"}");
            } else {
                send("DELETE", dust, "");
            }
            send("POST", "air/reviews", "{\"city\":\"甲市\",\"from\":\"2026-03-01\",\"to\":\"2026-03-02\"}");
            send(
                    "PUT",
                    "water/limits",
                    "section,item,limit,from,to,plan\nW-1,NH3N," + value(random, 1, 9) + ",2026-01-01,2026-12-31,p\n");
            send(
                    "POST",
                    "noise/surveys/import",
                    "station,survey,start,minutes,leq\nN-1,2026-Q1,2026-03-02T09:00:00+08:00,10,"
                            + value(random, 45, 65) + "\n");
            send(
                    "POST",
                    "stations/S-1/reviews",
                    "{\"from\":\"2026-03-01T00:00:00+08:00\",\"to\":\"2026-03-01T09:00:00+08:00\",\"valid\":"
                            + random.nextBoolean() + ",\"reason\":\"r\"}");
        }
        return null;
    }

    private static Void rollUp(AtomicBoolean asking) {
        PostgresWorkload workload = new PostgresWorkload(database);
        Recomputation work = new Recomputation(Rules.DEFAULTS);
        while (workload.workOff(work) > 0 || asking.get()) {
            Thread.yield();
        }
        return null;
    }

    private static JsonNode send(String method, String path, String body) {
        String type = body.isEmpty() || body.startsWith("{") ? "application/json" : "text/csv";
        return server.send(method, "/api/v1/" + path, body, "Content-Type", type, "X-API-Key", ApiServer.ADMIN_KEY)
                .json();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
