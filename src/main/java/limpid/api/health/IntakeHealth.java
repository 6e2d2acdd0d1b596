package limpid.api.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.flow.IntakeState;

/** Ready only while the intake keeps what arrives. */
@Singleton
@Readiness
final class IntakeHealth extends AbstractHealthIndicator<Map<String, String>> {
    private final IntakeState intake;

    IntakeHealth(IntakeState intake) {
        this.intake = intake;
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        healthStatus = intake.storing() ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of("why", intake.why());
    }

    @Override
    public String getName() {
        return "intake";
    }
}
