package limpid;

import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import limpid.api.health.PartHealth;
import limpid.hj212.Gateway;

/** Ready only while data loggers can connect, where they are to. */
@Singleton
@Readiness
final class GatewayHealth extends PartHealth {
    private final Gateway gateway;
    private final boolean isGate;

    GatewayHealth(Gateway gateway, Settings settings) {
        super("hj212");
        this.gateway = gateway;
        this.isGate = settings.instance().is(Role.GATE);
    }

    @Override
    protected State state() {
        return State.why(gateway.isOff() || !isGate || gateway.isListening(), why());
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
}
