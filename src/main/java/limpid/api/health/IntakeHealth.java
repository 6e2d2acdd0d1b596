package limpid.api.health;

import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import limpid.flow.IntakeState;

/** Ready only while the intake keeps what arrives. */
@Singleton
@Readiness
final class IntakeHealth extends PartHealth {
    private final IntakeState intake;

    IntakeHealth(IntakeState intake) {
        super("intake");
        this.intake = intake;
    }

    @Override
    protected State state() {
        return State.why(intake.storing(), intake.why());
    }
}
