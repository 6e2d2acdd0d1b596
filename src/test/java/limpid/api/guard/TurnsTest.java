package limpid.api.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import limpid.api.guard.Turns.Limits;
import limpid.api.guard.Turns.TooMuch;
import limpid.api.guard.Turns.Turn;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private long now;

    @Test
    void eachClientHasItsPlaces() {
        Turns turns = new Turns(new Limits(2, 0, MINUTE, Duration.ZERO, 0));
        Turn first = turns.tryTake("a");
        assertNotNull(turns.tryTake("a"));
        assertThrows(TooMuch.class, () -> turns.tryTake("a"));
        assertNotNull(turns.tryTake("b"));
        assertNotNull(first);
        first.close();
        first.close();
        assertNotNull(turns.tryTake("a"));
        assertThrows(TooMuch.class, () -> turns.tryTake("a"), "closed twice it gives one place back");
    }

    @Test
    void whoComesTooManyWaitsInItsOwnLine() throws Exception {
        Turns turns = new Turns(new Limits(1, 0, MINUTE, Duration.ofSeconds(30), 1));
        Turn first = turns.tryTake("a");
        assertNull(turns.tryTake("a"));
        CompletableFuture<Turn> waiting = CompletableFuture.supplyAsync(() -> turns.take("a"));
        assertNotNull(turns.tryTake("b"));
        assertNotNull(first);
        first.close();
        waiting.get(20, TimeUnit.SECONDS).close();
    }

    @Test
    void aPlaceThatIsNeverFreeIsTold() {
        Turns turns = new Turns(new Limits(1, 0, MINUTE, Duration.ofMillis(20), 1));
        assertNotNull(turns.tryTake("a"));
        TooMuch tooMuch = assertThrows(TooMuch.class, () -> turns.take("a"));
        assertEquals(1, tooMuch.seconds());
    }

    @Test
    void soManyInASpan() {
        Turns turns = new Turns(new Limits(0, 6, MINUTE, Duration.ZERO, 0), () -> now);
        for (int i = 0; i < 6; i++) {
            turns.take("a").close();
        }
        TooMuch tooMuch = assertThrows(TooMuch.class, () -> turns.take("a"));
        assertEquals(10, tooMuch.seconds());
        turns.take("b").close();
        now += Duration.ofSeconds(10).toNanos();
        turns.take("a").close();
        assertThrows(TooMuch.class, () -> turns.take("a"));
    }

    @Test
    void manyClientsAreForgottenButNoneThatHoldsAPlace() {
        Turns turns = new Turns(new Limits(1, 0, MINUTE, Duration.ZERO, 0));
        assertNotNull(turns.tryTake("a"));
        for (int i = 0; i < 20_000; i++) {
            turns.take("client " + i).close();
        }
        assertThrows(TooMuch.class, () -> turns.tryTake("a"));
    }
}
