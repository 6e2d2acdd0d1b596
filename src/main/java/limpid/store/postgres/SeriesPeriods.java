package limpid.store.postgres;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The averaging periods of the series that there are. */
public final class SeriesPeriods {
    private final DataSource database;

    /** The periods in this database. */
    public SeriesPeriods(DataSource database) {
        this.database = database;
    }

    /**
     * Those of a station.
     *
     * @throws limpid.store.StoreUnavailable where the store cannot be reached
     */
    public Set<Duration> of(String station) {
        return Query.named("seriesPeriods").with("station", station).list(database, row -> row.getInt(1)).stream()
                .map(Duration::ofSeconds)
                .collect(Collectors.toSet());
    }
}
