package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import limpid.RolledUp;
import limpid.Samples;
import limpid.measure.Flags;
import limpid.measure.Reading;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Weeks, months, quarters and years of sections and regions, from readings to the answer. */
class WaterIT extends Served {
    private static final Duration FOUR_HOURS = Duration.ofHours(4);

    @BeforeAll
    static void fill() {
        server.register("""
                code,name_zh,medium,city,period,water_body,water_body_type,target_class,roles,in_service_to,control_level
                W-1,大桥断面,water,临江,PT4H,清河,river,3,cross_border,,
                W-2,上游断面,water,临江,PT4H,清河,river,2,,,
                W-3,无目标断面,water,临江,PT4H,清河,river,,,,
                W-4,停用断面,water,临江,PT4H,清河,river,3,,2025-12-31,
                W-5,无数据断面,water,临江,PT4H,清河,river,3,,,
                L-1,湖心,water,湖城,PT4H,明湖,lake,3,,,
                S-1,断面一,water,江城,PT0S,大江,river,3,,,national
                S-2,断面二,water,江城,PT0S,大江,river,3,,,provincial
                S-3,断面三,water,江城,PT0S,大江,river,3,,,municipal
                S-4,断面四,water,江城,PT0S,大江,river,3,,,
                S-5,断面五,water,江城,PT0S,大江,river,3,,,
                C-1,更正断面,water,更正城,PT4H,小河,river,3,,,
                """);
        keep(
                // Six readings whose pH mean is published: 7.08 by hydrogen ions, 7.98 by plain arithmetic.
                sets("W-1", "PH", "2026-01-10", "6.5", "7.9", "8.8", "9", "6.78", "8.87"),
                sets("W-1", "NH3N", "2026-01-10", "1.0", "1.4"),
                sets("W-1", "NH3N", "2026-01-11", "1.8"),
                flagged("D", sets("W-1", "DO", "2026-01-10", "0.02")),
                flagged("ND", sample("W-1", "HG", "2026-01-10T09:00:00+08:00", "0.00004")),
                // By hand as well as by the station: the rule prefers the station for ammonia, not for the rest.
                sample("W-1", "NH3N", "2026-01-10T09:00:00+08:00", "9.9"),
                sets("W-1", "NH3N", "2026-02-02", "0.9"),
                sets("W-2", "NH3N", "2026-01-10", "0.4"),
                sets("W-3", "NH3N", "2026-01-10", "2.2"),
                sets("L-1", "TP", "2026-01-10", "0.060"));
        String[] ammonia = {"0.1", "0.4", "0.9", "1.2", "3"};
        for (int i = 0; i < ammonia.length; i++) {
            keep(sample("S-" + (i + 1), "NH3N", "2026-01-15T10:00:00+08:00", ammonia[i]));
        }
    }

    @Test
    void aMonthIsTheMeanOfItsDaysRoundedThenClassed() {
        JsonNode month = assessments("W-1", "month", "2026-01-01", "2026-01-31").at("/0");
        assertEquals("2026-01", month.at("/period").asText());
        // Days 1.2 and 1.8; classed by their mean 1.5, class Ⅳ, not by the mean of three sets 1.4.
        assertEquals("1.50", item(month, "NH3N").at("/value").asText());
        assertEquals(4, month.at("/class").asInt());
        assertEquals("Ⅳ", month.at("/className").asText());
        assertEquals("NH3N", month.at("/decidingItems/0/item").asText());
        assertEquals("0.50", month.at("/decidingItems/0/exceedance").asText());
        assertEquals("氨氮(0.50)", month.at("/mainIndicators/0").asText());
        assertEquals("7", item(month, "PH").at("/value").asText());
        assertEquals(3, month.at("/itemsAssessed").asInt());
        assertEquals(3, month.at("/target").asInt());
        assertFalse(month.at("/meetsTarget").asBoolean());
        assertEquals("0.50", month.at("/overTarget/0/exceedance").asText());
        assertEquals("GB 3838-2002", month.at("/edition").asText());
    }

    @Test
    void aFlaggedItemIsLeftOutAndHalfADetectionLimitEnters() {
        JsonNode month = assessments("W-1", "month", "2026-01-01", "2026-01-31").at("/0");
        assertEquals("0.00002", item(month, "HG").at("/value").asText());
        assertTrue(texts(month.at("/leftOut")).contains("DO: 0 of 1 required values"), month::toString);
        assertTrue(texts(month.at("/leftOut")).contains("CU: not_measured"), month::toString);
    }

    @Test
    void aWeekKeepsTheDecimalsOfStationData() {
        JsonNode week = assessments("W-1", "week", "2026-01-05", "2026-01-11").at("/0");
        assertEquals("2026-W02", week.at("/period").asText());
        assertEquals("7.08", item(week, "PH").at("/value").asText());
        assertEquals("automatic", week.at("/itemSet").asText());
    }

    @Test
    void aMonthWithoutDataIsNullWithAReason() {
        JsonNode none = assessments("W-1", "month", "2026-03-01", "2026-03-31").at("/0");
        assertTrue(none.at("/class").isNull() && none.at("/meetsTarget").isNull());
        assertEquals("no data", none.at("/reason").asText());
    }

    @Test
    void aQuarterNeedsTwoMonthsAHalfYearFourAndAYearEight() {
        JsonNode quarter =
                assessments("W-1", "quarter", "2026-01-01", "2026-03-31").at("/0");
        assertEquals("1.20", item(quarter, "NH3N").at("/value").asText());
        assertTrue(texts(quarter.at("/leftOut")).contains("PH: 1 of 2 required values"), quarter::toString);
        JsonNode half =
                assessments("W-1", "half_year", "2026-01-01", "2026-12-31").at("/0");
        assertEquals("2026-H1", half.at("/period").asText());
        assertTrue(half.at("/class").isNull());
        assertTrue(half.at("/reason").asText().endsWith("of 4 required values"), half::toString);
        JsonNode year = assessments("W-1", "year", "2026-01-01", "2026-12-31").at("/0");
        assertTrue(year.at("/class").isNull());
        assertTrue(year.at("/reason").asText().endsWith("of 8 required values"), year::toString);
    }

    @Test
    void lakesHaveTheirOwnPhosphorusLimits() {
        assertEquals(
                4,
                assessments("L-1", "month", "2026-01-01", "2026-01-31")
                        .at("/0/class")
                        .asInt());
    }

    @Test
    void aListGoesOnByCursorAndAsCsv() {
        String path = "/api/v1/water/sections/W-1/assessments?from=2026-01-01&to=2026-03-31";
        JsonNode first = server.get(path + "&limit=2").json();
        assertEquals(2, first.get("items").size());
        assertEquals(
                List.of("2026-03"),
                server.get(path + "&cursor=" + first.at("/next").asText()).texts("/period"));
        assertEquals(
                4,
                server.get(path.replace("assessments", "assessments.csv"))
                        .text()
                        .lines()
                        .count());
    }

    @Test
    void aCorrectionChangesExactlyWhatRestsOnIt() {
        keep(sets("C-1", "NH3N", "2026-01-10", "0.4"), sets("C-1", "NH3N", "2026-02-10", "0.4"));
        JsonNode before = assessments("C-1", "month", "2026-01-01", "2026-02-28");
        Instant then = Instant.now();
        keep(sets("C-1", "NH3N", "2026-01-10", "1.2"));
        JsonNode after = assessments("C-1", "month", "2026-01-01", "2026-02-28");
        assertEquals(4, after.at("/0/class").asInt());
        assertEquals(before.at("/1"), after.at("/1"));
        assertEquals(
                4,
                assessments("C-1", "week", "2026-01-05", "2026-01-11")
                        .at("/0/class")
                        .asInt());
        assertEquals(
                before,
                server.get("/api/v1/water/sections/C-1/assessments?from=2026-01-01&to=2026-02-28&asOf=" + then)
                        .json()
                        .get("items"));
    }

    @Test
    void fewSectionsAreAssessedByTheirMeans() {
        JsonNode city = region("city=" + word("临江") + "&period=2026-01");
        assertEquals("means", city.at("/basis").asText());
        assertEquals(4, city.at("/sections").asInt());
        assertEquals(3, city.at("/assessed").asInt());
        // Ammonia (1.5 + 0.4 + 2.2) / 3 = 1.37
        assertEquals("1.37", city.at("/meanClass/decidingItems/0/value").asText());
        assertEquals(4, city.at("/meanClass/class").asInt());
        assertEquals("轻度污染", city.at("/grade/nameZh").asText());
        assertEquals("W-5", city.at("/leftOut/0/section").asText());
        assertEquals("no data", city.at("/leftOut/0/reason").asText());
        assertEquals("33.3", city.at("/shareClass1To3").asText());
        assertEquals("33.3", city.at("/shareWorseThan5").asText());
        assertEquals("sections", city.at("/targetCompliance/0/basis").asText());
        assertEquals(1, city.at("/targetCompliance/0/met").asInt());
        assertEquals(2, city.at("/targetCompliance/0/checks").asInt());
        assertEquals(List.of("W-3", "W-5"), texts(city.at("/targetCompliance/0/leftOut"), "/section"));
        assertEquals(3, city.at("/sectionClasses").size());
    }

    @Test
    void fiveSectionsAreAssessedByShares() {
        JsonNode river = region("river=" + word("大江") + "&period=2026-01");
        assertEquals("shares", river.at("/basis").asText());
        assertEquals(List.of("1", "1", "1", "1", "0", "1"), texts(river.at("/classCounts"), "/sections"));
        assertEquals("60.0", river.at("/shareClass1To3").asText());
        assertEquals("20.0", river.at("/shareWorseThan5").asText());
        assertEquals("60.0", river.at("/targetCompliance/0/share").asText());
        assertEquals("NH3N", river.at("/mainIndicators/0/item").asText());
        assertEquals("40.0", river.at("/mainIndicators/0/rate").asText());
        assertEquals("中度污染", river.at("/grade/nameZh").asText());
    }

    @Test
    void aControlLevelTakesItsSectionsAndThoseAboveIt() {
        String river = "river=" + word("大江") + "&period=2026-01&controlLevel=";
        assertEquals(1, region(river + "national").at("/sections").asInt());
        JsonNode provincial = region(river + "provincial");
        assertEquals(2, provincial.at("/sections").asInt());
        assertEquals("provincial", provincial.at("/controlLevel").asText());
        assertTrue(provincial.at("/evidence").isNull(), provincial::toString);
        assertEquals(3, region(river + "county").at("/sections").asInt());
        assertEquals(
                2,
                region("river=" + word("大江") + "&period=2026-Q1&controlLevel=provincial")
                        .at("/sections")
                        .asInt());
        server.get("/api/v1/water/assessment?" + river + "state").problem(400, "bad-parameter");
    }

    @Test
    void aTargetMayBeOfTheSectionsOfAControlLevel() {
        JsonNode checks = server.get("/api/v1/programmes/qidong-263/checks?asOf=2026-01-31&city=" + word("江城"))
                .json()
                .get("items");
        assertEquals("0 of 3 sections judged, 2020", basis(checks, "24"));
        assertEquals("0 of 2 sections judged, 2020", basis(checks, "25"));
    }

    private static String basis(JsonNode checks, String indicator) {
        for (JsonNode check : checks) {
            if (check.at("/indicator").asText().equals(indicator)) {
                return check.at("/basis").asText();
            }
        }
        throw new AssertionError("no check of " + indicator);
    }

    @Test
    void theRegistryTellsControlLevels() {
        assertEquals(
                "national",
                server.get("/api/v1/stations/S-1").json().at("/controlLevel").asText());
        assertTrue(server.get("/api/v1/stations/S-5").json().at("/controlLevel").isNull());
        String table = server.get("/api/v1/stations.csv").text();
        assertTrue(table.lines().findFirst().orElseThrow().contains(",not_monitored,control_level,"), table);
        assertTrue(table.lines().anyMatch(line -> line.startsWith("S-2,") && line.contains(",provincial,")), table);
        server.send(
                        "PUT",
                        "/api/v1/stations/S-9",
                        "{\"nameZh\":\"断面九\",\"medium\":\"water\",\"city\":\"九城\",\"period\":\"PT0S\",\"controlLevel\":\"county\"}",
                        "Content-Type",
                        "application/json",
                        "X-API-Key",
                        ApiServer.ADMIN_KEY)
                .json();
        assertEquals(
                "county",
                server.get("/api/v1/stations/S-9").json().at("/controlLevel").asText());
    }

    @Test
    void aLongerPeriodNamesTheBasesOfItsCompliance() {
        JsonNode quarter = region("role=cross_border&period=2026-Q1");
        assertEquals(List.of("period_class", "section_months"), texts(quarter.at("/targetCompliance"), "/basis"));
        assertEquals("0.0", quarter.at("/targetCompliance/0/share").asText());
        assertEquals("50.0", quarter.at("/targetCompliance/1/share").asText());
    }

    @Test
    void aRegionWithoutSectionsHasNoFigures() {
        JsonNode none = region("role=sea_entering&period=2026");
        assertTrue(none.at("/grade").isNull() && none.at("/shareClass1To3").isNull());
        assertEquals("no section has a class", none.at("/reason").asText());
    }

    @Test
    void aTableOfSamplesIsTakenFromThoseWhoMay() {
        String path = "/api/v1/readings/import";
        String table = "station,parameter,end,period,value\nW-1,HG,2026-01-10T09:00:00+08:00,PT0S,0.00004L\n";
        server.send("POST", path, table, "Content-Type", "text/csv").problem(401, "unauthenticated");
        JsonNode receipt = server.send(
                        "POST", path, table, "Content-Type", "text/csv", "X-API-Key", ApiServer.ANALYST_KEY)
                .json();
        // The same sample is there already, under the flag ND.
        assertEquals(1, receipt.at("/received").asInt(), receipt::toString);
        assertEquals(1, receipt.at("/duplicate").asInt(), receipt::toString);
        assertEquals(
                3,
                server.send(
                                "POST",
                                path,
                                table + "a,b\n",
                                "Content-Type",
                                "text/csv",
                                "X-API-Key",
                                ApiServer.ANALYST_KEY)
                        .problem(400, "malformed-table")
                        .at("/line")
                        .asInt());
    }

    @Test
    void whatCannotBeAskedIsSaid() {
        server.get("/api/v1/water/assessment?period=2026-13").problem(400, "bad-parameter");
        server.get("/api/v1/water/assessment?period=2026-01&role=dry").problem(400, "bad-parameter");
        server.get("/api/v1/water/sections/W-1/assessments?period=decade").problem(400, "bad-parameter");
        server.get("/api/v1/water/sections/W-9/assessments").problem(404, "unknown-station");
    }

    private static JsonNode assessments(String section, String period, String from, String to) {
        return server.get("/api/v1/water/sections/" + section + "/assessments?period=" + period + "&from=" + from
                        + "&to=" + to)
                .json()
                .get("items");
    }

    private static JsonNode region(String query) {
        return server.get("/api/v1/water/assessment?" + query).json();
    }

    private static JsonNode item(JsonNode assessment, String code) {
        for (JsonNode item : assessment.get("items")) {
            if (item.at("/item").asText().equals(code)) {
                return item;
            }
        }
        throw new AssertionError(code + " is not in " + assessment);
    }

    private static List<String> texts(JsonNode list) {
        return texts(list, "");
    }

    private static List<String> texts(JsonNode list, String member) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.at(member).asText()));
        return texts;
    }

    private static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Four-hourly sets of one item from 04:00 of a day on. */
    private static List<Reading> sets(String section, String item, String day, String... values) {
        List<Reading> readings = new ArrayList<>();
        Instant end = Samples.at(day + "T00:00:00+08:00");
        for (String value : values) {
            end = end.plus(FOUR_HOURS);
            readings.add(Samples.reading(section, item, end, FOUR_HOURS, value));
        }
        return readings;
    }

    private static List<Reading> sample(String section, String item, String at, String value) {
        return List.of(Samples.reading(section, item, Samples.at(at), Duration.ZERO, value));
    }

    private static List<Reading> flagged(String flag, List<Reading> readings) {
        return readings.stream()
                .map(reading -> reading.flagged(Flags.standard().get(flag)))
                .toList();
    }

    @SafeVarargs
    private static void keep(List<Reading>... readings) {
        RolledUp.keep(POSTGRES.dataSource(), readings);
    }
}
