package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import limpid.Samples;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.measure.Reading;
import limpid.rollup.Recomputation;
import limpid.rule.Rules;
import limpid.standard.Pollutant;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresReviews;
import limpid.store.postgres.PostgresWorkload;
import org.junit.jupiter.api.Test;

/** What people decide about readings, stations and dust, and that the figures which rest on it follow. */
class DecisionsIT extends Served {
    private static final String HEADER = "code,name_zh,medium,city,period,counts_in_city\n";
    private static final LocalDate DATE = LocalDate.of(2026, 3, 14);

    @Test
    void aReviewIsARevisionAndItsFiguresFollow() throws SQLException {
        register("R-1,审核站,air,审核市,PT1H,true\n");
        keep(day("R-1", DATE, "60"));
        String review = "/api/v1/stations/R-1/reviews";
        String span =
                "\"parameters\":[\"PM2.5\"],\"from\":\"2026-03-14T00:00:00+08:00\",\"to\":\"2026-03-14T05:00:00+08:00\"";
        String invalid = "{" + span + ",\"valid\":false,\"reason\":\"instrument fault\"}";
        post(review, invalid, ApiServer.ANALYST_KEY).problem(403, "forbidden");
        post(review, "{" + span + ",\"valid\":false}", ApiServer.REVIEWER_KEY).problem(400, "bad-request");
        assertEquals(
                "{\"readings\":5,\"flag\":\"RI\"}",
                post(review, invalid, ApiServer.REVIEWER_KEY).json().toString());
        settle();
        assertEquals(19, day("station=R-1", DATE).at("/validHours/PM2.5").asInt());
        assertTrue(day("city=" + word("审核市"), DATE).at("/values/PM2.5/value").isNull());
        JsonNode reading = server.ask("/api/v1/stations/R-1/readings?parameter=PM2.5&revisions=true"
                        + "&from=2026-03-14T00:00:00%2B08:00&to=2026-03-14T01:00:00%2B08:00")
                .json()
                .at("/items/0");
        assertEquals("RI", reading.at("/flag").asText());
        assertEquals("instrument fault", reading.at("/revisions/0/why").asText());
        assertEquals("review desk", reading.at("/revisions/0/origin").asText());
        JsonNode given = server.ask(review).json().get("items");
        assertEquals(1, given.size());
        assertEquals("[\"PM2.5\"]", given.at("/0/parameters").toString());
        assertEquals("desk", given.at("/0/by").asText());
        assertEquals(5, given.at("/0/readings").asInt());
        for (String subject : List.of("station.R-1", "city." + word("审核市"))) {
            JsonNode verdict = evidence(subject).at("/reviews/0");
            assertEquals("R-1", verdict.at("/station").asText());
            assertEquals("desk", verdict.at("/by").asText());
            assertEquals("instrument fault", verdict.at("/reason").asText());
            assertEquals(5, verdict.at("/readings").asInt());
            assertEquals(1, evidence(subject).get("reviews").size());
        }

        keep(day("R-1", DATE, "60"));
        settle();
        assertEquals(19, day("station=R-1", DATE).at("/validHours/PM2.5").asInt(), "sent again, a verdict stays");
        post(review, invalid.replace("false", "true"), ApiServer.REVIEWER_KEY).json();
        settle();
        assertEquals(24, day("station=R-1", DATE).at("/validHours/PM2.5").asInt());
        assertEquals(
                60, day("city=" + word("审核市"), DATE).at("/values/PM2.5/value").asInt());
    }

    @Test
    void aChangeOfTheRegistryReachesExactlyWhatRestsOnIt() throws SQLException {
        register("C-1,一,air,旧市,PT1H,true\nC-2,二,air,旧市,PT1H,true\n");
        keep(day("C-1", DATE, "20"));
        keep(day("C-2", DATE, "60"));
        settle();
        String old = "city=" + word("旧市");
        assertEquals(40, day(old, DATE).at("/values/PM2.5/value").asInt());
        int station = day("station=C-2", DATE).at("/revision").asInt();
        register("C-2,二,air,旧市,PT1H,false\n");
        settle();
        assertEquals(20, day(old, DATE).at("/values/PM2.5/value").asInt());
        register("C-2,二,air,新市,PT1H,true\n");
        settle();
        assertEquals(20, day(old, DATE).at("/values/PM2.5/value").asInt());
        assertEquals(
                60, day("city=" + word("新市"), DATE).at("/values/PM2.5/value").asInt());
        assertEquals(station, day("station=C-2", DATE).at("/revision").asInt());
    }

    @Test
    void aStationOutOfServiceLeavesItsCityOnThoseDatesAlone() throws SQLException {
        register("S-1,一,air,役市,PT1H,true\nS-2,二,air,役市,PT1H,true\n");
        for (LocalDate date : List.of(DATE, DATE.plusDays(1))) {
            keep(day("S-1", date, "20"));
            keep(day("S-2", date, "60"));
        }
        settle();
        server.register(
                "code,name_zh,medium,city,period,counts_in_city,in_service_to\nS-2,二,air,役市,PT1H,true,2026-03-14\n");
        settle();
        String city = "city=" + word("役市");
        assertEquals(40, day(city, DATE).at("/values/PM2.5/value").asInt());
        assertEquals(20, day(city, DATE.plusDays(1)).at("/values/PM2.5/value").asInt());
    }

    @Test
    void aStationKeepsItsMedium() {
        register("M-1,一,air,媒市,PT1H,true\n");
        ApiServer.Answer refused = server.send(
                "POST",
                "/api/v1/stations/import",
                HEADER + "M-1,一,noise,媒市,PT1H,true\n",
                "Content-Type",
                "text/csv",
                "X-API-Key",
                ApiServer.ADMIN_KEY);
        assertEquals(
                "medium", refused.problem(409, "contradiction").at("/member").asText());
        assertEquals(
                "air", server.ask("/api/v1/stations/M-1").json().at("/medium").asText());
    }

    @Test
    void daysAreProvisionalUntilTheyAreConfirmed() throws SQLException {
        register("V-1,一,air,核市,PT1H,true\nV-2,二,air,核市,PT1H,true\n");
        keep(day("V-1", DATE, "60"));
        keep(day("V-2", DATE, "60"));
        keep(day("V-1", DATE.plusDays(1), "60"));
        settle();
        String city = "city=" + word("核市");
        assertEquals("provisional", day(city, DATE).at("/status").asText());
        String request = "{\"city\":\"核市\",\"from\":\"2026-03-01\",\"to\":\"2026-03-14\",\"remark\":\"三月审核\"}";
        String path = "/api/v1/air/reviews";
        post(path, request, ApiServer.ANALYST_KEY).problem(403, "forbidden");
        post(path, request.replace("03-14", "02-28"), ApiServer.REVIEWER_KEY).problem(400, "bad-request");
        post(path, request.replace("2026-03-14", LocalDate.now(LocalDay.CHINA).toString()), ApiServer.REVIEWER_KEY)
                .problem(400, "bad-request");
        post(path, request.replace("核市", "无市"), ApiServer.REVIEWER_KEY).problem(400, "bad-request");
        Instant before = Instant.now();
        JsonNode asItWas = day(city, DATE);
        JsonNode confirmed = post(path, request, ApiServer.REVIEWER_KEY).json();
        assertEquals(1, confirmed.at("/days").asInt(), "one day of the city has figures");

        for (String subject : List.of(city, "station=V-1", "station=V-2")) {
            JsonNode reviewed = day(subject, DATE);
            assertEquals("reviewed", reviewed.at("/status").asText(), subject);
            assertEquals("desk", reviewed.at("/reviewedBy").asText());
            assertEquals(
                    "provisional",
                    day(subject + "&asOf=" + before, DATE).at("/status").asText());
        }
        assertEquals(asItWas.get("revision"), day(city, DATE).get("revision"), "no figure changed");
        assertEquals(
                "provisional",
                day("station=V-1", DATE.plusDays(1)).at("/status").asText());
        assertEquals(
                List.of(DATE.toString()),
                server.ask("/api/v1/air/days?station=V-1&modifiedSince=" + before)
                        .texts("/date"),
                "whoever follows changes hears of it");
        String evaluation = "/api/v1/air/evaluation?from=2026-03-14&to=2026-03-15&station=V-1";
        assertEquals(2, server.ask(evaluation).json().at("/items/0/days/valid").asInt());
        assertEquals(
                1, server.ask(evaluation).json().at("/items/0/days/reviewed").asInt());
        assertEquals(List.of("provisional", "reviewed"), published("status", "核市"));

        keep(day("V-1", DATE, "70"));
        settle();
        assertEquals("provisional", day("station=V-1", DATE).at("/status").asText(), "another figure is not confirmed");
        assertEquals("provisional", day(city, DATE).at("/status").asText());
        assertEquals("reviewed", day("station=V-2", DATE).at("/status").asText());

        String id = "/" + confirmed.at("/id").asText();
        assertEquals(1, server.ask(path + "?" + city).json().get("items").size());
        assertEquals(204, send("DELETE", path + id, "", ApiServer.REVIEWER_KEY).status());
        send("DELETE", path + id, "", ApiServer.REVIEWER_KEY).problem(404, "not-found");
        assertEquals("provisional", day("station=V-2", DATE).at("/status").asText());
        assertTrue(server.ask(path + "?" + city).json().get("items").isEmpty());
    }

    private static List<String> published(String column, String city) throws SQLException {
        List<String> values = new ArrayList<>();
        try (var connection = POSTGRES.dataSource().getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT DISTINCT " + column + " FROM published.air_day WHERE city = '" + city
                                + "' ORDER BY 1")) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    @Test
    void recomputingGivesTheSameRows() throws SQLException {
        register("P-1,一,air,算市,PT1H,true\n");
        keep(day("P-1", DATE, "60"));
        settle();
        JsonNode before = day("station=P-1", DATE);
        int periods = new PostgresReviews(POSTGRES.dataSource()).recompute(Medium.AIR, DATE, DATE);
        assertTrue(periods >= 24, () -> periods + " periods");
        settle();
        assertEquals(before, day("station=P-1", DATE));
    }

    @Test
    void dustIsDeductedFromParticlesAndNotFromTheRatio() throws SQLException {
        register("D-1,一,air,尘市,PT1H,true\n");
        keep(day("D-1", DATE, "200"));
        keep(day("D-1", DATE.plusDays(1), "20"));
        settle();
        String evaluation = "/api/v1/air/evaluation?from=2026-03-14&to=2026-03-15&city=" + word("尘市");
        JsonNode with = server.ask(evaluation).json().at("/items/0");
        assertTrue(with.at("/dust").isNull());
        assertEquals(110, with.at("/pollutants/PM2.5/mean/value").asInt());
        String path = "/api/v1/air/dust/" + word("尘市") + "/2026-03-14";
        String body = "{\"pollutants\":[\"PM10\",\"PM2.5\"],\"source\":\"总站通报\"}";
        send("PUT", path, body, ApiServer.STATION_KEY).problem(403, "forbidden");
        send("PUT", path, body.replace("PM10", "O3"), ApiServer.ANALYST_KEY).problem(400, "bad-request");
        Instant before = Instant.now();
        assertEquals(
                1,
                send("PUT", path, body, ApiServer.ANALYST_KEY)
                        .json()
                        .at("/changed")
                        .asInt());
        assertEquals(
                0,
                send("PUT", path, body, ApiServer.ANALYST_KEY)
                        .json()
                        .at("/changed")
                        .asInt());
        JsonNode without = server.ask(evaluation).json().at("/items/0");
        assertEquals(20, without.at("/pollutants/PM2.5/mean/value").asInt());
        assertEquals(110, without.at("/dust/pollutants/PM2.5/mean/value").asInt());
        assertEquals(with.at("/pollutants/SO2"), without.at("/pollutants/SO2"));
        assertEquals(1, without.at("/days/pending").asInt());
        assertEquals(with.at("/excellentDayRatio"), without.at("/excellentDayRatio"));
        settle();
        assertEquals(with.at("/days"), server.ask(evaluation).json().at("/items/0/days"));
        assertEquals(20, monthMean("尘市"), "the kept month follows");
        assertEquals("总站通报", without.at("/dust/list/0/source").asText());
        for (String subject : List.of("station.D-1", "city." + word("尘市"))) {
            assertEquals("总站通报", evidence(subject).at("/dust/0/source").asText());
            assertTrue(evidence(subject).get("reviews").isEmpty());
        }
        assertEquals("2026-03-14", without.at("/dust/days/0/date").asText());
        assertEquals(250, without.at("/dust/days/0/aqi").asInt());
        assertTrue(without.at("/dust/days/0/aqiWithout").asInt() < 250, without::toString);

        assertEquals(
                1,
                send("DELETE", path, "", ApiServer.REVIEWER_KEY)
                        .json()
                        .at("/changed")
                        .asInt());
        String list = "/api/v1/air/dust?city=" + word("尘市");
        settle();
        assertEquals(110, monthMean("尘市"), "and follows back");
        assertTrue(server.ask(list).json().get("items").isEmpty());
        assertTrue(server.ask(list + "&asOf=" + before).json().get("items").isEmpty());
        assertEquals(with, server.ask(evaluation).json().at("/items/0"));

        String csv = "city,date,pollutants,source\n尘市,2026-03-14,PM10,a\n尘市,2026-03-15,PM10 SO2,a\n";
        ApiServer.Answer wrong = server.send(
                "POST", "/api/v1/air/dust/import", csv, "Content-Type", "text/csv", "X-API-Key", ApiServer.ANALYST_KEY);
        assertEquals(3, wrong.problem(400, "malformed-table").at("/line").asInt());
        assertTrue(server.ask(list).json().get("items").isEmpty());
        server.send(
                        "POST",
                        "/api/v1/air/dust/import",
                        csv.replace(" SO2", ""),
                        "Content-Type",
                        "text/csv",
                        "X-API-Key",
                        ApiServer.ANALYST_KEY)
                .json();
        assertEquals(List.of("2026-03-14", "2026-03-15"), server.ask(list).texts("/date"));
    }

    @Test
    void hoursOfDustLeaveTheMeanOfTheOthers() throws SQLException {
        register("D-2,一,air,沙市,PT1H,true\n");
        keep(dusty("D-2", DATE, "380", "20"));
        keep(day("D-2", DATE.plusDays(1), "30"));
        settle();
        String evaluation = "/api/v1/air/evaluation?from=2026-03-14&to=2026-03-15&";
        String ofCity = evaluation + "city=" + word("沙市");
        JsonNode with = server.ask(ofCity).json().at("/items/0");
        assertEquals(55, with.at("/pollutants/PM2.5/mean/value").asInt(), "a day of 80 and one of 30");
        String path = "/api/v1/air/dust/" + word("沙市") + "/2026-03-14";
        String body = "{\"pollutants\":[\"PM2.5\"],\"fromHour\":%d,\"toHour\":%d,\"source\":\"总站通报\"}";
        send("PUT", path, body.formatted(0, 4), ApiServer.ANALYST_KEY).problem(400, "bad-request");
        send("PUT", path, body.formatted(1, 4), ApiServer.ANALYST_KEY).json();
        settle();
        for (String subject : List.of("city=" + word("沙市"), "station=D-2")) {
            JsonNode without = server.ask(evaluation + subject).json().at("/items/0");
            assertEquals(25, without.at("/pollutants/PM2.5/mean/value").asInt(), subject);
            assertEquals(55, without.at("/dust/pollutants/PM2.5/mean/value").asInt());
            assertEquals(20, without.at("/dust/days/0/left/PM2.5").asInt());
            assertEquals(with.at("/days"), without.at("/days"));
            assertEquals(4, without.at("/dust/list/0/toHour").asInt());
        }
        assertEquals(25, monthMean("沙市"), "the kept month follows");
        JsonNode published = day("city=" + word("沙市"), DATE);
        assertEquals(80, published.at("/values/PM2.5/value").asInt());
        assertEquals(1, published.at("/revision").asInt(), "the published day stays");

        send("DELETE", path, "", ApiServer.REVIEWER_KEY).json();
        send("PUT", path, body.formatted(1, 5), ApiServer.ANALYST_KEY).json();
        settle();
        JsonNode tooFew = server.ask(ofCity).json().at("/items/0");
        assertEquals(30, tooFew.at("/pollutants/PM2.5/mean/value").asInt(), "19 hours are no day");
        assertTrue(tooFew.at("/dust/days/0/left").isEmpty());
        send("DELETE", path, "", ApiServer.REVIEWER_KEY).json();
        settle();
        assertEquals(with, server.ask(ofCity).json().at("/items/0"));
        assertEquals(55, monthMean("沙市"));
    }

    private static JsonNode evidence(String subject) {
        return server.ask("/api/v1/results/air-day." + subject + "." + DATE + "/evidence")
                .json();
    }

    private static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void register(String lines) {
        server.register(HEADER + lines);
    }

    private static ApiServer.Answer post(String path, String body, String key) {
        return send("POST", path, body, key);
    }

    private static ApiServer.Answer send(String method, String path, String body, String key) {
        return server.send(method, path, body, "Content-Type", "application/json", "X-API-Key", key);
    }

    private static List<Reading> day(String station, LocalDate date, String fine) {
        List<Reading> readings = new ArrayList<>();
        for (Instant end : new LocalDay(date, LocalDay.CHINA).hourEnds()) {
            for (Pollutant pollutant : Pollutant.values()) {
                boolean particles = pollutant == Pollutant.PM2_5;
                readings.add(Samples.hour(station, pollutant.code(), end, particles ? fine : "1"));
            }
        }
        return readings;
    }

    /** A day of fine particles with four hours of dust. */
    private static List<Reading> dusty(String station, LocalDate date, String dust, String fine) {
        List<Reading> hours = new ArrayList<>(day(station, date, fine));
        Instant cleared = new LocalDay(date, LocalDay.CHINA).start().plus(Duration.ofHours(4));
        hours.replaceAll(
                hour -> hour.parameter().code().equals("PM2.5") && !hour.end().isAfter(cleared)
                        ? Samples.hour(station, "PM2.5", hour.end(), dust)
                        : hour);
        return hours;
    }

    private static void keep(List<Reading> readings) throws SQLException {
        new PostgresReadings(POSTGRES.dataSource()).commit(List.of(Samples.arrival(readings)));
        settle();
    }

    private static JsonNode day(String subject, LocalDate date) {
        return server.ask("/api/v1/air/days?" + subject + "&from=" + date + "&to=" + date)
                .json()
                .at("/items/0");
    }

    /** The server's rollup works beside ours; what it holds is done once no period is dirty for those who look. */
    private static void settle() throws SQLException {
        PostgresWorkload workload = new PostgresWorkload(POSTGRES.dataSource());
        Recomputation work = new Recomputation(Rules.DEFAULTS);
        while (dirty() > 0) {
            workload.workOff(work);
        }
    }

    private static int monthMean(String city) throws SQLException {
        try (var connection = POSTGRES.dataSource().getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT pm25 FROM published.air_period WHERE scope = 'city' AND city = '" + city
                                + "' AND period = 'month'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static int dirty() throws SQLException {
        try (var connection = POSTGRES.dataSource().getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT (SELECT count(*) FROM dirty) + (SELECT count(*) FROM dirty_month)")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
