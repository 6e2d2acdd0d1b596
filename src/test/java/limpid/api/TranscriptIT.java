package limpid.api;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import limpid.PostgresExtension;
import limpid.decode.Payload;
import limpid.flow.DirectIntake;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import sim.Message;
import sim.Past;
import sim.Scenario;
import sim.StationRegistry;

/**
 * The answers of a seeded city to every question, word for word. {@code -Dlimpid.transcripts=write} records them anew: a
 * change of an answer is then seen in the file, and nothing changes unseen.
 */
@Timeout(300)
class TranscriptIT {
    /** Not of text: their words are those of the page, which are recorded; what they look like is seen to in DocumentTest. */
    private static final List<String> DOCUMENTS = List.of(".docx", ".pdf", ".zip");

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Path FOLDER = Path.of("src/test/resources/golden/api");
    private static final boolean WRITE = "write".equals(System.getProperty("limpid.transcripts"));
    private static final Instant START = Instant.now();
    private static final Instant RECEIVED = Instant.parse("2026-03-09T02:00:00Z");

    private static ApiServer server;

    @BeforeAll
    static void fill() throws Exception {
        server = new ApiServer(POSTGRES.settings());
        Scenario city = Scenario.named("demo-city");
        send("POST", "stations/import", StationRegistry.csv(city), "text/csv", ApiServer.ADMIN_KEY);
        withoutRollup(() -> {
            for (Message message :
                    Past.of(city, Instant.parse("2026-02-20T16:00:00Z"), Instant.parse("2026-03-08T16:00:00Z"))) {
                hand(message.topic(), message.payload());
            }
        });
        withoutRollup(TranscriptIT::afterwards);
        json("POST", "air/reviews", """
                {"city":"泠川市","from":"2026-03-01","to":"2026-03-05","remark":"monthly audit"}""", ApiServer.REVIEWER_KEY);
        json("POST", "publications?period=2026-02&city=泠川市", "", ApiServer.PUBLISHER_KEY);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Corrections, refused messages and what people decide and enter. */
    private static void afterwards() {
        hand("limpid/v1/air/LCA01/readings", "{\"end\":\"2026-03-05T10:00:00+08:00\",\"values\":{\"PM2.5\":120}}");
        hand(
                "limpid/v1/air/LCA02/readings",
                "{\"end\":\"2026-03-05T10:00:00+08:00\",\"values\":{\"PM2.5\":9,\"XX\":1}}");
        hand("limpid/v1/air/NONE/readings", "{\"end\":\"2026-03-05T10:00:00+08:00\",\"values\":{\"PM2.5\":9}}");
        hand("limpid/v1/water/LCW01/readings", "not JSON");
        json("POST", "stations/LCA01/reviews", """
                {"from":"2026-03-06T09:00:00+08:00","to":"2026-03-06T12:00:00+08:00","parameters":["O3"],"valid":false,
                 "reason":"calibration"}""", ApiServer.REVIEWER_KEY);
        json("PUT", "air/dust/泠川市/2026-03-07", """
                {"pollutants":["PM10","PM2.5"],"source":"CNEMC notice"}""", ApiServer.ANALYST_KEY);
        json("PUT", "programmes/model-city-6/indicators/16/reports/2025?city=泠川市", """
                {"value":49.9,"source":"yearbook"}""", ApiServer.ANALYST_KEY);
        send("POST", "programmes/yangjiang/tasks/import", """
                task,unit,day,percent,words
                annex3-2,市创模办,2017-06-10,60,技术报告已成稿
                annex3-1,市创模办,2017-05-31,100,自评已完成
                """, "text/csv", ApiServer.ANALYST_KEY);
        send("POST", "noise/surveys/import", """
                station,survey,start,minutes,leq,lmax,lmin,sd,l5,l10,l50,l90,l95
                LCN01,2026,2026-03-05T09:13,10,52.3,70.1,44.0,3.1,59,58,51,48,46
                """, "text/csv", ApiServer.ANALYST_KEY);
    }

    private static void hand(String topic, String payload) {
        server.bean(DirectIntake.class)
                .accept(new Payload(topic, payload.getBytes(StandardCharsets.UTF_8), RECEIVED, "mqtt"));
    }

    private static void json(String method, String path, String body, String key) {
        send(method, path, body, "application/json", key);
    }

    private static void send(String method, String path, String body, String type, String key) {
        ApiServer.Answer answer = server.send(
                method, "/api/v1/" + Transcript.encoded(path), body, "Content-Type", type, "X-API-Key", key);
        assertEquals(2, answer.status() / 100, answer::text);
    }

    private static void withoutRollup(NoRollup.Work work) throws Exception {
        NoRollup.during(work, server, POSTGRES.dataSource());
    }

    static List<Transcript> transcripts() {
        return Transcript.in(FOLDER);
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void answersAreThoseRecorded(Transcript recorded) {
        Transcript now = recorded.asked(server, START);
        if (WRITE) {
            now.write();
        } else {
            assertAll(java.util.stream.IntStream.range(0, recorded.cases().size())
                    .mapToObj(i -> () -> assertEquals(
                            recorded.cases().get(i).answer().strip(),
                            now.cases().get(i).answer().strip(),
                            recorded.cases().get(i).path())));
        }
    }

    /** But for the descriptions of files, which tell when they were made. */
    @Test
    void whatTheAskerHasIsNotSentAgain() {
        List<String> wrong = new ArrayList<>();
        for (Transcript transcript : transcripts()) {
            for (Transcript.Case one : transcript.cases()) {
                String path = "/api/v1/" + Transcript.encoded(one.path());
                ApiServer.Answer first = server.get(path);
                if (first.status() != 200
                        || !first.header("Content-Type").startsWith("application/json")
                        || one.route().endsWith(".meta.json")) {
                    continue;
                }
                String tag = first.header("ETag");
                ApiServer.Answer second = tag.isEmpty() ? first : server.get(path, "If-None-Match", tag);
                if (second.status() != 304 || !second.text().isEmpty()) {
                    wrong.add(one.path() + " " + second.status() + " " + tag);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyQuestionIsAsked() throws IOException {
        List<String> asked = transcripts().stream()
                .flatMap(transcript -> transcript.cases().stream())
                .map(one -> "/api/v1/" + one.route())
                .toList();
        List<String> missing = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(TranscriptIT.class.getResourceAsStream("/META-INF/swagger/openapi.yml"))) {
            Map<String, Map<String, Map<String, ?>>> description = new Yaml().load(in);
            description.get("paths").forEach((path, methods) -> {
                String pattern = path.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+");
                if (methods.containsKey("get")
                        && !path.endsWith("/stream")
                        && DOCUMENTS.stream().noneMatch(path::endsWith)
                        && asked.stream().noneMatch(route -> route.matches(pattern))) {
                    missing.add(path);
                }
            });
        }
        assertEquals(List.of(), missing, "no transcript asks");
    }
}
