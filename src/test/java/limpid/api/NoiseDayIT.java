package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.embedded.EmbeddedBroker;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A recorded day of one-second levels, published to a broker, comes out over HTTP with the figures published for it. */
class NoiseDayIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant START = Samples.at("2025-03-22T00:00:00+08:00");
    private static final String SPAN = "?station=N-1&from=2025-03-22&to=2025-03-22";
    private static final double TOLERANCE = 0.05;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private static EmbeddedBroker broker;
    private static ApiServer server;
    private static List<String> levels = List.of();

    @BeforeAll
    static void publishTheDay(@TempDir Path folder) throws IOException, InterruptedException, MqttException {
        broker = EmbeddedBroker.start(folder, 0);
        server = new ApiServer(POSTGRES.settings(), broker.url());
        post("stations/import", "text/csv", """
                code,name_zh,medium,city,period,noise_network,noise_zone
                N-1,公园,noise,临江,PT1S,functional,1
                N-3,河边,noise,临江,PT1S,functional,1
                """);
        levels = recorded();
        await(() -> server.get("/health/readiness").status() == 200, "the service is not ready");
        publish();
        await(() -> complete("N-1") == 24 && complete("N-3") == 24, "the rollup did not finish");
    }

    /** N-1 sends each minute in order; N-3 the same levels in windows of any length, in any order, some of them twice. */
    private static void publish() throws MqttException {
        List<String> torn = windows(new Random(7));
        MqttClient station = new MqttClient(broker.url(), "stations", new MemoryPersistence());
        station.connect();
        for (int first = 0; first < 24 * HOUR; first += MINUTE) {
            publish(station, "N-1", message(first, first + MINUTE));
        }
        for (String message : torn) {
            publish(station, "N-3", message);
        }
        station.disconnect();
        station.close();
    }

    private static void publish(MqttClient station, String code, String message) throws MqttException {
        station.publish("limpid/v1/noise/" + code + "/readings", message.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    private static List<String> windows(Random random) {
        List<String> windows = new ArrayList<>();
        for (int first = 0; first < 24 * HOUR; ) {
            int end = Math.min(first + 1 + random.nextInt(10 * MINUTE), 24 * HOUR);
            windows.add(message(first, end));
            if (random.nextInt(5) == 0) {
                windows.add(message(Math.max(0, first - random.nextInt(MINUTE)), end));
            }
            first = end;
        }
        Collections.shuffle(windows, random);
        return windows;
    }

    private static String message(int first, int end) {
        return "{\"end\":\"%s\",\"period\":\"PT1S\",\"values\":{\"LAS\":[%s]}}"
                .formatted(START.plusSeconds(end), String.join(",", levels.subList(first, end)));
    }

    private static void await(BooleanSupplier condition, String complaint) throws InterruptedException {
        Instant patience = Instant.now().plus(Duration.ofMinutes(2));
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(patience), complaint);
            Thread.sleep(200);
        }
    }

    private static List<String> recorded() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(
                        NoiseDayIT.class.getResourceAsStream("/recorded/noise-laeq-1s-2025-03-22.csv.gz"))),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .limit(24 * HOUR)
                    .map(line -> line.substring(line.indexOf(',') + 1))
                    .toList();
        }
    }

    private static JsonNode post(String path, String type, String body) {
        return server.send("POST", "/api/v1/" + path, body, "Content-Type", type, "X-API-Key", ApiServer.ADMIN_KEY)
                .json();
    }

    private static long complete(String station) {
        return server.get("/api/v1/noise/hours" + SPAN.replace("N-1", station)).texts("/valid").stream()
                .filter("3600"::equals)
                .count();
    }

    @AfterAll
    static void stop() {
        server.close();
        broker.close();
    }

    @Test
    void hoursAreThePublishedOnes() {
        JsonNode hours = server.get("/api/v1/noise/hours" + SPAN).json().get("items");
        int compared = 0;
        for (Row row : Table.resource("/recorded/noise-laeq-1s-2025-03-22-expected.csv")
                .rows()) {
            if (row.required("scope").startsWith("hour ")) {
                int hour = Integer.parseInt(row.required("scope").substring(5));
                String level = "/" + row.required("indicator").toLowerCase(Locale.ROOT);
                double actual = hours.get(hour).at(level).asDouble();
                assertEquals(row.decimal("value_dB").doubleValue(), actual, TOLERANCE, hour + level);
                compared++;
            }
        }
        assertEquals(20, compared);
    }

    @Test
    void orderWindowsAndDuplicatesChangeNothing() {
        for (String path : List.of("/api/v1/noise/hours", "/api/v1/noise/days")) {
            JsonNode inOrder = figures(path + SPAN);
            assertEquals(inOrder, figures(path + SPAN.replace("N-1", "N-3")), path);
        }
        JsonNode ledger = server.get("/api/v1/stations/N-3/ledger").json();
        assertEquals(24 * HOUR, ledger.at("/stored").asInt());
        assertTrue(ledger.at("/duplicate").asInt() > 0);
        assertEquals(0, ledger.at("/revised").asInt());
    }

    private static JsonNode figures(String path) {
        JsonNode items = server.get(path).json().get("items");
        items.forEach(item -> ((ObjectNode) item).remove(List.of("station", "revision", "knownFrom")));
        return items;
    }

    @Test
    void theDayIsTheEnergyMeanOfItsSeconds() {
        JsonNode day = server.get("/api/v1/noise/days" + SPAN).json().at("/items/0");
        assertEquals("2025-03-22", day.at("/date").asText());
        assertEquals(49.736828, day.at("/leq").asDouble(), TOLERANCE);
        assertEquals(
                energyMean(levels.subList(6 * HOUR, 22 * HOUR)), day.at("/ld").asDouble(), TOLERANCE);
        List<String> night = new ArrayList<>(levels.subList(0, 6 * HOUR));
        night.addAll(levels.subList(22 * HOUR, 24 * HOUR));
        assertEquals(energyMean(night), day.at("/ln").asDouble(), TOLERANCE);
        assertEquals("calendarDate", day.at("/nightMeaning").asText());
        assertEquals("06:00:00", day.at("/dayStart").asText());
        assertEquals("valid", day.at("/status").asText());
        assertTrue(day.at("/reason").isNull());
        assertEquals(16, day.at("/day/validHours").asInt());
        assertEquals(8, day.at("/night/dueHours").asInt());
        assertEquals(0, BigDecimal.ONE.compareTo(day.at("/night/validShare").decimalValue()));
    }

    @Test
    void theDayHasTheStatisticalLevelsOfItsMergedSamples() {
        JsonNode day = server.get("/api/v1/noise/days" + SPAN).json().at("/items/0");
        assertEquals("linear", day.at("/statisticalMethod").asText());
        assertStatistics(levels, day);
        assertStatistics(levels.subList(6 * HOUR, 22 * HOUR), day.at("/day"));
        List<String> night = new ArrayList<>(levels.subList(0, 6 * HOUR));
        night.addAll(levels.subList(22 * HOUR, 24 * HOUR));
        assertStatistics(night, day.at("/night"));
        assertTrue(day.at("/levelsReason").isNull());
    }

    private static void assertStatistics(List<String> values, JsonNode part) {
        double[] sorted =
                values.stream().mapToDouble(Double::parseDouble).sorted().toArray();
        for (int percent : List.of(5, 10, 50, 90, 95)) {
            double expected = sorted[(int) Math.round((sorted.length - 1) * (1 - percent / 100.0))];
            assertEquals(expected, part.at("/l" + percent).asDouble(), 0.1, "L" + percent);
        }
        assertEquals(sorted[sorted.length - 1], part.at("/lmax").asDouble(), TOLERANCE);
    }

    @Test
    void bothMeaningsOfNightAreNamed() {
        JsonNode continuous = server.get("/api/v1/noise/days" + SPAN + "&night=continuous")
                .json()
                .at("/items/0");
        assertEquals("continuous", continuous.at("/nightMeaning").asText());
        assertFalse(continuous.at("/official").asBoolean());
        assertEquals("tooFewValid", continuous.at("/night/reason").asText());
        assertEquals(2, continuous.at("/night/validHours").asInt());
        assertTrue(server.get("/api/v1/noise/days" + SPAN)
                .json()
                .at("/items/0/official")
                .asBoolean());
        server.get("/api/v1/noise/days" + SPAN + "&night=long").problem(400, "bad-parameter");
    }

    private static double energyMean(List<String> values) {
        double sum = values.stream()
                .mapToDouble(value -> Math.pow(10, Double.parseDouble(value) / 10))
                .sum();
        return 10 * Math.log10(sum / values.size());
    }

    @Test
    void rainThatIsReportedLateVoidsItsMinutes() throws InterruptedException {
        post("stations/import", "text/csv", "code,name_zh,medium,city,period\nN-2,广场,noise,临江,PT1S\n");
        post("stations/N-2/readings", "application/json", message(0, HOUR));
        post(
                "stations/N-2/readings",
                "application/json",
                "{\"end\":\"2025-03-22T00:30:00+08:00\",\"period\":\"PT10M\",\"values\":{\"RAIN\":0.4}}");
        String path = "/api/v1/noise/hours?station=N-2&from=2025-03-22&to=2025-03-22";
        await(() -> server.get(path).texts("/valid").contains("3000"), "the rain was not seen");
        JsonNode day = server.get("/api/v1/noise/days?station=N-2&from=2025-03-22&to=2025-03-22")
                .json()
                .at("/items/0");
        assertTrue(day.at("/ld").isNull() && day.at("/ldn").isNull());
        assertEquals("noData", day.at("/reason").asText());
        assertEquals("tooFewValid", day.at("/night/reason").asText());
        assertEquals("insufficient", day.at("/status").asText());
    }

    @Test
    void daysOfEveryPointAndAsTheyWereKnown() {
        String days = "/api/v1/noise/days?from=2025-03-22&to=2025-03-22";
        assertTrue(server.get(days).texts("/station").contains("N-1"));
        assertEquals(List.of(), server.get(days + "&asOf=2025-03-23").texts("/station"));
    }

    @Test
    void daysAsCsv() {
        List<String> lines =
                server.get("/api/v1/noise/days.csv" + SPAN).text().lines().toList();
        assertTrue(lines.getFirst().startsWith("\uFEFFstation,name,city,network,zone,date,Leq,Ld,Ln,Ldn,"));
        assertTrue(lines.get(1).startsWith("N-1,") && lines.get(1).contains(",2025-03-22,49.7,"));
    }
}
