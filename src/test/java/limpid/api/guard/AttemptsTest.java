package limpid.api.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private final Attempts attempts = new Attempts(3, Duration.ofMinutes(1), () -> now);

    @Test
    void waitsGrowFromTheLastFreeTryOn() {
        wrong("a", 2);
        assertEquals(Duration.ZERO, attempts.mustWait("a"));
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            wrong("a", 1);
            assertEquals(Duration.ofSeconds(seconds), attempts.mustWait("a"));
            now = now.plusSeconds(seconds);
            assertEquals(Duration.ZERO, attempts.mustWait("a"));
        }
        assertEquals(Duration.ZERO, attempts.mustWait("b"));
    }

    @Test
    void aRightKeyEndsTheCountAndIsRemembered() {
        wrong("a", 2);
        attempts.right("a", "root");
        wrong("a", 2);
        assertEquals(Duration.ZERO, attempts.mustWait("a"));
        assertTrue(attempts.knows("a", "root"));
        assertFalse(attempts.knows("b", "root"));
        assertFalse(attempts.knows("a", "lab"));
    }

    @Test
    void oldMistakesAreForgotten() {
        wrong("a", 2);
        now = now.plus(Duration.ofMinutes(17));
        wrong("a", 2);
        assertEquals(Duration.ZERO, attempts.mustWait("a"));
    }

    @Test
    void underAnAttackFromManyAddressesEachHasOneTry() {
        for (int i = 0; i < 91; i++) {
            wrong("client " + i, 1);
        }
        assertEquals(Duration.ZERO, attempts.mustWait("client 89"));
        assertEquals(Duration.ofSeconds(1), attempts.mustWait("client 90"));
        now = now.plus(Duration.ofMinutes(1));
        wrong("late", 1);
        assertEquals(Duration.ZERO, attempts.mustWait("late"));
    }

    @Test
    void withoutALimitNobodyWaits() {
        Attempts free = new Attempts(0, Duration.ofMinutes(1), () -> now);
        for (int i = 0; i < 100; i++) {
            free.wrong("a", "GET /");
        }
        assertEquals(Duration.ZERO, free.mustWait("a"));
    }

    @Test
    void theReportIsShortHoweverManyGuess() {
        for (int i = 0; i < 30_000; i++) {
            attempts.wrong("client " + i, "GET /" + i);
        }
        for (int i = 0; i < 500; i++) {
            attempts.wrong("client 7", "POST /seven");
        }
        attempts.unseen("client 7", "POST /last");
        List<String> lines = attempts.report();
        assertEquals(21, lines.size());
        assertEquals(
                "client 7 sent 501 wrong keys and 1 more while it had to wait, last to POST /last", lines.getFirst());
        assertEquals("other addresses sent " + (30_000 - 20) + " wrong keys", lines.getLast());
        assertEquals(List.of(), attempts.report());
    }

    private void wrong(String client, int times) {
        for (int i = 0; i < times; i++) {
            attempts.wrong(client, "GET /");
        }
    }
}
