package limpid.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import javax.sql.DataSource;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.store.StoreUnavailable;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/** Brings the schema to this program's version, and its copies of the lists that ship with the program. */
public final class Migrations {
    private static final String PARAMETERS = """
            INSERT INTO parameter (id, code, unit, digits, name_zh, name_en) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET code = excluded.code, unit = excluded.unit, digits = excluded.digits,
                name_zh = excluded.name_zh, name_en = excluded.name_en
            """;
    private static final String FLAGS = """
            INSERT INTO flag (id, code, enters_mean) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET code = excluded.code, enters_mean = excluded.enters_mean
            """;

    private static final int FOR_EVER = -1;

    private Migrations() {}

    /**
     * Applies what the database does not have yet; several instances may do so at once.
     *
     * @throws StoreUnavailable where the database cannot be reached, try again
     * @throws IllegalStateException where it refuses us
     * @throws FlywayException where its schema is not ours or a step fails
     */
    public static void migrate(DataSource database) {
        requireConnection(database);
        // Numbers are given to lines of work, and a lower one may be finished later. Flyway warns wherever that is
        // allowed,
        // so it is allowed only where one waits.
        boolean late = Arrays.stream(flyway(database, false).info().all())
                .anyMatch(migration -> migration.getState() == MigrationState.IGNORED);
        flyway(database, late).migrate();
        copyLists(database);
    }

    /** One of several that start together waits for the one that migrates, however long that takes on a large database. */
    static Flyway flyway(DataSource database, boolean outOfOrder) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .outOfOrder(outOfOrder)
                .lockRetryCount(FOR_EVER)
                .load();
    }

    /**
     * Lets a role read and write rows, but change no table.
     *
     * @param owner connections of the schema's owner
     * @param role  that of the service; where it is missing, this fails
     */
    public static void grant(DataSource owner, String role) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(Sql.of("grantService").formatted(quoted(role), quoted(connection.getCatalog())));
            connection.commit();
        } catch (SQLException e) {
            throw Failure.of("granting role " + role + " its rights", e);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Flyway would hide why it cannot connect, and try several times. */
    private static void requireConnection(DataSource database) {
        try (Connection connection = database.getConnection()) {
            connection.getMetaData();
        } catch (SQLException e) {
            throw Failure.of("connecting to the database", e);
        }
    }

    private static void copyLists(DataSource database) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            copyParameters(connection);
            copyFlags(connection);
            connection.commit();
        } catch (SQLException e) {
            throw Failure.of("copying the lists of parameters and flags", e);
        }
    }

    private static void copyParameters(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(PARAMETERS)) {
            for (Parameter parameter : Parameters.standard().all()) {
                insert.setInt(1, parameter.id());
                insert.setString(2, parameter.code());
                insert.setString(3, parameter.unit());
                insert.setInt(4, parameter.digits());
                insert.setString(5, parameter.nameZh());
                insert.setString(6, parameter.nameEn());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void copyFlags(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(FLAGS)) {
            for (Flag flag : Flags.standard().all()) {
                insert.setInt(1, flag.id());
                insert.setString(2, flag.code());
                insert.setBoolean(3, flag.valid());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
