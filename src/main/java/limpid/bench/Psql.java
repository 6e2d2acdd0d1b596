package limpid.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.copy.CopyManager;

/**
 * The yardstick: psql alone. It puts the same rows into an empty copy of the table, with the same partitions and indexes, by
 * the intake's own statement; or it copies the same rows out.
 */
final class Psql {
    static final String SCHEMA = "limpid_bench";
    private static final String COLUMNS = "period_end, series_id, flag_id, value";
    private static final Pattern TIME = Pattern.compile("(?m)^Time: ([0-9.]+) ms");
    private static final int STEPS = 3;

    private final BenchTarget target;
    private final Path folder;

    Psql(BenchTarget target, Path folder) {
        this.target = target;
        this.folder = folder;
    }

    /** How long each step took, and how many rows there are afterwards. */
    record Result(double copySeconds, double upsertSeconds, long rows) {}

    /** Refuses to begin where there is no psql. */
    static void require() throws InterruptedException {
        try {
            run(new ProcessBuilder("psql", "--version"));
        } catch (IOException e) {
            throw new BenchException("there is no psql on the PATH; Debian has it in postgresql-client", e);
        }
    }

    Result upsert() throws SQLException, IOException, InterruptedException {
        Path rows = folder.resolve("readings.copy");
        try (Connection connection = target.connect()) {
            write(rows, connection);
            copyTable(connection);
            checkpoint(connection);
            List<Double> millis = times(run(command(script(rows))), STEPS);
            long held = held(connection);
            drop(connection);
            return new Result(millis.get(0) / 1000, (millis.get(1) + millis.get(2)) / 1000, held);
        }
    }

    /** How long it took to put the rows of some tables into empty copies, and how many they are. */
    record Again(double seconds, long rows) {}

    /** Puts the rows of these tables into empty copies of them: copied into a temporary table, then inserted from there. */
    Again again(List<String> tables) throws SQLException, IOException, InterruptedException {
        StringBuilder script = new StringBuilder("SET search_path = " + SCHEMA + ";\nBEGIN;\n");
        long rows = 0;
        try (Connection connection = target.connect()) {
            emptySchema(connection);
            for (String table : tables) {
                Path file = folder.resolve(table + ".copy");
                try (var out = Files.newOutputStream(file)) {
                    rows += new CopyManager(connection.unwrap(org.postgresql.core.BaseConnection.class))
                            .copyOut("COPY public." + table + " TO STDOUT", out);
                }
                execute(
                        "CREATE TABLE " + SCHEMA + "." + table + " (LIKE public." + table + " INCLUDING ALL)",
                        connection);
                script.append("""
                        CREATE TEMPORARY TABLE incoming_%1$s (LIKE %1$s);
                        \\timing on
                        \\copy incoming_%1$s from '%2$s'
                        INSERT INTO %1$s SELECT * FROM incoming_%1$s ON CONFLICT DO NOTHING;
                        \\timing off
                        """.formatted(table, file));
            }
            script.append("\\timing on\nCOMMIT;\n");
            checkpoint(connection);
            Path file = Files.writeString(folder.resolve("again.sql"), script);
            List<Double> millis = times(run(command(file)), 2 * tables.size() + 1);
            drop(connection);
            return new Again(millis.stream().mapToDouble(Double::doubleValue).sum() / 1000, rows);
        }
    }

    /** The seconds in which it copies the answer to a question out, as it likes best. */
    double copyOut(String question) throws IOException, InterruptedException {
        String text = "SET work_mem = '64MB';\n\\timing on\n\\o /dev/null\nCOPY (" + question + ") TO STDOUT;\n";
        Path script = Files.writeString(folder.resolve("copy.sql"), text);
        return times(run(command(script)), 1).getFirst() / 1000;
    }

    private static void write(Path rows, Connection connection) throws SQLException, IOException {
        try (var out = Files.newOutputStream(rows)) {
            new CopyManager(connection.unwrap(org.postgresql.core.BaseConnection.class))
                    .copyOut("COPY (SELECT " + COLUMNS + " FROM every_reading ORDER BY recorded_at) TO STDOUT", out);
        }
    }

    /** Makes the schema of what is put in a second time, with nothing in it. */
    static void emptySchema(Connection connection) throws SQLException {
        execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE", connection);
        execute("CREATE SCHEMA " + SCHEMA, connection);
    }

    private static void copyTable(Connection connection) throws SQLException {
        emptySchema(connection);
        List<String> statements =
                new ArrayList<>(List.of("CREATE TABLE " + SCHEMA + ".reading (LIKE public.reading INCLUDING ALL)"));
        boolean hypertable = texts(
                        "SELECT relname FROM pg_class WHERE oid = 'public.reading'::regclass AND relkind = 'p'",
                        connection)
                .isEmpty();
        if (hypertable) {
            statements.add("SELECT create_hypertable('" + SCHEMA
                    + ".reading', 'period_end', chunk_time_interval => interval '1 month',"
                    + " create_default_indexes => false)");
        } else {
            statements.set(0, statements.get(0) + " PARTITION BY RANGE (period_end)");
            statements.addAll(texts(
                    "SELECT format('CREATE TABLE " + SCHEMA + ".%I PARTITION OF " + SCHEMA
                            + ".reading %s', c.relname, pg_get_expr(c.relpartbound, c.oid)) FROM pg_inherits i"
                            + " JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'public.reading'::regclass",
                    connection));
        }
        for (String statement : statements) {
            execute(statement, connection);
        }
    }

    /** Both sides begin with clean buffers; whoever may not order it goes without. */
    static void checkpoint(Connection connection) throws SQLException {
        if (!texts("SELECT 'may' WHERE current_setting('is_superuser') = 'on'", connection)
                .isEmpty()) {
            execute("CHECKPOINT", connection);
        }
    }

    private Path script(Path rows) throws IOException {
        String text = "SET search_path = " + SCHEMA + ", public;\nBEGIN;\n" + statement("createIncoming") + ";\n"
                + "\\timing on\n\\copy incoming (" + COLUMNS + ") from '" + rows + "'\n\\o /dev/null\n"
                + statement("insertReadings").replaceFirst("\\?", "now()").replaceFirst("\\?", "NULL")
                + ";\n\\o\nCOMMIT;\n";
        return Files.writeString(folder.resolve("upsert.sql"), text);
    }

    private static String statement(String name) throws IOException {
        String path = "/limpid/store/postgres/" + name + ".sql";
        try (InputStream in = Psql.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("the build left out " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private ProcessBuilder command(Path script) {
        Properties server = Driver.parseURL(target.dbUrl(), null);
        if (server == null) {
            throw new BenchException("not the address of a PostgreSQL: " + target.dbUrl(), null);
        }
        ProcessBuilder command =
                new ProcessBuilder("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=" + script);
        command.environment()
                .putAll(Map.of(
                        "LC_ALL", "C",
                        "PGHOST", String.valueOf(PGProperty.PG_HOST.getOrDefault(server)),
                        "PGPORT", String.valueOf(PGProperty.PG_PORT.getOrDefault(server)),
                        "PGDATABASE", String.valueOf(PGProperty.PG_DBNAME.getOrDefault(server)),
                        "PGUSER", target.dbUser(),
                        "PGPASSWORD", target.dbPassword()));
        return command;
    }

    private static String run(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new BenchException("psql failed: " + said.strip(), null);
        }
        return said;
    }

    private static List<Double> times(String said, int steps) {
        Matcher time = TIME.matcher(said);
        List<Double> times = new ArrayList<>();
        while (time.find()) {
            times.add(Double.valueOf(time.group(1)));
        }
        if (times.size() != steps) {
            throw new BenchException("psql did not tell the times of its " + steps + " steps: " + said, null);
        }
        return times;
    }

    private static long held(Connection connection) throws SQLException {
        return Long.parseLong(texts("SELECT count(*)::text FROM " + SCHEMA + ".reading", connection)
                .getFirst());
    }

    static void drop(Connection connection) throws SQLException {
        execute("DROP SCHEMA " + SCHEMA + " CASCADE", connection);
    }

    static void execute(String statement, Connection connection) throws SQLException {
        try (Statement execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    private static List<String> texts(String question, Connection connection) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
