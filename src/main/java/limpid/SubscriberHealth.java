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

    SubscriberHealth(Subscriber subscriber) {
        this.subscriber = subscriber;
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        boolean connected = subscriber.connected();
        healthStatus = connected ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of("why", connected ? "subscribed to the stations' readings" : subscriber.why());
    }

    @Override
    public String getName() {
        return "subscriber";
    }
}
