package limpid;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;

/** Tells whether results of cells come in. An instance answers without them, so it is ready in any case. */
@Singleton
@Readiness
final class CellsHealth extends AbstractHealthIndicator<Map<String, String>> {
    private final KnownCells cells;

    CellsHealth(KnownCells cells) {
        this.cells = cells;
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        healthStatus = HealthStatus.UP;
        Map<String, String> states = new TreeMap<>();
        cells.seen()
                .forEach((name, cell) -> states.put(name, cell.state().words() + ", known up to " + cell.knownUpTo()));
        return states;
    }

    @Override
    public String getName() {
        return "cells";
    }
}
