package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import limpid.RolledUp;
import limpid.Samples;
import limpid.measure.Reading;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A verdict needs enough data, of the sections that its indicator means. */
class ProgrammeDataIT extends Served {
    private static final List<String> METALS = List.of("CU", "ZN", "SE", "AS", "HG", "CD", "CR6", "PBW");
    private static final int YEAR = 12;

    @BeforeAll
    static void fill() {
        StringBuilder stations = new StringBuilder(
                "code,name_zh,medium,city,district,period,water_body,water_body_type,target_class,roles\n");
        for (int i = 1; i <= 9; i++) {
            stations.append("A-%d,甲断面%d,water,甲市,,PT0S,甲江,river,3,\n".formatted(i, i));
            stations.append("B-%d,乙断面%d,water,乙市,,PT0S,乙江,river,3,\n".formatted(i, i));
        }
        for (int i = 1; i <= 4; i++) {
            stations.append("B-BLACK-%d,黑臭点%d,water,乙市,蓬江区,PT0S,天沙河,river,,black_odorous\n".formatted(i, i));
        }
        stations.append("""
                B-SOURCE,乙水源,water,乙市,,PT0S,乙江,river,3,drinking_source
                C-1,只测酸碱度水源,water,丙市,,PT0S,丙江,river,3,drinking_source
                D-1,齐全水源,water,丁市,,PT0S,丁江,river,3,drinking_source
                E-1,缺项水源,water,戊市,,PT0S,戊江,river,3,drinking_source
                F-1,缺月水源,water,己市,,PT0S,己江,river,3,drinking_source
                G-1,超标水源,water,庚市,,PT0S,庚江,river,3,drinking_source
                H-1,齐全水源,water,辛市,,PT0S,辛江,river,3,drinking_source
                H-2,未监测水源,water,辛市,,PT0S,辛江,river,3,drinking_source
                Z-1,市辖区功能区,water,壬市,钟山区,PT0S,壬江,river,3,function_zone
                Z-2,县功能区,water,壬市,盘县,PT0S,壬江,river,3,function_zone
                """);
        server.register(stations.toString());
        server.register("""
                code,name_zh,medium,city,period,noise_network,road_length_m
                N-1,路段一,noise,癸市,PT1H,traffic,1000
                N-2,路段二,noise,癸市,PT1H,traffic,1000
                N-3,路段三,noise,癸市,PT1H,traffic,1000
                """);
        survey("N-1");
        List<Reading> readings = new ArrayList<>(year("A-1", "NH3N", 2018, "0.9", YEAR));
        for (int i = 1; i <= 9; i++) {
            readings.addAll(year("B-" + i, "NH3N", 2018, i <= 7 ? "0.9" : "1.2", YEAR));
        }
        for (int i = 1; i <= 4; i++) {
            readings.addAll(year("B-BLACK-" + i, "NH3N", 2018, "16", 4));
        }
        readings.addAll(year("B-SOURCE", "NH3N", 2018, "1.2", YEAR));
        readings.addAll(year("C-1", "PH", 2017, "7", YEAR));
        METALS.forEach(metal -> {
            readings.addAll(year("D-1", metal, 2016, "0.00001", 8));
            if (!metal.equals("PBW")) {
                readings.addAll(year("E-1", metal, 2016, "0.00001", YEAR));
            }
            readings.addAll(year("F-1", metal, 2016, "0.00001", 7));
            readings.addAll(year("H-1", metal, 2016, "0.00001", YEAR));
        });
        readings.addAll(year("G-1", "CD", 2016, "0.1", 1));
        readings.addAll(year("Z-1", "NH3N", 2017, "0.9", YEAR));
        readings.addAll(year("Z-2", "NH3N", 2017, "1.9", YEAR));
        keep(readings);
    }

    @ParameterizedTest
    @CsvSource({"4", "5"})
    void oneSectionOfNineIsTooFew(String indicator) {
        JsonNode check = check("jiangmen", "甲市", "2018-12-31", indicator);
        assertEquals("insufficient", check.at("/verdict").asText());
        assertEquals("1 of 9 sections judged, 2018", check.at("/basis").asText());
        assertTrue(
                check.at("/reasonZh").asText().endsWith("缺：甲断面2、甲断面3、甲断面4、甲断面5、甲断面6、甲断面7、甲断面8、甲断面9"), check::toString);
        assertEquals(1, check.at("/valid").asInt());
        assertEquals(9, check.at("/expected").asInt());
        assertEquals(8, check.at("/leftOut").size());
    }

    /** Creeks that are black-odorous and sources are no sections: 7 of 9 all year. */
    @ParameterizedTest
    @CsvSource({"2018-06-30", "2018-11-30", "2018-12-31"})
    void creeksAndSourcesAreNoSections(String asOf) {
        JsonNode good = check("jiangmen", "乙市", asOf, "4");
        assertEquals("77.8", good.at("/value").asText());
        assertEquals("met", good.at("/verdict").asText());
        assertEquals(9, good.at("/expected").asInt());
        assertEquals("0.0", check("jiangmen", "乙市", asOf, "5").at("/value").asText());
    }

    @Test
    void aRiverIsJudgedByItsOwnPoints() {
        JsonNode river = check("jiangmen", "乙市", "2018-12-31", "t36");
        assertEquals("notMet", river.at("/verdict").asText());
        assertEquals("1", river.at("/value").asText());
        JsonNode none = check("jiangmen", "甲市", "2018-12-31", "t36");
        assertEquals("insufficient", none.at("/verdict").asText());
        assertEquals(
                "notDue",
                check("jiangmen", "乙市", "2018-12-31", "6").at("/verdict").asText());
    }

    @Test
    void aSourceIsNotJudgedByOneItem() {
        JsonNode check = check("model-city-6", "丙市", "2018-01-01", "9");
        assertEquals("insufficient", check.at("/verdict").asText());
        assertTrue(check.at("/reason").asText().contains("the best has 1 of 58 items, missing: DO"), check::toString);
    }

    /** All items in 8 months; one item or one month less is too little; one month that fails settles it. */
    @ParameterizedTest
    @CsvSource({
        "丁市, met, 100.0",
        "戊市, insufficient, null",
        "己市, insufficient, null",
        "庚市, notMet, ",
        "辛市, insufficient, null"
    })
    void aSourceNeedsItsListInEnoughMonths(String city, String verdict, String value) {
        JsonNode check = check("yangjiang", city, "2016-12-31", "36");
        assertEquals(verdict, check.at("/verdict").asText(), check::toString);
        if (value != null) {
            assertEquals(value, check.at("/value").asText());
        }
    }

    @Test
    void aZoneOfACountyIsNoneOfTheDistricts() {
        JsonNode check = check("liupanshui-2017", "壬市", "2017-12-31", "10a");
        assertEquals("met", check.at("/verdict").asText(), check::toString);
        assertEquals(1, check.at("/expected").asInt());
        assertEquals(
                "notMet",
                check("model-city-6", "壬市", "2018-01-01", "10a").at("/verdict").asText());
    }

    /** One of three road sections is too little, all three are enough. */
    @Test
    void oneRoadOfThreeIsTooFew() {
        JsonNode check = check("model-city-6", "癸市", "2018-01-01", "12");
        assertEquals("insufficient", check.at("/verdict").asText());
        assertEquals(
                "1 of 3 points valid of the 80 % needed; missing: N-2、N-3",
                check.at("/reason").asText());
        assertEquals(1, check.at("/valid").asInt());
        assertEquals(3, check.at("/expected").asInt());
        survey("N-2");
        survey("N-3");
        JsonNode whole = check("model-city-6", "癸市", "2018-01-01", "12");
        assertEquals("met", whole.at("/verdict").asText(), whole::toString);
        assertEquals("60.0", whole.at("/value").asText());
    }

    private static void survey(String point) {
        server.send(
                        "POST",
                        "/api/v1/noise/surveys/import",
                        "station,survey,start,minutes,leq\n" + point + ",2017,2017-05-08T15:00,20,60\n",
                        "Content-Type",
                        "text/csv",
                        "X-API-Key",
                        ApiServer.ANALYST_KEY)
                .json();
    }

    private static JsonNode check(String programme, String city, String asOf, String indicator) {
        JsonNode checks = server.get("/api/v1/programmes/" + programme + "/checks?asOf=" + asOf + "&city="
                        + URLEncoder.encode(city, StandardCharsets.UTF_8))
                .json()
                .get("items");
        for (JsonNode check : checks) {
            String code = check.at("/indicator").asText() + check.at("/part").asText();
            if (code.equals(indicator) && !check.at("/kind").asText().equals("baseline")) {
                return check;
            }
        }
        throw new AssertionError("no check of " + indicator);
    }

    /** A sample on the 10th of each of so many months, spread over the year where there are four. */
    private static List<Reading> year(String section, String item, int year, String value, int months) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < months; i++) {
            int month = months == 4 ? 3 * i + 1 : i + 1;
            readings.add(Samples.reading(
                    section,
                    item,
                    Samples.at("%d-%02d-10T10:00:00+08:00".formatted(year, month)),
                    Duration.ZERO,
                    value));
        }
        return readings;
    }

    private static void keep(List<Reading> readings) {
        RolledUp.keep(POSTGRES.dataSource(), readings);
    }
}
