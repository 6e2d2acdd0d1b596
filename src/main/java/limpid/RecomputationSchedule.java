package limpid;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import limpid.store.Pending;
import limpid.store.Recomputations;
import limpid.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Marks spans that people have computed again, some days at a time, so that new readings never wait behind them for long. */
@Singleton
class RecomputationSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(RecomputationSchedule.class);
    private static final int DAYS_AT_ONCE = 7;
    private static final int MOST_WAITING = 5000;

    private final Recomputations recomputations;
    private final Pending pending;
    private final InstantSource clock;

    RecomputationSchedule(Recomputations recomputations, Pending pending, InstantSource clock) {
        this.recomputations = recomputations;
        this.pending = pending;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    @Job("recomputations")
    void mark() {
        try {
            boolean more = pending.waiting(MOST_WAITING).periods() < MOST_WAITING;
            while (more) {
                more = recomputations.step(DAYS_AT_ONCE, clock.instant())
                        && pending.waiting(MOST_WAITING).periods() < MOST_WAITING;
            }
        } catch (StoreUnavailable e) {
            LOG.debug("nothing is marked to be computed again now: {}", e.getMessage());
        }
    }
}
