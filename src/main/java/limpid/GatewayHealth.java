package limpid;

import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.hj212.Gateway;

/** Ready only while data loggers can connect. */
@Singleton
@Readiness
@Requires(beans = Gateway.class)
final class GatewayHealth extends AbstractHealthIndicator<Map<String, String>> {
    private final Gateway gateway;

    GatewayHealth(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        healthStatus = gateway.isListening() ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of(
                "why",
                gateway.isListening()
                        ? "data loggers can connect to port " + gateway.port()
                        : "data loggers cannot connect");
    }

    @Override
    public String getName() {
        return "hj212";
    }
}
