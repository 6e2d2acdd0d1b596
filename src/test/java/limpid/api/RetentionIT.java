package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.Waiting;
import limpid.measure.Flags;
import limpid.measure.Medium;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.noise.LevelTally;
import limpid.store.Removals;
import limpid.store.Reviews;
import limpid.store.SecondsRemoved;
import limpid.store.postgres.PostgresReadings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The seconds of a day go when their minutes are final; the figures stay, and nothing that comes later can spoil them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RetentionIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;
    private static final Instant START = Samples.at("2025-03-21T00:00:00+08:00");
    private static final Instant YOUNG_HOUR = Samples.at("2025-03-22T04:00:00+08:00");
    private static final String CORRECTED = "2025-03-21T12:00:30+08:00";
    private static final String SPAN = "from=2025-03-21&to=2025-03-21";
    private static final String LEVELS = "SELECT id FROM series WHERE period_s = 1 AND station_id ="
            + " (SELECT id FROM station WHERE code = 'R-1') AND parameter_id = "
            + Parameters.standard().get("LAS").id();
    private static final String OTHER_ROWS =
            "SELECT count(*) || ' ' || md5(string_agg(concat_ws(' ', series_id, period_end, value, flag_id, recorded_at), ';' ORDER BY series_id,"
                    + " period_end)) FROM every_reading r WHERE series_id NOT IN (" + LEVELS
                    + ") OR recorded_at > '%s'";

    private static final String LEFT_OF = "SELECT count(*) FROM every_reading JOIN series ON series.id = series_id"
            + " JOIN station ON station.id = station_id WHERE station.code = '%s'";
    private static final LocalDate DATE = LocalDate.of(2025, 3, 21);

    private static ApiServer server;
    private static Removals removals;
    private static Instant arrived = Instant.EPOCH;
    private static String figures = "";
    private static JsonNode before = ApiServer.tree("{}");

    @BeforeAll
    static void sendADay() throws InterruptedException {
        server = new ApiServer(POSTGRES.settings());
        removals = server.bean(Removals.class);
        post("stations/import", "text/csv", """
                code,name_zh,medium,city,period,noise_network,noise_zone
                R-1,公园,noise,临江,PT1S,functional,1
                R-2,路口,noise,临江,PT1S,functional,4a
                R-3,桥头,noise,临江,PT1S,functional,4a
                A-1,站,air,临江,PT1H,,
                W-1,断面,water,临江,PT4H,,
                """);
        Random random = new Random(20250321);
        for (int hour = 1; hour <= 24; hour++) {
            String levels = random.ints(HOUR, 400, 750)
                    .mapToObj(tenths -> tenths / 10 + "." + tenths % 10)
                    .collect(Collectors.joining(","));
            levels("R-1", START.plusSeconds((long) hour * HOUR), levels);
        }
        readings("R-1", START.plusSeconds(HOUR), "PT1M", "\"LEQ\":55.5");
        readings("R-1", START.plusSeconds(HOUR), "PT1H", "\"LEQ\":56.5");
        readings("A-1", START.plusSeconds(HOUR), "PT1H", "\"PM2.5\":22");
        readings("W-1", START.plusSeconds(4 * HOUR), "PT4H", "\"DO\":7.1");
        Waiting.until(() -> idle());
        arrived = Instant.now();
        levels("R-1", Samples.at(CORRECTED), "77.7");
        levels("R-1", YOUNG_HOUR, "50.1,50.2,50.3");
        Waiting.until(RetentionIT::idle);
        figures = figures("R-1");
        before = ledger();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode post(String path, String type, String body) {
        return send(path, type, body).json();
    }

    private static ApiServer.Answer send(String path, String type, String body) {
        return server.send("POST", "/api/v1/" + path, body, "Content-Type", type, "X-API-Key", ApiServer.ADMIN_KEY);
    }

    private static JsonNode levels(String station, Instant end, String levels) {
        return readings(station, end, "PT1S", "\"LAS\":[" + levels + "]");
    }

    private static JsonNode readings(String station, Instant end, String period, String values) {
        return post("stations/" + station + "/readings", "application/json", message(end, period, values));
    }

    private static String message(Instant end, String period, String values) {
        return "{\"end\":\"%s\",\"period\":\"%s\",\"values\":{%s}}".formatted(end, period, values);
    }

    /** Hours and days as they are answered. */
    private static String figures(String station) {
        return server.get("/api/v1/noise/hours?station=" + station + "&" + SPAN).text()
                + server.get("/api/v1/noise/days?station=" + station + "&" + SPAN)
                        .text();
    }

    private static JsonNode ledger() {
        return server.get("/api/v1/stations/R-1/ledger?" + SPAN).json();
    }

    private static JsonNode today() {
        return server.get("/api/v1/stations/R-1/ledger").json();
    }

    private static boolean idle() {
        return POSTGRES.text("SELECT count(*) FROM dirty").equals("0");
    }

    private static long remove() {
        return removals.remove(arrived, Instant.now());
    }

    @Test
    @Order(1)
    void figuresStayAndTheLedgerBalances() {
        assertEquals(0, removals.remove(START, Instant.now()), "nothing arrived so early");
        String others = POSTGRES.text(OTHER_ROWS.formatted(arrived));
        long removed = remove();
        assertEquals(DAY - 60, removed, "all but the minute of the correction");
        assertEquals(others, POSTGRES.text(OTHER_ROWS.formatted(arrived)));
        assertEquals(
                "60",
                POSTGRES.text(
                        "SELECT count(*) FROM every_reading WHERE period_end <= '2025-03-21T24:00:00+08' AND series_id IN ("
                                + LEVELS + ")"));
        assertEquals(
                "3",
                POSTGRES.text(
                        "SELECT count(*) FROM every_reading WHERE period_end > '2025-03-21T24:00:00+08' AND series_id IN ("
                                + LEVELS + ")"));
        assertEquals(figures, figures("R-1"));
        assertEquals(0, remove(), "once is enough");
        JsonNode after = ledger();
        assertEquals(
                before.at("/removed").asLong() + removed, after.at("/removed").asLong());
        assertEquals(removed, after.at("/removals/0/readings").asLong());
        assertEquals("2025-03-21T00:00:00+08:00", after.at("/removals/0/from").asText());
        assertEquals(before.at("/silences"), after.at("/silences"));
        int seconds = seconds(after);
        for (String figure : List.of("expected", "present", "missing", "withoutValue", "lastEnd")) {
            String member = "/slots/" + seconds + "/" + figure;
            assertEquals(before.at(member), after.at(member), member);
        }
        assertEquals(removed, after.at("/slots/" + seconds + "/removed").asLong());
        JsonNode arrivals = today();
        assertEquals(
                arrivals.at("/received").asLong(),
                arrivals.at("/stored").asLong()
                        + arrivals.at("/duplicate").asLong()
                        + arrivals.at("/revised").asLong()
                        + arrivals.at("/refused").asLong());
        assertEquals(DAY + 3 + 2, arrivals.at("/stored").asLong());
        assertEquals(
                String.valueOf(removed),
                POSTGRES.text("SELECT sum(readings) FROM published.removal WHERE station = 'R-1'"));
    }

    private static int seconds(JsonNode ledger) {
        int slots = 0;
        while (!ledger.at("/slots/" + slots + "/period").asText().equals("PT1S")) {
            slots++;
        }
        return slots;
    }

    @Test
    @Order(2)
    void secondsOfARemovedMinuteAreRefusedWithTheReason() throws InterruptedException {
        Instant end = START.plusSeconds(9 * HOUR);
        String late = message(end, "PT1S", "\"LAS\":[99.9,99.9]");
        JsonNode problem =
                send("stations/R-1/readings", "application/json", late).problem(422, "all-refused");
        assertEquals(2, problem.at("/refused").asInt());
        assertEquals("seconds-removed", problem.at("/refusals/0/reason").asText());
        JsonNode rejects =
                server.get("/api/v1/rejects?station=R-1&reason=seconds-removed").json();
        assertEquals("/values/LAS/0", rejects.at("/items/0/refusals/0/place").asText());
        assertEquals(2, rejects.at("/items/0/refusals/0/count").asInt());

        Instant correctedMinute = Samples.at("2025-03-21T12:01:00+08:00");
        JsonNode partly = levels("R-1", correctedMinute.plusSeconds(1), "66.6,99.9");
        assertEquals(1, partly.at("/revised").asInt(), partly::toString);
        assertEquals(1, partly.at("/refused").asInt(), partly::toString);
        Reading again = new Reading(
                "R-1",
                Parameters.standard().get("LAS"),
                Period.ending(end, Duration.ofSeconds(1)),
                new BigDecimal("99.9"),
                Flags.standard().normal());
        assertThrows(
                SecondsRemoved.class,
                () -> server.bean(PostgresReadings.class).commit(List.of(Samples.arrival(again))),
                "in the transaction too");
        JsonNode table = send("readings/import", "text/csv", """
                        station,parameter,end,period,value
                        A-1,PM10,2025-03-21T03:00:00+08:00,PT1H,30
                        R-1,LAS,2025-03-21T03:00:00+08:00,PT1S,99.9
                        """).problem(400, "malformed-table");
        assertTrue(table.at("/detail").asText().contains("were removed"), table::toString);
        Waiting.until(RetentionIT::idle);
        levels("R-1", correctedMinute, figure("2025-03-21T12:01:00+08:00"));
        Waiting.until(RetentionIT::idle);
        assertEquals(withoutRevisions(figures), withoutRevisions(figures("R-1")));
        assertEquals("seconds-removed", today().at("/refusals/0/reason").asText());
    }

    /** What a reading was at first. */
    private static String figure(String end) {
        return POSTGRES.text("SELECT value FROM revision WHERE period_end = '" + end + "' AND series_id IN (" + LEVELS
                + ") ORDER BY id LIMIT 1");
    }

    @Test
    @Order(3)
    void whatWasRemovedCannotBeJudgedAgain() throws InterruptedException {
        JsonNode problem = review("2025-03-21T12:00:00+08:00", "2025-03-21T13:00:00+08:00", "")
                .problem(409, "seconds-removed");
        assertEquals("2025-03-21T12:01:00+08:00", problem.at("/removed/0/from").asText());
        assertEquals("2025-03-21T13:00:00+08:00", problem.at("/removed/0/to").asText());
        assertEquals(1, problem.at("/removed").size());
        assertEquals("0", POSTGRES.text("SELECT count(*) FROM revision WHERE origin LIKE 'review %'"));
        JsonNode hours = review("2025-03-21T00:00:00+08:00", "2025-03-21T01:00:00+08:00", "\"parameters\":[\"LEQ\"],")
                .json();
        assertEquals(2, hours.at("/readings").asInt());
        JsonNode minute = review("2025-03-21T12:00:00+08:00", "2025-03-21T12:01:00+08:00", "")
                .json();
        assertEquals(60, minute.at("/readings").asInt());
        Waiting.until(RetentionIT::idle);
    }

    private static ApiServer.Answer review(String from, String to, String parameters) {
        return send(
                "stations/R-1/reviews",
                "application/json",
                "{%s\"from\":\"%s\",\"to\":\"%s\",\"valid\":false,\"reason\":\"calibration\"}"
                        .formatted(parameters, from, to));
    }

    @Test
    @Order(4)
    void aRecomputationFromTheMinutesGivesTheSameRows() throws SQLException, InterruptedException {
        String asItStands = figures("R-1");
        assertTrue(server.bean(Reviews.class).recompute(Medium.NOISE, DATE, DATE) > 0);
        Waiting.until(RetentionIT::idle);
        assertEquals(asItStands, figures("R-1"), "asked for");
        POSTGRES.execute("TRUNCATE noise_hour, noise_day, series_hour, series_day");
        POSTGRES.execute("INSERT INTO dirty (subject_id, level, period_end) SELECT DISTINCT station_id, 2,"
                + " end_of(3600, period_end) FROM series_minute JOIN series ON series.id = series_id");
        Waiting.until(RetentionIT::idle);
        assertEquals(withoutRevisions(asItStands), withoutRevisions(figures("R-1")), "from nothing");
    }

    @Test
    @Order(5)
    void whatIsNotFinalStays() throws SQLException, InterruptedException {
        try (Connection busy = POSTGRES.dataSource().getConnection();
                Statement lock = busy.createStatement()) {
            busy.setAutoCommit(false);
            lock.execute("SELECT FROM subject WHERE code = 'R-2' FOR UPDATE");
            levels("R-2", START.plusSeconds(60), "50.5,60.5");
            removals.remove(Instant.now(), Instant.now());
            assertEquals("2", POSTGRES.text(LEFT_OF.formatted("R-2")), "it waits for its rollup");
            busy.rollback();
        }
        Waiting.until(RetentionIT::idle);
        removals.remove(Instant.now(), Instant.now());
        assertEquals("0", POSTGRES.text(LEFT_OF.formatted("R-2")));
        assertEquals("2", POSTGRES.text("SELECT sum(readings) FROM published.removal WHERE station = 'R-2'"));
    }

    /** Halves of minutes arrive while others are removed: each minute's tally holds exactly the seconds that were stored. */
    @Test
    @Order(6)
    void whatArrivesDuringARemovalEntersItsMinuteOrIsRefused() throws Exception {
        AtomicBoolean sending = new AtomicBoolean(true);
        Thread remover = Thread.ofVirtual().start(() -> {
            while (sending.get()) {
                removals.remove(Instant.now(), Instant.now());
            }
        });
        long stored = 0;
        for (int half = 1; half <= 240; half++) {
            Instant end = START.plusSeconds(30L * half);
            String message =
                    message(end, "PT1S", "\"LAS\":[" + String.join(",", Collections.nCopies(30, "50.5")) + "]");
            ApiServer.Answer answer = send("stations/R-3/readings", "application/json", message);
            JsonNode receipt = answer.status() == 422 ? answer.problem(422, "all-refused") : answer.json();
            assertEquals(
                    30, receipt.at("/stored").asInt() + receipt.at("/refused").asInt(), receipt::toString);
            stored += receipt.at("/stored").asInt();
            if (half % 6 == 5) {
                // Between the halves of a minute nothing is dirty, so that it may go before its other half comes.
                Waiting.until(RetentionIT::idle);
            }
            if (half % 30 == 5) {
                Waiting.until(() -> POSTGRES.text(LEFT_OF.formatted("R-3")).equals("0"));
            }
        }
        assertTrue(stored <= 240 * 30 - 8 * 30, stored + " stored");
        sending.set(false);
        remover.join();
        Waiting.until(RetentionIT::idle);
        assertEquals(
                "0",
                POSTGRES.text("SELECT count(*) FROM series_minute m JOIN every_reading r ON r.series_id = m.series_id"
                        + " AND end_of(60, r.period_end) = m.period_end WHERE m.removed > 0"));
        removals.remove(Instant.now(), Instant.now());
        assertEquals(
                String.valueOf(stored),
                POSTGRES.text("SELECT sum(readings) FROM published.removal WHERE station = 'R-3'"));
        assertEquals(stored, countsOfTallies(), "no minute was made of late seconds alone");
    }

    private static long countsOfTallies() throws SQLException {
        long count = 0;
        try (Connection connection = POSTGRES.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT tally, removed FROM series_minute JOIN series ON"
                        + " series.id = series_id JOIN station ON station.id = station_id WHERE code = 'R-3'")) {
            while (rows.next()) {
                LevelTally tally = LevelTally.fromBytes(rows.getBytes(1));
                assertEquals(rows.getInt(2), tally.count());
                count += tally.count();
            }
        }
        return count;
    }

    private static String withoutRevisions(String figures) {
        return figures.replaceAll("\"revision\":\\d+,?", "").replaceAll("\"knownFrom\":\"[^\"]*\",?", "");
    }
}
