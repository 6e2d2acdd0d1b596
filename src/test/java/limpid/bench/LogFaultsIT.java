package limpid.bench;

import java.nio.file.Path;
import java.time.Duration;
import limpid.Limpid;
import limpid.bench.FaultGround.Disks;
import limpid.bench.FaultGround.Layout;
import limpid.bench.FaultGround.Means;
import limpid.bench.FaultGround.Spans;
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
        try (LogNodes log = LogNodes.start(folder, System.getProperty("java.class.path"), 1, Layout.PAIR.names());
                FaultGround ground = new FaultGround(
                        folder, Limpid.class.getName(), Layout.PAIR, new Means(log, false, null, null, Disks.NONE))) {
            ground.setSpans(new Spans(Duration.ofSeconds(40), Duration.ofSeconds(15)));
            FaultBenchIT.run(
                    ground,
                    Fault.CUT_OFF_LEADER,
                    Fault.KILL_STORE,
                    Fault.KILL_GATE,
                    Fault.STALL_STORE,
                    Fault.KILL_LOG_LEADER);
        }
    }
}
