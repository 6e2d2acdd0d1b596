package limpid.api.people;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import limpid.people.AuditEntry;
import limpid.people.RefusalBrake;
import limpid.store.Audit;
import limpid.store.StoreUnavailable;
import limpid.store.Unstorable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds to the audit. What cannot be added because the database is away stands whole in the log and is added later; the number of
 * such entries is a metric.
 */
@Singleton
final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final Audit audit;
    private final InstantSource clock;
    private final RefusalBrake brake = new RefusalBrake();
    private final Queue<AuditEntry> waiting = new ConcurrentLinkedQueue<>();

    AuditLog(Audit audit, InstantSource clock, MeterRegistry meters) {
        this.audit = audit;
        this.clock = clock;
        Gauge.builder("limpid.audit.waiting", waiting, Queue::size)
                .description("entries of the audit that wait for the database")
                .register(meters);
    }

    /** Adds an entry; a refusal only where its address has not many others in this minute. */
    void add(AuditEntry entry) {
        if (entry.isRefused() && !brake.isTold(entry.address())) {
            return;
        }
        keep(entry);
    }

    private void keep(AuditEntry entry) {
        try {
            audit.add(entry);
        } catch (StoreUnavailable e) {
            LOG.error("the audit cannot be written now ({}): {}", e.getMessage(), entry);
            waiting.add(entry);
        } catch (Unstorable e) {
            LOG.error("the audit cannot keep this ({}): {}", e.getMessage(), entry);
        }
    }

    /** Adds what waited, and the number of refusals that were not told. */
    @Scheduled(fixedDelay = "10s")
    void catchUp() {
        Instant now = clock.instant();
        brake.untold(now).forEach(untold -> keep(AuditEntry.of(untold, now)));
        try {
            for (AuditEntry entry = waiting.peek(); entry != null; entry = waiting.peek()) {
                audit.add(entry);
                waiting.remove();
            }
        } catch (StoreUnavailable e) {
            LOG.debug("{} entries of the audit go on waiting: {}", waiting.size(), e.getMessage());
        }
    }
}
