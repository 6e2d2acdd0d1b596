package limpid;

import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import limpid.api.health.PartHealth;
import limpid.flow.Belt;
import limpid.rollup.Rollup;

/** Ready only while the threads of intake and rollup run that this instance has; it tells what they met and went on after. */
@Singleton
@Readiness
final class BeltsHealth extends PartHealth {
    private final Passage passage;
    private final Rollup rollup;
    private final boolean rollsUp;

    BeltsHealth(Passage passage, Rollup rollup, Settings settings) {
        super("belts");
        this.passage = passage;
        this.rollup = rollup;
        this.rollsUp = settings.instance().is(Role.ROLLUP);
    }

    @Override
    protected State state() {
        Map<String, String> belts = new TreeMap<>();
        boolean alive = !rollsUp || rollup.alive();
        if (rollsUp) {
            belts.put("rollup", state(rollup.alive(), rollup.failures(), rollup.lastFailure()));
        }
        for (Belt belt : passage.belts()) {
            alive &= belt.alive();
            belts.put(belt.name(), state(belt.alive(), belt.failures(), belt.lastFailure()));
        }
        return new State(alive, belts);
    }

    private static String state(boolean alive, long failures, String last) {
        String running = alive ? "running" : "stopped";
        return failures == 0 ? running : running + ", " + failures + " failures, the last " + last;
    }
}
