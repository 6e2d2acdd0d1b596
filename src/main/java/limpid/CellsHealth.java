package limpid;

import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import limpid.api.health.PartHealth;

/** Tells whether results of cells come in. An instance answers without them, so it is ready in any case. */
@Singleton
@Readiness
final class CellsHealth extends PartHealth {
    private final KnownCells cells;

    CellsHealth(KnownCells cells) {
        super("cells");
        this.cells = cells;
    }

    @Override
    protected State state() {
        Map<String, String> states = new TreeMap<>();
        cells.seen()
                .forEach((name, cell) -> states.put(name, cell.state().words() + ", known up to " + cell.knownUpTo()));
        return new State(true, states);
    }
}
