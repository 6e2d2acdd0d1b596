package limpid;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.flow.Rollup;

/** Ready only while figures follow from what arrives; readings are kept without it too. */
@Singleton
@Readiness
final class RollupHealth extends AbstractHealthIndicator<Map<String, String>> {
    private final Rollup rollup;

    RollupHealth(Rollup rollup) {
        this.rollup = rollup;
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        boolean running = rollup.running();
        healthStatus = running ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of("why", running ? "figures follow from what arrives" : "the rollup has ended; the log says why");
    }

    @Override
    public String getName() {
        return "rollup";
    }
}
