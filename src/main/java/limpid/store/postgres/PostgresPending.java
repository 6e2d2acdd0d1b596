package limpid.store.postgres;

import java.time.Instant;
import java.util.Locale;
import javax.sql.DataSource;
import limpid.store.Pending;
import limpid.store.Stations.Place;

/** What waits for the rollup, in PostgreSQL. */
public final class PostgresPending implements Pending {
    private final DataSource database;

    /** What waits in this database. */
    public PostgresPending(DataSource database) {
        this.database = database;
    }

    @Override
    public int days(Place place, String name, Instant fromExclusive, Instant toInclusive) {
        return Query.named("pendingDays")
                .with("kind", place.name().toLowerCase(Locale.ROOT))
                .with("code", name)
                .with("from", fromExclusive)
                .with("to", toInclusive)
                .list(database, row -> row.getInt(1))
                .getFirst();
    }

    @Override
    public Waiting waiting(int most) {
        return Query.named("pendingPeriods")
                .with("most", most)
                .list(database, row -> new Waiting(row.getLong("periods"), Column.optionalInstant(row, "since")))
                .getFirst();
    }
}
