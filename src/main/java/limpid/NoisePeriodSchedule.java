package limpid;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import limpid.rollup.NoisePeriodRollup;
import limpid.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps cities' noise of calendar periods up to date. */
@Singleton
class NoisePeriodSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(NoisePeriodSchedule.class);

    private final NoisePeriodRollup rollup;

    NoisePeriodSchedule(NoisePeriodRollup rollup) {
        this.rollup = rollup;
    }

    @Scheduled(initialDelay = "30s", fixedDelay = "1m")
    @Job("noise periods")
    void sum() {
        try {
            LOG.debug("{} months of cities' noise made again", rollup.run());
        } catch (StoreUnavailable e) {
            LOG.warn("periods of noise are not yet made: {}", e.getMessage());
        }
    }
}
