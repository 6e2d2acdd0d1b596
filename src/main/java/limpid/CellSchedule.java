package limpid;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import limpid.store.StoreUnavailable;
import limpid.store.postgres.OwnCell;
import limpid.store.postgres.PostgresCells;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What cells tell those above, and what is made above of what they tell. */
@Singleton
class CellSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(CellSchedule.class);

    private final boolean isCell;
    private final DataSource belts;
    private final PostgresCells cells;
    private final KnownCells known;
    private volatile OwnCell.Held held = new OwnCell.Held(0, 0, 0);

    CellSchedule(
            Settings settings,
            @Named("belts") DataSource belts,
            PostgresCells cells,
            KnownCells known,
            MeterRegistry meters) {
        this.isCell = settings.instance().cell() > 0;
        this.belts = belts;
        this.cells = cells;
        this.known = known;
        Gauge.builder("limpid.cell.held.bytes", this, schedule -> schedule.held.bytes())
                .description("log that the database holds for the database above that is furthest behind")
                .register(meters);
        Gauge.builder("limpid.cell.away", this, schedule -> schedule.held.away())
                .description("databases above that read nothing now")
                .register(meters);
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    @Job("heartbeat")
    void beat() {
        if (isCell) {
            quietly("telling those above", () -> OwnCell.beat(belts));
        }
    }

    @Scheduled(initialDelay = "5s", fixedDelay = "15s")
    void look() {
        if (isCell) {
            quietly("looking for those above", () -> held = OwnCell.held(belts));
        }
    }

    @Scheduled(initialDelay = "2s", fixedDelay = "1s")
    @Job(value = "cells", above = true)
    void workOff() {
        if (known.isAbove()) {
            quietly("working off what came from cells", cells::workOff);
        }
    }

    private static void quietly(String what, Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailable e) {
            LOG.warn("{}: {}", what, e.getMessage());
        }
    }
}
