package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import limpid.RolledUp;
import limpid.Samples;
import limpid.alert.Alert;
import limpid.alert.AlertKind;
import limpid.flow.ResultWatch;
import limpid.measure.LocalDay;
import limpid.rule.Rules;
import limpid.store.postgres.PostgresAlerts;
import limpid.store.postgres.PostgresReadings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Alerts over HTTP. */
class AlertsIT extends Served {
    private static final Duration FOUR_HOURS = Duration.ofHours(4);
    private static final Instant FIRST = Samples.at("2026-03-01T04:00:00+08:00");

    @BeforeAll
    static void fill() throws InterruptedException {
        server.register("""
                code,name_zh,medium,city,period,water_body,water_body_type,target_class
                W-1,大桥断面,water,临江,PT4H,清河,river,3
                W-2,上游断面,water,临江,PT4H,清河,river,3
                """);
        arrive("W-1", "0.4", "1.6", "0.9");
        arrive("W-2", "0.4", "1.6");
        awaitAlerts(8);
    }

    /** The service may have taken some of the work, and be at it still. */
    private static void awaitAlerts(int count) throws InterruptedException {
        Instant last = Instant.now().plusSeconds(30);
        while (server.get("/api/v1/alerts").texts("/id").size() < count
                && Instant.now().isBefore(last)) {
            Thread.sleep(100);
        }
    }

    private static void arrive(String station, String... ammonia) {
        PostgresReadings readings = new PostgresReadings(POSTGRES.dataSource());
        for (int i = 0; i < ammonia.length; i++) {
            Instant end = FIRST.plus(FOUR_HOURS.multipliedBy(i));
            readings.commit(List.of(Samples.arrival(Samples.reading(station, "NH3N", end, FOUR_HOURS, ammonia[i]))));
        }
        RolledUp.workOff(POSTGRES.dataSource());
    }

    @Test
    void anAlertTellsWhatWasSeenAndWhatItRestsOn() {
        JsonNode alert =
                server.get("/api/v1/alerts?station=W-1&kind=over-limit").json().at("/items/0");
        assertEquals("超标", alert.at("/name").asText());
        assertEquals("water", alert.at("/medium").asText());
        assertEquals("NH3N", alert.at("/item").asText());
        assertEquals("2026-03-01T08:00:00+08:00", alert.at("/raisedAt").asText());
        assertEquals("2026-03-01T12:00:00+08:00", alert.at("/clearedAt").asText());
        assertEquals("1.6", alert.at("/value").asText());
        assertEquals("1", alert.at("/threshold").asText());
        assertEquals(false, alert.at("/active").asBoolean());
        String evidence = alert.at("/evidence/0").asText();
        assertEquals(2, server.get(evidence).json().at("/items").size(), evidence);
        JsonNode one = server.get("/api/v1/alerts/" + alert.at("/id").asText()).json();
        assertEquals(alert.at("/seen"), one.at("/seen"));
        assertEquals(alert.at("/revision").asInt() - 1, one.at("/history").size());
    }

    @Test
    void listsAreFilteredPagedAndWrittenAsCsv() {
        assertEquals(8, server.get("/api/v1/alerts").texts("/id").size());
        assertEquals(4, server.get("/api/v1/alerts?active=true").texts("/id").size());
        assertEquals(
                List.of("W-2"),
                server.get("/api/v1/alerts?active=true&kind=jump").texts("/subject"));
        assertEquals(
                8,
                server.get("/api/v1/alerts?medium=water&from=2026-03-01&to=2026-03-01")
                        .texts("/id")
                        .size());
        assertEquals(0, server.get("/api/v1/alerts?medium=air").texts("/id").size());
        assertEquals(
                0, server.get("/api/v1/alerts?from=2026-03-02").texts("/id").size());
        JsonNode first = server.get("/api/v1/alerts?limit=5").json();
        assertEquals(
                3,
                server.get("/api/v1/alerts?limit=5&cursor=" + first.at("/next").asText())
                        .texts("/id")
                        .size());
        assertEquals(
                "id,kind,name,medium,severity,scope",
                server.get("/api/v1/alerts.csv?bom=false")
                        .text()
                        .lines()
                        .findFirst()
                        .orElseThrow()
                        .substring(0, 34));
    }

    @Test
    void anAlertIsAssignedSnoozedAndFoundByThat() {
        String name = "wang.lei";
        server.send(
                        "POST",
                        "/api/v1/persons",
                        "{\"name\":\"wang.lei\",\"displayName\":\"王磊\",\"roles\":[\"analyst\"],\"scope\":[\"*\"]}",
                        "Content-Type",
                        "application/json",
                        "X-API-Key",
                        ApiServer.ADMIN_KEY)
                .json();
        String id = server.get("/api/v1/alerts?station=W-2&kind=over-limit")
                .texts("/id")
                .getFirst();
        note(id, "{\"action\":\"assigned\",\"assignee\":\"nobody\"}").problem(400, "bad-request");
        note(id, "{\"action\":\"commented\",\"comment\":\"x\",\"assignee\":\"wang.lei\"}")
                .problem(400, "bad-request");
        note(id, "{\"action\":\"snoozed\",\"until\":\"2020-01-01\"}").problem(400, "bad-request");
        note(id, "{\"action\":\"snoozed\"}").problem(400, "bad-request");
        note(id, "{\"action\":\"assigned\",\"assignee\":\"wang.lei\"}").json();
        String until = LocalDay.today(InstantSource.system()).plusDays(2) + "T08:00:00+08:00";
        JsonNode snoozed =
                note(id, "{\"action\":\"snoozed\",\"until\":\"" + until + "\"}").json();
        assertEquals(until, snoozed.at("/until").asText());
        JsonNode alert = server.get("/api/v1/alerts/" + id, "X-API-Key", ApiServer.ADMIN_KEY)
                .json();
        assertEquals(name, alert.at("/assignee").asText());
        assertEquals(until, alert.at("/snoozedUntil").asText());
        assertEquals("warning", alert.at("/severity").asText());
        assertTrue(
                server.get("/api/v1/alerts/" + id).json().at("/assignee").isNull(),
                "names of persons are for those who are known");
        for (String question : List.of("assignee=wang.lei", "state=snoozed")) {
            assertEquals(List.of(id), server.get("/api/v1/alerts?" + question).texts("/id"), question);
        }
        assertEquals(7, server.get("/api/v1/alerts?state=open").texts("/id").size());
        note(id, "{\"action\":\"closed\",\"comment\":\"done\"}").json();
        assertEquals(List.of(id), server.get("/api/v1/alerts?state=closed").texts("/id"));
        assertEquals(
                List.of(name),
                server.get("/api/v1/alerts/assignees", "X-API-Key", ApiServer.ADMIN_KEY)
                        .texts("/name"));
        server.get("/api/v1/alerts/assignees").problem(401, "unauthenticated");
    }

    private static ApiServer.Answer note(String id, String body) {
        return server.send(
                "POST",
                "/api/v1/alerts/" + id + "/notes",
                body,
                "Content-Type",
                "application/json",
                "X-API-Key",
                ApiServer.ADMIN_KEY);
    }

    @Test
    void severityFollowsTheKind() {
        assertEquals(
                server.get("/api/v1/alerts?kind=jump").texts("/id"),
                server.get("/api/v1/alerts?severity=notice&medium=water").texts("/id"));
        assertEquals(List.of(), server.get("/api/v1/alerts?severity=critical").texts("/id"));
        server.get("/api/v1/alerts?severity=red").problem(400, "bad-parameter");
        server.get("/api/v1/alerts?scope=river").problem(400, "bad-parameter");
        server.get("/api/v1/alerts?state=done").problem(400, "bad-parameter");
    }

    /** By the store, as the schedule does: a result that was corrected takes its alert back. */
    @Test
    void resultsRaiseAlertsAndCorrectedOnesTakeThemBack() throws SQLException {
        Instant now = Instant.now();
        Instant end = now.truncatedTo(ChronoUnit.HOURS);
        PostgresAlerts alerts = new PostgresAlerts(POSTGRES.dataSource(), true);
        execute("INSERT INTO subject (kind, code) VALUES ('city', '霾城')");
        execute(
                "INSERT INTO air_hour (subject_id, period_end, edition, aqi, level, primary_pollutants, left_out, known_from)"
                        + " SELECT id, '" + end
                        + "', 'HJ 633-2026', 260, 5, '{}', '{}', now() FROM subject WHERE code = '霾城'");
        ResultWatch watch = new ResultWatch(Rules.DEFAULTS, now);
        assertTrue(alerts.watch(now.minusSeconds(600), now, watch));
        JsonNode raised =
                server.get("/api/v1/alerts?city=%E9%9C%BE%E5%9F%8E").json().at("/items/0");
        assertEquals("air-hour", raised.at("/kind").asText());
        assertEquals("air", raised.at("/medium").asText());
        assertEquals(260, raised.at("/value").asInt());
        String evidence = raised.at("/evidence/0").asText();
        assertEquals(260, server.get(evidence).json().at("/items/0/aqi").asInt(), evidence);
        assertTrue(alerts.watch(now.minusSeconds(600), now, watch));
        assertEquals(1, again().at("/revision").asInt(), "looked at again it is the same");
        execute("UPDATE air_hour SET aqi = 90, level = 2, known_from = clock_timestamp() WHERE period_end = '" + end
                + "'");
        assertTrue(alerts.watch(now.minusSeconds(600), now, watch));
        assertTrue(again().at("/withdrawn").asBoolean());
        alerts.tell(now, Set.of(AlertKind.DISK), List.of(full(now)));
        alerts.tell(now, Set.of(AlertKind.DISK), List.of(full(now.plusSeconds(60))));
        JsonNode disk = server.get("/api/v1/alerts?scope=service").json().at("/items/0");
        assertEquals("/dev/sda1", disk.at("/item").asText());
        assertEquals("", disk.at("/city").asText());
        assertEquals("critical", disk.at("/severity").asText());
        assertTrue(disk.at("/active").asBoolean());
        alerts.tell(now.plusSeconds(120), Set.of(AlertKind.DISK), List.of());
        assertEquals(
                List.of(),
                server.get("/api/v1/alerts?scope=service&active=true").texts("/id"));
        execute("DELETE FROM alert WHERE kind IN ('air-hour', 'disk')");
    }

    private static JsonNode again() {
        return server.get("/api/v1/alerts?city=%E9%9C%BE%E5%9F%8E").json().at("/items/0");
    }

    private static Alert full(Instant at) {
        return new Alert("disk", "/dev/sda1", at, null, false, BigDecimal.ONE, BigDecimal.TEN, "1 % free", List.of());
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = POSTGRES.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void kindsAreListedAndOthersRefused() {
        assertTrue(server.get("/api/v1/alerts/kinds").texts("/kind").contains("missing-sets"));
        server.get("/api/v1/alerts?kind=flood").problem(400, "bad-parameter");
        server.get("/api/v1/alerts?active=perhaps").problem(400, "bad-parameter");
        server.get("/api/v1/alerts/999999").problem(404, "unknown-alert");
    }

    @Test
    void metricsCountWhatIsActive() throws InterruptedException {
        String wanted = "limpid_alerts_active 4.0";
        Instant last = Instant.now().plusSeconds(30);
        while (!server.get("/prometheus").text().contains(wanted)
                && Instant.now().isBefore(last)) {
            Thread.sleep(100);
        }
        assertTrue(server.get("/prometheus").text().contains(wanted), () -> server.get("/prometheus")
                .text());
        assertTrue(server.get("/prometheus").text().contains("limpid_hooks_undelivered 0.0"));
    }
}
