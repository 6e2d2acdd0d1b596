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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of the service with a log of one node; the long form is {@code limpid bench faults --log}. */
@Tag("long")
class LogFaultsIT {
    @TempDir
    Path folder;

    @Test
    void nothingIsLostDoubledOrMadeUp() throws Exception {
        StringWriter text = new StringWriter();
        try (LogNodes log = LogNodes.start(folder, System.getProperty("java.class.path"), 1);
                FaultGround ground = new FaultGround(folder, Limpid.class.getName(), Layout.PAIR, log);
                HttpClient client = HttpClient.newHttpClient()) {
            ground.awaitReady();
            HttpRequest stations = HttpRequest.newBuilder(ground.service().resolve("/api/v1/stations/import"))
                    .header("Content-Type", "text/csv")
                    .header("X-API-Key", FaultGround.key())
                    .POST(HttpRequest.BodyPublishers.ofString(FaultBench.registry()))
                    .build();
            assertEquals(
                    200,
                    client.send(stations, HttpResponse.BodyHandlers.ofString()).statusCode());
            FaultBench bench = new FaultBench(ground, 1, Duration.ofSeconds(1), 1, new PrintWriter(text));
            assertTrue(
                    bench.run(List.of(Fault.KILL_STORE, Fault.KILL_GATE, Fault.STALL_STORE, Fault.KILL_LOG_LEADER)),
                    text::toString);
        }
        System.out.println(text);
    }
}
