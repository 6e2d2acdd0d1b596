package limpid.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** A database of its own on a server, made for a measurement and dropped after it. */
public final class FreshDatabase implements AutoCloseable {
    private static final String NAME = "limpid_beside";
    private static final String EXTENSION = "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'";

    private final String server;
    private final String user;
    private final String password;

    private FreshDatabase(String server, String user, String password) {
        this.server = server;
        this.user = user;
        this.password = password;
    }

    /**
     * Makes one.
     *
     * @param server address of any database of the server; where that has TimescaleDB, the new one gets it too
     * @throws BenchException where there is one of its name, which may be somebody's
     */
    public static FreshDatabase on(String server, String user, String password) throws SQLException {
        FreshDatabase database = new FreshDatabase(server, user, password);
        boolean timescale = !ask(server, user, password, EXTENSION).isEmpty();
        if (!ask(server, user, password, "SELECT datname FROM pg_database WHERE datname = '" + NAME + "'")
                .isEmpty()) {
            throw new BenchException(
                    "there is a database " + NAME + " at " + server + "; drop it where nobody needs it", null);
        }
        execute(server, user, password, "CREATE DATABASE " + NAME + " TEMPLATE template0");
        if (timescale) {
            execute(database.url(), user, password, "CREATE EXTENSION timescaledb");
        }
        return database;
    }

    /** What a server is, in words: of PostgreSQL and, where the database at hand has it, of TimescaleDB. */
    public static String describe(String server, String user, String password) throws SQLException {
        String extension = ask(server, user, password, EXTENSION);
        return "PostgreSQL " + ask(server, user, password, "SHOW server_version")
                + (extension.isEmpty() ? "" : " with TimescaleDB " + extension) + ", fsync "
                + ask(server, user, password, "SHOW fsync") + ", shared_buffers "
                + ask(server, user, password, "SHOW shared_buffers") + ", at " + server;
    }

    /** Where it is. */
    public String url() {
        Properties parts = Driver.parseURL(server, null);
        if (parts == null) {
            throw new BenchException("not the address of a PostgreSQL: " + server, null);
        }
        return "jdbc:postgresql://" + PGProperty.PG_HOST.getOrDefault(parts) + ":"
                + PGProperty.PG_PORT.getOrDefault(parts) + "/" + NAME;
    }

    private static String ask(String url, String user, String password, String question) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static void execute(String url, String user, String password, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Drops it, whoever is still in it. */
    @Override
    public void close() throws SQLException {
        execute(server, user, password, "DROP DATABASE " + NAME + " WITH (FORCE)");
    }
}
