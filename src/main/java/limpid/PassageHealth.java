package limpid;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;

/** Ready only while the log takes and gives messages, where there is one. */
@Singleton
@Readiness
final class PassageHealth extends AbstractHealthIndicator<Map<String, String>> {
    private final Passage passage;

    PassageHealth(Passage passage) {
        this.passage = passage;
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        String trouble = passage.trouble();
        healthStatus = trouble.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of("why", trouble.isEmpty() ? passage.describe() : trouble);
    }

    @Override
    public String getName() {
        return "log";
    }
}
