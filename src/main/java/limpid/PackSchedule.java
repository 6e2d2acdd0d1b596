package limpid;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import limpid.store.StoreUnavailable;
import limpid.store.postgres.PostgresPacking;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Packs the seconds of the minutes that are over. */
@Singleton
class PackSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(PackSchedule.class);

    /** How long messages of five minutes may take to come; later ones are packed for themselves. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final PostgresPacking packing;
    private final InstantSource clock;

    PackSchedule(PostgresPacking packing, InstantSource clock) {
        this.packing = packing;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1m")
    @Job("packing")
    void pack() {
        try {
            packing.pack(clock.instant().minus(PATIENCE));
        } catch (StoreUnavailable e) {
            LOG.warn("seconds are not yet packed: {}", e.getMessage());
        }
    }
}
