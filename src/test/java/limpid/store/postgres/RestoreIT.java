package limpid.store.postgres;

import static limpid.PostgresExtension.execute;
import static limpid.PostgresExtension.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import limpid.PostgresExtension;
import limpid.RolledUp;
import limpid.Samples;
import limpid.store.Committed;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Back up and restore as the manual says, by the programs of the server's own version, whose folder is the system property
 * {@value #PROGRAMS}; .ci/databases sets it.
 */
class RestoreIT {
    private static final String PROGRAMS = "limpid.test.programs";
    private static final Instant END = Samples.at("2026-03-01T08:00:00+08:00");
    private static final Instant NEXT_QUARTER = Samples.at("2026-06-09T05:00:00+08:00");
    private static final Path RESTORE = Path.of(".deploy/postgres/restore.sh");
    private static final Path ROLES = Path.of(".deploy/postgres/roles.sh");

    private static boolean timescale;

    @TempDir
    private Path folder;

    @BeforeAll
    static void programs() throws SQLException {
        assumeTrue(!System.getProperty(PROGRAMS, "").isEmpty(), "no pg_dump of the server's version");
        timescale = PostgresExtension.hasTimescale();
    }

    private record Run(int code, String output) {}

    private Run run(String database, Path in, Path out, String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", System.getProperty(PROGRAMS) + File.pathSeparator + environment.get("PATH"));
        String[] place = PostgresExtension.server().split(":");
        environment.put("PGHOST", place[0]);
        environment.put("PGPORT", place[1]);
        environment.put("POSTGRES_USER", "postgres");
        environment.put("POSTGRES_DB", database);
        environment.put("SECRETS", folder.toString());
        int code = builder.start().waitFor();
        return new Run(code, Files.readString(log));
    }

    /** What an empty server of docker-compose.yml has: the extension where there is one, and what roles.sh made. */
    private DataSource prepared(String name, boolean extension) throws Exception {
        DataSource database = PostgresExtension.empty(name);
        if (extension) {
            execute(database, "CREATE EXTENSION timescaledb");
        }
        for (String secret : List.of("db_superuser_password", "db_password", "db_reader_password")) {
            Files.writeString(folder.resolve(secret), secret);
        }
        Path log = folder.resolve("roles");
        Run run = run(name, Path.of("/dev/null"), log, "bash", ROLES.toString());
        assertEquals(0, run.code(), run.output());
        return database;
    }

    private static DataSource as(String user, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://" + PostgresExtension.server() + "/" + database);
        source.setUser(user);
        source.setPassword(user.equals("limpid") ? "db_password" : "db_reader_password");
        return source;
    }

    private DataSource filled(String name, boolean extension) throws Exception {
        prepared(name, extension);
        DataSource owner = as("limpid", name);
        Flyway.configure().dataSource(owner).load().migrate();
        Samples.register(owner, Samples.AIR);
        assertEquals(new Committed(1, 0, 0, 0), keep(owner, END, "22"));
        assertEquals(new Committed(0, 0, 1, 0), keep(owner, END, "23"));
        RolledUp.workOff(owner);
        return owner;
    }

    private static Committed keep(DataSource database, Instant end, String value) {
        return new PostgresReadings(database).commit(List.of(Samples.arrival(Samples.hour("A1", "PM2.5", end, value))));
    }

    private Path dump(String name) throws IOException, InterruptedException {
        Path dump = folder.resolve(name + ".dump");
        Run run = run(name, Path.of("/dev/null"), dump, "env", "pg_dump", "-U", "postgres", "-Fc", name);
        assertEquals(0, run.code(), run.output());
        return dump;
    }

    private Run restore(Path dump, String name) throws IOException, InterruptedException {
        return run(name, dump, folder.resolve("out"), "bash", RESTORE.toString());
    }

    @Test
    void aRestoredDatabaseIsTheSameAndGoesOn() throws Exception {
        DataSource from = filled("limpid_from", timescale);
        DataSource superuser = prepared("limpid_to", timescale);
        Run run = restore(dump("limpid_from"), "limpid_to");
        assertEquals(0, run.code(), run.output());
        assertEquals("", run.output());
        DataSource to = as("limpid", "limpid_to");
        assertEquals(contents(from), contents(to));
        assertGoesOn(superuser, "limpid_to");
    }

    /** The demo's database, or that of a Debian server, moved to one with the extension: its readings stay partitioned. */
    @Test
    void aPlainDumpGoesOnWhereThereIsTimescale() throws Exception {
        assumeTrue(timescale, "the server has no TimescaleDB");
        DataSource from = filled("limpid_from", false);
        DataSource superuser = prepared("limpid_to", true);
        Run run = restore(dump("limpid_from"), "limpid_to");
        assertEquals(0, run.code(), run.output());
        assertEquals(contents(from), contents(as("limpid", "limpid_to")));
        assertGoesOn(superuser, "limpid_to");
    }

    private void assertGoesOn(DataSource superuser, String name) throws SQLException {
        DataSource owner = as("limpid", name);
        Flyway.configure().dataSource(owner).load().validate();
        assertEquals(new Committed(0, 1, 0, 0), keep(owner, END, "23"));
        assertEquals(new Committed(1, 0, 0, 0), keep(owner, NEXT_QUARTER, "24"));
        DataSource reader = as("limpid_reader", name);
        assertEquals(List.of("A1"), texts(reader, "SELECT DISTINCT station FROM published.air_hour"));
        assertEquals(List.of("f"), texts(reader, "SELECT has_table_privilege('public.reading', 'SELECT')"));
        execute(owner, "CREATE VIEW published.later AS SELECT 1 AS one");
        assertEquals(List.of("1"), texts(reader, "SELECT one FROM published.later"));
        if (timescale) {
            assertEquals(List.of("off"), texts(superuser, "SHOW timescaledb.restoring"));
        }
    }

    @Test
    void whatFailsChangesNothing() throws Exception {
        filled("limpid_from", timescale);
        Path dump = dump("limpid_from");
        Run again = restore(dump, "limpid_from");
        assertEquals(1, again.code());
        assertTrue(again.output().contains("holds a Limpid already"), again.output());
        assertEquals(List.of("1"), texts(as("limpid", "limpid_from"), "SELECT count(*) FROM reading"));

        DataSource superuser = prepared("limpid_to", timescale);
        execute(superuser, "CREATE TABLE water_sample (somebody text)");
        Run midway = restore(dump, "limpid_to");
        assertEquals(1, midway.code());
        assertTrue(midway.output().contains("\"water_sample\" already exists"), midway.output());
        assertEquals(List.of("t"), texts(superuser, "SELECT to_regclass('public.station') IS NULL"));
        if (timescale) {
            assertEquals(List.of("off"), texts(superuser, "SHOW timescaledb.restoring"));
        }
        execute(superuser, "DROP TABLE water_sample");
        assertEquals(0, restore(dump, "limpid_to").code());
    }

    /** Every table and view, row by row. */
    private static Map<String, List<String>> contents(DataSource database) throws SQLException {
        Map<String, List<String>> contents = new TreeMap<>();
        for (String table : texts(
                database,
                "SELECT format('%I.%I', table_schema, table_name)"
                        + " FROM information_schema.tables WHERE table_schema IN ('public', 'published')"
                        + " AND table_name !~ '^reading_'")) {
            contents.put(table, texts(database, "SELECT t::text FROM " + table + " t ORDER BY 1"));
        }
        assertTrue(contents.size() > 60, () -> contents.keySet().toString());
        return contents;
    }
}
