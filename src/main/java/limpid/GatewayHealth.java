package limpid;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.hj212.Gateway;

/** Ready only while data loggers can connect, where they are to. */
@Singleton
@Readiness
final class GatewayHealth extends AbstractHealthIndicator<Map<String, String>> {
    private final Gateway gateway;

    GatewayHealth(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        healthStatus = gateway.isOff() || gateway.isListening() ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of("why", why());
    }

    private String why() {
        if (gateway.isOff()) {
            return "off, LIMPID_HJ212_PORT is not set";
        }
        return gateway.isListening()
                ? "data loggers can connect to port " + gateway.port()
                : "data loggers cannot connect";
    }

    @Override
    public String getName() {
        return "hj212";
    }
}
