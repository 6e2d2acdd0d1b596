package limpid.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A real PostgreSQL whose data stay in a folder between runs. It listens on the loopback address only and asks for a
 * password that lies beside the data, readable by its owner alone. Its log is {@code postgres/postgres.log}.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String NAME = "limpid";

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
        Path home = folder.toAbsolutePath().normalize();
        PostgresUser user = PostgresUser.find();
        PostgresPrograms programs = PostgresPrograms.unpack(home);
        Path data = home.resolve("postgres");
        Path secret = home.resolve("postgres.password");
        if (!Files.exists(data)) {
            createPassword(secret, user);
            initialise(home, secret, programs, user);
        }
        user.own(data);
        PostgresProcess.stopLeftover(data);
        int chosen = port == 0 ? freePort() : port;
        run(data, chosen, programs, user);
        EmbeddedDatabase database = new EmbeddedDatabase(PostgresProcess.guard(data), chosen, readPassword(secret));
        database.createIfAbsent();
        return database;
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
            Files.move(partial, home.resolve("postgres"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CannotStart("setting up the database in " + home, e);
        }
    }

    private static void run(Path data, int port, PostgresPrograms programs, PostgresUser user) {
        Path log = data.resolve("postgres.log");
        String options = CONFIGURATION.entrySet().stream()
                .map(entry -> "-c " + entry.getKey() + "='" + entry.getValue() + "'")
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

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CannotStart("finding a free port", e);
        }
    }

    private void createIfAbsent() {
        try (Connection connection = DriverManager.getConnection(url("postgres"), user(), password);
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

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Where to connect by JDBC. */
    public String url() {
        return url(NAME);
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
