package limpid;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import limpid.store.StoreUnavailable;
import limpid.store.postgres.PostgresReadings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the partitions of the coming months ahead of their first reading, and forgets which messages were kept long ago. */
@Singleton
class PartitionSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionSchedule.class);
    private static final Duration BACK = Duration.ofDays(31);
    private static final Duration AHEAD = Duration.ofDays(62);

    private final PostgresReadings readings;

    PartitionSchedule(PostgresReadings readings) {
        this.readings = readings;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "12h")
    @Job(value = "partitions", above = true)
    void preparePartitions() {
        Instant now = Instant.now();
        try {
            readings.preparePartitions(now.minus(BACK), now.plus(AHEAD));
        } catch (StoreUnavailable e) {
            // The intake makes a month's partition itself when a reading needs it.
            LOG.warn("partitions are not yet made: {}", e.getMessage());
        }
    }

    @Scheduled(initialDelay = "5m", fixedDelay = "10m")
    @Job(value = "kept messages", above = true)
    void forgetMessages() {
        try {
            readings.forgetMessages();
        } catch (StoreUnavailable e) {
            LOG.warn("messages that were kept long ago are not yet forgotten: {}", e.getMessage());
        }
    }
}
