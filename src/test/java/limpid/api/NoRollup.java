package limpid.api;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import limpid.rollup.NoisePeriodRollup;

/** Work of which all arrives before anything is rolled up, so that revisions number alike in every run. */
final class NoRollup {
    /** What is done meanwhile. */
    interface Work {
        void run() throws Exception;
    }

    private NoRollup() {}

    /** Does the work, and waits until the server has rolled it up. */
    static void during(Work work, ApiServer server, DataSource database) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT FROM subject FOR UPDATE");
            work.run();
            connection.commit();
            connection.setAutoCommit(true);
            await(statement, "dirty");
            await(statement, "dirty_month");
            // Otherwise the schedule of every minute would be waited for.
            server.bean(NoisePeriodRollup.class).run();
            await(statement, "dirty_noise_month");
        }
    }

    private static void await(Statement statement, String table) throws Exception {
        while (isWaiting(statement, table)) {
            Thread.sleep(100);
        }
    }

    private static boolean isWaiting(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM " + table + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
