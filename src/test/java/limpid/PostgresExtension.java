package limpid;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real PostgreSQL, one for the whole run, with a fresh migrated database for each test class. Register it in a static
 * field.
 */
public final class PostgresExtension implements BeforeAllCallback {
    private static final String USER = "postgres";
    private static final String TEMPLATE = "limpid_template";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private String name = "";

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        name = "limpid_" + NUMBER.incrementAndGet();
        execute(Server.POSTGRES.getPostgresDatabase(), "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    }

    /** The database of this test class, without a pool. */
    public DataSource dataSource() {
        return Server.POSTGRES.getDatabase(USER, name);
    }

    /** The same as settings. */
    public Settings.Db settings() {
        return new Settings.Db(Server.POSTGRES.getJdbcUrl(USER, name), USER, "", 4);
    }

    /** Runs statements. */
    public void execute(String sql) throws SQLException {
        execute(dataSource(), sql);
    }

    /** Runs statements that write another past, which the guards of histories would refuse. */
    public void rewrite(String sql) throws SQLException {
        execute("SET session_replication_role = replica; " + sql);
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Started by the first test that needs it, stopped with the JVM. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .start();
                execute(postgres.getPostgresDatabase(), "CREATE DATABASE " + TEMPLATE);
                Flyway.configure()
                        .dataSource(postgres.getDatabase(USER, TEMPLATE))
                        .load()
                        .migrate();
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException("starting PostgreSQL", e);
            } catch (SQLException e) {
                throw new IllegalStateException("preparing the template database", e);
            }
        }
    }
}
