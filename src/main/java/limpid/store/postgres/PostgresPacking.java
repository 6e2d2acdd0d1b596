package limpid.store.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Packs the spans in which seconds arrived into spans of five minutes, see migration V270. */
public final class PostgresPacking {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int SERIES_AT_ONCE = 50;

    private final DataSource database;

    /** Packs in this database. */
    public PostgresPacking(DataSource database) {
        this.database = database;
    }

    /**
     * Packs what ends in five minutes of the clock that were over at this instant. What arrives for them later is packed for
     * itself.
     *
     * @throws limpid.store.StoreUnavailable where the store cannot be reached
     */
    public void pack(Instant over) {
        Instant before =
                Instant.ofEpochSecond(Math.floorDiv(over.getEpochSecond(), WINDOW.toSeconds()) * WINDOW.toSeconds());
        List<Integer> series =
                Query.named("seriesToPack").with("before", before).list(database, row -> row.getInt("id"));
        for (int from = 0; from < series.size(); from += SERIES_AT_ONCE) {
            pack(series.subList(from, Math.min(from + SERIES_AT_ONCE, series.size())), before);
        }
    }

    private void pack(List<Integer> series, Instant before) {
        Transaction.of(database, "packing seconds", open -> {
            PostgresReadings.lock(series.toArray(Integer[]::new), open);
            return Query.named("packSpans")
                    .with("series", series)
                    .with("before", before)
                    .update(open);
        });
    }
}
