package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.air.AirSettings;
import limpid.flow.Recomputation;
import limpid.noise.NoiseSettings;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresWorkload;
import limpid.water.WaterSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Alerts over HTTP. */
class AlertsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration FOUR_HOURS = Duration.ofHours(4);
    private static final Instant FIRST = Samples.at("2026-03-01T04:00:00+08:00");

    private static ApiServer server;

    @BeforeAll
    static void start() throws InterruptedException {
        server = new ApiServer(POSTGRES.settings());
        server.send(
                        "POST",
                        "/api/v1/stations/import",
                        """
                code,name_zh,medium,city,period,water_body,water_body_type,target_class
                W-1,大桥断面,water,临江,PT4H,清河,river,3
                W-2,上游断面,water,临江,PT4H,清河,river,3
                """,
                        "Content-Type",
                        "text/csv",
                        "X-API-Key",
                        ApiServer.ADMIN_KEY)
                .json();
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

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void arrive(String station, String... ammonia) {
        PostgresReadings readings = new PostgresReadings(POSTGRES.dataSource());
        for (int i = 0; i < ammonia.length; i++) {
            Instant end = FIRST.plus(FOUR_HOURS.multipliedBy(i));
            readings.commit(List.of(Samples.arrival(Samples.reading(station, "NH3N", end, FOUR_HOURS, ammonia[i]))));
        }
        PostgresWorkload workload = new PostgresWorkload(POSTGRES.dataSource());
        Recomputation work = new Recomputation(AirSettings.DEFAULTS, WaterSettings.defaults(), NoiseSettings.DEFAULT);
        while (workload.workOff(work) > 0) {
            continue;
        }
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
                "id,kind,name,medium,scope,subject",
                server.get("/api/v1/alerts.csv?bom=false")
                        .text()
                        .lines()
                        .findFirst()
                        .orElseThrow()
                        .substring(0, 33));
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
