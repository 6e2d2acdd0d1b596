package limpid.rollup;

import static limpid.Samples.arrival;
import static limpid.Samples.at;
import static limpid.Samples.hour;
import static limpid.Samples.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.air.AirSettings;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.measure.Reading;
import limpid.measure.Table;
import limpid.noise.NoiseSettings;
import limpid.station.Station;
import limpid.store.Arrival;
import limpid.store.StoreUnavailable;
import limpid.store.Workload;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresWorkload;
import limpid.water.WaterSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class RollupIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int STATIONS = 20;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmm");
    private static final Map<String, String> COLUMNS =
            Map.of("PM10", "pm10", "PM2.5", "pm2_5", "O3", "o3", "NO2", "no2", "SO2", "so2", "CO", "co");
    private static final Set<String> NO_VALUE = Set.of("", "NA", "/");
    private static final Instant HOUR_END = at("2026-03-01T15:00:00+08:00");
    private static final List<String> RESULTS =
            List.of("air_hour", "air_day", "air_period", "series_hour", "series_day", "water_sample", "noise_hour");

    private static HikariDataSource database;
    private static List<Reading> national;

    private final PostgresReadings store = new PostgresReadings(database);
    private final Workload workload = new PostgresWorkload(database);
    private final Recomputation recomputation =
            new Recomputation(AirSettings.DEFAULTS, WaterSettings.defaults(), NoiseSettings.DEFAULT);

    @BeforeAll
    static void connect() throws SQLException {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(POSTGRES.alone());
        pool.setMaximumPoolSize(4);
        database = new HikariDataSource(pool);
        national = national();
        List<Station> stations = new ArrayList<>(
                List.of(Samples.WATER, Samples.NOISE, Samples.station("A5", Medium.AIR, Duration.ofMinutes(5))));
        new TreeSet<>(national.stream().map(Reading::station).toList())
                .forEach(code -> stations.add(Samples.station(code, Medium.AIR, Duration.ofHours(1))));
        assertEquals(STATIONS + 3, stations.size());
        Samples.register(database, stations.toArray(Station[]::new));
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void emptyTables() throws SQLException {
        POSTGRES.execute(
                "TRUNCATE reading, arrived_span, packed_span, revision, dirty, dirty_month, ledger, air_period, air_period_history, air_hour, air_day, water_sample, noise_hour,"
                        + " series_hour, series_day, air_hour_history, air_day_history, water_sample_history, noise_hour_history");
    }

    private static List<Reading> national() {
        List<Reading> readings = new ArrayList<>();
        Set<String> stations = new HashSet<>();
        for (Table.Row row : table("national-hours-2026-03-01.csv.gz").rows()) {
            stations.add(row.text("stationcode"));
            if (stations.size() > STATIONS) {
                return readings;
            }
            Instant end = LocalDateTime.parse(row.text("timepoint"), STAMP)
                    .atZone(LocalDay.CHINA)
                    .toInstant();
            COLUMNS.forEach((parameter, column) -> {
                if (!NO_VALUE.contains(row.text(column))) {
                    readings.add(hour(row.text("stationcode"), parameter, end, row.text(column)));
                }
            });
        }
        throw new AssertionError("fewer stations than expected");
    }

    private static Table table(String file) {
        try (InputStream in = new GZIPInputStream(
                Objects.requireNonNull(RollupIT.class.getResourceAsStream("/recorded/" + file), file))) {
            return Table.annotated(file, in);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    // The same rows whatever the way

    @Test
    void anyOrderGivesTheRowsOfARecomputationFromNothing() throws SQLException {
        for (long seed = 1; seed <= 3; seed++) {
            emptyTables();
            feedInDisorder(new Random(seed));
            List<String> asItCame = results();
            assertTrue(asItCame.size() > STATIONS * 24, "only " + asItCame.size() + " rows");
            recomputeFromNothing();
            assertEquals(asItCame, results(), "seed " + seed);
        }
    }

    /** Duplicates, late ones, wrong ones that are corrected later, and rollups in between. */
    private void feedInDisorder(Random random) {
        List<Reading> first = new ArrayList<>();
        List<Reading> late = new ArrayList<>();
        for (Reading reading : national) {
            boolean wrong = random.nextInt(10) == 0;
            (random.nextInt(20) == 0 && !wrong ? late : first).add(wrong ? wrong(reading) : reading);
            if (wrong || random.nextInt(10) == 0) {
                late.add(reading);
            }
        }
        Collections.shuffle(first, random);
        Collections.shuffle(late, random);
        for (List<Reading> part : List.of(first, late)) {
            for (int from = 0; from < part.size(); from += 500) {
                store.commit(arrivals(part.subList(from, Math.min(part.size(), from + 500))));
                if (random.nextInt(3) == 0) {
                    workload.workOff(recomputation);
                }
            }
        }
        workAllOff();
    }

    private static Reading wrong(Reading reading) {
        return hour(reading.station(), reading.parameter().code(), reading.end(), "777");
    }

    private static List<Arrival> arrivals(List<Reading> readings) {
        return readings.stream().map(Samples::arrival).toList();
    }

    private void recomputeFromNothing() throws SQLException {
        POSTGRES.execute("TRUNCATE air_hour, air_day, air_period, water_sample, noise_hour, series_hour, series_day");
        POSTGRES.execute(
                "INSERT INTO dirty (subject_id, level, period_end) SELECT DISTINCT series.station_id,"
                        + " CASE medium WHEN 'water' THEN 1 ELSE 2 END,"
                        + " CASE medium WHEN 'water' THEN period_end ELSE date_bin('1 h', period_end + interval '3599 s',"
                        + " '2000-01-01Z') END"
                        + " FROM every_reading JOIN series ON series.id = series_id JOIN station ON station.id = series.station_id");
        workAllOff();
    }

    private int workAllOff() {
        int all = 0;
        for (int done = workload.workOff(recomputation); done > 0; done = workload.workOff(recomputation)) {
            all += done;
        }
        return all;
    }

    @Test
    void twoWorkersClaimDisjointWorkAndGiveTheSameRows() throws Exception {
        store.commit(arrivals(national));
        Set<String> first = new HashSet<>();
        Set<String> second = new HashSet<>();
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        POSTGRES.execute(
                "DELETE FROM dirty WHERE ctid NOT IN (SELECT min(ctid) FROM dirty GROUP BY subject_id, period_end)");
        try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
            Future<Integer> holding = threads.submit(() -> workload.workOff(bench -> {
                bench.claims().forEach(claim -> first.add(claim.station().code()));
                claimed.countDown();
                awaitQuietly(seen);
                recomputation.on(bench);
            }));
            claimed.await();
            store.commit(List.of(arrival(wrong(national.getFirst())), arrival(hour("A5", "O3", HOUR_END, "9"))));
            workload.workOff(bench -> {
                bench.claims().forEach(claim -> second.add(claim.station().code()));
                recomputation.on(bench);
            });
            seen.countDown();
            assertTrue(holding.get() > 0);
        }
        assertEquals(Set.of("A5"), second, "what one holds the other does not see, nor what came for it meanwhile");
        assertFalse(first.contains("A5"));
        assertTrue(workAllOff() >= 1, "what came for the held station");
        List<String> shared = results();
        recomputeFromNothing();
        assertEquals(shared, results());
    }

    @Test
    void theHoursOfADayAreOneDirtyRow() throws SQLException {
        LocalDay day = LocalDay.ofEnd(HOUR_END, LocalDay.CHINA);
        store.commit(List.of(arrival(hoursOf("A5", day))));
        assertEquals(List.of("12 24"), POSTGRES.texts("SELECT level || ' ' || 1 + cardinality(further) FROM dirty"));
        assertEquals(
                day.hourEnds().stream().map(Instant::toString).toList(),
                POSTGRES.texts("SELECT to_char(period_end AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
                        + " FROM dirty_period WHERE level = 2 ORDER BY period_end"));
        assertEquals(24 + 1, workAllOff(), "its hours, and their month");
        assertEquals(List.of("24"), POSTGRES.texts("SELECT max(valid_hours[4]) FROM air_day"));
    }

    /** Else the city is made anew with each of its stations. */
    @Test
    void stationsOfACityAreClaimedTogetherAndAlike() throws SQLException {
        List<String> stations = national.stream()
                .map(Reading::station)
                .distinct()
                .limit(4)
                .sorted()
                .toList();
        LocalDay first = LocalDay.ofEnd(HOUR_END, LocalDay.CHINA);
        for (String station : stations) {
            for (int day = 0; day < 50; day++) {
                store.commit(List.of(
                        arrival(hoursOf(station, new LocalDay(first.date().plusDays(day), LocalDay.CHINA)))));
            }
        }
        Map<String, Integer> claimed = new TreeMap<>();
        workload.workOff(bench -> {
            bench.claims()
                    .forEach(claim ->
                            claimed.put(claim.station().code(), claim.periods().size()));
            recomputation.on(bench);
        });
        assertEquals(stations, List.copyOf(claimed.keySet()));
        assertTrue(
                claimed.values().stream().allMatch(periods -> periods >= 29 * 24 && periods <= 32 * 24),
                claimed.toString());
        workAllOff();
        assertEquals(List.of("4800"), POSTGRES.texts("SELECT count(*) FROM air_hour"));
    }

    private static List<Reading> hoursOf(String station, LocalDay day) {
        return day.hourEnds().stream()
                .map(end -> hour(station, "O3", end, "90"))
                .toList();
    }

    @Test
    void manyWorkersAtOnceGiveTheSameRows() throws Exception {
        Random random = new Random(7);
        List<Reading> shuffled = new ArrayList<>(national);
        Collections.shuffle(shuffled, random);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> workers = new ArrayList<>();
            for (int from = 0; from < shuffled.size(); from += 400) {
                store.commit(arrivals(shuffled.subList(from, Math.min(shuffled.size(), from + 400))));
                workers.add(threads.submit(() -> workload.workOff(recomputation)));
            }
            for (Future<Integer> worker : workers) {
                worker.get();
            }
        }
        workAllOff();
        List<String> shared = results();
        recomputeFromNothing();
        assertEquals(shared, results());
    }

    @Test
    void aWorkerThatDiesLeavesItsClaims() throws SQLException {
        store.commit(arrivals(national));
        List<String> dirty = POSTGRES.texts("SELECT d::text FROM dirty d ORDER BY 1");
        assertThrows(
                StoreUnavailable.class,
                () -> workload.workOff(bench -> {
                    recomputation.on(bench);
                    killOtherBackends();
                }));
        assertThrows(
                IllegalStateException.class,
                () -> workload.workOff(bench -> {
                    recomputation.on(bench);
                    throw new IllegalStateException("the work failed");
                }));
        assertEquals(dirty, POSTGRES.texts("SELECT d::text FROM dirty d ORDER BY 1"));
        assertEquals(List.of(), results());
        assertTrue(workAllOff() > 0);
        assertNotEquals(List.of(), results());
    }

    private static void killOtherBackends() {
        try (Connection connection = POSTGRES.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND state = 'idle in transaction'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // Corrections

    @Test
    void aCorrectionChangesItsHourAndItsDayAndKeepsTheOldOnes() throws SQLException {
        store.commit(arrivals(national));
        workAllOff();
        Reading reading = national.stream()
                .filter(one ->
                        one.parameter().code().equals("PM2.5") && one.end().equals(HOUR_END))
                .findFirst()
                .orElseThrow();
        List<String> hoursBefore = POSTGRES.texts("SELECT h::text FROM air_hour h");
        List<String> daysBefore = POSTGRES.texts("SELECT d::text FROM air_day d");

        store.commit(List.of(arrival(wrong(reading))));
        workAllOff();

        List<String> oldHours = new ArrayList<>(hoursBefore);
        oldHours.removeAll(POSTGRES.texts("SELECT h::text FROM air_hour h"));
        List<String> oldDays = new ArrayList<>(daysBefore);
        oldDays.removeAll(POSTGRES.texts("SELECT d::text FROM air_day d"));
        assertEquals(1, oldHours.size(), "one hour changed");
        assertEquals(1, oldDays.size(), "one day changed");
        assertEquals(
                List.of("777 2"), POSTGRES.texts("SELECT pm25 || ' ' || revision FROM air_hour WHERE revision > 1"));
        assertEquals(
                List.of(reading.station() + " 2"),
                POSTGRES.texts(
                        "SELECT code || ' ' || revision FROM air_day JOIN subject ON id = subject_id WHERE revision > 1"));
        assertEquals(
                oldHours,
                POSTGRES.texts(
                        "SELECT replace(h::text, ',' || quote_ident(known_to::text) || ')', ')') FROM air_hour_history h"),
                "the old hour as it was");
        assertEquals(
                oldDays,
                POSTGRES.texts(
                        "SELECT replace(d::text, ',' || quote_ident(known_to::text) || ')', ')') FROM air_day_history d"));
        assertEquals(
                List.of("t"),
                POSTGRES.texts("SELECT h.known_to = o.known_from AND h.known_from < h.known_to FROM air_hour_history h"
                        + " JOIN air_hour o USING (subject_id, period_end)"),
                "known without a gap");
    }

    @Test
    void workingOffWhatDidNotChangeWritesNothing() throws SQLException {
        store.commit(arrivals(national));
        workAllOff();
        List<String> before = POSTGRES.texts(
                "SELECT xmin || ' ' || h::text FROM air_hour h UNION ALL"
                        + " SELECT xmin || ' ' || d::text FROM air_day d UNION ALL SELECT xmin || ' ' || s::text FROM series_day s");
        POSTGRES.execute(
                "INSERT INTO dirty (subject_id, level, period_end) SELECT subject_id, 2, period_end FROM air_hour");
        assertTrue(workAllOff() > 0);
        assertEquals(
                before,
                POSTGRES.texts(
                        "SELECT xmin || ' ' || h::text FROM air_hour h UNION ALL SELECT xmin || ' ' || d::text FROM air_day d"
                                + " UNION ALL SELECT xmin || ' ' || s::text FROM series_day s"));
    }

    @Test
    void aDayThatFillsUpHasNoHistoryUntilItIsOver() throws SQLException {
        Instant tomorrow = LocalDay.ofEnd(Instant.now(), LocalDay.CHINA).next().hourEnd(1);
        for (int i = 0; i < 3; i++) {
            store.commit(List.of(arrival(hour("A5", "O3", tomorrow.plus(Duration.ofHours(i)), "9" + i))));
            workAllOff();
        }
        assertEquals(List.of(), POSTGRES.texts("SELECT revision FROM air_day_history"));
        assertEquals(List.of("3"), POSTGRES.texts("SELECT valid_hours[4] FROM air_day"));
    }

    // Other media, other periods

    @Test
    void aSampleHasItsClass() throws SQLException {
        Instant end = at("2026-03-01T12:00:00+08:00");
        store.commit(List.of(arrival(
                reading("W1", "PH", end, Duration.ofHours(4), "7.4"),
                reading("W1", "DO", end, Duration.ofHours(4), "8.2"),
                reading("W1", "CODMN", end, Duration.ofHours(4), "3.1"),
                reading("W1", "NH3N", end, Duration.ofHours(4), "0.12"),
                reading("W1", "TP", end, Duration.ofHours(4), "0.25"))));
        workAllOff();
        assertEquals(
                List.of("4 {TP}"), POSTGRES.texts("SELECT class || ' ' || deciding_items::text FROM water_sample"));
        store.commit(List.of(arrival(reading("W1", "TP", end, Duration.ofHours(4), "0.05"))));
        workAllOff();
        assertEquals(List.of("2 2"), POSTGRES.texts("SELECT class || ' ' || revision FROM water_sample"));
        assertEquals(List.of("4 1"), POSTGRES.texts("SELECT class || ' ' || revision FROM water_sample_history"));
        assertEquals(List.of("5"), POSTGRES.texts("SELECT count(*) FROM series_day"));
    }

    @Test
    void anHourOfSecondsHasItsLevels() throws SQLException {
        Random random = new Random(59);
        for (int minute = 1; minute <= 60; minute++) {
            List<Reading> seconds = new ArrayList<>();
            Instant end = HOUR_END.minus(Duration.ofMinutes(60 - minute));
            for (int second = 59; second >= 0; second--) {
                seconds.add(reading("N1", "LAS", end.minusSeconds(second), Duration.ofSeconds(1), "60.0"));
            }
            Collections.shuffle(seconds, random);
            store.commit(List.of(arrival(seconds)));
        }
        assertEquals(60, workAllOff(), "an hour becomes dirty with each of its messages");
        assertEquals(
                List.of("60.0 60.0 60.0 60.0 3600 3600"),
                POSTGRES.texts("SELECT concat_ws(' ', leq, lmax, l50, l90, valid, expected) FROM noise_hour"));
        assertEquals(
                List.of("3600 3600 216000.0 60.0"),
                POSTGRES.texts("SELECT concat_ws(' ', valid, expected, sum, max) FROM series_hour"));
        store.commit(List.of(arrival(reading("N1", "LAS", HOUR_END, Duration.ofSeconds(1), "95.6"))));
        workAllOff();
        assertEquals(
                List.of("63.0 95.6 2"), POSTGRES.texts("SELECT concat_ws(' ', leq, lmax, revision) FROM noise_hour"));
        List<String> asItCame = results();
        recomputeFromNothing();
        assertEquals(asItCame, results());
    }

    /** An hour grows by minutes, is corrected in some, and gets its rain late: the rows are those of one pass over all. */
    @Test
    void minutesInAnyOrderGiveTheRowsOfARecomputationFromNothing() throws SQLException {
        for (long seed = 1; seed <= 2; seed++) {
            emptyTables();
            Random random = new Random(seed);
            List<Arrival> messages = new ArrayList<>();
            for (int minute = 1; minute <= 120; minute++) {
                Instant end = HOUR_END.minus(Duration.ofMinutes(120 - minute));
                messages.add(arrival(secondsOf(end, random)));
                if (random.nextInt(10) == 0) {
                    messages.add(arrival(secondsOf(end, random)));
                }
                if (random.nextInt(40) == 0) {
                    messages.add(arrival(reading("N1", "RAIN", end, Duration.ofMinutes(1), "0.4")));
                }
            }
            Collections.shuffle(messages, random);
            for (Arrival message : messages) {
                store.commit(List.of(message));
                if (random.nextInt(3) == 0) {
                    workload.workOff(recomputation);
                }
            }
            workAllOff();
            List<String> asItCame = results();
            assertTrue(asItCame.size() > 4, asItCame::toString);
            recomputeFromNothing();
            assertEquals(asItCame, results(), "seed " + seed);
        }
    }

    private static List<Reading> secondsOf(Instant minute, Random random) {
        List<Reading> seconds = new ArrayList<>();
        for (int second = 59; second >= 0; second--) {
            String level = 40 + random.nextInt(40) + "." + random.nextInt(10);
            seconds.add(reading("N1", "LAS", minute.minusSeconds(second), Duration.ofSeconds(1), level));
        }
        return seconds;
    }

    @Test
    void minutesMakeHoursAndHoursDays() throws SQLException {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 288; i++) {
            Instant end = at("2026-03-02T00:00:00+08:00").minus(Duration.ofMinutes(5L * i));
            readings.add(reading("A5", "PM10", end, Duration.ofMinutes(5), i % 2 == 0 ? "40" : "60"));
        }
        store.commit(List.of(arrival(readings)));
        workAllOff();
        assertEquals(List.of("50 24"), POSTGRES.texts("SELECT DISTINCT pm10 || ' ' || count(*) OVER () FROM air_hour"));
        assertEquals(
                List.of("2026-03-01 50 24"),
                POSTGRES.texts("SELECT concat_ws(' ', day, pm10, valid_hours[5]) FROM air_day"));
        assertEquals(
                List.of("24 24 50 40 60"),
                POSTGRES.texts("SELECT concat_ws(' ', valid, expected, trim_scale(mean), min, max) FROM series_day"));
    }

    @Test
    void aClaimMayHoldStationsOfAllMedia() throws SQLException {
        Instant end = at("2026-03-01T12:00:00+08:00");
        List<Reading> seconds = new ArrayList<>();
        for (int i = 0; i < 3600; i++) {
            seconds.add(reading("N1", "LAS", end.minusSeconds(i), Duration.ofSeconds(1), "55"));
        }
        store.commit(List.of(
                arrival(seconds),
                arrival(
                        reading("W1", "PH", end, Duration.ZERO, "7.4"),
                        reading("W1", "DO", end, Duration.ofMinutes(5), "8")),
                arrival(reading("A5", "PM10", end, Duration.ofMinutes(5), "40")),
                arrival(national.getFirst())));
        workAllOff();
        assertEquals(
                List.of("{PH,DO}"),
                POSTGRES.texts("SELECT items_assessed FROM water_sample"),
                "a short reading is a sample too");
        assertEquals(List.of("1"), POSTGRES.texts("SELECT count(*) FROM noise_hour"));
        assertEquals(List.of("5"), POSTGRES.texts("SELECT count(*) FROM series_day"));
        List<String> asItCame = results();
        recomputeFromNothing();
        assertEquals(asItCame, results());
    }

    /** All rows of all result tables, without revision and the instant they became known. */
    private static List<String> results() throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : RESULTS) {
            rows.addAll(POSTGRES.texts("SELECT '" + table
                    + " ' || (to_jsonb(t) - 'revision' - 'known_from')::text FROM " + table + " t ORDER BY 1"));
        }
        return rows;
    }
}
