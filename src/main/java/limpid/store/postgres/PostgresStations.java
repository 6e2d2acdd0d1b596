package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import limpid.measure.Likeness;
import limpid.measure.Medium;
import limpid.station.Dependents;
import limpid.station.Station;
import limpid.store.MediumChange;
import limpid.store.Registered;
import limpid.store.Stations;
import limpid.store.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * The registry in PostgreSQL. {@link #find} answers from a copy in memory; every two seconds at most the database is
 * asked whether the registry has changed, so that a station registered by another instance is found soon.
 */
public final class PostgresStations implements Stations {
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(2);
    private static final int MOST_NAMES = 5_000;

    private final DataSource database;
    private final InstantSource clock;
    private volatile Copy copy = Copy.NONE;

    /** Places by kind and name; no name is ever given up, so what is known stays so. */
    private final Set<String> everKnown = ConcurrentHashMap.newKeySet();

    /**
     * The registry of this database.
     *
     * @param clock tells when to ask the database again
     */
    public PostgresStations(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The station of this code, as it was at most two seconds ago. Where the database cannot be reached, a known
     * station is answered as it was last seen.
     *
     * @throws StoreUnavailable where the code is not known and the database cannot be asked
     */
    @Override
    public Optional<Station> find(String code) {
        return find(code, Copy::stations);
    }

    /** As {@link #find}, by the number of its data logger. */
    @Override
    public Optional<Station> byMn(String mn) {
        return find(mn, Copy::byMn);
    }

    private Optional<Station> find(String name, Function<Copy, Map<String, Station>> index) {
        Copy current = copy;
        if (current.isDue(clock.instant())) {
            current = refresh(name, index);
        }
        return Optional.ofNullable(index.apply(current).get(name));
    }

    private synchronized Copy refresh(String name, Function<Copy, Map<String, Station>> index) {
        Instant now = clock.instant();
        if (!copy.isDue(now)) {
            return copy;
        }
        try {
            copy = read(now);
        } catch (StoreUnavailable e) {
            if (!index.apply(copy).containsKey(name)) {
                throw e;
            }
            copy = copy.checkedAt(now);
        }
        return copy;
    }

    private Copy read(Instant now) {
        String state = Query.named("registryState")
                .list(database, row -> row.getString(1))
                .getFirst();
        if (state.equals(copy.state)) {
            return copy.checkedAt(now);
        }
        List<Station> inOrder = list(Filter.ANY, Integer.MAX_VALUE).stream()
                .map(Registered::station)
                .toList();
        return new Copy(
                inOrder,
                inOrder.stream().collect(Collectors.toUnmodifiableMap(Station::code, Function.identity())),
                inOrder.stream()
                        .filter(station -> !station.logger().mn().isEmpty())
                        .collect(Collectors.toUnmodifiableMap(
                                station -> station.logger().mn(), Function.identity())),
                state,
                now);
    }

    /** From memory where the database says that the registry has not changed. */
    @Override
    public synchronized List<Station> all() {
        copy = read(clock.instant());
        return copy.inOrder;
    }

    @Override
    public List<Registered> list(Filter filter, int limit) {
        return list(null, filter, limit);
    }

    @Override
    public Optional<Registered> registered(String code) {
        return list(code, Filter.ANY, 1).stream().findFirst();
    }

    @Override
    public boolean has(Place place, String name) {
        boolean has = everKnown.contains(place + name) || !names(place, name, 1).isEmpty();
        if (has) {
            everKnown.add(place + name);
        }
        return has;
    }

    @Override
    public Optional<String> nearest(Place place, String name) {
        return Likeness.nearest(name, names(place, null, MOST_NAMES));
    }

    private List<String> names(Place place, @Nullable String code, int limit) {
        return Query.named("placeNames")
                .with("kind", place.name().toLowerCase(Locale.ROOT))
                .with("code", code)
                .with("limit", limit)
                .list(database, row -> row.getString(1));
    }

    private List<Registered> list(@Nullable String code, Filter filter, int limit) {
        Medium medium = filter.medium();
        return StationTable.select("listStations")
                .with("code", code)
                .with("medium", medium == null ? null : medium.code())
                .with("city", filter.city())
                .with("district", filter.district())
                .with("changedAfter", filter.changedAfter())
                .with("afterCode", filter.afterCode())
                .with("limit", limit)
                .list(database, PostgresStations::registered);
    }

    @Override
    public int put(List<Station> stations) {
        int changed = Turn.of(database, "station", "putting stations", open -> put(open, stations));
        copy = copy.stale();
        return changed;
    }

    @Override
    public Removed remove(String code) {
        Removed removed = Turn.of(database, "station", "removing a station", open -> remove(open, code));
        copy = copy.stale();
        if (removed == Removed.REMOVED) {
            everKnown.remove(Place.STATION + code);
        }
        return removed;
    }

    private static Removed remove(Connection connection, String code) throws SQLException {
        List<Station> found = List.copyOf(lock(connection, List.of(code)).values());
        if (found.isEmpty()) {
            return Removed.UNKNOWN;
        }
        if (Query.named("removeStation").with("code", code).update(connection) == 0) {
            return Removed.IN_USE;
        }
        Query.named("removeSubject").with("code", code).update(connection);
        for (Dependents dependents : Dependents.ofNew(found.getFirst())) {
            DirtyMarks.mark(connection, found.getFirst(), dependents);
        }
        return Removed.REMOVED;
    }

    private static int put(Connection connection, List<Station> stations) throws SQLException {
        addSubjects(connection, "city", codes(stations, Station::city));
        addSubjects(connection, "station", codes(stations, Station::code));
        addSubjects(connection, "river", codes(sections(stations), section -> section.siting()
                .waterBody()));
        Map<String, Station> before = lock(connection, codes(stations, Station::code));
        int changed = 0;
        Set<String> noisy = new TreeSet<>();
        for (Station station : inOrder(stations)) {
            int own = StationTable.put(station).update(connection);
            changed += own;
            if (own > 0 && station.medium() == Medium.NOISE) {
                noisy.addAll(cities(before.get(station.code()), station));
            }
            for (Dependents dependents : dependents(before.get(station.code()), station)) {
                DirtyMarks.mark(connection, station, dependents);
            }
        }
        if (!noisy.isEmpty()) {
            PostgresNoisePeriods.markCities(noisy, null, null, connection);
        }
        return changed;
    }

    private static List<String> cities(@Nullable Station before, Station after) {
        return before == null ? List.of(after.city()) : List.of(before.city(), after.city());
    }

    /** Stations as this transaction sees them, by code; nobody else changes them meanwhile. */
    private static Map<String, Station> lock(Connection connection, Collection<String> codes) throws SQLException {
        return StationTable.select("lockStations").with("codes", codes).list(connection, StationTable::read).stream()
                .collect(Collectors.toMap(Station::code, Function.identity()));
    }

    /** What rests on the station as it was follows in time; a medium stays. */
    private static List<Dependents> dependents(@Nullable Station before, Station after) {
        if (before == null) {
            return Dependents.ofNew(after);
        }
        if (before.medium() != after.medium()) {
            throw new MediumChange(
                    after.code(), before.medium().code(), after.medium().code());
        }
        return Dependents.of(before, after);
    }

    private static List<Station> sections(List<Station> stations) {
        return stations.stream()
                .filter(station -> station.medium() == Medium.WATER)
                .toList();
    }

    /** In one order always, so that two imports cannot lock each other. */
    private static List<Station> inOrder(List<Station> stations) {
        return stations.stream().sorted(Comparator.comparing(Station::code)).toList();
    }

    private static Collection<String> codes(List<Station> stations, Function<Station, String> code) {
        return stations.stream()
                .map(code)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void addSubjects(Connection connection, String kind, Collection<String> codes) throws SQLException {
        Query.named("addSubjects").with("kind", kind).with("codes", codes).update(connection);
    }

    private static Registered registered(ResultSet row) throws SQLException {
        return new Registered(StationTable.read(row), Column.instant(row, "updated_at"));
    }

    /**
     * The registry in memory.
     *
     * @param inOrder   of their codes
     * @param byMn      those that have a data logger, by its number
     * @param state     of the registry when it was read
     * @param checkedAt when the database was last asked for its state
     */
    private record Copy(
            List<Station> inOrder,
            Map<String, Station> stations,
            Map<String, Station> byMn,
            String state,
            Instant checkedAt) {
        static final Copy NONE = new Copy(List.of(), Map.of(), Map.of(), "", Instant.MIN);

        boolean isDue(Instant now) {
            return checkedAt.equals(Instant.MIN) || !now.isBefore(checkedAt.plus(ASK_AGAIN_AFTER));
        }

        Copy checkedAt(Instant now) {
            return new Copy(inOrder, stations, byMn, state, now);
        }

        Copy stale() {
            return checkedAt(Instant.MIN);
        }
    }
}
