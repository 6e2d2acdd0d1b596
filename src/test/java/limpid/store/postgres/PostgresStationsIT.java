package limpid.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import limpid.PostgresExtension;
import limpid.measure.Medium;
import limpid.station.Station;
import limpid.station.Station.Siting;
import limpid.store.Stations.Filter;
import limpid.store.StoreUnavailable;
import limpid.store.Unstorable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresStationsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T00:00:00Z"));
    private final InstantSource clock = now::get;

    @BeforeEach
    void empty() throws SQLException {
        POSTGRES.execute("TRUNCATE subject CASCADE");
    }

    @Test
    void putsAndFinds() {
        PostgresStations stations = new PostgresStations(POSTGRES.dataSource(), clock);
        assertEquals(2, stations.put(List.of(station("B", "二"), station("A", "一"))));
        assertEquals(List.of(station("A", "一"), station("B", "二")), stations.all());
        assertEquals(Optional.of(station("A", "一")), stations.find("A"));
        assertEquals(Optional.empty(), stations.find("C"));
    }

    @Test
    void countsWhatIsNewOrOther() {
        PostgresStations stations = new PostgresStations(POSTGRES.dataSource(), clock);
        stations.put(List.of(station("A", "一"), station("B", "二")));
        Instant before = stations.registered("A").orElseThrow().updatedAt();
        assertEquals(2, stations.put(List.of(station("A", "一"), station("B", "二二"), station("C", "三"))));
        assertEquals(before, stations.registered("A").orElseThrow().updatedAt());
        assertEquals(2, stations.list(new Filter(null, null, before, null), 10).size());
    }

    @Test
    void whatWasPutIsFoundAtOnce() {
        PostgresStations stations = new PostgresStations(POSTGRES.dataSource(), clock);
        assertEquals(Optional.empty(), stations.find("A"));
        stations.put(List.of(station("A", "一")));
        assertTrue(stations.find("A").isPresent());
    }

    @Test
    void whatAnotherInstancePutIsFoundAfterTwoSeconds() {
        PostgresStations stations = new PostgresStations(POSTGRES.dataSource(), clock);
        PostgresStations other = new PostgresStations(POSTGRES.dataSource(), clock);
        assertEquals(Optional.empty(), stations.find("A"));
        other.put(List.of(station("A", "一")));
        assertEquals(Optional.empty(), stations.find("A"));
        now.set(now.get().plus(Duration.ofSeconds(2)));
        assertTrue(stations.find("A").isPresent());
    }

    @Test
    void allOrNothing() {
        PostgresStations stations = new PostgresStations(POSTGRES.dataSource(), clock);
        Station broken = station("B", "二\0");
        assertThrows(Unstorable.class, () -> stations.put(List.of(station("A", "一"), broken)));
        assertEquals(List.of(), stations.all());
    }

    @Test
    void citiesBecomeSubjectsOnce() throws SQLException {
        PostgresStations stations = new PostgresStations(POSTGRES.dataSource(), clock);
        stations.put(List.of(station("A", "一"), station("B", "二")));
        stations.put(List.of(station("C", "三")));
        assertEquals(List.of("city 临江", "station A", "station B", "station C"), subjects());
    }

    @Test
    void anUnknownCodeIsNotDeniedWhileTheDatabaseIsAway() {
        PGSimpleDataSource away = new PGSimpleDataSource();
        away.setURL("jdbc:postgresql://localhost:1/none");
        PostgresStations stations = new PostgresStations(away, clock);
        assertThrows(StoreUnavailable.class, () -> stations.find("A"));
    }

    private static Station station(String code, String name) {
        return new Station(
                code,
                name,
                "",
                Medium.AIR,
                "临江",
                "",
                null,
                null,
                "urban",
                Duration.ofHours(1),
                true,
                null,
                null,
                Siting.NONE,
                List.of());
    }

    private static List<String> subjects() throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = POSTGRES.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT kind || ' ' || code FROM subject ORDER BY 1")) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }
}
