package limpid;

import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import limpid.api.health.PartHealth;

/** Ready only while the log takes and gives messages, where there is one. */
@Singleton
@Readiness
final class PassageHealth extends PartHealth {
    private final Passage passage;

    PassageHealth(Passage passage) {
        super("log");
        this.passage = passage;
    }

    @Override
    protected State state() {
        String trouble = passage.trouble();
        return State.why(trouble.isEmpty(), trouble.isEmpty() ? passage.describe() : trouble);
    }
}
