package limpid.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RollupTest {
    private static final int CLAIMS = 3;

    @Test
    void itGoesOnWhileItGivesWay() throws InterruptedException {
        AtomicInteger claims = new AtomicInteger();
        CountDownLatch idle = new CountDownLatch(1);
        try (Rollup rollup = new Rollup(
                work -> {
                    if (claims.incrementAndGet() <= CLAIMS) {
                        return 1;
                    }
                    idle.countDown();
                    return 0;
                },
                bench -> {},
                1)) {
            rollup.giveWay();
            rollup.start();
            assertTrue(idle.await(30, TimeUnit.SECONDS));
            assertEquals(CLAIMS, rollup.workedOff());
        }
    }
}
