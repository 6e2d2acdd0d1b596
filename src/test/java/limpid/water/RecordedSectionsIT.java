package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.air.AirSettings;
import limpid.flow.Recomputation;
import limpid.measure.Medium;
import limpid.measure.Reading;
import limpid.noise.NoiseSettings;
import limpid.standard.ClassLimits;
import limpid.station.Station;
import limpid.station.Station.Siting;
import limpid.station.Station.WaterBodyType;
import limpid.store.Arrival;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresStations;
import limpid.store.postgres.PostgresWorkload;
import limpid.water.RecordedWater.Published;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The national 4-hourly file of April 2021 through the store: the class of every stored set is the one the rule gives
 * for the record, and for at least 98.7 % the one that was published.
 */
class RecordedSectionsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration FOUR_HOURS = Duration.ofHours(4);
    private static final String STAMP = "\\d\\d-\\d\\d \\d\\d:\\d\\d";
    private static final int MESSAGES_AT_ONCE = 2000;
    private static final Set<String> LAKES = RecordedWater.lakes();

    /** A set is known by its section and end. */
    private record Key(String section, Instant end) {}

    @Test
    void everySetHasTheClassOfItsRecord() throws SQLException {
        Map<String, Station> sections = new LinkedHashMap<>();
        Map<Key, Published> records = new LinkedHashMap<>();
        for (Published published : RecordedWater.displayed("water-4h-2021-04-01_04-05.csv.gz")) {
            if (!published.values().isEmpty() && published.time().matches(STAMP)) {
                Station section = sections.computeIfAbsent(
                        published.section(), name -> section("R" + sections.size(), type(name)));
                records.put(new Key(section.code(), end(published.time())), published);
            }
        }
        PostgresStations stations = new PostgresStations(POSTGRES.dataSource(), InstantSource.system());
        stations.put(List.copyOf(sections.values()));
        keep(records);
        rollUp(stations);
        compare(records);
    }

    private static WaterBodyType type(String section) {
        return LAKES.contains(section) ? WaterBodyType.LAKE : WaterBodyType.RIVER;
    }

    private static Station section(String code, WaterBodyType type) {
        Siting siting = new Siting("", type, null, List.of(), null, "", null, null);
        Station plain = Samples.station(code, Medium.WATER, FOUR_HOURS);
        return new Station(
                code,
                code,
                code,
                Medium.WATER,
                plain.city(),
                "",
                null,
                null,
                "",
                FOUR_HOURS,
                true,
                null,
                null,
                siting,
                List.of());
    }

    /** {@code 04-01 12:00}; the file is of 2021. */
    private static Instant end(String time) {
        return Samples.at("2021-" + time.strip().replace(' ', 'T') + ":00+08:00");
    }

    private static void keep(Map<Key, Published> records) {
        PostgresReadings store = new PostgresReadings(POSTGRES.dataSource(), Clock.systemUTC());
        List<Arrival> batch = new ArrayList<>();
        records.forEach((key, published) -> {
            List<Reading> readings = new ArrayList<>();
            published
                    .values()
                    .forEach((code, value) -> readings.add(
                            Samples.reading(key.section(), code, key.end(), FOUR_HOURS, value.toPlainString())));
            batch.add(Samples.arrival(readings));
            if (batch.size() == MESSAGES_AT_ONCE) {
                store.commit(List.copyOf(batch));
                batch.clear();
            }
        });
        store.commit(batch);
    }

    private static void rollUp(PostgresStations stations) {
        PostgresWorkload workload = new PostgresWorkload(POSTGRES.dataSource(), stations);
        Recomputation work = new Recomputation(AirSettings.DEFAULTS, WaterSettings.defaults(), NoiseSettings.DEFAULT);
        int done = workload.workOff(work);
        while (done > 0) {
            done = workload.workOff(work);
        }
    }

    private static void compare(Map<Key, Published> records) throws SQLException {
        Map<Key, Integer> stored = storedClasses();
        assertEquals(records.size(), stored.size());
        int judged = 0;
        int agree = 0;
        for (Map.Entry<Key, Published> entry : records.entrySet()) {
            Published published = entry.getValue();
            Integer found = stored.get(entry.getKey());
            assertEquals(pure(published.section(), published.values()), found, published::toString);
            if (published.waterClass() > 0 && found != null) {
                judged++;
                agree += found == published.waterClass() ? 1 : 0;
            }
        }
        assertTrue(agree >= 0.987 * judged, agree + " of " + judged);
    }

    private static Integer pure(String section, Map<String, BigDecimal> values) {
        return SectionClass.of(values, type(section), ItemSet.automatic(), ClassLimits.GB_3838_2002)
                .waterClass();
    }

    private static Map<Key, Integer> storedClasses() throws SQLException {
        Map<Key, Integer> classes = new HashMap<>();
        try (Connection connection = POSTGRES.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT station.code, period_end, class FROM water_sample"
                        + " JOIN station ON station.id = subject_id")) {
            while (rows.next()) {
                classes.put(new Key(rows.getString(1), rows.getTimestamp(2).toInstant()), (Integer) rows.getObject(3));
            }
        }
        return classes;
    }
}
