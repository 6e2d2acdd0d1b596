package limpid.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import limpid.backup.Backups;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL whose data stay in a folder between runs. It listens on the loopback address only and asks for a
 * password that lies beside the data, readable by its owner alone. Its log is {@code postgres/postgres.log}.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    /** The folder of the data, beside PostgreSQL's programs. */
    public static final String DATA = "postgres";

    /** The file of its user's password, beside the data. */
    public static final String SECRET = "postgres.password";

    private static final String NAME = "limpid";
    private static final int PORT_LINE = 3;

    /** For a machine shared with the service, the broker and a few people's questions. A commit stays a promise. */
    private static final Map<String, String> CONFIGURATION = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "60"),
            Map.entry("shared_buffers", "128MB"),
            Map.entry("work_mem", "16MB"),
            Map.entry("maintenance_work_mem", "64MB"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("wal_compression", "on"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("checkpoint_timeout", "10min"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("jit", "off"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"));

    private final PostgresProcess process;
    private final int port;
    private final String password;

    private EmbeddedDatabase(PostgresProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts on a folder, which only one process may use at a time; the first start there sets up an empty database.
     * A PostgreSQL that an earlier, killed process left running on it is stopped first.
     *
     * @param folder holds {@code postgres}, the data, and PostgreSQL's programs
     * @param port   0 for any free one
     * @throws CannotStart with PostgreSQL's own words where it does not start
     */
    public static EmbeddedDatabase start(Path folder, int port) {
        return start(folder, port, null);
    }

    /**
     * The same, and keeps what it writes, in files of 16 MB, one an hour at least. PostgreSQL holds a file until it is there.
     *
     * @param backups where it is kept; null for nowhere
     */
    public static EmbeddedDatabase start(Path folder, int port, @Nullable Backups backups) {
        Path home = folder.toAbsolutePath().normalize();
        PostgresUser user = PostgresUser.find();
        PostgresPrograms programs = PostgresPrograms.unpack(home);
        Path data = home.resolve(DATA);
        Path secret = secret(home);
        if (!Files.exists(data)) {
            createPassword(secret, user);
            initialise(home, secret, programs, user);
        }
        user.own(data);
        PostgresProcess.stopLeftover(data);
        int chosen = port == 0 ? FreePort.find() : port;
        run(data, chosen, configuration(backups, user), programs, user);
        EmbeddedDatabase database = new EmbeddedDatabase(PostgresProcess.guard(data), chosen, readPassword(secret));
        database.createIfAbsent();
        return database;
    }

    /**
     * Lets a database that was unpacked from a backup read what was written since, up to where it was told, and gives its user a new
     * password. Afterwards {@link #start} starts it as any other.
     *
     * @param folder holds {@code postgres}
     * @throws CannotStart with PostgreSQL's own words where it cannot
     */
    public static void recover(Path folder) {
        Path home = folder.toAbsolutePath().normalize();
        PostgresUser user = PostgresUser.find();
        PostgresPrograms programs = PostgresPrograms.unpack(home);
        Path data = home.resolve(DATA);
        Path secret = secret(home);
        createPassword(secret, user);
        user.own(data);
        List<String> single = new ArrayList<>(List.of(programs.program("postgres"), "--single", "-D", data.toString()));
        CONFIGURATION.forEach((name, value) -> single.addAll(List.of("-c", name + "=" + value)));
        // One process alone cannot answer questions while it recovers. Where the new timeline branched off is to be
        // kept, too.
        single.addAll(List.of("-c", "hot_standby=off", "-c", "archive_mode=on", "postgres"));
        Command.run(
                "recovering the database in " + home,
                user.command(single),
                "ALTER ROLE " + NAME + " PASSWORD '" + readPassword(secret) + "'\n");
        if (Files.exists(data.resolve("recovery.signal"))) {
            throw new CannotStart("recovering the database in " + home, "PostgreSQL ended before it was done");
        }
    }

    /** How to connect to one that runs. */
    public record Access(String url, String user, String password) {
        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Access[" + url + "]";
        }
    }

    /**
     * The one that another process runs on this folder.
     *
     * @throws CannotStart where none runs
     */
    public static Access running(Path folder) {
        Path home = folder.toAbsolutePath().normalize();
        Path data = home.resolve(DATA);
        if (PostgresProcess.running(data).isEmpty()) {
            throw new CannotStart(
                    "finding the database of " + home, "none runs; start the service, or copy the folder as it is");
        }
        Path file = data.resolve("postmaster.pid");
        try {
            int port = Integer.parseInt(Files.readAllLines(file).get(PORT_LINE).strip());
            return new Access(url(port, NAME), NAME, readPassword(secret(home)));
        } catch (IOException e) {
            throw new CannotStart("reading " + file, e);
        }
    }

    private static Path secret(Path home) {
        return home.resolve(SECRET);
    }

    private static void createPassword(Path secret, PostgresUser user) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        try {
            Files.deleteIfExists(secret);
            Files.createFile(
                    secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(secret, HexFormat.of().formatHex(random));
        } catch (IOException e) {
            throw new CannotStart("writing " + secret, e);
        }
        user.own(secret);
    }

    private static String readPassword(Path secret) {
        try {
            return Files.readString(secret).strip();
        } catch (IOException e) {
            throw new CannotStart("reading " + secret, e);
        }
    }

    /** Under another name until it is complete: a data folder half set up could never be started. */
    private static void initialise(Path home, Path secret, PostgresPrograms programs, PostgresUser user) {
        try {
            Path partial = Folders.empty(home.resolve("postgres-partial"));
            user.own(partial);
            List<String> initdb = List.of(
                    programs.program("initdb"),
                    "--pgdata=" + partial,
                    "--username=" + NAME,
                    "--pwfile=" + secret,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--data-checksums");
            Command.run("setting up the database in " + home, user.command(initdb));
            Files.move(partial, home.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CannotStart("setting up the database in " + home, e);
        }
    }

    private static Map<String, String> configuration(@Nullable Backups backups, PostgresUser user) {
        if (backups == null) {
            return CONFIGURATION;
        }
        backups.make();
        user.own(backups.folder());
        Map<String, String> all = new TreeMap<>(CONFIGURATION);
        all.putAll(Map.of(
                "archive_mode", "on",
                "archive_library", "basic_archive",
                "basic_archive.archive_directory", backups.wal().toString(),
                "archive_timeout", "1h"));
        return all;
    }

    private static void run(
            Path data, int port, Map<String, String> configuration, PostgresPrograms programs, PostgresUser user) {
        Path log = data.resolve("postgres.log");
        String options = configuration.entrySet().stream()
                .map(entry -> "-c " + entry.getKey() + "='" + entry.getValue().replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ", "-p " + port + " ", ""));
        List<String> start = List.of(
                programs.program("pg_ctl"),
                "--pgdata=" + data,
                "--log=" + log,
                "--options=" + options,
                "--wait",
                "--timeout=300",
                "start");
        keepLastLog(log);
        try {
            Command.run("starting PostgreSQL", user.command(start));
        } catch (CannotStart e) {
            throw new CannotStart("starting PostgreSQL on " + data + ", port " + port, lastLines(log, e));
        }
    }

    private static void keepLastLog(Path log) {
        try {
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new CannotStart("putting aside " + log, e);
        }
    }

    private static String lastLines(Path log, CannotStart otherwise) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            otherwise.addSuppressed(e);
            return String.valueOf(otherwise.getMessage());
        }
    }

    private void createIfAbsent() {
        try (Connection connection = DriverManager.getConnection(url(port, "postgres"), user(), password);
                Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                statement.executeUpdate("CREATE DATABASE " + NAME);
            }
        } catch (SQLException e) {
            close();
            throw new CannotStart("creating the database " + NAME, e);
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
            return found.next();
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Where to connect by JDBC. */
    public String url() {
        return url(port, NAME);
    }

    /** The user, who may do everything in it. */
    public String user() {
        return NAME;
    }

    /** The user's password. */
    public String password() {
        return password;
    }

    /** Disconnects clients, writes everything and waits for the end. */
    @Override
    public void close() {
        process.close();
    }
}
