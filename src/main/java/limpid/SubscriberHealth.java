package limpid;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.mqtt.Subscriber;

/** Ready only while subscribed: before its first subscription a broker keeps nothing for us. */
@Singleton
@Readiness
final class SubscriberHealth extends AbstractHealthIndicator<Map<String, String>> {
    private final Subscriber subscriber;
    private final boolean isGate;

    SubscriberHealth(Subscriber subscriber, Settings settings) {
        this.subscriber = subscriber;
        this.isGate = settings.instance().is(Role.GATE);
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        boolean connected = subscriber.connected();
        healthStatus = connected || subscriber.standsBy() || !isGate ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of("why", why(connected));
    }

    private String why(boolean connected) {
        if (!isGate) {
            return "no gate, LIMPID_ROLES";
        }
        return connected ? "subscribed to the stations' readings" : subscriber.why();
    }

    @Override
    public String getName() {
        return "subscriber";
    }
}
