package limpid;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import limpid.alert.AlertSettings;
import limpid.alert.Silence;
import limpid.alert.Silence.Heard;
import limpid.measure.LocalDay;
import limpid.rule.Rules;
import limpid.store.Alerts;
import limpid.store.Alerts.Counts;
import limpid.store.Pending;
import limpid.store.Pending.Waiting;
import limpid.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks by the clock for what no reading tells: silent stations and missing sets. It also counts alerts, and what waits, for dashboards. */
@Singleton
class SilenceSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(SilenceSchedule.class);

    private static final int MOST_WAITING = 100_000;

    private final Alerts alerts;
    private final InstantSource clock;
    private final Rules rules;
    private final Pending pending;
    private volatile Counts counts = new Counts(0, 0);
    private volatile Waiting waiting = Waiting.NOTHING;

    SilenceSchedule(Alerts alerts, Pending pending, InstantSource clock, Rules rules, MeterRegistry meters) {
        this.pending = pending;
        this.alerts = alerts;
        this.clock = clock;
        this.rules = rules;
        Gauge.builder("limpid.alerts.active", this, lookout -> lookout.counts.active())
                .description("alerts whose condition holds")
                .register(meters);
        Gauge.builder("limpid.rollup.waiting", this, lookout -> lookout.waiting.periods())
                .description("periods that wait to be worked out, up to a hundred thousand")
                .register(meters);
        Gauge.builder(
                        "limpid.rollup.oldest.seconds",
                        this,
                        lookout -> lookout.waiting.age(lookout.clock.instant()).toMillis() / 1000.0)
                .description("how long the first of them has waited")
                .register(meters);
        Gauge.builder("limpid.hooks.undelivered", this, lookout -> lookout.counts.undelivered())
                .description("calls of the webhook that its receiver has not taken")
                .register(meters);
    }

    /** Not at once: after a pause of this service, what waited in the broker must have come in before. */
    @Scheduled(initialDelay = "2m", fixedDelay = "30s")
    @Job("silence")
    void look() {
        Instant now = clock.instant();
        try {
            alerts.look(now, (heard, active) -> Silence.look(heard, active, now, settings(heard, now)));
        } catch (StoreUnavailable e) {
            LOG.warn("silent stations are not looked for: {}", e.getMessage());
        }
    }

    private AlertSettings settings(Heard heard, Instant now) {
        return rules.alerts().of(heard.city(), LocalDay.dateAt(now));
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "5s")
    void count() {
        try {
            counts = alerts.counts();
            waiting = pending.waiting(MOST_WAITING);
        } catch (StoreUnavailable e) {
            LOG.debug("alerts are not counted: {}", e.getMessage());
        }
    }
}
