package limpid.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.stream.LongStream;
import limpid.flow.Simulation.Run;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Many runs of {@link Simulation}. {@code -Dlimpid.simulation.seeds=1000000} makes as many, {@code -Dlimpid.simulation.first=5000}
 * begins there, {@code -Dlimpid.simulation.results=false} leaves those out that work out results, {@code -Dlimpid.simulation.seed=17} makes
 * that one again.
 */
class SimulationTest {
    private static final Logger FLOW = (Logger) LoggerFactory.getLogger("limpid.flow");

    private static final double A_YEAR = Duration.ofDays(365).toSeconds();

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
        long first = Long.getLong("limpid.simulation.first", 0);
        boolean results = !"false".equals(System.getProperty("limpid.simulation.results"));
        LongStream chosen = one == null
                ? LongStream.range(first, first + seeds).filter(seed -> results || !Simulation.rollsUp(seed))
                : LongStream.of(one);
        Run all = chosen.parallel().mapToObj(SimulationTest::run).reduce(Run.NONE, Run::plus);
        System.out.printf(
                "simulated: %,d seeds, %,.1f station-years, %,d messages with %,d values, %,d kills, %,d ends of connections,"
                        + " %,d results of %,d claims, %,d claims undone, no violation%n",
                all.seeds(),
                all.sent().toSeconds() / A_YEAR,
                all.messages(),
                all.values(),
                all.kills(),
                all.ends(),
                all.results(),
                all.claims(),
                all.undone());
        assertTrue(
                all.kills() > 0 && all.ends() > 0 && (all.undone() > 0 || !results) || one != null,
                "nothing was put to the test");
    }

    /**
     * They found that a repetition within a batch was kept before the rest of the batch, that a message that was refused whole and
     * came again, long enough then to be kept in parts, was newer than what had been kept meanwhile, and that of a message sent
     * twice by one connection, which two services held, the second came after a correction.
     */
    @ParameterizedTest
    @ValueSource(longs = {748_822, 910_522, 112_331})
    void aSeedThatBrokeAPromiseOnce(long seed) {
        assertEquals(1, run(seed).seeds());
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
