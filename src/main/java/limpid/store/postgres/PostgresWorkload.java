package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import limpid.measure.LocalDay;
import limpid.station.Station;
import limpid.store.CityClaim;
import limpid.store.CityClaim.Member;
import limpid.store.Claim;
import limpid.store.DirtyPeriod;
import limpid.store.Level;
import limpid.store.MonthClaim;
import limpid.store.RegionClaim;
import limpid.store.StoreUnavailable;
import limpid.store.WaterMeans.Region;
import limpid.store.Workload;

/** Claims dirty periods and keeps what was made of them, in one transaction. */
public final class PostgresWorkload implements Workload {
    // A claim is worked off in memory: this many hours of different days is the worst case, about 100 MB. Where most
    // that wait
    // are single periods and some are days of them, a claim may have more, all of the same days.
    private static final int MOST_PERIODS = 3000;
    private static final int MOST_SUBJECTS = 500;
    private static final int MOST_SUBJECTS_OF_MONTHS = 100;

    private final DataSource database;
    private final boolean hooks;
    private final Announcer announcer = new Announcer();
    private final FailingSubjects ailing = new FailingSubjects(InstantSource.system());

    /** Dirty periods in this database, without a webhook for alerts. */
    public PostgresWorkload(DataSource database) {
        this(database, false);
    }

    /**
     * Dirty periods in this database.
     *
     * @param hooks whether there is a webhook to be told of alerts
     */
    public PostgresWorkload(DataSource database, boolean hooks) {
        this.database = database;
        this.hooks = hooks;
    }

    @Override
    public int workOff(Work work) {
        try (Connection connection = database.getConnection()) {
            List<String> notices = new ArrayList<>();
            int done = Transaction.of(connection, open -> workOff(work, notices, open));
            announcer.tell(notices, connection);
            return done;
        } catch (SQLException e) {
            throw Failure.of("keeping results", e);
        }
    }

    private int workOff(Work work, List<String> notices, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL jit = off");
        }
        Map<Held, Set<DirtyPeriod>> dirty = new LinkedHashMap<>();
        int periods = claim(dirty, connection);
        if (periods > 0) {
            notices.addAll(work(work, dirty.keySet(), () -> daysBench(dirty, connection)));
            return periods;
        }
        Map<Held, Set<YearMonth>> months = claimMonths(connection);
        if (!months.isEmpty()) {
            notices.addAll(work(work, months.keySet(), () -> monthsBench(months, connection)));
        }
        return months.size();
    }

    private PostgresWorkbench daysBench(Map<Held, Set<DirtyPeriod>> dirty, Connection connection) throws SQLException {
        return new PostgresWorkbench(
                connection,
                claims(dirty, connection),
                cityClaims(dirty, connection),
                regionClaims(dirty),
                List.of(),
                hooks);
    }

    private PostgresWorkbench monthsBench(Map<Held, Set<YearMonth>> months, Connection connection) throws SQLException {
        return new PostgresWorkbench(
                connection, List.of(), List.of(), List.of(), monthClaims(months, connection), hooks);
    }

    /** A subject that cannot even be looked up is at fault as well. */
    private interface OpenBench {
        PostgresWorkbench open() throws SQLException;
    }

    /** @return what is to be announced of it */
    private List<String> work(Work work, Collection<Held> held, OpenBench bench) throws SQLException {
        try {
            PostgresWorkbench open = bench.open();
            work.on(open);
            return open.notices();
        } catch (BenchFailure e) {
            RuntimeException failure = Failure.of("keeping results", e.sqlException());
            throw failure instanceof StoreUnavailable ? failure : blamed(held, failure);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            throw blamed(held, e);
        }
    }

    private RuntimeException blamed(Collection<Held> held, RuntimeException e) {
        ailing.failed(held.stream().map(Held::subjectId).toList());
        return e;
    }

    /** A subject whose results this worker alone may write. */
    private record Held(int subjectId, Kind kind, String code) {
        boolean city() {
            return kind == Kind.CITY;
        }
    }

    /** Sorts of subjects, as they are stored. */
    private enum Kind {
        STATION,
        CITY,
        RIVER;

        static Kind of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }

    private int claim(Map<Held, Set<DirtyPeriod>> dirty, Connection connection) throws SQLException {
        return Query.named("claimDirty")
                .with("left", ailing.left())
                .with("periods", MOST_PERIODS)
                .with("subjects", ailing.nextAlone() ? 1 : MOST_SUBJECTS)
                .list(connection, row -> add(row, dirty))
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static int add(ResultSet row, Map<Held, Set<DirtyPeriod>> dirty) throws SQLException {
        Set<DirtyPeriod> its = dirty.computeIfAbsent(held(row), subject -> new HashSet<>());
        Level level = Level.of(row.getInt("level"));
        Long[] ends = (Long[]) row.getArray("ends").getArray();
        for (Long end : ends) {
            its.add(new DirtyPeriod(level, Instant.ofEpochSecond(end)));
        }
        return ends.length;
    }

    /** Months are worked off when no day waits, so that a month is built once and not with each of its days. */
    private Map<Held, Set<YearMonth>> claimMonths(Connection connection) throws SQLException {
        Map<Held, Set<YearMonth>> months = new LinkedHashMap<>();
        Query.named("claimMonths")
                .with("left", ailing.left())
                .with("subjects", ailing.nextAlone() ? 1 : MOST_SUBJECTS_OF_MONTHS)
                .list(connection, row -> months.computeIfAbsent(
                                new Held(row.getInt(1), Kind.of(row.getString(2)), row.getString(3)),
                                subject -> new HashSet<>())
                        .add(YearMonth.from(row.getObject(4, LocalDate.class))));
        return months;
    }

    private List<MonthClaim> monthClaims(Map<Held, Set<YearMonth>> months, Connection connection) throws SQLException {
        Map<String, List<Member>> members =
                members(months.keySet().stream().filter(Held::city).toList(), connection);
        Map<String, Station> stations = stations(months.keySet(), connection);
        List<MonthClaim> claims = new ArrayList<>();
        months.forEach((held, its) -> claims.add(
                held.city()
                        ? new MonthClaim(held.subjectId(), true, held.code(), stations(held, members), its)
                        : monthClaim(held, registered(held, stations), its)));
        return claims;
    }

    private static List<Station> stations(Held city, Map<String, List<Member>> members) {
        return members.getOrDefault(city.code(), List.of()).stream()
                .map(Member::station)
                .toList();
    }

    private static MonthClaim monthClaim(Held held, Station station, Set<YearMonth> months) {
        return new MonthClaim(held.subjectId(), false, station.city(), List.of(station), months);
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(row.getInt("subject_id"), Kind.of(row.getString("kind")), row.getString("code"));
    }

    private static List<Claim> claims(Map<Held, Set<DirtyPeriod>> dirty, Connection connection) throws SQLException {
        Map<String, Station> stations = stations(dirty.keySet(), connection);
        List<Claim> claims = new ArrayList<>();
        dirty.forEach((held, periods) -> {
            if (held.kind == Kind.STATION) {
                claims.add(new Claim(held.subjectId(), registered(held, stations), periods));
            }
        });
        return claims;
    }

    /** The held stations as they are registered now: what changes later makes them dirty again. */
    private static Map<String, Station> stations(Collection<Held> held, Connection connection) throws SQLException {
        List<String> codes = held.stream()
                .filter(each -> each.kind == Kind.STATION)
                .map(Held::code)
                .toList();
        return Query.named("stationsByCode").with("codes", codes).list(connection, StationTable::read).stream()
                .collect(Collectors.toMap(Station::code, Function.identity()));
    }

    private static Station registered(Held held, Map<String, Station> stations) {
        Station station = stations.get(held.code());
        if (station == null) {
            throw new IllegalStateException("dirty periods of an unregistered station " + held.code());
        }
        return station;
    }

    private List<CityClaim> cityClaims(Map<Held, Set<DirtyPeriod>> dirty, Connection connection) throws SQLException {
        Map<Held, Set<DirtyPeriod>> ofAir = new LinkedHashMap<>();
        dirty.forEach((held, periods) -> {
            Set<DirtyPeriod> shorter = periods.stream()
                    .filter(period -> period.level() != Level.MONTH)
                    .collect(Collectors.toSet());
            if (held.kind == Kind.CITY && !shorter.isEmpty()) {
                ofAir.put(held, shorter);
            }
        });
        Map<String, List<Member>> members = members(List.copyOf(ofAir.keySet()), connection);
        List<CityClaim> claims = new ArrayList<>();
        ofAir.forEach((held, periods) -> claims.add(
                new CityClaim(held.subjectId, held.code, members.getOrDefault(held.code, List.of()), periods)));
        return claims;
    }

    private static List<RegionClaim> regionClaims(Map<Held, Set<DirtyPeriod>> dirty) {
        List<RegionClaim> claims = new ArrayList<>();
        dirty.forEach((held, periods) -> {
            Set<YearMonth> months = periods.stream()
                    .filter(period -> period.level() == Level.MONTH)
                    .map(period -> YearMonth.from(
                            LocalDay.ofEnd(period.end(), LocalDay.CHINA).date()))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!months.isEmpty()) {
                claims.add(new RegionClaim(held.subjectId, region(held), months));
            }
        });
        return claims;
    }

    private static Region region(Held held) {
        return held.kind == Kind.CITY ? new Region(held.code, null, null) : new Region(null, held.code, null);
    }

    private static Map<String, List<Member>> members(List<Held> cities, Connection connection) throws SQLException {
        return Query.named("airStationsOfCities")
                .with("cities", cities.stream().map(Held::code).toList())
                .list(connection, row -> new Member(row.getInt("id"), StationTable.read(row)))
                .stream()
                .collect(Collectors.groupingBy(member -> member.station().city()));
    }
}
