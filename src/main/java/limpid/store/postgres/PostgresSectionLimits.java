package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import limpid.store.SectionLimits;
import limpid.water.PlannedLimit;
import limpid.water.SectionTarget.OwnLimit;
import org.jspecify.annotations.Nullable;

/** The limits of sections in PostgreSQL. */
public final class PostgresSectionLimits implements SectionLimits {
    private final DataSource database;

    /** The limits of this database. */
    public PostgresSectionLimits(DataSource database) {
        this.database = database;
    }

    @Override
    public List<PlannedLimit> list(@Nullable Instant asOf) {
        return Query.named("sectionLimits").with("asOf", asOf).list(database, PostgresSectionLimits::limit);
    }

    /** Reads a row of {@code sectionLimits.sql}. */
    static PlannedLimit limit(ResultSet row) throws SQLException {
        LocalDate to = Column.optionalDate(row, "to_day");
        return new PlannedLimit(
                row.getString("code"),
                new OwnLimit(
                        row.getString("item"),
                        row.getBigDecimal("limit_value"),
                        row.getObject("from_day", LocalDate.class),
                        to == null ? null : to.plusDays(1)),
                row.getString("plan"));
    }

    @Override
    public int replace(List<PlannedLimit> limits) {
        return Turn.of(database, "section_limit", "putting limits of sections", open -> replace(limits, open));
    }

    private static int replace(List<PlannedLimit> limits, Connection connection) throws SQLException {
        Instant known = KnownTime.take(connection);
        Set<Integer> changed = new TreeSet<>();
        changed.addAll(query("endLimits", limits).with("known", known).list(connection, row -> row.getInt(1)));
        changed.addAll(query("addLimits", limits).with("known", known).list(connection, row -> row.getInt(1)));
        Query.named("markSectionsDirty").with("sections", changed).update(connection);
        return changed.size();
    }

    private static Query query(String name, List<PlannedLimit> limits) {
        List<OwnLimit> own = limits.stream().map(PlannedLimit::limit).toList();
        return Query.named(name)
                .with("sections", limits.stream().map(PlannedLimit::section).toList())
                .with("items", own.stream().map(OwnLimit::code).toList())
                .with("limits", own.stream().map(OwnLimit::limit).toList())
                .with(
                        "froms",
                        own.stream()
                                .map(limit -> limit.fromInclusive().toString())
                                .toList())
                .with("tos", own.stream().map(PostgresSectionLimits::lastDay).toList())
                .with("plans", limits.stream().map(PlannedLimit::plan).toList());
    }

    private static String lastDay(OwnLimit limit) {
        LocalDate end = limit.toExclusive();
        return end == null ? "" : end.minusDays(1).toString();
    }
}
