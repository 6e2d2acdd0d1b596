package limpid;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import limpid.figures.ProgrammeChecks;
import limpid.measure.LocalDay;
import limpid.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the checks of programmes up to date. What did not change is not written, so that several instances and repeated
 * runs leave the same rows.
 */
@Singleton
class CheckSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(CheckSchedule.class);

    private final ProgrammeChecks checks;
    private final InstantSource clock;

    CheckSchedule(ProgrammeChecks checks, InstantSource clock) {
        this.checks = checks;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "15m")
    @Job("checks")
    void keepChecks() {
        LocalDate today = LocalDay.today(clock);
        try {
            int changed = checks.keep(today);
            LOG.debug("{} programme checks new or changed on {}", changed, today);
        } catch (StoreUnavailable e) {
            LOG.warn("programme checks are not yet kept: {}", e.getMessage());
        }
    }
}
