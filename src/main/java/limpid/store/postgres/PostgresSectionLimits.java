package limpid.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import limpid.store.SectionLimits;
import limpid.water.LimitColumns;
import limpid.water.PlannedLimit;
import org.jspecify.annotations.Nullable;

/** The limits of sections in PostgreSQL. */
public final class PostgresSectionLimits implements SectionLimits {
    static final RegisterTable<PlannedLimit> TABLE = new RegisterTable<>(LimitColumns.REGISTER, "section");

    private final DataSource database;

    /** The limits of this database. */
    public PostgresSectionLimits(DataSource database) {
        this.database = database;
    }

    @Override
    public List<PlannedLimit> list(@Nullable Instant asOf) {
        return query(asOf).list(database, TABLE::read);
    }

    static Query query(@Nullable Instant asOf) {
        return TABLE.named("sectionLimits").with("asOf", asOf);
    }

    @Override
    public int replace(List<PlannedLimit> limits) {
        return Turn.of(database, "section_limit", "putting limits of sections", open -> replace(limits, open));
    }

    private static int replace(List<PlannedLimit> limits, Connection connection) throws SQLException {
        Instant known = KnownTime.take(connection);
        Set<Integer> changed = new TreeSet<>();
        for (String step : List.of("endLimits", "addLimits")) {
            changed.addAll(TABLE.named(step, limits).with("known", known).list(connection, row -> row.getInt(1)));
        }
        Query.named("markSectionsDirty").with("sections", changed).update(connection);
        return changed.size();
    }
}
