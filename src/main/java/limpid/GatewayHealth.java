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
    private final boolean isGate;

    GatewayHealth(Gateway gateway, Settings settings) {
        this.gateway = gateway;
        this.isGate = settings.instance().is(Role.GATE);
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        healthStatus = gateway.isOff() || !isGate || gateway.isListening() ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of("why", why());
    }

    private String why() {
        if (!isGate) {
            return "no gate, LIMPID_ROLES";
        }
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
