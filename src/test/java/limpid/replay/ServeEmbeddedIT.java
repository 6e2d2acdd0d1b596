package limpid.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import limpid.embedded.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve --embedded DIR}, as somebody without database and broker starts it. */
class ServeEmbeddedIT {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final String REGISTRY = """
            code,name_zh,medium,city,period
            E1,监测站,air,市,PT1H
            """;
    private static final String HOUR = """
            {"end":"2026-03-01T01:00:00+08:00","period":"PT1H","values":{"PM2.5":22,"O3":88,"CO":0.6}}""";
    private static final String READINGS = "/api/v1/stations/E1/readings";
    private static final String QUESTION = READINGS + "?from=2026-03-01&to=2026-03-01";

    private final Path folder;

    ServeEmbeddedIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void stopsWhenAskedToAndStartsAgainWithItsData() throws IOException, InterruptedException {
        String kept;
        try (ServiceProcess first = start()) {
            first.awaitReady();
            assertOk(first.post("/api/v1/stations/import", "text/csv", REGISTRY));
            assertOk(first.post(READINGS, "application/json", HOUR));
            kept = assertOk(first.get(QUESTION));
            assertTrue(kept.contains("\"PM2.5\""), kept);
            assertStops(first);
        }
        try (ServiceProcess second = start()) {
            second.awaitReady();
            assertEquals(kept, assertOk(second.get(QUESTION)));
            assertStops(second);
        }
    }

    private ServiceProcess start() {
        return ServiceProcess.start(
                Map.of("LIMPID_EMBEDDED_MQTT_PORT", String.valueOf(FreePort.find())),
                folder.resolve("service.log"),
                "--embedded",
                folder.resolve("data").toString());
    }

    private static String assertOk(HttpResponse<String> answer) {
        assertEquals(2, answer.statusCode() / 100, answer.body());
        return answer.body();
    }

    private void assertStops(ServiceProcess service) throws InterruptedException {
        assertEquals(ServiceProcess.TERMINATED, service.stop(LONGEST_STOP));
        assertFalse(Files.exists(folder.resolve("data/postgres/postmaster.pid")), "PostgreSQL has ended in order");
    }
}
