package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import limpid.Samples;
import limpid.Waiting;
import limpid.measure.Medium;
import limpid.rollup.NoisePeriodRollup;
import limpid.store.Reviews;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What SQL users read of cities' noise is what the API answers, whatever is corrected or registered otherwise later. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NoisePeriodIT extends Served {
    private static final String CITY = "临江";
    private static final String REGISTRY =
            "code,name_zh,medium,city,period,counts_in_city,noise_network,noise_zone," + "road_length_m,grid_area_m2\n";
    private static final List<String> PERIODS =
            List.of("2025-03", "2025-Q1", "2025-H1", "2025", "2024-05", "2024-Q2", "2024-H1", "2024");
    private static final List<String> NETWORKS = List.of("regional", "traffic", "functional");

    private static final Map<String, String> OF_PART = Map.ofEntries(
            Map.entry("/mean/value", "mean"),
            Map.entry("/mean/unrounded", "mean_unrounded"),
            Map.entry("/mean/grade", "grade"),
            Map.entry("/mean/reason", "reason"),
            Map.entry("/points/valid", "valid_points"),
            Map.entry("/points/expected", "expected_points"),
            Map.entry("/coveredAreaM2", "covered_area_m2"),
            Map.entry("/lengthM", "length_m"),
            Map.entry("/lengthOverM", "length_over_m"),
            Map.entry("/overPercentByLength", "over_percent_by_length"),
            Map.entry("/overPercentByCount", "over_percent_by_count"));
    private static final Map<String, String> OF_RATE = Map.of(
            "/compliant", "compliant",
            "/valid", "valid",
            "/monitored", "monitored",
            "/percent", "percent",
            "/bursts", "bursts",
            "/lmaxKnown", "lmax_known");

    @BeforeAll
    static void fill() throws InterruptedException {
        register("""
                R-1,网格1,noise,临江,PT1H,true,regional,,,1000000
                R-2,网格2,noise,临江,PT1H,true,regional,,,1000000
                T-1,东路,noise,临江,PT1H,true,traffic,,2000,
                T-2,西路,noise,临江,PT1H,true,traffic,,3000,
                F-1,公园,noise,临江,PT1H,true,functional,1,,
                F-2,大街,noise,临江,PT1H,true,functional,4a,,
                """);
        month("R-1", "52.3");
        month("R-2", "55.8");
        month("T-1", "66");
        month("T-2", "74");
        month("F-1", "50.4");
        month("F-2", "69.9");
        surveys("R-1,2024,2024-05-06T09:13,10,52.3\nT-1,2024,2024-05-06T10:02,20,71.9");
        work();
    }

    private static void register(String lines) {
        post("stations/import", "text/csv", REGISTRY + lines);
    }

    private static void surveys(String lines) {
        post("noise/surveys/import", "text/csv", "station,survey,start,minutes,leq\n" + lines);
    }

    /** Every hour of March 2025. */
    private static void month(String point, String level) {
        hours(point, "2025-04-01T00:00:00+08:00", 31 * 24, level);
    }

    private static void hours(String point, String end, int hours, String level) {
        post(
                "stations/" + point + "/readings",
                "application/json",
                "{\"end\":\"%s\",\"period\":\"PT1H\",\"values\":{\"LEQ\":[%s]}}"
                        .formatted(Samples.at(end), String.join(",", Collections.nCopies(hours, level))));
    }

    private static void post(String path, String type, String body) {
        server.send("POST", "/api/v1/" + path, body, "Content-Type", type, "X-API-Key", ApiServer.ADMIN_KEY)
                .json();
    }

    /** Until nothing is dirty any more. */
    private static void work() throws InterruptedException {
        Waiting.until(() -> POSTGRES.texts("SELECT id FROM dirty LIMIT 1").isEmpty());
        Waiting.until(() -> {
            server.bean(NoisePeriodRollup.class).run();
            return POSTGRES.texts("SELECT id FROM dirty_noise_month LIMIT 1").isEmpty();
        });
    }

    private static JsonNode row(String network, String period, String zone) {
        List<String> rows = POSTGRES.texts("SELECT row_to_json(p) FROM published.noise_period p WHERE city = '" + CITY
                + "' AND network = '" + network + "' AND period = '" + period + "' AND noise_zone "
                + (zone.isEmpty() ? "IS NULL" : "= '" + zone + "'"));
        assertEquals(1, rows.size(), network + " " + period + " " + zone);
        return ApiServer.tree(rows.getFirst());
    }

    private static JsonNode answer(String network, String period) {
        return server.get("/api/v1/noise/assessment?city=" + URLEncoder.encode(CITY, StandardCharsets.UTF_8)
                        + "&network=" + network + "&period=" + period)
                .json();
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? "-" : node.asText();
    }

    private static void compare() {
        for (String period : PERIODS) {
            NETWORKS.forEach(network -> compare(network, period));
        }
    }

    private static void compare(String network, String period) {
        JsonNode answer = answer(network, period);
        JsonNode row = row(network, period, "");
        String what = network + " " + period + " ";
        same(answer, "/from", row, "first_day", what);
        same(answer, "/to", row, "last_day", what);
        same(answer, "/edition", row, "edition", what);
        same(answer, "/limits", row, "limits", what);
        same(answer, "/nightMeaning", row, "night_meaning", what);
        same(answer, "/ruleSet", row, "rule_set", what);
        same(answer, "/day/unit", row, "unit", what);
        List<String> leftOut = new ArrayList<>();
        answer.get("leftOut")
                .forEach(point -> leftOut.add(
                        text(point.at("/station")) + " " + text(point.at("/part")) + " " + text(point.at("/reason"))));
        List<String> kept = new ArrayList<>();
        row.get("left_out").forEach(point -> kept.add(point.asText()));
        assertEquals(leftOut, kept, what);
        for (String part : List.of("day", "night")) {
            OF_PART.forEach((member, column) -> same(answer, "/" + part + member, row, part + "_" + column, what));
            OF_RATE.forEach(
                    (member, column) -> same(answer, "/" + part + "/total" + member, row, part + "_" + column, what));
        }
        if (network.equals("functional")) {
            compareClasses(answer, period);
        }
    }

    private static void compareClasses(JsonNode answer, String period) {
        List<String> classes = new ArrayList<>();
        answer.at("/day/byClass").fieldNames().forEachRemaining(classes::add);
        assertEquals(
                classes,
                POSTGRES.texts("SELECT noise_zone FROM published.noise_period WHERE city = '" + CITY
                        + "' AND period = '" + period + "' AND noise_zone IS NOT NULL ORDER BY noise_zone"));
        for (String zone : classes) {
            JsonNode row = row("functional", period, zone);
            for (String part : List.of("day", "night")) {
                OF_RATE.forEach((member, column) -> same(
                        answer, "/" + part + "/byClass/" + zone + member, row, part + "_" + column, period + zone));
            }
        }
    }

    private static void same(JsonNode answer, String member, JsonNode row, String column, String what) {
        assertEquals(text(answer.at(member)), text(row.at("/" + column)), what + member);
    }

    private static String revision(String network, String period) {
        return text(row(network, period, "").at("/revision"));
    }

    @Test
    @Order(1)
    void rowsAreWhatTheApiAnswers() {
        assertEquals("54.0", text(row("regional", "2025-03", "").at("/day_mean")));
        assertEquals("62", text(row("functional", "2025-03", "").at("/day_compliant")));
        assertEquals("52.3", text(row("regional", "2024", "").at("/day_mean")));
        assertEquals("half_year", text(row("traffic", "2025-H1", "").at("/kind")));
        compare();
    }

    @Test
    @Order(2)
    void whatDidNotChangeKeepsItsRevision() throws InterruptedException, SQLException {
        String before = revision("regional", "2025-03");
        POSTGRES.execute("INSERT INTO dirty_noise_month (city, month) VALUES ('临江', '2025-03-01')");
        work();
        assertEquals(before, revision("regional", "2025-03"));
    }

    @Test
    @Order(3)
    void aCorrectionIsFollowed() throws InterruptedException {
        hours("R-1", "2025-03-11T00:00:00+08:00", 48, "65.0");
        surveys("T-1,2024,2024-05-06T10:02,20,68.0");
        work();
        assertEquals("2", revision("regional", "2025-03"));
        assertEquals("68.0", text(row("traffic", "2024-Q2", "").at("/day_mean")));
        assertEquals(
                List.of("54.0"),
                POSTGRES.texts("SELECT h.day_mean FROM noise_period_history h JOIN subject ON subject.id = subject_id"
                        + " WHERE network = 'regional' AND period = '2025-03' ORDER BY h.revision"));
        compare();
    }

    @Test
    @Order(4)
    void anotherEntryInTheRegistryIsFollowed() throws InterruptedException {
        register("""
                T-1,东路,noise,临江,PT1H,true,traffic,,9000,
                F-1,公园,noise,临江,PT1H,true,functional,2,,
                R-2,网格2,noise,临江,PT1H,false,regional,,,1000000
                R-3,网格3,noise,临江,PT1H,true,regional,,,1000000
                """);
        work();
        assertEquals("2", text(row("regional", "2025-03", "").at("/day_expected_points")));
        assertEquals("12000", text(row("traffic", "2025-03", "").at("/day_length_m")));
        compare();
        register("F-1,公园,noise,南浦,PT1H,true,functional,2,,\n");
        work();
        compare();
        assertEquals(
                List.of("31"),
                POSTGRES.texts(
                        "SELECT day_compliant FROM published.noise_period WHERE city = '南浦' AND period = '2025-03'"
                                + " AND noise_zone = '2'"));
    }

    @Test
    @Order(5)
    void aRecomputationFromNothingGivesTheSameRows() throws InterruptedException, SQLException {
        String columns = "SELECT (to_jsonb(p) - 'revision' - 'known_from')::text FROM published.noise_period p"
                + " WHERE last_day < '2026-01-01' ORDER BY city, network, noise_zone, period";
        List<String> before = POSTGRES.texts(columns);
        POSTGRES.execute("TRUNCATE noise_period, noise_period_history");
        server.bean(Reviews.class).recompute(Medium.NOISE, LocalDate.of(2024, 1, 1), LocalDate.of(2025, 12, 31));
        work();
        List<String> again = POSTGRES.texts(columns);
        assertTrue(again.size() > 30, () -> again.size() + " rows");
        assertEquals(before, again);
        compare();
    }
}
