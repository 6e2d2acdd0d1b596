package limpid.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import limpid.Limpid;
import limpid.bench.FaultGround.Layout;
import limpid.bench.FaultGround.Means;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the fault campaign; {@code limpid bench faults} is the long one. */
class FaultBenchIT {
    @TempDir
    Path folder;

    @Test
    void nothingIsLostDoubledOrMadeUp() throws Exception {
        try (FaultGround ground = new FaultGround(folder, Limpid.class.getName(), Layout.WHOLE, Means.NONE)) {
            run(ground, Fault.KILL_SERVICE, Fault.KILL_DATABASE, Fault.CUT_DATABASE, Fault.RESTART_BROKER);
        }
    }

    /** Lets each of these faults happen once. */
    static void run(FaultGround ground, Fault... faults) throws Exception {
        ground.awaitReady();
        HttpRequest stations = HttpRequest.newBuilder(ground.service().resolve("/api/v1/stations/import"))
                .header("Content-Type", "text/csv")
                .header("X-API-Key", FaultGround.key())
                .POST(HttpRequest.BodyPublishers.ofString(FaultBench.registry()))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertEquals(
                    200,
                    client.send(stations, HttpResponse.BodyHandlers.ofString()).statusCode());
        }
        StringWriter text = new StringWriter();
        FaultBench bench = new FaultBench(ground, 1, Duration.ofSeconds(1), 1, new PrintWriter(text));
        assertTrue(bench.run(List.of(faults)), text::toString);
    }
}
