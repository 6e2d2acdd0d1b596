package limpid.store.postgres;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.store.DataRates;
import limpid.store.Span;

/** How many readings have come, in PostgreSQL. */
public final class PostgresDataRates implements DataRates {
    private static final List<Integer> VALID =
            Flags.standard().all().stream().filter(Flag::valid).map(Flag::id).toList();

    private final DataSource database;

    /** The readings of this database. */
    public PostgresDataRates(DataSource database) {
        this.database = database;
    }

    @Override
    public Map<String, Received> received(Collection<String> stations, Span span) {
        Map<String, Received> received = new HashMap<>();
        Query.named("received")
                .with("stations", List.copyOf(stations))
                .with("validFlags", VALID)
                .with("from", span.fromExclusive())
                .with("to", span.toInclusive())
                .forEach(
                        database,
                        row -> received.put(
                                row.getString("code"),
                                new Received(row.getInt("series"), row.getLong("present"), row.getLong("valid"))));
        return received;
    }
}
