package limpid.api;

import static limpid.api.WaterCase.texts;
import static limpid.api.WaterCase.word;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import limpid.PostgresExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sources, lakes, black-odorous and coastal waters, indices and trends, from samples to the answer. */
class WaterBodiesIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static WaterCase water;

    @BeforeAll
    static void start() throws SQLException {
        water = new WaterCase(POSTGRES);
        water.stations("""
                code,name_zh,medium,city,kind,period,water_body,water_body_type,target_class,roles
                Q-1,水库取水口,water,亳城,,PT0S,龙湖水库,lake,3,drinking_source
                Q-2,河道取水口,water,亳城,,PT0S,涡河,river,3,drinking_source
                Q-3,地下水源,water,亳城,groundwater,PT0S,,,,drinking_source
                Q-4,停采水源,water,亳城,,PT0S,涡河,river,3,drinking_source
                K-1,明湖北,water,湖城,,PT0S,明湖,lake,3,
                K-2,明湖南,water,湖城,,PT0S,明湖,lake,3,
                K-3,明湖东,water,湖城,,PT0S,明湖,lake,3,
                K-4,镜湖心,water,湖城,,PT0S,镜湖,lake,3,
                B-1,黑水一,water,臭城,,PT0S,黑水河,river,,black_odorous
                B-2,黑水二,water,臭城,,PT0S,黑水河,river,,black_odorous
                B-3,黑水三,water,臭城,,PT0S,黑水河,river,,black_odorous
                D-1,灰渠一,water,臭城,,PT0S,灰渠,river,,black_odorous
                D-2,灰渠二,water,臭城,,PT0S,灰渠,river,,black_odorous
                D-3,灰渠三,water,臭城,,PT0S,灰渠,river,,black_odorous
                E-1,短沟,water,臭城,,PT0S,短沟,river,,black_odorous
                F-1,青溪一,water,溪城,,PT0S,青溪,river,,
                F-2,青溪二,water,溪城,,PT0S,青溪,river,,
                F-3,青溪三,water,溪城,,PT0S,青溪,river,,
                I-1,甲河,water,甲市,,PT0S,甲河,river,3,
                I-2,甲湖,water,甲市,,PT0S,甲湖,lake,3,
                J-1,乙河,water,乙市,,PT0S,乙河,river,3,
                M-1,丙河,water,丙市,,PT0S,丙河,river,3,
                G-1,泉水一,water,泉城,groundwater,PT0S,,,3,drinking_source
                G-2,泉水二,water,泉城,groundwater,PT0S,,,3,drinking_source
                U-1,未报取水,water,无量城,,PT0S,无量河,river,3,drinking_source
                C-1,近岸一,water,海城,coastal,PT0S,,,,
                C-2,近岸二,water,海城,coastal,PT0S,,,,
                """);
        sources();
        lakes();
        blackOdorous();
        indices();
        for (int year = 2021; year <= 2025; year++) {
            for (int month = 1; month <= 8; month++) {
                String day = "%d-%02d-10".formatted(year, month);
                water.sample("M-1", day, "NH3N", "%.1f".formatted((2026 - year) * 0.2), "DO", "7.0");
            }
        }
        water.sample("C-1", "2026-01-10", "DO", "5.5", "DIN", "0.35", "PH", "8.1");
        water.commit();
    }

    private static void sources() {
        water.send("POST", "/api/v1/water/intakes/import", """
                        section,month,volume,origin
                        Q-1,2026-01,451.05,水务局月报
                        Q-2,2026-01,93.72,水务局月报
                        Q-1,2026-02,400,水务局月报
                        """).json();
        water.sample("Q-1", "2026-01-08", "NH3N", "0.3", "TP", "0.05", "SO4", "250", "CHLOROFORM", "0.06", "TN", "9")
                .sample("Q-2", "2026-01-08", "F", "1.19", "COD", "20", "BROMOFORM", "0.01")
                .sample("U-1", "2026-01-08", "NH3N", "0.3")
                .sample("G-1", "2026-01-08", "NH3N", "0.3")
                .sample("Q-1", "2026-02-08", "NH3N", "0.3", "MN", "0.15")
                .sample("Q-2", "2026-02-08", "BROMOFORM", "0.2", "BAPW", "0.00001L", "HG", "0.00004L");
    }

    /** The means over three points are those of the test vector: chla 20 mg/m3, TP 0.08, TN 1.5, SD 0.5 m, CODMn 5. */
    private static void lakes() {
        water.sample("K-1", "2026-01-08", "CHLA", "0.010", "TP", "0.06", "TN", "1.0", "TRANSP", "0.4", "CODMN", "4")
                .sample("K-2", "2026-01-08", "CHLA", "0.030", "TP", "0.10", "TN", "2.0", "TRANSP", "0.6", "CODMN", "6")
                .sample("K-4", "2026-01-08", "TP", "0.04", "CODMN", "3");
    }

    private static void blackOdorous() {
        for (String day : List.of("2026-01-05", "2026-01-08", "2026-01-11")) {
            for (int point = 1; point <= 3; point++) {
                water.sample("B-" + point, day, "DO", "0.1", "NH3N", "9", "TRANSP", "0.15", "ORP", "20")
                        .sample("D-" + point, day, "DO", "1.0", "NH3N", "9", "TRANSP", "0.2", "DEPTH", "0.2")
                        .sample("F-" + point, day, "DO", point == 1 ? "1.9" : "6", "NH3N", "1", "ORP", "200");
            }
            water.sample("E-1", day, "DO", "0.1");
        }
    }

    private static void indices() {
        water.sample("I-1", "2026-01-08", "NH3N", "0.5", "COD", "10", "DO", "5", "PH", "7")
                .sample("I-2", "2026-01-08", "TP", "0.05")
                .sample("J-1", "2026-01-08", "NH3N", "1.0", "COD", "10", "DO", "5", "PH", "7")
                .sample("I-1", "2025-01-08", "NH3N", "0.5", "COD", "30")
                .sample("I-2", "2025-01-08", "TP", "0.05");
    }

    @AfterAll
    static void stop() {
        water.close();
    }

    @Test
    void sourcesCountByNumberAndByIntake() {
        JsonNode city = water.get("water/sources?city=" + word("亳城") + "&period=2026-01");
        assertEquals("sources", city.at("/basis").asText());
        assertEquals(2, city.at("/judged").asInt());
        assertEquals("50.0", city.at("/shareByCount").asText());
        // The published month of Bozhou: 451.05 of 544.77.
        assertEquals("544.77", city.at("/volume").asText());
        assertEquals("82.8", city.at("/shareByVolume").asText());
        assertEquals(List.of("Q-3", "Q-4"), texts(city.at("/leftOut"), "/section"));
        assertTrue(city.at("/leftOut/0/reason").asText().contains("GB/T 14848"), city::toString);
        // Every item on its limit, and total nitrogen, which is not judged.
        assertTrue(city.at("/sources/0/complies").asBoolean(), city::toString);
        assertEquals(4, city.at("/sources/0/itemsAssessed").asInt());
        assertEquals(58, city.at("/sources/0/itemsDue").asInt());
        JsonNode failing = city.at("/sources/1/failing/0");
        assertEquals("F", failing.at("/item").asText());
        assertEquals("0.19", failing.at("/exceedance").asText());
    }

    @Test
    void whereNoVolumeIsReportedThereIsNone() {
        JsonNode city = water.get("water/sources?city=" + word("无量城") + "&period=2026-01");
        assertEquals("100.0", city.at("/shareByCount").asText());
        assertTrue(city.at("/volume").isNull(), city::toString);
        assertTrue(city.at("/compliantVolume").isNull(), city::toString);
        assertTrue(city.at("/shareByVolume").isNull(), city::toString);
        assertEquals("no intake volume was reported", city.at("/reason").asText());
        assertEquals(List.of("U-1 2026-01"), texts(city.at("/withoutVolume"), ""));
    }

    @Test
    void groundwaterIsNamedAndNotJudgedByTheTablesOfSurfaceWater() {
        String reason = "groundwater is held to GB/T 14848, of which no table is kept here";
        JsonNode sources = water.get("water/sources?city=" + word("泉城") + "&period=2026-01");
        assertEquals(List.of("G-1", "G-2"), texts(sources.at("/leftOut"), "/section"));
        assertEquals(List.of("2026-01: " + reason, "2026-01: " + reason), texts(sources.at("/leftOut"), "/reason"));
        assertTrue(sources.at("/shareByCount").isNull(), sources::toString);
        assertEquals("no source was judged", sources.at("/reason").asText());
        JsonNode month = water.get("water/sections/G-1/assessments?period=month&from=2026-01-01&to=2026-01-31")
                .at("/items/0");
        assertTrue(month.at("/class").isNull() && month.at("/meetsTarget").isNull(), month::toString);
        assertEquals(reason, month.at("/reason").asText());
        assertEquals(0, month.at("/itemsAssessed").asInt());
        JsonNode coast = water.get("water/sections/C-1/assessments?period=month&from=2026-01-01&to=2026-01-31")
                .at("/items/0");
        assertEquals("coastal waters are judged by GB 3097", coast.at("/reason").asText());
    }

    @Test
    void oneItemOfAnyTableFailsASource() {
        JsonNode month = water.get("water/sources?city=" + word("亳城") + "&period=2026-02");
        assertEquals("0.0", month.at("/shareByCount").asText());
        assertEquals("MN", month.at("/sources/0/failing/0/item").asText());
        assertEquals("BROMOFORM", month.at("/sources/1/failing/0/item").asText());
        List<String> notJudged = texts(month.at("/sources/1/notJudged"), "");
        assertTrue(notJudged.contains("BAPW: detection_limit"), notJudged::toString);
        assertEquals(2, month.at("/sources/1/itemsAssessed").asInt());
        assertEquals(List.of("Q-2 2026-02"), texts(month.at("/withoutVolume"), ""));
        JsonNode quarter = water.get("water/sources?city=" + word("亳城") + "&period=2026-Q1");
        assertEquals("source_months", quarter.at("/basis").asText());
        assertEquals(1, quarter.at("/compliant").asInt());
        assertEquals(4, quarter.at("/judged").asInt());
    }

    @Test
    void reportsOfIntakeAreTakenWholeOrNotAtAll() {
        String path = "/api/v1/water/intakes/import";
        JsonNode wrong = water.send("POST", path, "section,month,volume,origin\nQ-1,2026-03,1,报\nK-1,2026-03,1,报\n")
                .problem(400, "malformed-table");
        assertEquals(3, wrong.at("/line").asInt());
        assertEquals("section", wrong.at("/column").asText());
        water.send("POST", path, "section,month,volume,origin\nQ-1,2026-03,-1,报\n")
                .problem(400, "malformed-table");
        assertEquals(0, water.get("water/intakes?period=2026-03").at("/items").size());
        String table = "section,month,volume,origin\nQ-1,2024-05,3.5,报\n";
        assertEquals(1, water.send("POST", path, table).json().at("/changed").asInt());
        assertEquals(0, water.send("POST", path, table).json().at("/changed").asInt());
        assertEquals(
                1,
                water.send("POST", path, table.replace("3.5", "4"))
                        .json()
                        .at("/changed")
                        .asInt());
        assertEquals(
                List.of("4"), texts(water.get("water/intakes?period=2024-05").at("/items"), "/volume"));
    }

    @Test
    void aLakeHasItsTrophicIndexWithEachPart() {
        JsonNode lakes = water.get("water/lakes?period=2026-01&lake=" + word("明湖"));
        JsonNode lake = lakes.at("/items/0");
        assertEquals(2, lake.at("/points").asInt());
        assertEquals("K-3", lake.at("/leftOut/0/section").asText());
        assertEquals("56.2", lake.at("/trophicIndex").asText());
        assertEquals("56.241650", lake.at("/unrounded").asText());
        assertEquals("轻度富营养", lake.at("/trophicGrade/nameZh").asText());
        assertEquals(
                List.of("57.534", "53.342", "61.399", "64.627", "43.917"), texts(lake.at("/contributions"), "/index"));
        assertEquals(
                List.of("0.2663", "0.1879", "0.1790", "0.1834", "0.1834"), texts(lake.at("/contributions"), "/weight"));
        assertEquals(
                "20.000",
                lake.at("/contributions/0/value").decimalValue().setScale(3).toPlainString());
        assertEquals(4, lake.at("/class").asInt());
        assertEquals(4, lake.at("/nitrogenClass").asInt());
        assertEquals("TP", lake.at("/decidingItems/0/item").asText());
    }

    @Test
    void aLakeWithoutAllFiveHasNoIndexAndSaysWhy() {
        JsonNode lake =
                water.get("water/lakes?period=2026-01&lake=" + word("镜湖")).at("/items/0");
        assertTrue(lake.at("/trophicIndex").isNull());
        assertEquals(
                "no value above 0 of CHLA, TN, TRANSP",
                lake.at("/trophicReason").asText());
        assertEquals(3, lake.at("/class").asInt());
        assertEquals(
                4,
                water.server()
                                .get("/api/v1/water/lakes.csv?city=" + word("湖城") + "&period=2026-01")
                                .text()
                                .lines()
                                .count()
                        + 1);
    }

    @Test
    void blackOdorousWatersAreJudgedByPointsAndRounds() {
        JsonNode all = water.get("water/blackOdorous?period=2026-01&city=" + word("臭城"))
                .get("items");
        assertEquals(List.of("灰渠", "短沟", "黑水河"), texts(all, "/waterBody"));
        JsonNode heavy = all.get(2);
        assertEquals("heavy", heavy.at("/verdict").asText());
        assertEquals("100.0", heavy.at("/heavyShare").asText());
        assertEquals("B-1", heavy.at("/heavyReaches/0/from").asText());
        assertEquals("B-3", heavy.at("/heavyReaches/0/to").asText());
        assertEquals("heavy", heavy.at("/points/0/rounds/0/levels/DO").asText());
        assertEquals("light", heavy.at("/points/0/rounds/0/levels/ORP").asText());
        JsonNode light = all.get(0);
        assertEquals("light", light.at("/verdict").asText());
        assertEquals("none", light.at("/points/0/rounds/0/levels/TRANSP").asText(), "seen to the bottom");
        JsonNode few = all.get(1);
        assertTrue(few.at("/verdict").isNull());
        assertEquals("1 of 3 required points", few.at("/reason").asText());
    }

    @Test
    void aWaterBodyThatIsNotListedPassesOrStaysUndecided() {
        JsonNode body = water.get("water/blackOdorous?period=2026-01&waterBody=" + word("青溪"))
                .at("/items/0");
        assertFalse(body.at("/listed").asBoolean());
        assertTrue(body.at("/verdict").isNull());
        assertEquals(
                "fails somewhere, but is not on the list", body.at("/reason").asText());
    }

    @Test
    void theIndexOfACityWeighsRiversAndLakes() {
        JsonNode city = water.get("water/index?city=" + word("甲市") + "&period=2026-01&compare=previousYear");
        // River 0.5 + 0.5 + 1 + 0, lake 1: (2 x 1 + 1 x 1) / 2
        assertEquals("2.0000", city.at("/rivers/index").asText());
        assertEquals("1.0000", city.at("/lakes/index").asText());
        assertEquals("1.5000", city.at("/index").asText());
        assertEquals("1.5000", city.at("/earlier/index").asText());
        assertEquals("0.00", city.at("/earlier/change").asText());
        assertTrue(texts(city.at("/rivers/missing"), "").contains("HG"));
    }

    @Test
    void citiesAreRankedByTheirIndex() {
        JsonNode ranking = water.get("water/ranking?period=2026-01").get("items");
        int first = texts(ranking, "/city").indexOf("甲市");
        int second = texts(ranking, "/city").indexOf("乙市");
        assertEquals("1.5000", ranking.get(first).at("/index").asText());
        assertEquals("2.5000", ranking.get(second).at("/index").asText());
        assertTrue(ranking.get(first).at("/rank").asInt()
                < ranking.get(second).at("/rank").asInt());
        JsonNode without = ranking.get(texts(ranking, "/city").indexOf("丙市"));
        assertTrue(without.at("/rank").isNull());
        assertEquals("no section has values", without.at("/reason").asText());
        JsonNode thin = ranking.get(texts(ranking, "/city").indexOf("亳城"));
        assertTrue(thin.at("/rank").isNull(), "two of its three points have values");
        assertTrue(ranking.get(ranking.size() - 1).at("/rank").isNull(), "who is not ranked stands last");
        JsonNode byChange = water.get("water/ranking?period=2026-01&by=change").get("items");
        assertEquals("甲市", byChange.at("/0/city").asText());
        JsonNode unchanged = byChange.get(texts(byChange, "/city").indexOf("乙市"));
        assertTrue(unchanged.at("/rank").isNull());
        assertEquals("no index to compare with", unchanged.at("/reason").asText());
        assertFalse(texts(ranking, "/city").contains("海城"), "coastal stations are no sections");
    }

    @Test
    void coastalStationsAreJudgedByTheirOwnStandard() {
        JsonNode stations =
                water.get("water/coastal?period=2026-01&city=" + word("海城")).get("items");
        assertEquals(3, stations.at("/0/class").asInt());
        assertEquals("三类", stations.at("/0/className").asText());
        assertEquals("DIN", stations.at("/0/decidingItems/0/item").asText());
        assertEquals("GB 3097-1997", stations.at("/0/edition").asText());
        assertTrue(stations.at("/1/class").isNull());
        assertEquals("no item could be judged", stations.at("/1/reason").asText());
    }

    @Test
    void aTrendIsTheRankCorrelationOfYearlyMeans() {
        JsonNode trend =
                water.get("water/trend?section=M-1&item=NH3N&from=2021&to=2025").at("/items/0");
        assertEquals(
                List.of("1", "0.8", "0.6", "0.4", "0.2"),
                trend.at("/years").findValuesAsText("mean").stream()
                        .map(mean -> new BigDecimal(mean).stripTrailingZeros().toPlainString())
                        .toList());
        assertEquals("-1.0000", trend.at("/r").asText());
        assertEquals("better", trend.at("/direction").asText());
        JsonNode few = water.get("water/trend?city=" + word("丙市") + "&item=DO&from=2022&to=2025")
                .at("/items/0");
        assertTrue(few.at("/r").isNull());
        assertEquals("4 of 5 required years", few.at("/reason").asText());
        water.server().get("/api/v1/water/trend?from=2021&to=2025&item=PH").problem(400, "bad-parameter");
        water.server().get("/api/v1/water/trend?from=2025&to=2021").problem(400, "bad-parameter");
    }
}
