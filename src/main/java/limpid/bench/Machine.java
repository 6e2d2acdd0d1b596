package limpid.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a figure was measured on, without which it says nothing. */
final class Machine {
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final String QUESTION = "SELECT current_setting('server_version'), current_setting('fsync'),"
            + " current_setting('synchronous_commit')";

    private Machine() {}

    static String describe(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUESTION)) {
            row.next();
            Runtime java = Runtime.getRuntime();
            return "%d cores, %s, load %s before, heap %d MB, JDK %s, PostgreSQL %s, fsync %s, synchronous_commit %s"
                    .formatted(
                            java.availableProcessors(),
                            memory(),
                            load(),
                            java.maxMemory() >> 20,
                            Runtime.version(),
                            row.getString(1),
                            row.getString(2),
                            row.getString(3));
        }
    }

    /** What the machine has in all. */
    private static String memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? (system.getTotalMemorySize() >> 20) + " MB"
                : "memory unknown";
    }

    /** The mean of the last minute, where the system tells it. */
    static String load() {
        try {
            return Files.readString(LOAD).split(" ", 2)[0];
        } catch (IOException e) {
            return "unknown";
        }
    }
}
