package limpid.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import org.postgresql.PGProperty;

/**
 * Has PostgreSQL (15 or later) write a backup of all its databases into a folder of its own machine while it works on, and verifies
 * what it wrote. The command is BASE_BACKUP of PostgreSQL's replication protocol, which pg_basebackup sends as well.
 */
public final class BaseBackup {
    /** How the driver says that it passes data of a copy over. Here they tell only how far the server is. */
    private static final String PASSED_OVER = "0A000";

    private BaseBackup() {}

    /**
     * Makes one.
     *
     * @param url      of a PostgreSQL on this machine, {@code jdbc:postgresql:...}
     * @param user     superuser, or one with REPLICATION who is a member of pg_write_server_files
     * @param password of this user
     * @throws BackupException where PostgreSQL cannot make it, or what it made is not whole
     */
    public static Backups.Base take(String url, String user, String password, Backups backups) {
        try {
            Path partial = backups.begin();
            order(url, user, password, partial);
            if (!Files.isDirectory(partial)) {
                throw new BackupException(
                        "PostgreSQL wrote " + partial
                                + " on its own machine, which is not this one; run pg_basebackup there",
                        null);
            }
            Verification.of(partial);
            return backups.finish(partial, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        } catch (IOException e) {
            throw new BackupException("making a backup in " + backups.folder() + ": " + e, e);
        }
    }

    /**
     * Which database it is, unlike any other: PostgreSQL's system identifier, which a restored one keeps.
     *
     * @throws BackupException where it cannot be asked
     */
    public static String identifier(String url, String user, String password) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT system_identifier FROM pg_control_system()")) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new BackupException("asking which database it is: " + e.getMessage(), e);
        }
    }

    private static void order(String url, String user, String password, Path target) {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, user);
        PGProperty.PASSWORD.set(properties, password);
        PGProperty.REPLICATION.set(properties, "true");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "15");
        String order =
                "BASE_BACKUP (LABEL 'limpid', CHECKPOINT 'fast', WAL true, COMPRESSION 'gzip', COMPRESSION_DETAIL 'level=1',"
                        + " MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256', TARGET 'server', TARGET_DETAIL '"
                        + target.toString().replace("'", "''") + "')";
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            statement.execute(order);
        } catch (SQLException e) {
            // Whether it is whole is verified, and not taken from this answer.
            if (!PASSED_OVER.equals(e.getSQLState()) || e.getNextException() != null) {
                SQLException why = e.getNextException() == null ? e : e.getNextException();
                throw new BackupException("PostgreSQL makes no backup: " + why.getMessage(), e);
            }
        }
    }
}
