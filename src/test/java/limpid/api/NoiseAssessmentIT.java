package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A city's three networks from the days of its points, with the figures of the rules' own examples. */
class NoiseAssessmentIT extends Served {
    private static final String PATH = "/api/v1/noise/assessment?city=%E4%B8%B4%E6%B1%9F&network=";

    @BeforeAll
    static void fill() throws SQLException {
        server.register("""
                        code,name_zh,medium,city,period,counts_in_city,in_service_to,\
                        noise_network,noise_zone,road_length_m,grid_area_m2
                        R-1,网格1,noise,临江,PT1S,true,,regional,,,1000000
                        R-2,网格2,noise,临江,PT1S,true,,regional,,,1000000
                        R-3,网格3,noise,临江,PT1S,true,,regional,,,1000000
                        R-4,网格4,noise,临江,PT1S,true,,regional,,,1000000
                        R-5,网格5,noise,临江,PT1S,true,,regional,,,1000000
                        R-6,对照,noise,临江,PT1S,false,,regional,,,1000000
                        R-7,旧点,noise,临江,PT1S,true,2024-12-31,regional,,,1000000
                        T-1,东路,noise,临江,PT1S,true,,traffic,,2000,
                        T-2,西路,noise,临江,PT1S,true,,traffic,,3000,
                        T-3,南路,noise,临江,PT1S,true,,traffic,,1000,
                        T-4,北路,noise,临江,PT1S,true,,traffic,,,
                        F-1,公园,noise,临江,PT1S,true,,functional,1,,
                        F-2,大街,noise,临江,PT1S,true,,functional,4a,,
                        F-3,无区,noise,临江,PT1S,true,,functional,,,
                        G-1,网格甲,noise,南浦,PT1S,true,,regional,,,1000000
                        G-2,网格乙,noise,南浦,PT1S,true,,regional,,,1000000
                        G-3,网格丙,noise,南浦,PT1S,true,2024-12-31,regional,,,1000000
                        H-1,东段,noise,南浦,PT1S,true,,traffic,,2000,
                        H-2,西段,noise,南浦,PT1S,true,,traffic,,1000,
                        Z-1,住宅,noise,南浦,PT1S,true,,functional,1,,
                        Z-2,街边,noise,南浦,PT1S,true,,functional,4a,,
                        Z-3,车站,noise,南浦,PT1S,true,,functional,4b,,
                        """);
        for (String row : List.of(
                "R-1 52.3", "R-2 55.8", "R-3 49.9", "R-4 58.4", "R-6 99", "T-1 66", "T-2 70", "T-3 74", "T-4 80")) {
            String[] parts = row.split(" ");
            days(parts[0], "2025-03-01", "2025-03-31", parts[1], parts[1]);
        }
        days("F-1", "2025-03-01", "2025-03-20", "55.04", "45.06");
        days("F-2", "2025-03-01", "2025-03-31", "70.0", "55.0");
    }

    private static void days(String station, String from, String to, String ld, String ln) throws SQLException {
        POSTGRES.execute("""
                INSERT INTO noise_day (subject_id, day, day_start, night_start, night_meaning, rule_set, leq_unrounded,
                    ld_unrounded, ln_unrounded, ldn_unrounded, day_valid, day_due, day_required, day_valid_s,
                    day_collected_s, night_valid, night_due, night_required, night_valid_s, night_collected_s,
                    known_from)
                SELECT subject.id, day, 6, 22, 'calendarDate', '20min-75pct', 50, %s, %s, 50,
                       16, 16, 12, 57600, 57600, 8, 8, 6, 28800, 28800, day + interval '1 day'
                FROM subject, generate_series(timestamp '%s', '%s', '1 day') AS day
                WHERE subject.code = '%s'
                """.formatted(ld, ln, from, to, station));
    }

    @Test
    void theRegionalMeanIsArithmetic() {
        JsonNode city = server.get(PATH + "regional&period=2025-03&population=300000&builtUpAreaM2=5000000")
                .json();
        assertEquals("HJ 640-2012", city.at("/edition").asText());
        assertEquals("54.1", city.at("/day/mean/value").asText());
        assertEquals(2, city.at("/day/mean/grade").asInt());
        assertEquals("较好", city.at("/day/mean/gradeName").asText());
        assertEquals(4, city.at("/night/mean/grade").asInt());
        assertEquals(4, city.at("/day/points/valid").asInt());
        assertEquals(5, city.at("/day/points/expected").asInt());
        assertEquals(101, city.at("/day/points/required").asInt());
        assertEquals("80.0", city.at("/day/coveredPercent").asText());
        assertEquals(
                List.of("R-6 day notCountedInCity", "R-5 day noData", "R-6 night notCountedInCity", "R-5 night noData"),
                leftOut(city));
    }

    @Test
    void theTrafficMeanIsWeightedByLength() {
        JsonNode city = server.get(PATH + "traffic&period=2025-03").json();
        assertEquals("69.3", city.at("/day/mean/value").asText());
        assertEquals("69.333333", city.at("/day/mean/unrounded").asText());
        assertEquals(2, city.at("/day/mean/grade").asInt());
        assertEquals("16.7", city.at("/day/overPercentByLength").asText());
        assertEquals("33.3", city.at("/day/overPercentByCount").asText());
        assertEquals(1000, city.at("/day/lengthOverM").asInt());
        assertTrue(city.at("/day/points/required").isNull());
        assertEquals(List.of("T-4 day noRoadLength", "T-4 night noRoadLength"), leftOut(city));
    }

    @Test
    void zonesComplyByStationDays() {
        JsonNode city = server.get(PATH + "functional&period=2025-03").json();
        assertEquals("环办监测〔2024〕33号", city.at("/edition").asText());
        assertEquals("GB 3096-2008", city.at("/limits").asText());
        assertEquals("stationDays", city.at("/day/unit").asText());
        assertEquals("stationDays", city.at("/day/unitInForce").asText());
        assertEquals(51, city.at("/day/total/compliant").asInt());
        assertEquals(51, city.at("/day/total/valid").asInt());
        assertEquals(62, city.at("/day/total/monitored").asInt());
        assertEquals("100.0", city.at("/day/total/percent").asText());
        assertEquals(0, city.at("/night/byClass/1/compliant").asInt());
        assertEquals("60.8", city.at("/night/total/percent").asText());
        assertEquals(List.of("F-3 day noZone", "F-3 night noZone"), leftOut(city));
    }

    @Test
    void anEmptyPeriodHasNoFigure() {
        JsonNode city = server.get(PATH + "regional&period=2025-Q2").json();
        assertTrue(city.at("/day/mean/value").isNull());
        assertEquals("noData", city.at("/day/mean/reason").asText());
        JsonNode zones =
                server.get(PATH + "functional&period=2024&unit=stationDays").json();
        assertTrue(
                zones.at("/edition").isNull() && zones.at("/day/total/percent").isNull());
        assertEquals("pointTimes", zones.at("/day/unitInForce").asText());
    }

    @Test
    void asItWasKnown() {
        JsonNode city = server.get(PATH + "functional&period=2025-03&asOf=2025-03-11T12:00:00Z")
                .json();
        assertEquals(20, city.at("/day/total/monitored").asInt());
        assertEquals(20, city.at("/day/total/valid").asInt());
    }

    @Test
    void whatCannotBeAskedIsAProblem() {
        server.get(PATH + "all&period=2025").problem(400, "bad-parameter");
        assertEquals(
                "2025-06-30",
                server.get(PATH + "regional&period=2025-H1").json().at("/to").asText());
        server.get(PATH + "regional&period=2025-H3").problem(400, "bad-parameter");
        server.get(PATH + "regional&period=2025-Q5").problem(400, "bad-parameter");
        server.get(PATH + "regional&period=1999").problem(400, "bad-parameter");
        server.get(PATH + "regional&period=2025&population=-1").problem(400, "bad-parameter");
    }

    private static final String SURVEYED = PATH.replace("%E4%B8%B4%E6%B1%9F", "%E5%8D%97%E6%B5%A6");

    @Test
    void surveysOfTenAndTwentyMinutesMakeTheCitysMeans() {
        surveys("""
                station,survey,start,minutes,leq,lmax,lmin,sd,l5,l10,l50,l90,l95,invalid,heavyVehicles,lightVehicles
                G-1,2024,2024-05-06T09:13,10,52.3,,,,,,,,,,,
                G-2,2024,2024-05-06 10:02,10,55.9,70.1,44.0,3.1,59,58,54,48,46,,,
                G-3,2024,2024-05-07T09:00:00+08:00,9,40.0,,,,,,,,,,,
                H-1,2024,2024-05-08T15:01,20,66,,,,,,,,,,42,610
                H-2,2024,2024-05-08T16:01,20,74,,,,,,,,,rain,,
                """);
        JsonNode regional = server.get(SURVEYED + "regional&period=2024").json();
        assertEquals("54.1", regional.at("/day/mean/value").asText());
        assertEquals(
                List.of("G-3 day tooFewValid", "G-1 night noData", "G-2 night noData", "G-3 night noData"),
                leftOut(regional));
        JsonNode traffic = server.get(SURVEYED + "traffic&period=2024").json();
        assertEquals("66.0", traffic.at("/day/mean/value").asText());
        assertTrue(leftOut(traffic).contains("H-2 day tooFewValid"));
        assertEquals(
                List.of("610"),
                server.get("/api/v1/noise/surveys?station=H-1&from=2024-05-01&to=2024-05-31")
                        .texts("/lightVehicles"));
    }

    @Test
    void aChangedSetOfPointsIsNotCompared() {
        surveys("""
                station,survey,start,minutes,leq
                G-1,2023,2023-05-06T09:13,10,50
                G-2,2023,2023-05-06T10:13,10,53
                G-3,2023,2023-05-06T11:13,10,53
                G-1,2022,2022-05-06T09:13,10,51
                G-2,2022,2022-05-06T10:13,10,54
                G-3,2022,2022-05-06T11:13,10,54
                G-1,2025,2025-05-06T09:13,10,52
                G-2,2025,2025-05-06T10:13,10,54
                """);
        JsonNode same = server.get(SURVEYED + "regional&period=2023").json().at("/day");
        assertEquals("-1.0", same.at("/yearOnYear/difference").asText());
        assertEquals("2022", same.at("/yearOnYear/period").asText());
        JsonNode changed = server.get(SURVEYED + "regional&period=2025").json().at("/day");
        assertTrue(changed.at("/yearOnYear/difference").isNull());
        assertEquals("pointSetChanged", changed.at("/yearOnYear/reason").asText());
        assertEquals("G-3", changed.at("/yearOnYear/removed/0").asText());
        assertNotEquals(
                same.at("/pointSet/fingerprint").asText(),
                changed.at("/pointSet/fingerprint").asText());
    }

    @Test
    void zonesComplyByPointTimesUpTo2024() {
        StringBuilder rows = new StringBuilder("station,survey,start,minutes,leq,lmax\n");
        for (int hour = 0; hour < 24; hour++) {
            boolean night = hour < 6 || hour >= 22;
            rows.append("Z-1,2024-Q1,2024-02-20T%02d:00,60,%s,%s%n".formatted(hour, night ? 44 : 55, night ? 61 : 80));
            rows.append("Z-2,2024-Q1,2024-02-21T%02d:00,60,%s,%s%n".formatted(hour, night ? 56 : 70, 70));
        }
        rows.append("Z-3,2024-Q1,2024-02-21T09:00,60,60,60\n");
        surveys(rows.toString());
        JsonNode city = server.get(SURVEYED + "functional&period=2024-Q1").json();
        assertEquals("pointTimes", city.at("/day/unit").asText());
        assertEquals(2, city.at("/day/total/valid").asInt());
        assertEquals("100.0", city.at("/day/total/percent").asText());
        assertEquals("50.0", city.at("/night/total/percent").asText());
        assertEquals("0.0", city.at("/night/byClass/4a/percent").asText());
        assertEquals(1, city.at("/night/byClass/1/bursts").asInt());
        assertEquals(0, city.at("/night/byClass/4a/bursts").asInt());
        assertEquals(2, city.at("/night/total/lmaxKnown").asInt());
        assertEquals(List.of("Z-3 day tooFewValid", "Z-3 night notSurveyed"), leftOut(city));
        JsonNode next = server.get(SURVEYED + "functional&period=2025-Q1").json();
        assertEquals("stationDays", next.at("/day/unit").asText());
        assertEquals("unitChanged", next.at("/day/yearOnYear/reason").asText());
        server.get(SURVEYED + "functional&period=2025-Q1&unit=hours").problem(400, "bad-parameter");
    }

    @Test
    void aSurveyIsKeptOnceAndAWrongLineKeepsNothing() {
        String line = "station,survey,start,minutes,leq\nH-1,2021,2021-05-08T15:01,20,%s\n";
        assertEquals(1, surveys(line.formatted("66")).at("/changed").asInt());
        assertEquals(0, surveys(line.formatted("66")).at("/changed").asInt());
        assertEquals(1, surveys(line.formatted("67")).at("/changed").asInt());
        for (String wrong : List.of(
                "R-9,2021,2021-05-08T15:01,20,66",
                "H-1,2021,2999-05-08T15:01,20,66",
                "H-1,2021,2021-05-08T15:01,61,66",
                "H-1,2021,2021-05-08T15:01,20,",
                "H-1,,2021-05-08T15:01,20,66")) {
            JsonNode problem = imported("station,survey,start,minutes,leq\nH-1,2021,2021-06-01T15:01,20,66\n" + wrong)
                    .tree();
            assertEquals(3, problem.at("/line").asInt(), problem.toString());
        }
        assertEquals(
                List.of("67"),
                server.get("/api/v1/noise/surveys?station=H-1&from=2021-01-01&to=2021-12-31")
                        .texts("/leq"));
    }

    @Test
    void surveysAreListedInParts() {
        surveys("""
                station,survey,start,minutes,leq
                H-1,2020,2020-05-08T15:00,20,61
                H-2,2020,2020-05-08T15:00,20,62
                H-1,2020,2020-05-08T16:00,20,63
                """);
        String list = "/api/v1/noise/surveys?from=2020-01-01&to=2020-12-31&limit=2";
        JsonNode first = server.get(list).json();
        assertEquals("62", first.at("/items/1/leq").asText());
        JsonNode second =
                server.get(list + "&cursor=" + first.at("/next").asText()).json();
        assertEquals("63", second.at("/items/0/leq").asText());
        assertTrue(second.at("/next").isNull());
    }

    private static JsonNode surveys(String csv) {
        return imported(csv).json();
    }

    private static ApiServer.Answer imported(String csv) {
        return server.send(
                "POST",
                "/api/v1/noise/surveys/import",
                csv,
                "Content-Type",
                "text/csv",
                "X-API-Key",
                ApiServer.ANALYST_KEY);
    }

    private static List<String> leftOut(JsonNode city) {
        List<String> points = new ArrayList<>();
        city.get("leftOut")
                .forEach(point -> points.add(point.at("/station").asText() + " "
                        + point.at("/part").asText() + " " + point.at("/reason").asText()));
        return points;
    }
}
