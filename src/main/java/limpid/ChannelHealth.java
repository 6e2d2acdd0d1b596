package limpid;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.store.Channels;
import limpid.store.Channels.Counts;
import limpid.store.StoreUnavailable;

/** Tells of dead channels. A service is ready all the same: readings come in and questions are answered. */
@Singleton
@Readiness
final class ChannelHealth extends AbstractHealthIndicator<Map<String, String>> {
    private final Channels channels;
    private volatile Counts counts = new Counts(0, 0);

    ChannelHealth(Channels channels, MeterRegistry meters) {
        this.channels = channels;
        Gauge.builder("limpid.channels.dead", this, health -> health.counts.dead())
                .description("channels of notices that failed five times in a row or more")
                .register(meters);
        Gauge.builder("limpid.channels.waiting", this, health -> health.counts.waiting())
                .description("messages that channels have not taken")
                .register(meters);
    }

    @Scheduled(initialDelay = "2s", fixedDelay = "5s")
    void count() {
        try {
            counts = channels.counts();
        } catch (StoreUnavailable e) {
            counts = new Counts(0, 0);
        }
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        healthStatus = HealthStatus.UP;
        Counts now = counts;
        return Map.of(
                "why",
                now.dead() == 0 ? "no channel is dead" : now.dead() + " channels are dead",
                "waiting",
                Long.toString(now.waiting()));
    }

    @Override
    public String getName() {
        return "notice-channels";
    }
}
