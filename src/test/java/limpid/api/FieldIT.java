package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import limpid.Waiting;
import limpid.alert.AlertSettings;
import limpid.alert.Silence;
import limpid.standard.AirStandard;
import limpid.standard.Averaging;
import limpid.standard.BreakpointTable;
import limpid.standard.BreakpointTable.Column;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import limpid.store.Alerts;
import limpid.store.Pending;
import limpid.store.Stations.Place;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stations and people really send, through the whole service. */
class FieldIT extends Served {
    private static final String CITY = "%E5%B7%9D%E5%B8%82";

    @BeforeAll
    static void fill() {
        csv("POST", "/stations/import", """
                code,name_zh,medium,city,period,in_service_from,water_body,water_body_type,target_class,noise_network,noise_zone
                AIR,站,air,川市,PT1H,,,,,,
                EDG,站,air,边市,PT1H,,,,,,
                NEW,站,air,钟市,PT1H,2025-01-01,,,,,
                LAB,断面,water,川市,PT0S,,河,river,3,,
                NOI,点,noise,川市,PT1H,,,,,functional,4A
                GONE,误,air,川市,PT1H,,,,,,
                """).json();
    }

    private static ApiServer.Answer csv(String method, String path, String body) {
        return server.send(
                method, "/api/v1" + path, body, "Content-Type", "text/csv", "X-API-Key", ApiServer.ADMIN_KEY);
    }

    private static ApiServer.Answer json(String station, String body) {
        return server.send(
                "POST",
                "/api/v1/stations/" + station + "/readings",
                body,
                "Content-Type",
                "application/json",
                "X-API-Key",
                ApiServer.ADMIN_KEY);
    }

    private static JsonNode items(String path) {
        return server.get("/api/v1" + path).json().at("/items");
    }

    private static void awaitRollup() throws InterruptedException {
        Waiting.until(() -> server.bean(Pending.class).waiting(1).periods() == 0);
    }

    /** A sample has no period that could end with its stamp: 00:00 of the 1st is the new month. */
    @Test
    void aSampleOfMidnightBelongsToTheDayThatBegins() throws Exception {
        csv("POST", "/readings/import", """
                station,parameter,end,period,value
                LAB,NH3N,2025-09-01 00:00,PT0S,0.4
                LAB,NH3N,2025-07-31 24:00,PT0S,0.6
                """).json();
        awaitRollup();
        List<String> classes = server.get(
                        "/api/v1/water/sections/LAB/assessments?period=month&from=2025-07-01&to=2025-09-30")
                .texts("/class");
        assertEquals(List.of("null", "3", "2"), classes);
    }

    /** HJ 633-2012 table 1 note 3, for the station and for its city. */
    @Test
    void ozoneAboveItsColumnIsJudgedByTheHour() throws Exception {
        String hours = Collections.nCopies(23, "801").stream().collect(Collectors.joining(","));
        String others = "";
        for (String[] one :
                new String[][] {{"SO2", "10"}, {"NO2", "20"}, {"CO", "0.6"}, {"PM10", "40"}, {"PM2.5", "20"}}) {
            others += ",\"" + one[0] + "\":[" + String.join(",", Collections.nCopies(24, one[1])) + "]";
        }
        json("AIR", "{\"end\":\"2025-07-14T00:00:00+08:00\",\"values\":{\"O3\":[" + hours + ",950]" + others + "}}")
                .json();
        awaitRollup();
        for (String whose : List.of("station=AIR", "city=" + CITY)) {
            JsonNode day =
                    items("/air/days?from=2025-07-13&to=2025-07-13&" + whose).get(0);
            assertEquals(375, day.at("/aqi").asInt(), day::toString);
            assertTrue(day.at("/values/o3Max8h/value").asInt() > 800, day::toString);
            assertEquals(375, day.at("/values/o3Max8h/iaqi").asInt());
            assertEquals("[\"O3\"]", day.at("/primaryPollutants").toString());
            assertTrue(day.at("/leftOut").toString().contains("O3: aboveTable, iaqi of 1h 950"), day::toString);
            JsonNode evidence = server.get(day.at("/evidence").asText()).json();
            assertTrue(evidence.at("/reproduced").asBoolean(), evidence::toString);
            JsonNode ozone = evidence.at("/items/o3Max8h");
            assertEquals(
                    "{\"averaging\":\"1h\",\"concentration\":950}",
                    ozone.at("/standIn").toString());
            assertEquals(800, ozone.at("/segment/concentrationLow").asInt());
            assertEquals(375, ozone.at("/iaqiUnrounded").asInt(), ozone::toString);
            assertTrue(ozone.at("/formula").asText().contains("950"), ozone::toString);
        }
    }

    /** HJ 633-2012 table 1 note 2: beyond 800 the mean of 24 hours stands in, where there is one. */
    @Test
    void sulphurDioxideAboveItsHourlyColumnIsJudgedByTheLastDay() throws Exception {
        json(
                        "AIR",
                        "{\"end\":\"2025-06-02T02:00:00+08:00\",\"values\":{\"PM2.5\":20,\"SO2\":["
                                + String.join(",", Collections.nCopies(23, "400")) + ",900]}}")
                .json();
        json("AIR", "{\"end\":\"2025-06-10T02:00:00+08:00\",\"values\":{\"PM2.5\":20,\"SO2\":900}}")
                .json();
        awaitRollup();
        for (String whose : List.of("station=AIR", "city=" + CITY)) {
            JsonNode known = items(
                            "/air/hours?from=2025-06-02T01:00:00%2B08:00&to=2025-06-02T02:00:00%2B08:00&" + whose)
                    .get(0);
            assertEquals(142, known.at("/values/SO2/iaqi").asInt(), known::toString);
            JsonNode alone = items(
                            "/air/hours?from=2025-06-10T01:00:00%2B08:00&to=2025-06-10T02:00:00%2B08:00&" + whose)
                    .get(0);
            assertTrue(alone.at("/aqi").isNull(), alone::toString);
            assertEquals("aboveTable", alone.at("/reason").asText(), alone::toString);
            assertEquals("aboveTable", alone.at("/values/SO2/reason").asText());
        }
    }

    /** Just above the end of every column of every edition: station and city, hour and day say the same, and none is good for want of an index. */
    @Test
    void aboveTheEndOfAnyColumnNothingIsGood() throws Exception {
        List<AboveColumn> all = AboveColumn.all();
        assertTrue(all.size() >= 20, all::toString);
        for (AboveColumn one : all) {
            json("EDG", one.message()).json();
        }
        awaitRollup();
        for (AboveColumn one : all) {
            JsonNode station = items(one.question() + "&station=EDG").get(0);
            assertEquals(one.edition().label(), station.at("/edition").asText());
            assertTrue(station.at("/aqi").isNull() || station.at("/aqi").asInt() >= 200, one + ": " + station);
            assertEquals(station.at("/aqi").isNull(), !station.at("/reason").isNull(), one + ": " + station);
            JsonNode city = items(one.question() + "&city=%E8%BE%B9%E5%B8%82").get(0);
            for (String figure :
                    List.of("aqi", "level", "category", "reason", "primaryPollutants", "values", "leftOut")) {
                assertEquals(station.at("/" + figure), city.at("/" + figure), one + " " + figure);
            }
        }
    }

    /**
     * A clean day but for one pollutant, which is just above the end of one column: all day, or at noon where the column is of an hour.
     *
     * @param date no other has it
     */
    private record AboveColumn(Edition edition, Column column, LocalDate date) {
        private static final Map<Pollutant, String> CLEAN = Map.of(
                Pollutant.SO2, "6",
                Pollutant.NO2, "20",
                Pollutant.CO, "0.5",
                Pollutant.O3, "60",
                Pollutant.PM10, "20",
                Pollutant.PM2_5, "20");

        static List<AboveColumn> all() {
            List<AboveColumn> all = new ArrayList<>();
            LocalDate date = LocalDate.parse("2025-03-01");
            for (Edition edition : List.of(AirStandard.OF_2012.index(), AirStandard.OF_2026_TRANSITION.index())) {
                for (Column column : BreakpointTable.of(edition).columns()) {
                    all.add(new AboveColumn(edition, column, date));
                    date = date.plusDays(3);
                }
                date = LocalDate.parse("2026-03-10");
            }
            return all;
        }

        private boolean hourly() {
            return column.averaging() == Averaging.HOUR;
        }

        String message() {
            String above = column.points()
                    .getLast()
                    .concentration()
                    .add(BigDecimal.ONE)
                    .toPlainString();
            String values = CLEAN.entrySet().stream()
                    .map(clean -> {
                        boolean theOne = clean.getKey() == column.pollutant();
                        return "\"" + clean.getKey().code() + "\":"
                                + IntStream.rangeClosed(1, 24)
                                        .mapToObj(
                                                hour -> theOne && (!hourly() || hour == 12) ? above : clean.getValue())
                                        .toList();
                    })
                    .collect(Collectors.joining(","));
            return "{\"end\":\"" + date.plusDays(1) + "T00:00:00+08:00\",\"values\":{" + values + "}}";
        }

        String question() {
            return hourly()
                    ? "/air/hours?from=" + date + "T11:00:00%2B08:00&to=" + date + "T12:00:00%2B08:00"
                    : "/air/days?from=" + date + "&to=" + date;
        }
    }

    /** An hour that comes late changes the mean of 24 hours that stands in for the hours after it, of station and city. */
    @Test
    void anEarlierHourThatComesLateChangesTheMeanThatStandsIn() throws Exception {
        json(
                        "AIR",
                        "{\"end\":\"2025-06-22T02:00:00+08:00\",\"values\":{\"PM2.5\":20,\"SO2\":["
                                + String.join(",", Collections.nCopies(22, "400")) + ",900]}}")
                .json();
        awaitRollup();
        String hour = "/air/hours?from=2025-06-22T01:00:00%2B08:00&to=2025-06-22T02:00:00%2B08:00&";
        for (String whose : List.of("station=AIR", "city=" + CITY)) {
            assertEquals(142, items(hour + whose).get(0).at("/values/SO2/iaqi").asInt());
        }
        json("AIR", "{\"end\":\"2025-06-21T03:00:00+08:00\",\"values\":{\"SO2\":700}}")
                .json();
        awaitRollup();
        for (String whose : List.of("station=AIR", "city=" + CITY)) {
            JsonNode known = items(hour + whose).get(0);
            assertEquals(144, known.at("/values/SO2/iaqi").asInt(), known::toString);
        }
    }

    @Test
    void aClockThatFellBackIsFlaggedCountedAndRaisesAnAlert() throws Exception {
        json("NEW", "{\"end\":\"2000-01-01T01:00:00+08:00\",\"values\":{\"PM2.5\":33}}")
                .json();
        json("NOI", "{\"end\":\"2000-01-01T01:00:00+08:00\",\"values\":{\"LEQ\":50}}")
                .json();
        for (String station : List.of("NEW", "NOI")) {
            JsonNode reading = items("/stations/" + station + "/readings?from=2000-01-01&to=2000-01-01")
                    .get(0);
            assertEquals("CK", reading.at("/flag").asText());
            JsonNode ledger = server.get("/api/v1/stations/" + station + "/ledger?from=2000-01-01&to=2000-01-02")
                    .json();
            assertEquals(1, ledger.at("/slots/0/clock/steppedBack").asInt(), ledger::toString);
            Alerts alerts = server.bean(Alerts.class);
            Instant now = Instant.now();
            alerts.look(now, (heard, active) -> Silence.look(heard, active, now, AlertSettings.DEFAULTS));
            List<String> kinds = server.get("/api/v1/alerts?station=" + station).texts("/kind");
            assertTrue(kinds.contains("clock-astray"), kinds::toString);
        }
    }

    @Test
    void aValueThatEntersNoFigureIsNotTheNewest() {
        json("AIR", "{\"end\":\"2026-02-02T02:00:00+08:00\",\"values\":{\"NO2\":-999,\"CO\":0.5}}")
                .json();
        for (JsonNode one : items("/stations/AIR/latest")) {
            boolean out = one.at("/parameter").asText().equals("NO2");
            assertEquals(out ? "flag OR" : "null", one.at("/reason").asText(), one::toString);
            assertEquals(out, one.at("/value").isNull());
        }
    }

    @Test
    void levelsThatDoNotFallAreLeftOut() throws Exception {
        json("NOI", """
                {"end":"2025-04-01T10:00:00+08:00",
                "values":{"LEQ":55,"LMAX":70,"LMIN":40,"SD":3,"L5":45,"L10":46,"L50":50,"L90":58,"L95":60}}""").json();
        awaitRollup();
        JsonNode hour =
                items("/noise/hours?station=NOI&from=2025-04-01&to=2025-04-01").get(0);
        assertEquals(55, hour.at("/leq").asInt());
        for (String level : List.of("l5", "l10", "l50", "l90", "l95")) {
            assertTrue(hour.at("/" + level).isNull(), hour::toString);
        }
        assertEquals("contradictory", hour.at("/levelsReason").asText(), hour::toString);
    }

    @Test
    void onlyAStationWithoutReadingsCanBeRemoved() {
        String[] key = {"X-API-Key", ApiServer.ADMIN_KEY};
        assertEquals(
                204, server.send("DELETE", "/api/v1/stations/GONE", "", key).status());
        server.get("/api/v1/stations/GONE").problem(404, "unknown-station");
        server.get("/api/v1/air/days?station=GONE").problem(404, "unknown-station");
        server.send("DELETE", "/api/v1/stations/GONE", "", key).problem(404, "unknown-station");
        json("AIR", "{\"end\":\"2026-02-03T02:00:00+08:00\",\"values\":{\"CO\":0.5}}")
                .json();
        server.send("DELETE", "/api/v1/stations/AIR", "", key).problem(409, "contradiction");
    }

    @Test
    void notDetectedNeedsADetectionLimit() {
        for (String parameter : List.of("PH", "WT", "ORP", "TRANSP", "EC")) {
            JsonNode problem = csv(
                            "POST",
                            "/readings/import",
                            "station,parameter,end,period,value\nLAB," + parameter + ",2025-05-01 09:00,PT0S,<7\n")
                    .problem(400, "malformed-table");
            assertEquals("value", problem.at("/column").asText());
            json(
                            "LAB",
                            "{\"end\":\"2025-05-01T09:00:00+08:00\",\"values\":{\"" + parameter + "\":7},\"flags\":{\""
                                    + parameter + "\":\"ND\"}}")
                    .problem(422, "all-refused");
        }
    }

    @Test
    void whatWaitsIsTold() throws Exception {
        awaitRollup();
        try (Connection held = POSTGRES.dataSource().getConnection();
                Statement statement = held.createStatement()) {
            // The rollup passes over a subject that somebody holds.
            held.setAutoCommit(false);
            statement.execute("SELECT FROM subject WHERE code IN ('AIR', '川市') FOR NO KEY UPDATE");
            POSTGRES.execute("INSERT INTO dirty (subject_id, level, period_end) SELECT id, 2, '2025-03-05 05:00+08'"
                    + " FROM station WHERE code = 'AIR'");
            assertEquals(1, server.bean(Pending.class).days(Place.STATION, "AIR", Instant.EPOCH, Instant.now()));
            assertEquals(1, server.bean(Pending.class).days(Place.CITY, "川市", Instant.EPOCH, Instant.now()));
            String path = "/api/v1/air/days?from=2025-03-01&to=2025-03-31&station=AIR";
            assertEquals("1", server.get(path).header(PendingFilter.HEADER));
            JsonNode days = items("/air/evaluation?period=2025-03&station=AIR").at("/0/days");
            assertEquals(1, days.at("/pending").asInt(), days::toString);
            held.rollback();
        }
        awaitRollup();
        assertEquals("", server.get("/api/v1/air/days?station=AIR").header(PendingFilter.HEADER));
    }
}
