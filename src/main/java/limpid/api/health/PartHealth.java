package limpid.api.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import java.util.Map;

/** How a part of this instance fares. */
public abstract class PartHealth extends AbstractHealthIndicator<Map<String, String>> {
    private final String name;

    /** @param name of the part, in answers */
    protected PartHealth(String name) {
        this.name = name;
    }

    /**
     * How it fares now.
     *
     * @param ready   whether this instance is ready, as far as it is on this part
     * @param details by their names
     */
    public record State(boolean ready, Map<String, String> details) {
        /** With one sentence that says why. */
        public static State why(boolean ready, String why) {
            return new State(ready, Map.of("why", why));
        }
    }

    /** How it fares now. */
    protected abstract State state();

    @Override
    protected final Map<String, String> getHealthInformation() {
        State state = state();
        healthStatus = state.ready ? HealthStatus.UP : HealthStatus.DOWN;
        return state.details;
    }

    @Override
    public final String getName() {
        return name;
    }
}
