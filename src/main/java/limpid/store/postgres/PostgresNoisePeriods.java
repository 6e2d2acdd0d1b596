package limpid.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import limpid.noise.NetworkReport;
import limpid.noise.NoiseTables;
import limpid.result.Kept;
import limpid.store.NoisePeriods;
import org.jspecify.annotations.Nullable;

/** Periods of noise in PostgreSQL. */
public final class PostgresNoisePeriods implements NoisePeriods {
    private static final int MOST_MONTHS = 50;
    private final DataSource database;

    /** Periods in this database. */
    public PostgresNoisePeriods(DataSource database) {
        this.database = database;
    }

    /** Marks the months of these dates of points, in the transaction that changed what is known of them. */
    static void markDates(Collection<Integer> points, Collection<LocalDate> dates, Connection connection)
            throws SQLException {
        Query.named("markNoiseDates")
                .with("points", points)
                .with("dates", dates.stream().map(LocalDate::toString).toList())
                .update(connection);
    }

    /** Marks the months of those of these days of points that became known in this transaction, at this instant. */
    static void markChanged(
            Collection<Integer> points, Collection<LocalDate> days, Instant known, Connection connection)
            throws SQLException {
        Query.named("markNoiseDays")
                .with("known", known)
                .with("points", points)
                .with("dates", days.stream().map(LocalDate::toString).toList())
                .update(connection);
    }

    /**
     * Marks all months in which cities have figures or points measured.
     *
     * @param from only months that end on it or later; null for all
     * @param to   only months that begin on it or earlier; null for all
     */
    static void markCities(
            @Nullable Collection<String> cities,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Connection connection)
            throws SQLException {
        Query.named("markNoiseCities")
                .with("cities", cities)
                .with("from", from)
                .with("to", to)
                .update(connection);
    }

    @Override
    public void daysAreOver(LocalDate lastOver) {
        Query.named("noiseDaysOver").with("day", lastOver).update(database);
    }

    @Override
    public Set<CityMonth> workOff(Set<CityMonth> left, Work work) {
        return Transaction.of(database, "keeping periods of noise", open -> workOff(left, work, open));
    }

    private static Set<CityMonth> workOff(Set<CityMonth> left, Work work, Connection connection) throws SQLException {
        Set<CityMonth> months = new LinkedHashSet<>(Query.named("claimNoiseMonths")
                .with("most", MOST_MONTHS)
                .with("cities", left.stream().map(CityMonth::city).toList())
                .with(
                        "months",
                        left.stream()
                                .map(month -> month.month().atDay(1).toString())
                                .toList())
                .list(
                        connection,
                        row -> new CityMonth(
                                row.getString("city"), YearMonth.from(row.getObject("month", LocalDate.class)))));
        if (!months.isEmpty()) {
            keep(work.of(months), connection);
        }
        return months;
    }

    private static void keep(List<NetworkReport> figures, Connection connection) throws SQLException {
        Map<String, Integer> subjects =
                CityNumbers.of(figures.stream().map(NetworkReport::city).collect(Collectors.toSet()), connection);
        List<Kept<NetworkReport>> reports = figures.stream()
                .map(of -> new Kept<>(Objects.requireNonNull(subjects.get(of.city())), of))
                .toList();
        KeptTable.keep(NoiseTables.PERIODS, reports, KnownTime.take(connection), connection);
    }
}
