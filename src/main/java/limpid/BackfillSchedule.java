package limpid;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import limpid.hj212.Backfill;
import limpid.hj212.Gateway;
import limpid.store.LoggerRequests;
import limpid.store.Stations;
import limpid.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks connected data loggers for what is missing of them. */
@Singleton
final class BackfillSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(BackfillSchedule.class);

    private final Gateway gateway;
    private final Backfill backfill;
    private final InstantSource clock;

    BackfillSchedule(
            Gateway gateway, LoggerRequests requests, Stations stations, Settings settings, InstantSource clock) {
        Settings.Hj212 hj212 = settings.hj212();
        this.gateway = gateway;
        this.clock = clock;
        this.backfill = new Backfill(
                requests,
                stations,
                hj212.choices().stamp(),
                Backfill.Rule.of(hj212.asking().backfill()));
    }

    @Scheduled(initialDelay = "2m", fixedDelay = "1m")
    void look() {
        try {
            int asked = backfill.ask(gateway.connectedSince(), clock.instant());
            if (asked > 0) {
                LOG.info("{} data loggers are asked for what is missing of them", asked);
            }
        } catch (StoreUnavailable e) {
            LOG.warn("gaps of data loggers are not looked for: {}", e.getMessage());
        }
    }
}
