package limpid;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL, one for the whole run, with a fresh migrated database for each test class. Register it in a static
 * field.
 *
 * <p>It is the embedded one. The system property {@value #SERVER}, as {@code 127.0.0.1:5432}, names another, on which
 * {@code postgres} may do everything without a password; where that has TimescaleDB, the databases of tests have it. The
 * databases are {@code limpid_template} and {@code limpid_1} onwards; what is there of that name is dropped.
 */
public final class PostgresExtension implements BeforeAllCallback, AfterAllCallback {
    private static final String SERVER = "limpid.test.postgres";
    private static final String USER = "postgres";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private String name = "";
    private @Nullable HikariDataSource pool;

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        name = "limpid_" + NUMBER.incrementAndGet();
        create(name, Template.name());
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    /**
     * The database of this test class, with a pool, which ends with the class. Who changes a connection for longer than a
     * transaction, or ends those of others, takes {@link #alone()}.
     */
    public synchronized DataSource dataSource() {
        if (pool == null) {
            pool = pooled(alone());
        }
        return pool;
    }

    /** The database of this test class, with a new connection each time. */
    public DataSource alone() {
        return database(name);
    }

    /**
     * Another database with a pool, to be closed. A new connection is a new process of the server, which takes longer than
     * what most tests ask it; what nobody uses goes away soon, as the server has a hundred for all.
     */
    public static HikariDataSource pooled(DataSource database) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(database);
        pool.setMaximumPoolSize(20);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(TimeUnit.SECONDS.toMillis(10));
        return new HikariDataSource(pool);
    }

    /** The same as settings. */
    public Settings.Db settings() {
        return new Settings.Db(url(name), USER, "", 4, 1);
    }

    /** Runs statements. */
    public void execute(String sql) throws SQLException {
        execute(dataSource(), sql);
    }

    /** Runs statements on another database. */
    public static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of what is asked. */
    public List<String> texts(String question) {
        return texts(dataSource(), question);
    }

    /** The one text that is asked for. */
    public String text(String question) {
        return texts(question).getFirst();
    }

    /** The one number that is asked for. */
    public long number(String question) {
        return Long.parseLong(text(question));
    }

    /** The same of another database. */
    public static List<String> texts(DataSource database, String question) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(question, e);
        }
    }

    /** A schema as it was at a version, with what these statements put into it, brought to this program's. */
    public void migrateFrom(String version, String sql) throws SQLException {
        execute("DROP SCHEMA public CASCADE; DROP SCHEMA published CASCADE; CREATE SCHEMA public");
        migrate(dataSource(), version);
        execute(sql);
        migrate(dataSource(), "latest");
    }

    /** Brings a schema to a version. */
    public static void migrate(DataSource database, String version) {
        Flyway.configure().dataSource(database).target(version).load().migrate();
    }

    /** Another database on the same server, with nothing in it. */
    public static DataSource empty(String name) throws SQLException {
        create(name, "template0");
        return database(name);
    }

    /** Where the server is: host and port. */
    public static String server() {
        return Server.PLACE;
    }

    /** Whether the server has TimescaleDB to install. */
    public static boolean hasTimescale() throws SQLException {
        try (Connection connection = database(USER).getConnection();
                Statement statement = connection.createStatement()) {
            return statement
                    .executeQuery("SELECT FROM pg_available_extensions WHERE name = 'timescaledb'")
                    .next();
        }
    }

    private static void create(String name, String template) throws SQLException {
        DataSource server = database(USER);
        execute(server, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        if (template.equals(Template.NAME)) {
            clear(server);
        }
        execute(server, "CREATE DATABASE " + name + " TEMPLATE " + template);
    }

    /** A database cannot be copied while a worker of the server is in it, such as TimescaleDB's. None can come back. */
    private static void clear(DataSource server) throws SQLException {
        execute(
                server,
                "SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity WHERE datname = '" + Template.NAME
                        + "'");
    }

    private static DataSource database(String name) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url(name));
        database.setUser(USER);
        return database;
    }

    private static String url(String name) {
        return "jdbc:postgresql://" + Server.PLACE + "/" + name;
    }

    /** Runs statements that write another past, which the guards of histories would refuse. */
    public void rewrite(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL session_replication_role = replica; " + sql);
            connection.commit();
        }
    }

    /** Migrated once, by the first test that needs it. */
    private static final class Template {
        private static final String NAME = "limpid_template";

        static {
            try {
                DataSource template = empty(NAME);
                if (hasTimescale()) {
                    PostgresExtension.execute(template, "CREATE EXTENSION timescaledb");
                }
                Flyway.configure().dataSource(template).load().migrate();
                PostgresExtension.execute(database(USER), "ALTER DATABASE " + NAME + " ALLOW_CONNECTIONS false");
            } catch (SQLException e) {
                throw new IllegalStateException("preparing the template database", e);
            }
        }

        static String name() {
            return NAME;
        }
    }

    /** Started by the first test that needs it, stopped with the JVM. */
    private static final class Server {
        private static final String PLACE;

        static {
            String other = System.getProperty(SERVER, "");
            PLACE = other.isEmpty() ? "127.0.0.1:" + start().getPort() : other;
        }

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("starting PostgreSQL", e);
            }
        }
    }
}
