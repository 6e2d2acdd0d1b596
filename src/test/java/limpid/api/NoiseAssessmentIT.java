package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import limpid.PostgresExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A city's three networks from the days of its points, with the figures of the rules' own examples. */
class NoiseAssessmentIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String PATH = "/api/v1/noise/assessment?city=%E4%B8%B4%E6%B1%9F&network=";

    private static ApiServer server;

    @BeforeAll
    static void start() throws SQLException {
        server = new ApiServer(POSTGRES.settings());
        server.send(
                        "POST",
                        "/api/v1/stations/import",
                        """
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
                        """,
                        "Content-Type",
                        "text/csv",
                        "X-API-Key",
                        ApiServer.ADMIN_KEY)
                .json();
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

    @AfterAll
    static void stop() {
        server.close();
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
        JsonNode zones = server.get(PATH + "functional&period=2024").json();
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
        server.get(PATH + "regional&period=2025-Q5").problem(400, "bad-parameter");
        server.get(PATH + "regional&period=1999").problem(400, "bad-parameter");
        server.get(PATH + "regional&period=2025&population=-1").problem(400, "bad-parameter");
    }

    private static List<String> leftOut(JsonNode city) {
        List<String> points = new ArrayList<>();
        city.get("leftOut")
                .forEach(point -> points.add(point.at("/station").asText() + " "
                        + point.at("/part").asText() + " " + point.at("/reason").asText()));
        return points;
    }
}
