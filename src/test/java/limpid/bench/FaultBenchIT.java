package limpid.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import limpid.Limpid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the fault campaign; {@code limpid bench faults} is the long one. */
class FaultBenchIT {
    @TempDir
    Path folder;

    @Test
    void nothingIsLostDoubledOrMadeUp() throws Exception {
        StringWriter text = new StringWriter();
        try (FaultGround ground = new FaultGround(folder, Limpid.class.getName());
                HttpClient client = HttpClient.newHttpClient()) {
            awaitReady(ground, client);
            HttpRequest stations = HttpRequest.newBuilder(ground.service().resolve("/api/v1/stations/import"))
                    .header("Content-Type", "text/csv")
                    .header("X-API-Key", FaultGround.key())
                    .POST(HttpRequest.BodyPublishers.ofString(FaultBench.registry()))
                    .build();
            assertTrue(
                    client.send(stations, HttpResponse.BodyHandlers.ofString()).statusCode() == 200);
            FaultBench bench = new FaultBench(ground, 1, Duration.ofSeconds(1), 1, new PrintWriter(text));
            assertTrue(
                    bench.run(
                            List.of(Fault.KILL_SERVICE, Fault.KILL_DATABASE, Fault.CUT_DATABASE, Fault.RESTART_BROKER)),
                    text::toString);
        }
        assertTrue(text.toString().contains("equal"), text::toString);
    }

    private static void awaitReady(FaultGround ground, HttpClient client) throws Exception {
        URI ready = ground.service().resolve("/health/readiness");
        for (int tries = 0; tries < 600; tries++) {
            try {
                HttpRequest question = HttpRequest.newBuilder(ready).build();
                if (client.send(question, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
            Thread.sleep(200);
        }
        throw new AssertionError("the service is not ready:\n" + Files.readString(ground.log()));
    }
}
