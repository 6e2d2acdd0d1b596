package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import limpid.air.DustColumns;
import limpid.air.DustOfCity;
import limpid.store.DustList;
import org.jspecify.annotations.Nullable;

/** The list of dust in PostgreSQL. */
public final class PostgresDustList implements DustList {
    private static final RegisterTable<DustOfCity> TABLE = new RegisterTable<>(DustColumns.REGISTER, "");

    private final DataSource database;

    /** The list of this database. */
    public PostgresDustList(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Listed> list(
            @Nullable String city,
            @Nullable LocalDate firstInclusive,
            @Nullable LocalDate lastInclusive,
            @Nullable Instant asOf) {
        return query(city == null ? null : List.of(city), firstInclusive, lastInclusive, asOf)
                .list(database, PostgresDustList::listed);
    }

    /** The list of these cities, or of all. */
    static Query query(
            @Nullable Collection<String> cities,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            @Nullable Instant asOf) {
        return TABLE.named("dust")
                .with("cities", cities)
                .with("first", first)
                .with("last", last)
                .with("asOf", asOf);
    }

    /** Reads a row of it. */
    static Listed listed(ResultSet row) throws SQLException {
        return new Listed(TABLE.read(row), row.getString("entered_by"), Column.instant(row, "known_from"));
    }

    @Override
    public int put(List<DustOfCity> entries, String by) {
        return change("putting dust on the list", connection -> {
            Instant at = KnownTime.take(connection);
            int changed = 0;
            for (DustOfCity dust : entries) {
                changed += put(connection, dust, by, at);
            }
            return changed;
        });
    }

    private static int put(Connection connection, DustOfCity dust, String by, Instant at) throws SQLException {
        LocalDate date = dust.entry().date();
        boolean known =
                query(List.of(dust.city()), date, date, null).list(connection, PostgresDustList::listed).stream()
                        .anyMatch(listed -> listed.dust().equals(dust));
        if (known) {
            return 0;
        }
        Query.named("withdrawDust")
                .with("city", dust.city())
                .with("day", date)
                .with("fromHour", dust.entry().fromHour())
                .with("toHour", dust.entry().toHour())
                .with("by", by)
                .with("now", at)
                .update(connection);
        markDirty(connection, dust.city(), date);
        return TABLE.named("addDust", dust).with("by", by).with("now", at).update(connection);
    }

    @Override
    public int withdraw(String city, LocalDate date, String by) {
        return change("taking dust from the list", connection -> {
            Instant at = KnownTime.take(connection);
            markDirty(connection, city, date);
            return Query.named("withdrawDust")
                    .with("city", city)
                    .with("day", date)
                    .with("fromHour", null)
                    .with("toHour", null)
                    .with("by", by)
                    .with("now", at)
                    .update(connection);
        });
    }

    /** Days of the city and of its stations; their months and longer periods follow. */
    private static void markDirty(Connection connection, String city, LocalDate date) throws SQLException {
        Query.named("markDustDirty").with("city", city).with("day", date).update(connection);
    }

    private int change(String operation, Transaction.Work<Integer> work) {
        return Turn.of(database, "dust", operation, work);
    }
}
