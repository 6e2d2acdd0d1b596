package limpid;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import limpid.store.Cells.Cell;
import limpid.store.Cells.State;
import limpid.store.StoreUnavailable;
import limpid.store.postgres.PostgresCells;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cells whose results come into the database, as they were seen last, for those who watch them. */
@Singleton
class KnownCells {
    private static final Logger LOG = LoggerFactory.getLogger(KnownCells.class);
    private static final double MILLIS = 1000;

    private final PostgresCells cells;
    private final MeterRegistry meters;
    private final Map<String, Cell> seen = new ConcurrentHashMap<>();
    private volatile boolean looked;
    private volatile int conflicts;

    KnownCells(PostgresCells cells, MeterRegistry meters) {
        this.cells = cells;
        this.meters = meters;
        Gauge.builder("limpid.cells.conflicts", this, known -> known.conflicts)
                .description("cities, stations and other names that two cells have")
                .register(meters);
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "5s")
    void look() {
        try {
            List<Cell> now = cells.all();
            now.forEach(cell -> {
                if (seen.put(cell.name(), cell) == null) {
                    tell(cell.name());
                }
            });
            seen.keySet()
                    .removeIf(name -> now.stream().noneMatch(cell -> cell.name().equals(name)));
            conflicts = now.isEmpty() ? 0 : cells.conflicts().size();
            looked = true;
        } catch (StoreUnavailable e) {
            LOG.debug("cells cannot be looked at: {}", e.getMessage());
        }
    }

    private void tell(String name) {
        Gauge.builder("limpid.cells.follows", this, known -> known.follows(name) ? 1 : 0)
                .description("1 while results of the cell come in")
                .tag("cell", name)
                .register(meters);
        Gauge.builder("limpid.cells.delay.seconds", this, known -> known.delay(name))
                .description("since the cell was last heard of")
                .tag("cell", name)
                .register(meters);
    }

    private boolean follows(String name) {
        Cell cell = seen.get(name);
        return cell != null && cell.state() == State.FOLLOWS;
    }

    private double delay(String name) {
        Cell cell = seen.get(name);
        Duration delay = cell == null ? null : cell.delay();
        return delay == null ? Double.NaN : delay.toMillis() / MILLIS;
    }

    /** Whether the database is above cells. */
    boolean isAbove() {
        if (!looked) {
            look();
        }
        return !seen.isEmpty();
    }

    /** As they were seen last, by name. */
    Map<String, Cell> seen() {
        return Map.copyOf(seen);
    }
}
