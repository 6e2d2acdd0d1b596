package limpid.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.stream.LongStream;
import limpid.flow.Simulation.Run;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Many runs of {@link Simulation}. {@code -Dlimpid.simulation.seeds=1000000} makes as many, {@code -Dlimpid.simulation.seed=17}
 * makes that one again.
 */
class SimulationTest {
    private static final Logger FLOW = (Logger) LoggerFactory.getLogger("limpid.flow");

    @BeforeAll
    static void aStoreThatGoesIsNoNews() {
        FLOW.setLevel(Level.OFF);
    }

    @AfterAll
    static void newsAgain() {
        FLOW.setLevel(null);
    }

    @Test
    void noRunBreaksAPromise() {
        Long one = Long.getLong("limpid.simulation.seed");
        long seeds = Long.getLong("limpid.simulation.seeds", 1_000);
        LongStream chosen = one == null ? LongStream.range(0, seeds) : LongStream.of(one);
        Run all = chosen.parallel().mapToObj(SimulationTest::run).reduce(Run.NONE, Run::plus);
        System.out.printf(
                "simulated: %d messages with %d values, %d kills, %d ends of connections, %d results of %d claims, %d claims undone%n",
                all.messages(), all.values(), all.kills(), all.ends(), all.results(), all.claims(), all.undone());
        assertTrue(all.kills() > 0 && all.ends() > 0 && all.undone() > 0 || one != null, "nothing was put to the test");
    }

    @Test
    void aSeedIsTheSameRunEachTime() {
        assertEquals(run(44), run(44));
    }

    private static Run run(long seed) {
        try {
            return new Simulation(seed).run();
        } catch (AssertionError | RuntimeException e) {
            return fail("-Dlimpid.simulation.seed=" + seed + ": " + e.getMessage(), e);
        }
    }
}
