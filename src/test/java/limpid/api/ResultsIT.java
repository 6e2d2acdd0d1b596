package limpid.api;

import static limpid.Samples.at;
import static limpid.store.postgres.KeptResults.ofCity;
import static limpid.store.postgres.KeptResults.ofStation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import limpid.air.AirDay;
import limpid.air.AirHour;
import limpid.air.AirReport;
import limpid.air.AirReport.Part;
import limpid.air.AirTables;
import limpid.measure.LocalDay;
import limpid.measure.Parameters;
import limpid.noise.HourReport;
import limpid.noise.NoiseTables;
import limpid.standard.Pollutant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ResultsIT extends Served {
    private static final String HOURS = "/api/v1/air/hours?from=2026-03-01&to=2026-03-01";

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LATER = Duration.ofMinutes(5);

    @BeforeAll
    static void fill() throws SQLException {
        server.register("""
                        code,name_zh,medium,city,period,target_class,water_body_type
                        A-1,市监测站,air,临江,PT1H,,
                        A-2,公园,air,临江,PT1H,,
                        W-1,大桥断面,water,临江,PT4H,3,river
                        N-1,中山路,noise,临江,PT1S,,
                        """);
        keepAir();
        keepNoise();
        POSTGRES.rewrite("""
                CREATE FUNCTION subject_of(code text) RETURNS int LANGUAGE sql AS
                $$ SELECT id FROM subject WHERE subject.code = $1 $$;
                INSERT INTO water_sample (subject_id, period_end, edition, class, deciding_items, items_assessed, reason,
                                          left_out, known_from)
                VALUES (subject_of('W-1'), '2026-03-01T04:00+08', 'GB 3838-2002', 4, '{NH3N}', '{DO,NH3N}', NULL, '{TN}',
                        '2026-03-01T04:05+08'),
                       (subject_of('W-1'), '2026-03-01T08:00+08', 'GB 3838-2002', NULL, '{}', '{}', 'notMeasured', '{}',
                        '2026-03-01T08:05+08');
                SELECT ensure_partitions('2026-02-28', '2026-03-31');
                INSERT INTO series (station_id, parameter_id, period_s)
                SELECT subject_of('W-1'), %d, 14400;
                INSERT INTO reading (period_end, recorded_at, series_id, flag_id, value)
                VALUES ('2026-03-01T04:00+08', now(), 1, 0, 1.240);
                """.formatted(Parameters.standard().get("NH3N").id()));
    }

    private static void keepAir() throws SQLException {
        DataSource database = POSTGRES.dataSource();
        Instant midnight = at("2026-03-01T00:00:00+08:00");
        Instant one = midnight.plus(HOUR);
        hour("A-1", midnight, LATER, report("HJ 633-2012", 51, 2, "PM10"));
        hour("A-1", one, LATER, report("HJ 633-2026", 77, 2, "O3"));
        hour("A-1", one, Duration.between(one, at("2026-03-03T00:00:00+08:00")), report("HJ 633-2026", 51, 2, "PM10"));
        hour("A-2", one, LATER, report("HJ 633-2026", 120, 3, "PM10", "PM2.5"));
        ofCity(
                database,
                "临江",
                one.plus(LATER),
                AirTables.HOURS,
                new AirHour(one, report("HJ 633-2026", 86, 2, "PM10")));
        AirReport gap = new AirReport(
                "HJ 633-2026",
                Map.of(Pollutant.SO2, new Part(new BigDecimal("8"), null)),
                null,
                null,
                List.of(),
                "incomplete",
                List.of("PM10:tooFewMinutes"));
        hour("A-1", one.plus(HOUR), LATER, gap);
        for (int day = 1; day <= 3; day++) {
            LocalDate date = LocalDate.of(2026, 3, day);
            AirReport whole = report("HJ 633-2026", 51, 2, "PM10");
            Map<Pollutant, Part> parts = new EnumMap<>(whole.parts());
            parts.remove(Pollutant.O3);
            AirReport without = new AirReport(
                    whole.edition(), parts, null, null, List.of(), "incomplete", List.of("O3:tooFewWindows"));
            AirDay kept = new AirDay(date, day == 2 ? without : whole, List.of(24, 23, 22, 21, 20, 19));
            Instant known = new LocalDay(date, LocalDay.CHINA).end();
            ofStation(database, "A-1", known, AirTables.DAYS, kept);
            ofCity(database, "临江", known, AirTables.DAYS, kept);
        }
    }

    private static void keepNoise() throws SQLException {
        Instant end = at("2026-03-01T01:00:00+08:00");
        HourReport heard = new HourReport(
                end,
                new BigDecimal("54.3"),
                new BigDecimal("71.0"),
                null,
                null,
                null,
                new BigDecimal("57.2"),
                null,
                null,
                null,
                3540,
                3600,
                null,
                "notSent");
        HourReport silent = new HourReport(
                end.plus(HOUR),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                3600,
                "tooFewSeconds",
                "tooFewSeconds");
        ofStation(POSTGRES.dataSource(), "N-1", end.plus(HOUR).plus(LATER), NoiseTables.HOURS, heard, silent);
    }

    private static void hour(String station, Instant end, Duration later, AirReport report) throws SQLException {
        ofStation(POSTGRES.dataSource(), station, end.plus(later), AirTables.HOURS, new AirHour(end, report));
    }

    private static AirReport report(String edition, int aqi, int level, String... primary) {
        Map<Pollutant, Part> parts = new EnumMap<>(Pollutant.class);
        List<String> values = List.of("8", "40", "0.60", "88", "51.0", "22");
        List<Integer> indices = List.of(8, 20, 6, 28, 51, 32);
        for (Pollutant pollutant : Pollutant.values()) {
            int at = pollutant.ordinal();
            parts.put(pollutant, new Part(new BigDecimal(values.get(at)), indices.get(at)));
        }
        return new AirReport(edition, parts, aqi, level, List.of(primary), null, List.of());
    }

    @Test
    void anHourOfAStation() {
        JsonNode hour = server.get(HOURS + "&station=A-1").json().at("/items/0");
        assertEquals("A-1", hour.at("/station").asText());
        assertFalse(hour.has("city"));
        assertEquals("2026-03-01T00:00:00+08:00", hour.at("/start").asText());
        assertEquals("2026-03-01T01:00:00+08:00", hour.at("/end").asText());
        assertEquals("22", hour.at("/values/PM2.5/value").asText());
        assertEquals(32, hour.at("/values/PM2.5/iaqi").asInt());
        assertEquals(51, hour.at("/aqi").asInt());
        assertEquals(2, hour.at("/level").asInt());
        assertEquals("良", hour.at("/category").asText());
        assertEquals("Good", hour.at("/categoryEn").asText());
        assertEquals("PM10", hour.at("/primaryPollutants/0").asText());
        assertTrue(hour.at("/valid").asBoolean());
        assertEquals("HJ 633-2026", hour.at("/edition").asText());
        assertTrue(server.get(HOURS).text().contains("\"CO\":{\"value\":0.60,\"iaqi\":6,\"reason\":null}"));
    }

    @Test
    void aMissingFigureIsNullWithAReason() {
        JsonNode hour = server.get(HOURS + "&station=A-1").json().at("/items/1");
        assertTrue(hour.has("aqi") && hour.at("/aqi").isNull());
        assertEquals("incomplete", hour.at("/reason").asText());
        assertFalse(hour.at("/valid").asBoolean());
        assertTrue(hour.at("/values/PM10/value").isNull());
        assertEquals("tooFewMinutes", hour.at("/values/PM10/reason").asText());
        assertEquals("missing", hour.at("/values/O3/reason").asText());
    }

    @Test
    void everyStationTogetherInKeyOrderWithCursor() {
        assertEquals(List.of("A-1", "A-2", "A-1"), server.get(HOURS).texts("/station"));
        JsonNode first = server.get(HOURS + "&limit=1").json();
        assertEquals(
                List.of("A-2", "A-1"),
                server.get(HOURS + "&cursor=" + first.at("/next").asText()).texts("/station"));
    }

    @Test
    void aCityAsAWhole() {
        ApiServer.Answer city = server.get(HOURS + "&city=%E4%B8%B4%E6%B1%9F");
        assertEquals(List.of("临江"), city.texts("/city"));
        assertEquals(List.of("86"), city.texts("/aqi"));
        server.get(HOURS + "&city=x&station=y").problem(400, "bad-parameter");
    }

    @Test
    void asItWasKnown() {
        String query = HOURS + "&station=A-1&limit=1&asOf=";
        assertEquals(List.of("51"), server.get(query + "2026-03-03").texts("/aqi"));
        assertEquals(List.of("77"), server.get(query + "2026-03-02").texts("/aqi"));
        assertEquals(List.of("1"), server.get(query + "2026-03-02").texts("/revision"));
        assertEquals(List.of(), server.get(query + "2026-03-01").texts("/aqi"));
    }

    @Test
    void whatChangedSince() {
        assertEquals(
                List.of("A-1"),
                server.get("/api/v1/air/hours?modifiedSince=2026-03-02").texts("/station"));
        assertEquals(
                5 - 1,
                server.get("/api/v1/air/hours?modifiedSince=2026-03-01")
                        .texts("/station")
                        .size());
        assertEquals(
                List.of("2026-03-03"),
                server.get("/api/v1/air/days?modifiedSince=2026-03-03T12:00:00Z")
                        .texts("/date"));
    }

    @Test
    void underOneEdition() {
        String all = "/api/v1/air/hours?from=2026-02-28&to=2026-03-02&edition=";
        assertEquals(
                List.of("true", "false", "false", "false"),
                server.get(all + "HJ%20633-2012").texts("/official"));
        assertEquals(
                List.of("false", "true", "true", "true"),
                server.get(all + "HJ%20633-2026").texts("/official"));
        assertEquals(
                List.of("true", "true", "true", "true"),
                server.get(all + "in-force").texts("/official"));
        server.get(all + "HJ%20633").problem(400, "bad-parameter");
    }

    @Test
    void hoursAsCsv() {
        List<String> lines = server.get(HOURS.replace("hours", "hours.csv") + "&station=A-1")
                .text()
                .lines()
                .toList();
        assertEquals(
                "\uFEFFscope,code,name,city,end,endLocal,SO2,NO2,CO,O3,PM10,PM2.5,IAQI_SO2,IAQI_NO2,IAQI_CO,IAQI_O3,"
                        + "IAQI_PM10,IAQI_PM2.5,AQI,level,primaryPollutants,reason,leftOut,edition,revision,knownFrom",
                lines.getFirst());
        assertEquals(
                "station,A-1,市监测站,临江,2026-03-01T01:00:00+08:00,2026-03-01 01:00:00,8,40,0.60,88,51.0,22,"
                        + "8,20,6,28,51,32,51,2,PM10,,,HJ 633-2026,2,2026-03-03T00:00:00+08:00",
                lines.get(1));
        assertEquals(
                "station,A-1,市监测站,临江,2026-03-01T02:00:00+08:00,2026-03-01 02:00:00,8,NA,NA,NA,NA,NA,"
                        + "NA,NA,NA,NA,NA,NA,NA,NA,NA,incomplete,PM10:tooFewMinutes,HJ 633-2026,1,"
                        + "2026-03-01T02:05:00+08:00",
                lines.get(2));
    }

    /** The list and the export of the same table: one file. */
    @Test
    void theCsvOfAListIsItsExport() {
        String span = "from=2026-03-01&to=2026-03-03";
        for (String days : List.of("station=A-1", "city=%E4%B8%B4%E6%B1%9F&scope=city")) {
            String export = server.get("/api/v1/exports/air-days.csv?" + span + "&" + days)
                    .text();
            assertEquals(
                    export,
                    server.get("/api/v1/air/days.csv?" + span + "&" + days.replace("&scope=city", ""))
                            .text());
            assertEquals(4, export.lines().count());
        }
        String hours = "/api/v1/air/hours.csv?station=A-1&" + span;
        assertTrue(server.get(hours + "&asOf=2026-03-02").text().contains(",77,2,O3,"));
        assertFalse(server.get(hours + "&asOf=2026-03-03").text().contains(",77,2,O3,"));
        assertEquals(
                2,
                server.get(hours + "&modifiedSince=2026-03-02").text().lines().count());
        assertEquals(2, server.get(hours + "&limit=1").text().lines().count());
        String behind = hours + "&limit=1&cursor=station,A-1,2026-03-01T01:00:00%2B08:00";
        assertTrue(server.get(behind).text().startsWith("station,A-1,市监测站,临江,2026-03-01T02:00:00"));
        assertTrue(server.get(hours + "&edition=HJ%20633-2012").text().contains(",HJ 633-2012,2,"));
    }

    @Test
    void daysByDate() {
        String days = "/api/v1/air/days?from=2026-03-01&to=2026-03-02";
        assertEquals(List.of("2026-03-01", "2026-03-02"), server.get(days).texts("/date"));
        JsonNode items = server.get(days + "&city=%E4%B8%B4%E6%B1%9F").json().get("items");
        assertEquals("88", items.at("/0/values/o3Max8h/value").asText());
        assertEquals(21, items.at("/0/validHours/o3Max8h").asInt());
        assertEquals(List.of("provisional", "provisional"), items.findValuesAsText("status"));
        assertEquals(List.of("true", "false"), items.findValuesAsText("valid"));
        assertEquals("tooFewWindows", items.at("/1/values/o3Max8h/reason").asText());
        JsonNode first = server.get(days + "&station=A-1&limit=1").json();
        assertEquals(
                List.of("2026-03-02"),
                server.get(days + "&station=A-1&cursor=" + first.at("/next").asText())
                        .texts("/date"));
    }

    @Test
    void samplesWithTheirClass() {
        String path = "/api/v1/water/samples?section=W-1&from=2026-03-01&to=2026-03-01";
        JsonNode sample = server.get(path).json().at("/items/0");
        assertEquals("W-1", sample.at("/section").asText());
        assertEquals(4, sample.at("/class").asInt());
        assertEquals("Ⅳ", sample.at("/className").asText());
        assertEquals("NH3N", sample.at("/decidingItems/0/item").asText());
        assertEquals("1.240", sample.at("/decidingItems/0/value").asText());
        assertEquals(4, sample.at("/decidingItems/0/class").asInt());
        assertEquals("0.24", sample.at("/decidingItems/0/exceedance").asText());
        assertEquals(3, sample.at("/target").asInt());
        assertFalse(sample.at("/meetsTarget").asBoolean());
        JsonNode none = server.get(path).json().at("/items/1");
        assertTrue(none.at("/class").isNull() && none.at("/meetsTarget").isNull());
        assertEquals("notMeasured", none.at("/reason").asText());
        assertEquals(
                3,
                server.get(path.replace("samples", "samples.csv"))
                        .text()
                        .lines()
                        .count());
    }

    @Test
    void noiseWithItsLevels() {
        String path = "/api/v1/noise/hours?station=N-1&from=2026-03-01&to=2026-03-01";
        JsonNode items = server.get(path).json().get("items");
        assertEquals("54.3", items.at("/0/leq").asText());
        assertEquals("0.9833", items.at("/0/validShare").asText());
        assertTrue(items.at("/1/leq").isNull());
        assertEquals("tooFewSeconds", items.at("/1/reason").asText());
        assertEquals(
                3, server.get(path.replace("hours", "hours.csv")).text().lines().count());
    }
}
