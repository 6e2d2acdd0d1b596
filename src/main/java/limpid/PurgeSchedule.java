package limpid;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import limpid.store.Removals;
import limpid.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes one-second levels when they are old enough and their minutes are final. */
@Singleton
class PurgeSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(PurgeSchedule.class);

    private final Removals removals;
    private final InstantSource clock;
    private final int days;

    PurgeSchedule(Removals removals, InstantSource clock, Settings settings) {
        this.removals = removals;
        this.clock = clock;
        days = settings.retention().noiseSecondsDays();
    }

    @Scheduled(initialDelay = "10m", fixedDelay = "6h")
    @Job("removal")
    void remove() {
        if (days == 0) {
            return;
        }
        Instant now = clock.instant();
        try {
            long removed = removals.remove(now.minus(Duration.ofDays(days)), now);
            LOG.info("{} one-second levels that arrived {} days ago or earlier were removed", removed, days);
        } catch (StoreUnavailable e) {
            LOG.warn("one-second levels are not yet removed: {}", e.getMessage());
        }
    }
}
