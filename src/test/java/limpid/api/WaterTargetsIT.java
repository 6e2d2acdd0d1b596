package limpid.api;

import static limpid.api.WaterCase.texts;
import static limpid.api.WaterCase.word;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.List;
import limpid.PostgresExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Targets, limits of plans, comparisons, views and refusals of sections and regions. */
class WaterTargetsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String LIMITS = "/api/v1/water/limits";
    private static final String HEADER = "section,item,limit,from,to,plan\n";

    private static WaterCase water;

    @BeforeAll
    static void start() throws SQLException {
        water = new WaterCase(POSTGRES);
        water.stations("""
                code,name_zh,medium,city,period,water_body,water_body_type,target_class,roles
                P-1,上洋,water,坪城,PT0S,坪山河,river,4,
                P-2,无目标,water,坪城,PT0S,坪山河,river,,
                P-3,无数据,water,坪城,PT0S,坪山河,river,3,
                S-1,一号,water,江城,PT0S,大江,river,3,
                S-2,二号,water,江城,PT0S,大江,river,3,
                S-3,三号,water,江城,PT0S,大江,river,3,
                S-4,四号,water,江城,PT0S,大江,river,3,
                S-5,五号,water,江城,PT0S,大江,river,3,
                X-1,出境甲,water,上城,PT0S,界河,river,3,cross_border
                X-2,出境乙,water,邻城,PT0S,界河,river,3,cross_border
                Z-1,功能区一,water,区城,PT0S,区河,river,3,function_zone
                Z-2,功能区二,water,区城,PT0S,区河,river,3,function_zone
                Z-3,功能区三,water,区城,PT0S,区河,river,3,function_zone
                R-1,改登记,water,旧城,PT0S,旧河,river,3,
                """);
        String[] before = {"0.1", "0.4", "0.9", "3", "3"};
        String[] after = {"0.1", "0.4", "0.9", "0.8", "1.2"};
        for (int i = 0; i < after.length; i++) {
            water.sample("S-" + (i + 1), "2025-01-15", "NH3N", before[i])
                    .sample("S-" + (i + 1), "2026-01-15", "NH3N", after[i]);
        }
        water.sample("P-1", "2016-06-15", "NH3N", "3.25", "TP", "0.25", "DO", "4.5")
                .sample("P-2", "2016-06-15", "NH3N", "0.5")
                .sample("X-1", "2026-01-15", "NH3N", "0.9")
                .sample("X-1", "2026-02-15", "NH3N", "1.1")
                .sample("X-2", "2026-01-15", "NH3N", "1.1")
                .sample("R-1", "2026-01-15", "NH3N", "0.9");
        for (int month = 1; month <= 5; month++) {
            String day = "2026-%02d-10".formatted(month);
            water.sample("Z-1", day, "NH3N", month == 5 ? "1.1" : "0.9", "TP", "0.1")
                    .sample("Z-2", day, "NH3N", "0.9", "TP", month > 3 ? "0.25" : "0.1");
        }
        water.commit();
    }

    @AfterAll
    static void stop() {
        water.close();
    }

    @Test
    void aLimitOfAPlanTakesThePlaceOfTheClassLimit() throws SQLException {
        JsonNode before = month("P-1", "2016-06");
        assertFalse(before.at("/meetsTarget").asBoolean());
        assertEquals("1.5", before.at("/overTarget/0/limit").asText());
        assertEquals(
                2,
                put("P-1,NH3N,2.5,2016-01-01,2016-12-31,整治方案\nP-1,TP,0.4,2016-01-01,,整治方案\n")
                        .at("/limits")
                        .asInt());
        water.settle();
        JsonNode after = month("P-1", "2016-06");
        // Published multiples fit the section's own limit: 3.25 is 0.3 over 2.5.
        assertEquals("NH3N", after.at("/overTarget/0/item").asText());
        assertEquals("2.5", after.at("/overTarget/0/limit").asText());
        assertEquals("0.30", after.at("/overTarget/0/exceedance").asText());
        assertEquals(1, after.at("/overTarget").size());
        assertEquals(
                List.of("f|{\"NH3N 3.25 / 2.5\"}|2"),
                water.rows("SELECT meets_target, over_target, revision FROM published.section_month"
                        + " WHERE section = 'P-1' AND month = '2016-06-01'"));
        put("P-1,NH3N,3.5,2016-01-01,2016-12-31,修订方案\n");
        water.settle();
        assertTrue(month("P-1", "2016-06").at("/meetsTarget").asBoolean());
        assertEquals(
                List.of("1|1"),
                water.rows("SELECT target_met, target_checks FROM published.water_period"
                        + " WHERE city = '坪城' AND period = '2016-06'"));
        put("");
        water.settle();
        assertFalse(month("P-1", "2016-06").at("/meetsTarget").asBoolean());
    }

    @Test
    void aWrongLineOfLimitsIsNamedAndNothingIsTaken() {
        refused("P-9,NH3N,2,2026-01-01,,x\n", 2, "section");
        refused("S-1,NH3N,2,2026-01-01,,x\nS-1,PH,7,2026-01-01,,x\n", 3, "item");
        refused("S-1,TN,2,2026-01-01,,x\n", 2, "item");
        refused("S-1,NH3N,2,2026-01-01,,x\nS-1,NH3N,3,2026-02-01,,x\n", 3, "from");
        water.send("PUT", LIMITS, "section,item\nS-1,NH3N\n").problem(400, "malformed-table");
        water.server().send("PUT", LIMITS, HEADER, "Content-Type", "text/csv").problem(401, "unauthenticated");
        assertEquals(
                0,
                water.get("water/limits").at("/items").findValuesAsText("section").stream()
                        .filter("S-1"::equals)
                        .count());
    }

    private static void refused(String lines, int line, String column) {
        JsonNode problem = water.send("PUT", LIMITS, HEADER + lines).problem(400, "malformed-table");
        assertEquals(line, problem.at("/line").asInt());
        assertEquals(column, problem.at("/column").asText());
    }

    @Test
    void aSectionWithoutTargetOrDataIsLeftOutAndNamed() {
        JsonNode city = water.get("water/assessment?city=" + word("坪城") + "&period=2016-06");
        JsonNode rate = city.at("/targetCompliance/0");
        assertEquals(1, rate.at("/checks").asInt());
        assertEquals(List.of("P-2", "P-3"), texts(rate.at("/leftOut"), "/section"));
        assertEquals(List.of("no target set", "no data"), texts(rate.at("/leftOut"), "/reason"));
        assertEquals(List.of("P-3"), texts(city.at("/leftOut"), "/section"));
        assertTrue(month("P-2", "2016-06").at("/meetsTarget").isNull());
        assertEquals("no data", month("P-3", "2016-06").at("/reason").asText());
    }

    @Test
    void aRegionIsComparedByGradeAndByShare() {
        JsonNode river = water.get("water/assessment?river=" + word("大江") + "&period=2026-01&compare=previousYear");
        JsonNode comparison = river.at("/comparison");
        assertEquals("2025-01", comparison.at("/period").asText());
        // 60 % good and 40 % worse than V become 80 % and 0 %: x = 20 + 40 = 60.
        assertEquals("20.0", comparison.at("/deltaGood").asText());
        assertEquals("-40.0", comparison.at("/deltaWorseThan5").asText());
        assertEquals("marked_better", comparison.at("/byShares/change").asText());
        assertEquals("重度污染", comparison.at("/grade/nameZh").asText());
        assertEquals("良好", river.at("/grade/nameZh").asText());
        assertEquals("明显好转", comparison.at("/overall/nameZh").asText());
        assertEquals(
                "2025-12",
                water.get("water/assessment?river=" + word("大江") + "&period=2026-01&compare=previousPeriod")
                        .at("/comparison/period")
                        .asText());
        water.server()
                .get("/api/v1/water/assessment?period=2026-01&compare=never")
                .problem(400, "bad-parameter");
    }

    @Test
    void crossBorderSectionsAreCountedByTheUpstreamCity() {
        JsonNode cities =
                water.get("water/assessment?role=cross_border&period=2026-Q1").at("/byUpstreamCity");
        assertEquals(List.of("上城", "邻城"), texts(cities, "/city"));
        JsonNode first = cities.at("/0/targetCompliance");
        assertEquals(List.of("period_class", "section_months"), texts(first, "/basis"));
        assertEquals("100.0", first.at("/0/share").asText());
        assertEquals("50.0", first.at("/1/share").asText());
        assertEquals("0.0", cities.at("/1/targetCompliance/1/share").asText());
    }

    @Test
    void aFunctionZoneCompliesInAYearByTheShareOfItsChecks() {
        JsonNode rates =
                water.get("water/assessment?role=function_zone&period=2026").at("/targetCompliance");
        assertEquals(
                List.of("function_zones", "function_zones", "period_class", "section_months"), texts(rates, "/basis"));
        assertEquals(
                List.of("assessment", "function-zone-double"),
                texts(rates, "/itemSet").subList(0, 2));
        // Four of five checks are 80 %, enough; three of five are not, but phosphorus is not in the double index.
        assertEquals(1, rates.at("/0/met").asInt());
        assertEquals(2, rates.at("/0/checks").asInt());
        assertEquals("50.0", rates.at("/0/share").asText());
        assertEquals("100.0", rates.at("/1/share").asText());
        assertEquals("Z-3", rates.at("/0/leftOut/0/section").asText());
        assertEquals(7, rates.at("/3/met").asInt());
        assertEquals(10, rates.at("/3/checks").asInt());
    }

    @Test
    void theViewsSayWhatTheAnswersSay() throws SQLException {
        for (String period : List.of("2026-01", "2026-Q1", "2026-H1", "2026")) {
            JsonNode answer = water.get("water/assessment?river=" + word("大江") + "&period=" + period);
            List<String> counts = texts(answer.at("/classCounts"), "/sections");
            assertEquals(
                    List.of(answer.at("/sections").asText() + "|"
                            + answer.at("/assessed").asText() + "|"
                            + String.join("|", counts) + "|"
                            + answer.at("/basis").asText() + "|"
                            + answer.at("/targetCompliance/0/met").asText() + "|"
                            + answer.at("/targetCompliance/0/checks").asText()),
                    water.rows("SELECT sections, assessed, class_1, class_2, class_3, class_4, class_5, worse_than_5,"
                            + " basis, target_met, target_checks FROM published.water_period WHERE river = '大江' AND"
                            + " period = '" + period + "'"));
        }
        assertEquals(
                List.of("80.0|0.0|良好|80.0"),
                water.rows("SELECT share_1_to_3, share_worse_than_5, grade_zh, target_share FROM published.water_period"
                        + " WHERE river = '大江' AND period = '2026-01'"));
        assertEquals(
                List.of("4|{NH3N}|f"),
                water.rows("SELECT class, deciding_items, meets_target FROM published.section_month"
                        + " WHERE section = 'S-5' AND month = '2026-01-01'"));
    }

    @Test
    void aChangeOfTheRegistryMovesASectionBetweenItsRegions() throws SQLException {
        String figures = "SELECT coalesce(city, river), sections, target_met FROM published.water_period"
                + " WHERE period = '2026-01' AND coalesce(city, river) IN ('旧城', '新城', '旧河') ORDER BY coalesce(city, river) COLLATE \"C\"";
        assertEquals(List.of("旧城|1|1", "旧河|1|1"), water.rows(figures));
        water.stations("""
                code,name_zh,medium,city,period,water_body,water_body_type,target_class
                R-1,改登记,water,新城,PT0S,旧河,river,2
                """);
        water.settle();
        assertEquals(List.of("新城|1|0", "旧城|0|0", "旧河|1|0"), water.rows(figures));
    }

    @Test
    void whatCannotBeIsRefusedWithItsReasonAndPlace() {
        String path = "/api/v1/readings/import";
        String header = "station,parameter,end,period,value\n";
        String at = "2026-03-10T10:00:00+08:00,PT0S,";
        assertEquals("parameter", column(path, header + "S-1,UNOBTAINIUM," + at + "1\n"));
        assertEquals("parameter", column(path, header + "S-1,PM2.5," + at + "1\n"));
        assertEquals("value", column(path, header + "S-1,PH," + at + "15\n"));
        assertEquals("value", column(path, header + "S-1,NH3N," + at + "1 mg/L\n"));
        assertEquals("value", column(path, header + "S-1,NH3N," + at + "0L\n"));
        assertEquals("station", column(path, header + "S-99,NH3N," + at + "1\n"));
        JsonNode march = month("S-1", "2026-03");
        assertTrue(march.at("/class").isNull(), march::toString);
    }

    /** Chlorophyll sent in ug/L is outside what the unit allows: kept, flagged, and in no figure. */
    @Test
    void aValueInAWrongUnitIsKeptUnderAFlagAndEntersNothing() throws SQLException {
        water.sample("P-3", "2026-05-10", "CHLA", "20", "NH3N", "0.5").commit();
        assertEquals(
                List.of("OR"),
                texts(
                        water.get("stations/P-3/readings?parameter=CHLA&from=2026-05-10&to=2026-05-10")
                                .get("items"),
                        "/flag"));
        JsonNode may = month("P-3", "2026-05");
        assertEquals(1, may.at("/itemsAssessed").asInt());
        assertTrue(texts(may.at("/leftOut"), "").contains("CHLA: 0 of 1 required values"), may::toString);
    }

    @Test
    void aSectionsEvidenceRedoesItsMonth() {
        JsonNode month = month("S-5", "2026-01");
        JsonNode evidence = water.server().get(month.at("/evidence").asText()).json();
        assertEquals("water-section.S-5.2026-01", evidence.at("/id").asText());
        JsonNode item = item(evidence, "NH3N");
        assertEquals("2026-01-15", item.at("/inputs/0/period").asText());
        assertEquals("manual", item.at("/inputs/0/origin").asText());
        assertEquals("(1.2) / 1", item.at("/arithmetic").asText());
        assertEquals("1.20", item.at("/value").asText());
        assertEquals(List.of("0.15", "0.5", "1", "1.5", "2"), texts(item.at("/limits"), ""));
        assertEquals(4, item.at("/class").asInt());
        assertEquals("(1.20 - 1) / 1 = 0.20", item.at("/exceedance").asText());
        assertEquals("not_measured", item(evidence, "HG").at("/reason").asText());
        assertTrue(evidence.at("/reproduced").asBoolean(), evidence::toString);
        assertEquals(1, evidence.at("/revision").asInt());
        JsonNode quarter = water.get("results/water-section.Z-2.2026-Q1/evidence");
        assertEquals(
                "(0.9 + 0.9 + 0.9) / 3", item(quarter, "NH3N").at("/arithmetic").asText());
        assertTrue(quarter.at("/reproduced").isNull());
        water.server()
                .get("/api/v1/results/water-section.S-99.2026-01/evidence")
                .problem(404, "unknown-result");
    }

    @Test
    void aRegionsEvidenceShowsItsStepsAndWhatItWasBefore() throws SQLException {
        water.stations("code,name_zh,medium,city,period,water_body,water_body_type,target_class\n"
                + "V-1,甲,water,证城,PT0S,证河,river,3\nV-2,乙,water,证城,PT0S,证河,river,3\n");
        water.sample("V-1", "2026-01-10", "NH3N", "0.5").sample("V-2", "2026-01-10", "NH3N", "1.1");
        water.commit();
        water.sample("V-2", "2026-01-10", "NH3N", "2.5").commit();
        String answer = "water/assessment?city=" + word("证城") + "&period=2026-01";
        JsonNode evidence =
                water.server().get(water.get(answer).at("/evidence").asText()).json();
        List<String> steps = texts(evidence.at("/arithmetic"), "");
        assertTrue(steps.contains("NH3N: mean of (0.5 + 2.5) over 2 = 1.5, rounded 1.50, Ⅳ"), steps::toString);
        assertTrue(steps.contains("达标: 1 of 2 = 50.0 %"), steps::toString);
        assertEquals(List.of("V-1", "V-2"), texts(evidence.at("/sections"), "/section"));
        assertTrue(evidence.at("/reproduced").asBoolean(), evidence::toString);
        JsonNode before = evidence.at("/revisions/" + (evidence.at("/revisions").size() - 1));
        assertEquals(List.of("0", "1", "0", "1", "0", "0"), texts(before.at("/classCounts"), ""));
        assertEquals("良好", before.at("/grade").asText());
    }

    private static JsonNode item(JsonNode evidence, String code) {
        for (JsonNode item : evidence.get("items")) {
            if (item.at("/item").asText().equals(code)) {
                return item;
            }
        }
        throw new AssertionError(code + " is not in " + evidence);
    }

    private static String column(String path, String table) {
        JsonNode problem = water.send("POST", path, table).problem(400, "malformed-table");
        assertEquals(2, problem.at("/line").asInt());
        assertFalse(problem.at("/reason").asText().isBlank());
        return problem.at("/column").asText();
    }

    private static JsonNode put(String lines) {
        return water.send("PUT", LIMITS + "?replace=true", HEADER + lines).json();
    }

    private static JsonNode month(String section, String month) {
        return water.get("water/sections/" + section + "/assessments?period=month&from=" + month + "-01&to=" + month
                        + "-01")
                .at("/items/0");
    }
}
