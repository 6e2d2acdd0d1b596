package limpid;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.api.health.PartHealth;
import limpid.store.Channels;
import limpid.store.Channels.Counts;
import limpid.store.StoreUnavailable;

/** Tells of dead channels. A service is ready all the same: readings come in and questions are answered. */
@Singleton
@Readiness
final class ChannelHealth extends PartHealth {
    private final Channels channels;
    private volatile Counts counts = new Counts(0, 0);

    ChannelHealth(Channels channels, MeterRegistry meters) {
        super("notice-channels");
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
    protected State state() {
        Counts now = counts;
        return new State(
                true,
                Map.of(
                        "why",
                        now.dead() == 0 ? "no channel is dead" : now.dead() + " channels are dead",
                        "waiting",
                        Long.toString(now.waiting())));
    }
}
