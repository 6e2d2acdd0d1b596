package limpid;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import limpid.store.Rejects;
import limpid.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shortens refused messages that somebody has taken away and that are old enough. */
@Singleton
class RefusedBodySchedule {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedBodySchedule.class);

    private final Rejects rejects;
    private final InstantSource clock;
    private final int days;

    RefusedBodySchedule(Rejects rejects, InstantSource clock, Settings settings) {
        this.rejects = rejects;
        this.clock = clock;
        days = settings.retention().refusedBodyDays();
    }

    @Scheduled(initialDelay = "15m", fixedDelay = "6h")
    @Job("refused bodies")
    void expire() {
        if (days == 0) {
            return;
        }
        Instant now = clock.instant();
        try {
            long messages = rejects.expire(now.minus(Duration.ofDays(days)), now);
            LOG.info("{} refused messages that were exported {} days ago or earlier were shortened", messages, days);
        } catch (StoreUnavailable e) {
            LOG.warn("refused messages are not yet shortened: {}", e.getMessage());
        }
    }
}
