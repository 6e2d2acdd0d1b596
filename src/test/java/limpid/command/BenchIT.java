package limpid.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Benches that end with a verdict about what is kept, as small as they can be; they need psql. */
@Tag("long")
class BenchIT {
    @TempDir
    Path folder;

    @Test
    void whatLatencyPublishesIsShownAndKept() throws IOException {
        Path hlog = folder.resolve("latency.hlog");
        int code = Root.run(
                "bench",
                "latency",
                "--rate=600",
                "--hours=2",
                "--asked=2",
                "--warm-up=1",
                "--seconds=3",
                "--hlog=" + hlog);
        assertEquals(0, code);
        List<String> lines = Files.readAllLines(hlog);
        for (String tag : List.of("queryable", "queryable-hours", "result", "result-hours", "answer", "jdbc-alone")) {
            assertTrue(lines.stream().anyMatch(line -> line.startsWith("Tag=" + tag + ",")), tag);
        }
    }

    @Test
    void nothingIsLostWithoutDatabase() {
        assertEquals(0, Root.run("bench", "outage", "--rate=600", "--warm-up=1", "--seconds=2"));
    }
}
