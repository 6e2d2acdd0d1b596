package limpid;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import limpid.log.LogTopic;
import limpid.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes from the log what the database has for longer than the log is to keep it; every store those of its partitions. */
@Singleton
final class LogSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(LogSchedule.class);

    private final Passage passage;
    private final InstantSource clock;

    LogSchedule(Passage passage, InstantSource clock) {
        this.passage = passage;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "5m", fixedDelay = "1h")
    void clear() {
        try {
            passage.clear(clock.instant());
        } catch (LogTopic.Away | StoreUnavailable e) {
            LOG.warn("old messages are not yet removed from the log: {}", e.getMessage());
        }
    }
}
