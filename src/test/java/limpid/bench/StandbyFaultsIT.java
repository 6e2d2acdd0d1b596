package limpid.bench;

import java.nio.file.Path;
import limpid.Limpid;
import limpid.bench.FaultGround.Disks;
import limpid.bench.FaultGround.Layout;
import limpid.bench.FaultGround.Means;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service on a primary with a synchronous standby; the long form is {@code limpid bench faults --standby}. */
@Tag("long")
class StandbyFaultsIT {
    @TempDir
    Path folder;

    @Test
    void nothingIsLostDoubledOrMadeUp() throws Exception {
        try (FaultGround ground = new FaultGround(
                folder, Limpid.class.getName(), Layout.WHOLE, new Means(null, true, null, null, Disks.NONE))) {
            FaultBenchIT.run(ground, Fault.LOSE_PRIMARY, Fault.RETURN_PRIMARY, Fault.KILL_DATABASE);
        }
    }
}
