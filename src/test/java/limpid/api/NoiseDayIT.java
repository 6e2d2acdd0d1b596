package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A recorded day of one-second levels through intake and rollup comes out with the figures published for it. */
class NoiseDayIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant START = Samples.at("2025-03-22T00:00:00+08:00");
    private static final String SPAN = "?station=N-1&from=2025-03-22&to=2025-03-22";
    private static final double TOLERANCE = 0.05;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private static ApiServer server;
    private static List<String> levels = List.of();

    @BeforeAll
    static void pushTheDay() throws IOException, InterruptedException {
        server = new ApiServer(POSTGRES.settings());
        post(
                "stations/import",
                "text/csv",
                "code,name_zh,medium,city,period,noise_network,noise_zone\nN-1,公园,noise,临江,PT1S,functional,1\n");
        levels = recorded();
        for (int hour = 0; hour < 24; hour++) {
            post("stations/N-1/readings", "application/json", messages(hour));
        }
        awaitTheRollup();
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

    /** A message for each minute of an hour, 60 values each. */
    private static String messages(int hour) {
        List<String> messages = new ArrayList<>();
        for (int first = hour * HOUR; first < (hour + 1) * HOUR; first += MINUTE) {
            messages.add("{\"end\":\"%s\",\"period\":\"PT1S\",\"values\":{\"LAS\":[%s]}}"
                    .formatted(
                            START.plusSeconds(first + MINUTE),
                            String.join(",", levels.subList(first, first + MINUTE))));
        }
        return messages.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static JsonNode post(String path, String type, String body) {
        return server.send("POST", "/api/v1/" + path, body, "Content-Type", type, "X-API-Key", ApiServer.ADMIN_KEY)
                .json();
    }

    private static void awaitTheRollup() throws InterruptedException {
        Instant patience = Instant.now().plus(Duration.ofMinutes(1));
        while (complete() < 24) {
            assertTrue(Instant.now().isBefore(patience), "the rollup did not finish");
            Thread.sleep(200);
        }
    }

    private static long complete() {
        return server.get("/api/v1/noise/hours" + SPAN).texts("/valid").stream()
                .filter("3600"::equals)
                .count();
    }

    @AfterAll
    static void stop() {
        server.close();
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

    private static double energyMean(List<String> values) {
        double sum = values.stream()
                .mapToDouble(value -> Math.pow(10, Double.parseDouble(value) / 10))
                .sum();
        return 10 * Math.log10(sum / values.size());
    }

    @Test
    void rainThatIsReportedLateVoidsItsMinutes() throws InterruptedException {
        post("stations/import", "text/csv", "code,name_zh,medium,city,period\nN-2,广场,noise,临江,PT1S\n");
        post("stations/N-2/readings", "application/json", messages(0));
        post(
                "stations/N-2/readings",
                "application/json",
                "{\"end\":\"2025-03-22T00:30:00+08:00\",\"period\":\"PT10M\",\"values\":{\"RAIN\":0.4}}");
        String path = "/api/v1/noise/hours?station=N-2&from=2025-03-22&to=2025-03-22";
        Instant patience = Instant.now().plus(Duration.ofMinutes(1));
        while (!server.get(path).texts("/valid").contains("3000")) {
            assertTrue(Instant.now().isBefore(patience), "the rain was not seen");
            Thread.sleep(200);
        }
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
        assertTrue(lines.getFirst().startsWith("station,date,leq,ld,ln,ldn,lmaxNight,"));
        assertTrue(lines.get(1).startsWith("N-1,2025-03-22,49.7,"));
    }
}
