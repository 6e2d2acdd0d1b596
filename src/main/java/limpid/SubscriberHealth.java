package limpid;

import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import limpid.api.health.PartHealth;
import limpid.mqtt.Subscriber;

/** Ready only while subscribed: before its first subscription a broker keeps nothing for us. */
@Singleton
@Readiness
final class SubscriberHealth extends PartHealth {
    private final Subscriber subscriber;
    private final boolean isGate;

    SubscriberHealth(Subscriber subscriber, Settings settings) {
        super("subscriber");
        this.subscriber = subscriber;
        this.isGate = settings.instance().is(Role.GATE);
    }

    @Override
    protected State state() {
        boolean connected = subscriber.connected();
        return State.why(connected || subscriber.standsBy() || !isGate, why(connected));
    }

    private String why(boolean connected) {
        if (!isGate) {
            return "no gate, LIMPID_ROLES";
        }
        return connected ? "subscribed to the stations' readings" : subscriber.why();
    }
}
