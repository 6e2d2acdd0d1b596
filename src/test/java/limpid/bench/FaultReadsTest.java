package limpid.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a question may show while values are sent and corrected. */
class FaultReadsTest {
    private static final FaultLoad.Key KEY =
            new FaultLoad.Key("BENCH1", "PM2.5", Instant.parse("2010-01-01T17:00:00Z"));

    private final FaultReads reads = new FaultReads();

    @Test
    void whatIsKeptShowsItsNewestVersion() {
        read(List.of("7"), true, "7");
        read(List.of("7", "9"), true, "9");
        assertEquals(0, reads.stale());
        assertEquals(2, reads.reads());
    }

    @Test
    void whatIsKeptIsStaleWhereItShowsAnEarlierVersionOrNone() {
        read(List.of("7", "9"), true, "7");
        read(List.of("7", "9"), true, null);
        assertEquals(2, reads.stale());
        assertEquals(
                List.of(KEY + " sent 7 9, due from place 1, shown 7", KEY + " sent 7 9, due from place 1, shown null"),
                reads.examples());
    }

    @Test
    void whatFollowsMayBeMissingAndIsNeverLessThanItWas() {
        read(List.of("7"), false, null);
        read(List.of("7", "9"), false, "7");
        read(List.of("7", "9"), false, "9");
        assertEquals(0, reads.stale());
        read(List.of("7", "9"), false, "7");
        read(List.of("7", "9"), false, null);
        assertEquals(2, reads.stale());
    }

    @Test
    void aValueThatComesAgainIsNoStepBack() {
        read(List.of("7", "9", "7"), false, "9");
        read(List.of("7", "9", "7"), false, "7");
        assertEquals(0, reads.stale());
        read(List.of("7", "9", "7"), false, "9");
        assertEquals(1, reads.stale());
    }

    @Test
    void whatNobodySentIsNeverRight() {
        read(List.of("7"), false, "8");
        assertEquals(1, reads.stale());
    }

    @Test
    void whoAskedAtTheSameTimeMayBeAnsweredLater() {
        List<String> versions = List.of("7", "9");
        int least = reads.least(KEY, versions, false);
        read(versions, false, "9");
        reads.read(KEY, versions, least, "7");
        assertEquals(0, reads.stale());
        read(versions, false, "7");
        assertEquals(1, reads.stale());
    }

    private void read(List<String> versions, boolean kept, @Nullable String value) {
        reads.read(KEY, versions, reads.least(KEY, versions, kept), value);
    }
}
