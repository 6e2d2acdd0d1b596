package limpid.store.postgres;

import static limpid.PostgresExtension.execute;
import static limpid.PostgresExtension.migrate;
import static limpid.PostgresExtension.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import limpid.PostgresExtension;
import limpid.RolledUp;
import limpid.Samples;
import limpid.measure.Flags;
import limpid.measure.Reading;
import limpid.store.Committed;
import org.junit.jupiter.api.Test;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** Databases that were made by an earlier Limpid, or for another server, and what becomes of them. */
class OldDatabaseIT {
    private static final Instant END = Samples.at("2026-03-01T08:00:00+08:00");
    private static final String ALERTS =
            "SELECT kind || ' ' || item || ' ' || raised_at || ' ' || seen FROM alert ORDER BY 1";

    private static final String READINGS =
            "SELECT series_id || ' ' || period_end || ' ' || value || ' ' || flag_id || ' '"
                    + " || recorded_at FROM every_reading ORDER BY series_id, period_end";
    private static final String RESULTS = "SELECT period_end || ' ' || aqi::text FROM air_hour UNION ALL"
            + " SELECT day || ' ' || series_id || ' ' || valid || ' ' || mean FROM series_day UNION ALL"
            + " SELECT period_end || ' ' || tally::text FROM series_minute ORDER BY 1";
    private static final String SECONDS_OF_MINUTES =
            "SELECT count(*) FROM every_reading JOIN series_minute USING (series_id)"
                    + " WHERE end_of(60, every_reading.period_end) = series_minute.period_end GROUP BY series_minute.period_end";

    private static Committed keep(DataSource database, Instant end, String value) {
        return new PostgresReadings(database).commit(List.of(Samples.arrival(Samples.hour("A1", "PM2.5", end, value))));
    }

    private static List<String> months(DataSource database) throws SQLException {
        return texts(
                database,
                "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'reading'::regclass ORDER BY 1");
    }

    /** As one has it that was made between two lines of work, of which that with the lower numbers came later. */
    @Test
    void aLowerNumberThatComesLaterIsApplied() throws SQLException {
        DataSource database = PostgresExtension.empty("limpid_gap");
        migrate(database, "latest");
        execute(database, "ALTER TABLE person_session DROP COLUMN id_token");
        execute(database, "DELETE FROM flyway_schema_history WHERE version = '343'");
        Migrations.migrate(database);
        assertEquals(List.of("343"), texts(database, """
                SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1"""));
        assertEquals(List.of(), texts(database, "SELECT id_token FROM person_session"));
        Migrations.migrate(database);
    }

    @Test
    void readingsOfANewMonthArePartitionedAsTheOldOnes() throws SQLException {
        assumeTrue(PostgresExtension.hasTimescale(), "the server has no TimescaleDB");
        for (String met : List.of("040", "latest")) {
            DataSource database = PostgresExtension.empty("limpid_plain");
            migrate(database, met);
            execute(database, "CREATE EXTENSION timescaledb");
            migrate(database, "latest");
            Samples.register(database, Samples.AIR);
            assertEquals(new Committed(1, 0, 0, 0), keep(database, END, "22"));
            assertEquals(new Committed(1, 0, 0, 0), keep(database, END.plus(Duration.ofDays(62)), "23"));
            assertEquals(List.of("reading_2026_03", "reading_2026_05"), months(database));
        }
    }

    @Test
    void aHypertableHasNoIndexButItsKey() throws SQLException {
        assumeTrue(PostgresExtension.hasTimescale(), "the server has no TimescaleDB");
        DataSource database = PostgresExtension.empty("limpid_hyper");
        execute(database, "CREATE EXTENSION timescaledb");
        migrate(database, "040");
        Samples.register(database, Samples.AIR);
        execute(
                database,
                "INSERT INTO reading (series_id, period_end, value, flag_id, recorded_at)"
                        + " VALUES (1, '2026-03-01Z', 22, "
                        + Flags.standard().normal().id() + ", now())");
        String indexes = "SELECT DISTINCT regexp_replace(indexname, '^.*_(?=reading)', '') FROM pg_indexes"
                + " WHERE tablename = 'reading' OR tablename LIKE '\\_hyper%' ORDER BY 1";
        assertEquals(
                List.of("reading_period_end_idx", "reading_pkey"),
                texts(database, indexes).stream()
                        .map(name -> name.replaceAll("^\\d+_", ""))
                        .toList());
        migrate(database, "latest");
        assertEquals(
                List.of("reading_pkey"),
                texts(database, indexes).stream()
                        .map(name -> name.replaceAll("^\\d+_", ""))
                        .toList());
        assertEquals(new Committed(0, 1, 0, 0), keep(database, Samples.at("2026-03-01T00:00:00Z"), "22"));
        assertEquals(new Committed(1, 0, 0, 0), keep(database, END.plus(Duration.ofDays(62)), "23"));
        assertEquals(List.of("2"), texts(database, "SELECT count(*) FROM timescaledb_information.chunks"));
    }

    /**
     * A database in use since schema 091, which kept each second as a row, with readings of two months, corrections and
     * results: they stay, and what comes then joins them.
     */
    @Test
    void whatWasKeptBeforeThereWereSpansStays() throws Exception {
        DataSource fresh = PostgresExtension.empty("limpid_fresh");
        migrate(fresh, "latest");
        Samples.register(fresh, Samples.AIR, Samples.NOISE);
        for (int hour = -30; hour < 30; hour++) {
            keep(fresh, END.plus(Duration.ofHours(hour)), String.valueOf(40 + hour));
        }
        keep(fresh, END, "99");
        new PostgresReadings(fresh).commit(List.of(Samples.arrival(seconds(END, 120))));
        workOff(fresh);
        List<String> readings = texts(fresh, READINGS);
        List<String> results = texts(fresh, RESULTS);
        assertEquals(60 + 120, readings.size());
        for (boolean hypertable : PostgresExtension.hasTimescale() ? List.of(false, true) : List.of(false)) {
            DataSource old = PostgresExtension.empty("limpid_old");
            if (hypertable) {
                execute(old, "CREATE EXTENSION timescaledb");
            }
            migrate(old, "091");
            execute(old, "SELECT ensure_partitions('2026-02-01', '2026-03-31')");
            for (String table : List.of("subject", "station", "series")) {
                copy(table, fresh, old);
            }
            copy("every_reading", "reading", fresh, old);
            for (String table : List.of(
                    "revision", "ledger", "series_minute", "series_hour", "series_day", "air_hour", "air_day")) {
                copy(table, fresh, old);
            }
            execute(
                    old,
                    "SELECT setval(pg_get_serial_sequence('revision', 'id'), max(id)) FROM revision; TRUNCATE dirty");
            Migrations.migrate(old);
            workOff(old);
            assertEquals(readings, texts(old, READINGS));
            assertEquals(results, texts(old, RESULTS));
            assertEquals(
                    texts(fresh, "SELECT period_end || ' ' || value FROM revision"),
                    texts(old, "SELECT period_end || ' ' || value FROM revision"));

            PostgresReadings store = new PostgresReadings(old);
            assertEquals(new Committed(0, 1, 0, 0), keep(old, END, "99"));
            assertEquals(new Committed(0, 0, 1, 0), keep(old, END.minus(Duration.ofHours(30)), "98"));
            assertEquals(new Committed(1, 0, 0, 0), keep(old, END.plus(Duration.ofDays(62)), "23"));
            assertEquals(new Committed(60, 120, 0, 0), store.commit(List.of(Samples.arrival(seconds(END, 180)))));
            workOff(old);
            assertEquals(List.of("2"), texts(old, "SELECT count(*) FROM revision"));
            assertEquals(List.of("180"), texts(old, "SELECT sum(count) FROM (" + SECONDS_OF_MINUTES + ") AS minute"));
        }
    }

    /** So many seconds that follow an instant, as an array brings them. */
    private static List<Reading> seconds(Instant after, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(second -> Samples.reading(
                        "N1", "LAS", after.plusSeconds(second), Duration.ofSeconds(1), "5" + second % 10 + ".5"))
                .toList();
    }

    /** What the newest Limpid made is put into tables as they were before there were alerts. */
    @Test
    void alertsOfSetsFromBeforeThereWereAlertsAppearByThemselves() throws Exception {
        DataSource fresh = PostgresExtension.empty("limpid_fresh");
        migrate(fresh, "latest");
        Samples.register(fresh, Samples.WATER);
        PostgresReadings readings = new PostgresReadings(fresh);
        for (int set = 0; set < 12; set++) {
            Instant end = END.plus(Duration.ofHours(4L * set));
            String ammonia = set % 5 == 3 ? "9.5" : "0.4";
            readings.commit(List.of(Samples.arrival(
                    Samples.reading("W1", "NH3N", end, Duration.ofHours(4), ammonia),
                    Samples.reading("W1", "DO", end, Duration.ofHours(4), "7.5"),
                    Samples.reading("W1", "PH", end, Duration.ofHours(4), "7.5"))));
        }
        workOff(fresh);
        List<String> alerts = texts(fresh, ALERTS);
        assertFalse(alerts.isEmpty());

        DataSource old = PostgresExtension.empty("limpid_old");
        migrate(old, "046");
        execute(old, "SELECT ensure_partitions('2026-03-01', '2026-03-31')");
        for (String table : List.of("subject", "station", "series", "reading", "water_sample")) {
            copy(table, fresh, old);
        }
        execute(old, "TRUNCATE dirty");
        migrate(old, "latest");
        assertEquals(List.of(), texts(old, ALERTS));
        workOff(old);
        assertEquals(alerts, texts(old, ALERTS));
        assertEquals(
                texts(fresh, "SELECT w::text FROM water_sample w ORDER BY 1"),
                texts(old, "SELECT w::text FROM water_sample w ORDER BY 1"));
    }

    private static void workOff(DataSource database) {
        RolledUp.workOff(database);
    }

    private static void copy(String table, DataSource from, DataSource to) throws Exception {
        copy(table, table, from, to);
    }

    private static List<String> columns(String table, DataSource database) throws SQLException {
        return texts(
                database,
                "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
                        + " AND table_name = '" + table + "' ORDER BY 1");
    }

    /** Copies the columns that both have. */
    private static void copy(String source, String table, DataSource from, DataSource to) throws Exception {
        List<String> both = new ArrayList<>(columns(source, from));
        both.retainAll(columns(table, to));
        String names = " (" + String.join(", ", both) + ")";
        execute(to, "DELETE FROM " + table);
        try (Connection in = from.getConnection();
                Connection out = to.getConnection()) {
            var rows = new CopyManager(in.unwrap(BaseConnection.class))
                    .copyOut("COPY (SELECT " + String.join(", ", both) + " FROM " + source + ") TO STDOUT");
            var into =
                    new CopyManager(out.unwrap(BaseConnection.class)).copyIn("COPY " + table + names + " FROM STDIN");
            for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
                into.writeToCopy(row, 0, row.length);
            }
            into.endCopy();
        }
    }
}
