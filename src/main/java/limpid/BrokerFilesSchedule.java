package limpid;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import limpid.store.Keys;
import limpid.store.Registered;
import limpid.store.Stations;
import limpid.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the users and rights of the broker as the keys are, where a folder for them is set. */
@Singleton
final class BrokerFilesSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerFilesSchedule.class);

    private final String folder;
    private final Keys keys;
    private final Stations stations;
    private final InstantSource clock;
    private String fault = "";

    BrokerFilesSchedule(Settings settings, Keys keys, Stations stations, InstantSource clock) {
        this.folder = settings.mqtt().files();
        this.keys = keys;
        this.stations = stations;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "3s")
    void write() {
        if (folder.isEmpty()) {
            return;
        }
        try {
            BrokerFiles files = new BrokerFiles(
                    Path.of(folder),
                    code -> stations.registered(code).map(Registered::station).map(station -> station.medium()));
            if (files.write(keys.all(), clock.instant())) {
                LOG.info("users and rights of the broker are written to {}", folder);
            }
            fault = "";
        } catch (IOException | StoreUnavailable e) {
            String now = e.toString();
            if (!now.equals(fault)) {
                LOG.error("users and rights of the broker cannot be written to {}: {}", folder, now);
            }
            fault = now;
        }
    }
}
