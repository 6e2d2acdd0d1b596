package limpid.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import limpid.air.DayValues;
import limpid.air.DustDeduction.Entry;
import limpid.air.PackedDays;
import limpid.alert.Alert;
import limpid.measure.Medium;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.noise.LevelTally;
import limpid.result.Kept;
import limpid.result.ResultTable;
import limpid.station.Station;
import limpid.store.CityClaim;
import limpid.store.Claim;
import limpid.store.DirtyPeriod;
import limpid.store.DustList.Listed;
import limpid.store.MonthClaim;
import limpid.store.RegionClaim;
import limpid.store.SubjectAlert;
import limpid.store.Tallies.SeriesDay;
import limpid.store.Tallies.SeriesHour;
import limpid.store.Tallies.SeriesMinute;
import limpid.store.WaterMeans.Region;
import limpid.store.Workbench;
import limpid.store.postgres.KeptTable.Line;
import limpid.water.PlannedLimit;
import limpid.water.SectionMeans;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.WaterTables;
import org.jspecify.annotations.Nullable;

/** A rollup's view of the database, inside the transaction that holds its claims. */
final class PostgresWorkbench implements Workbench {
    private static final String DAYS_OF_YEARS = PostgresResults.packed("daysOfYears");
    private static final String READINGS = Sql.of("spanReadings");
    private static final String SPANS_OF_SECONDS = Sql.of("spansOfSeconds");
    private static final String SERIES_MINUTES = Sql.of("spanSeriesMinutes");
    private static final String SERIES_HOURS = Sql.of("spanSeriesHours");
    private static final String SERIES_IDS = "SELECT series.id, station.code, series.parameter_id, series.period_s"
            + " FROM series JOIN station ON station.id = series.station_id WHERE station.code = ANY (?)";

    private static final KeptTable SERIES_MINUTE = KeptTable.plain(
            "series_minute", List.of("series_id", "period_end"), List.of("valid", "sum", "min", "max", "tally"));
    private static final KeptTable SERIES_HOUR = KeptTable.plain(
            "series_hour",
            List.of("series_id", "period_end"),
            List.of("valid", "expected", "sum", "min", "max", "tally", "minutes"));
    private static final KeptTable SERIES_DAY = KeptTable.plain(
            "series_day", List.of("series_id", "day"), List.of("valid", "expected", "mean", "min", "max"));
    private final Connection connection;
    private final Announcement announcement = new Announcement();
    private final List<Claim> claims;
    private final List<CityClaim> cityClaims;
    private final List<RegionClaim> regionClaims;
    private final List<MonthClaim> monthClaims;
    private final boolean hooks;
    private final Map<Integer, Boolean> shortSeries = new HashMap<>();
    private @Nullable Instant known;

    PostgresWorkbench(
            Connection connection,
            List<Claim> claims,
            List<CityClaim> cityClaims,
            List<RegionClaim> regionClaims,
            List<MonthClaim> monthClaims,
            boolean hooks) {
        this.connection = connection;
        this.claims = claims;
        this.cityClaims = cityClaims;
        this.regionClaims = regionClaims;
        this.monthClaims = monthClaims;
        this.hooks = hooks;
    }

    @Override
    public List<Claim> claims() {
        return claims;
    }

    @Override
    public List<CityClaim> cityClaims() {
        return cityClaims;
    }

    @Override
    public List<MonthClaim> monthClaims() {
        return monthClaims;
    }

    @Override
    public void markCitiesDirty(Map<String, Set<DirtyPeriod>> periods) {
        if (periods.isEmpty()) {
            return;
        }
        DirtyRows rows = new DirtyRows();
        try {
            Map<String, Integer> numbers = CityNumbers.of(periods.keySet(), connection);
            periods.forEach((city, dirty) -> {
                Integer number = numbers.get(city);
                if (number != null) {
                    dirty.forEach(period -> rows.add(number, period));
                }
            });
            rows.insert(connection);
        } catch (SQLException e) {
            throw new BenchFailure(e);
        }
    }

    @Override
    public List<RegionClaim> regionClaims() {
        return regionClaims;
    }

    @Override
    public void markRegionsDirty(Map<Region, Set<YearMonth>> months) {
        List<String> kinds = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        List<String> dates = new ArrayList<>();
        months.forEach((region, ofRegion) -> ofRegion.forEach(month -> {
            kinds.add(region.city() == null ? "river" : "city");
            codes.add(region.city() == null ? String.valueOf(region.river()) : region.city());
            dates.add(month.atDay(1).toString());
        }));
        change(Query.named("markRegionsDirty")
                .with("kinds", kinds)
                .with("codes", codes)
                .with("months", dates));
    }

    @Override
    public Map<Integer, Station> sections(Collection<Integer> subjectIds) {
        Map<Integer, Station> sections = new HashMap<>();
        each(
                Query.named("sectionsOfRegion")
                        .with("ids", subjectIds)
                        .with("city", null)
                        .with("river", null),
                row -> sections.put(row.getInt("id"), StationTable.read(row)));
        return sections;
    }

    @Override
    public List<Station> sections(Region region) {
        List<Station> sections = new ArrayList<>();
        each(
                Query.named("sectionsOfRegion")
                        .with("ids", null)
                        .with("city", region.city())
                        .with("river", region.river()),
                row -> sections.add(StationTable.read(row)));
        return sections;
    }

    @Override
    public Map<String, List<SectionMeans.Month>> waterMonths(Region region, YearMonth first, YearMonth last) {
        Map<String, List<SectionMeans.Month>> months = new HashMap<>();
        each(PostgresWaterMeans.monthsOf(region, first, last), row -> months.computeIfAbsent(
                        row.getString("code"), code -> new ArrayList<>())
                .add(TableRow.named(WaterTables.MONTHS, row)));
        return months;
    }

    @Override
    public Map<String, List<OwnLimit>> ownLimits() {
        List<PlannedLimit> limits = new ArrayList<>();
        each(PostgresSectionLimits.query(null), row -> limits.add(PostgresSectionLimits.TABLE.read(row)));
        return PlannedLimit.bySection(limits);
    }

    @Override
    public Map<String, List<Entry>> dust(Collection<String> cities, LocalDate first, LocalDate last) {
        Map<String, List<Entry>> dust = new HashMap<>();
        each(PostgresDustList.query(cities, first, last, null), row -> {
            Listed listed = PostgresDustList.listed(row);
            dust.computeIfAbsent(listed.dust().city(), city -> new ArrayList<>())
                    .add(listed.dust().entry());
        });
        return dust;
    }

    @Override
    public <T> List<Kept<T>> ofYears(ResultTable<T> table, Collection<SubjectYear> years) {
        List<Kept<T>> results = new ArrayList<>();
        each(
                ofYears(TableQuery.ofYears(table), years),
                row -> results.add(new Kept<>(row.getInt(1), TableRow.read(table, row, 2))));
        return results;
    }

    private void change(Query query) {
        try {
            query.update(connection);
        } catch (SQLException e) {
            throw new BenchFailure(e);
        }
    }

    private void each(Query query, Query.RowVisitor visitor) {
        try {
            query.list(connection, row -> {
                visitor.visit(row);
                return true;
            });
        } catch (SQLException e) {
            throw new BenchFailure(e);
        }
    }

    @Override
    public List<Reading> readings(Collection<Span> spans) {
        return readings(spans, Which.HOURS_AND_SAMPLES);
    }

    @Override
    public List<Reading> secondReadings(Collection<Span> spans) {
        return everyReading(spans, Which.SECONDS);
    }

    /** Those in rows and those in spans; in the order of time where there are both. */
    private List<Reading> everyReading(Collection<Span> spans, Which which) {
        List<Reading> readings = readings(spans, which);
        boolean both = !readings.isEmpty();
        tallies(which.spans, Span.joined(spans), KeptSpan::of)
                .forEach(span -> span.readings().forEach(readings::add));
        if (both) {
            readings.sort(Comparator.comparing(Reading::end));
        }
        return readings;
    }

    @Override
    public List<Reading> minuteReadings(Collection<Span> spans) {
        return readings(ofShortSeries(spans), Which.MINUTES);
    }

    @Override
    public List<Reading> weather(Collection<Span> spans) {
        return everyReading(spans, Which.WEATHER);
    }

    /** Series by their averaging periods in seconds, samples having none, or by what they measure. */
    private enum Which {
        SECONDS("series.period_s BETWEEN 1 AND 59 AND station.medium <> 'water'"),
        MINUTES("series.period_s BETWEEN 60 AND 3599 AND station.medium <> 'water'"),
        HOURS_AND_SAMPLES("series.period_s = 0 OR series.period_s >= 3600 OR station.medium = 'water'"),
        WEATHER("series.parameter_id IN (%d, %d)"
                .formatted(
                        Parameters.standard().get("RAIN").id(),
                        Parameters.standard().get("WS").id()));

        private final String statement;
        private final String spans;

        Which(String condition) {
            statement = READINGS.replace("$which", condition);
            spans = SPANS_OF_SECONDS.replace("$which", condition);
        }
    }

    private List<Reading> readings(Collection<Span> spans, Which which) {
        List<Reading> readings = new ArrayList<>();
        if (spans.isEmpty()) {
            return readings;
        }
        try (PreparedStatement statement = connection.prepareStatement(which.statement)) {
            bindSpans(Span.joined(spans), statement);
            statement.setObject(4, first(spans).atOffset(ZoneOffset.UTC));
            statement.setObject(5, last(spans).atOffset(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    readings.addAll(PackedReadings.read(
                            rows.getString(1),
                            Parameters.standard().byId(rows.getInt(2)),
                            Duration.ofSeconds(rows.getInt(3)),
                            rows.getBytes(4)));
                }
            }
        } catch (SQLException e) {
            throw new BenchFailure(e);
        }
        return readings;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private void bindSpans(Collection<Span> spans, PreparedStatement statement) throws SQLException {
        statement.setArray(
                1,
                connection.createArrayOf(
                        "int4", spans.stream().map(Span::stationId).toArray()));
        statement.setArray(
                2,
                connection.createArrayOf(
                        "timestamptz",
                        spans.stream()
                                .map(span -> span.period().start().toString())
                                .toArray()));
        statement.setArray(
                3,
                connection.createArrayOf(
                        "timestamptz",
                        spans.stream()
                                .map(span -> span.period().end().toString())
                                .toArray()));
    }

    private static Instant first(Collection<Span> spans) {
        return spans.stream()
                .map(span -> span.period().start())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Instant last(Collection<Span> spans) {
        return spans.stream()
                .map(span -> span.period().end())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Override
    public List<SeriesMinute> seriesMinutes(Collection<Span> spans) {
        return tallies(SERIES_MINUTES, ofShortSeries(spans), PostgresWorkbench::seriesMinute);
    }

    @Override
    public List<SeriesHour> seriesHours(Collection<Span> spans) {
        return tallies(SERIES_HOURS, ofShortSeries(spans), PostgresWorkbench::seriesHour);
    }

    /** Most stations send hours and have none; each is asked about once. A series that comes meanwhile is dirty again. */
    private List<Span> ofShortSeries(Collection<Span> spans) {
        List<Integer> unknown = spans.stream()
                .map(Span::stationId)
                .filter(id -> !shortSeries.containsKey(id))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            unknown.forEach(id -> shortSeries.put(id, false));
            each(
                    Query.named("stationsOfShortSeries").with("stations", unknown),
                    row -> shortSeries.put(row.getInt(1), true));
        }
        return spans.stream()
                .filter(span -> shortSeries.getOrDefault(span.stationId(), false))
                .toList();
    }

    private <T> List<T> tallies(String sql, Collection<Span> spans, Query.RowReader<T> reader) {
        if (spans.isEmpty()) {
            return List.of();
        }
        List<T> tallies = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bindSpans(spans, statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tallies.add(reader.read(rows));
                }
            }
        } catch (SQLException e) {
            throw new BenchFailure(e);
        }
        return tallies;
    }

    private static SeriesMinute seriesMinute(ResultSet row) throws SQLException {
        return new SeriesMinute(
                row.getString(1),
                Parameters.standard().byId(row.getInt(2)),
                Duration.ofSeconds(row.getInt(3)),
                instant(row, 4),
                row.getInt(5),
                row.getBigDecimal(6),
                row.getBigDecimal(7),
                row.getBigDecimal(8),
                levels(row.getBytes(9)));
    }

    private static @Nullable LevelTally levels(byte @Nullable [] tally) {
        return tally == null ? null : LevelTally.fromBytes(tally);
    }

    private static SeriesHour seriesHour(ResultSet row) throws SQLException {
        return new SeriesHour(
                row.getString(1),
                Parameters.standard().byId(row.getInt(2)),
                Duration.ofSeconds(row.getInt(3)),
                instant(row, 4),
                row.getInt(5),
                row.getInt(6),
                row.getBigDecimal(7),
                row.getBigDecimal(8),
                row.getBigDecimal(9),
                levels(row.getBytes(10)),
                row.getObject(11, Long.class));
    }

    @Override
    public void keepSeriesMinutes(List<SeriesMinute> minutes) {
        Map<SeriesBook.Key, Integer> ids =
                seriesIds(minutes.stream().map(SeriesMinute::station).distinct().toList());
        keep(
                SERIES_MINUTE,
                minutes,
                (minute, lines) -> lines.values(row(
                        ids.get(key(minute.station(), minute.parameter().id(), minute.period())),
                        minute.end(),
                        minute.valid(),
                        minute.sum(),
                        minute.min(),
                        minute.max(),
                        minute.levels() == null ? null : minute.levels().toBytes())));
    }

    @Override
    public void keepSeriesHours(List<SeriesHour> hours) {
        Map<SeriesBook.Key, Integer> ids =
                seriesIds(hours.stream().map(SeriesHour::station).distinct().toList());
        keep(
                SERIES_HOUR,
                hours,
                (hour, lines) -> lines.values(row(
                        ids.get(key(hour.station(), hour.parameter().id(), hour.period())),
                        hour.end(),
                        hour.valid(),
                        hour.expected(),
                        hour.sum(),
                        hour.min(),
                        hour.max(),
                        hour.levels() == null ? null : hour.levels().toBytes(),
                        hour.minutes())));
    }

    @Override
    public void keepSeriesDays(List<SeriesDay> days) {
        Map<SeriesBook.Key, Integer> ids =
                seriesIds(days.stream().map(SeriesDay::station).distinct().toList());
        keep(
                SERIES_DAY,
                days,
                (day, lines) -> lines.values(row(
                        ids.get(key(day.station(), day.parameter().id(), day.period())),
                        day.day(),
                        day.valid(),
                        day.expected(),
                        day.mean(),
                        day.min(),
                        day.max())));
    }

    private static SeriesBook.Key key(String station, int parameterId, Duration period) {
        return new SeriesBook.Key(station, parameterId, Math.toIntExact(period.toSeconds()));
    }

    private Map<SeriesBook.Key, Integer> seriesIds(List<String> stations) {
        Map<SeriesBook.Key, Integer> ids = new HashMap<>();
        if (stations.isEmpty()) {
            return ids;
        }
        try (PreparedStatement statement = connection.prepareStatement(SERIES_IDS)) {
            statement.setArray(1, connection.createArrayOf("text", stations.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.put(new SeriesBook.Key(rows.getString(2), rows.getInt(3), rows.getInt(4)), rows.getInt(1));
                }
            }
        } catch (SQLException e) {
            throw new BenchFailure(e);
        }
        return ids;
    }

    @Override
    public <T> void keep(ResultTable<T> table, List<Kept<T>> results) {
        if (results.isEmpty()) {
            return;
        }
        Medium medium = table.medium();
        if (medium != null) {
            results.forEach(kept -> announcement.add(
                    medium, table.name(), kept.subjectId(), (Comparable<?>) table.period(kept.result())));
        }
        try {
            KeptTable.keep(table, results, known(), connection);
        } catch (SQLException e) {
            throw new BenchFailure(e);
        }
    }

    @Override
    public void markMonthsDirty(Set<SubjectMonth> months) {
        if (months.isEmpty()) {
            return;
        }
        Query mark = Query.named("markMonthsDirty")
                .with("subjects", months.stream().map(SubjectMonth::subjectId).toList())
                .with(
                        "months",
                        months.stream()
                                .map(month -> month.month().atDay(1).toString())
                                .toList());
        try {
            mark.update(connection);
        } catch (SQLException e) {
            throw new BenchFailure(e);
        }
    }

    @Override
    public Map<SubjectYear, List<DayValues>> publishedDays(Collection<SubjectYear> years) {
        Map<SubjectYear, List<DayValues>> days = new HashMap<>();
        each(ofYears(DAYS_OF_YEARS, years), row -> {
            LocalDate first = row.getObject(2, LocalDate.class);
            SubjectYear year = new SubjectYear(row.getInt(1), Year.from(first));
            days.computeIfAbsent(year, key -> new ArrayList<>())
                    .addAll(PackedDays.read(row.getString(4), first, row.getString(3)));
        });
        return days;
    }

    private static Query ofYears(String sql, Collection<SubjectYear> years) {
        return Query.text("years", sql)
                .with("subjects", years.stream().map(SubjectYear::subjectId).toList())
                .with(
                        "years",
                        years.stream()
                                .map(year -> year.year().atDay(1).toString())
                                .toList());
    }

    @Override
    public Map<SectionMonth, List<SectionMeans.Day>> waterDays(Collection<SectionMonth> months) {
        Map<SectionMonth, List<SectionMeans.Day>> days = new HashMap<>();
        if (months.isEmpty()) {
            return days;
        }
        Query query = Query.named("waterDaysOfMonths")
                .with("subjects", months.stream().map(SectionMonth::subjectId).toList())
                .with(
                        "months",
                        months.stream()
                                .map(month -> month.month().atDay(1).toString())
                                .toList());
        try {
            query.list(connection, row -> {
                SectionMeans.Day day = TableRow.named(WaterTables.DAYS, row);
                SectionMonth month = new SectionMonth(row.getInt("subject_id"), YearMonth.from(day.date()));
                return days.computeIfAbsent(month, key -> new ArrayList<>()).add(day);
            });
        } catch (SQLException e) {
            throw new BenchFailure(e);
        }
        return days;
    }

    @Override
    public Map<Integer, List<Alert>> alertsSince(Map<Integer, Instant> since, Collection<String> kinds) {
        Map<Integer, List<Alert>> alerts = new HashMap<>();
        List<Integer> subjects = List.copyOf(since.keySet());
        Query query = Query.named("alertsSince")
                .with("subjects", subjects)
                .with("since", subjects.stream().map(since::get).toList())
                .with("kinds", kinds);
        try {
            query.list(connection, row -> alerts.computeIfAbsent(row.getInt("subject_id"), id -> new ArrayList<>())
                    .add(AlertRows.alert(row)));
        } catch (SQLException e) {
            throw new BenchFailure(e);
        }
        return alerts;
    }

    @Override
    public Map<Integer, Instant> newestSamples(Collection<Integer> subjects) {
        Map<Integer, Instant> newest = new HashMap<>();
        try {
            Query.named("newestSamples").with("subjects", subjects).list(connection, row -> {
                newest.put(row.getInt("subject_id"), Column.instant(row, "period_end"));
                return true;
            });
        } catch (SQLException e) {
            throw new BenchFailure(e);
        }
        return newest;
    }

    @Override
    public Map<Integer, Set<Instant>> hoursAboveTable(Map<Integer, Period> spans) {
        Map<Integer, Set<Instant>> ends = new HashMap<>();
        List<Integer> subjects = List.copyOf(spans.keySet());
        List<Period> periods =
                subjects.stream().map(spans::get).map(Objects::requireNonNull).toList();
        try {
            Query.named("hoursAboveTable")
                    .with("subjects", subjects)
                    .with("after", periods.stream().map(Period::start).toList())
                    .with("until", periods.stream().map(Period::end).toList())
                    .list(connection, row -> ends.computeIfAbsent(row.getInt("subject_id"), one -> new HashSet<>())
                            .add(Column.instant(row, "period_end")));
        } catch (SQLException e) {
            throw new BenchFailure(e);
        }
        return ends;
    }

    @Override
    public void keepAlerts(List<SubjectAlert> alerts) {
        try {
            AlertRows.keep(alerts, hooks, known(), connection);
        } catch (SQLException e) {
            throw new BenchFailure(e);
        }
    }

    /** A day counts in its periods when it is over; this transaction may last over midnight. */
    @Override
    public void markNoiseMonths(List<PointDate> dates) {
        Instant soon = Instant.now().plus(Duration.ofHours(1));
        List<PointDate> over =
                dates.stream().filter(date -> !date.date().end().isAfter(soon)).toList();
        if (over.isEmpty()) {
            return;
        }
        try {
            PostgresNoisePeriods.markChanged(
                    over.stream().map(PointDate::subjectId).toList(),
                    over.stream().map(date -> date.date().date()).toList(),
                    known(),
                    connection);
        } catch (SQLException e) {
            throw new BenchFailure(e);
        }
    }

    /** One time for all that is kept, as late as can be: while it is taken, nothing later is settled. */
    private Instant known() throws SQLException {
        Instant taken = known;
        if (taken == null) {
            taken = KnownTime.take(connection);
            known = taken;
        }
        return taken;
    }

    /** What those who listen are to be told of it, once it is committed. */
    List<String> notices() {
        Instant taken = known;
        return taken == null ? List.of() : announcement.notices(taken, taken);
    }

    private <T> void keep(KeptTable table, List<T> results, Line<T> line) {
        try {
            table.keep(results, line, known(), connection);
        } catch (SQLException e) {
            throw new BenchFailure(e);
        }
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
