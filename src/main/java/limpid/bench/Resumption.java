package limpid.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes after a fault until each station has something in the database that it began to send after the fault began: no gate,
 * partition or store is left out by then.
 */
final class Resumption {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    // A look into the index for each series: joined, the planner reads all readings that there are, for half a minute.
    private static final String KEPT = """
            SELECT DISTINCT sent.station
            FROM unnest(?::text[], ?::timestamptz[]) AS sent (station, period_end)
            JOIN station s ON s.code = sent.station
            JOIN series e ON e.station_id = s.id
            CROSS JOIN LATERAL (
                SELECT FROM reading r WHERE r.series_id = e.id AND r.period_end > sent.period_end LIMIT 1) AS kept
            """;

    private final FaultGround ground;
    private final FaultLoads load;

    /** By station of which nothing is kept yet, the end of what it sent last before. */
    private final Map<String, Instant> missing;

    private final long begun;

    /** Of a fault that begins now. */
    Resumption(FaultGround ground, FaultLoads load) {
        this.ground = ground;
        this.load = load;
        this.missing = new HashMap<>(load.lasts());
        this.begun = System.nanoTime();
    }

    /** Returns when it is so. @throws BenchException where it is not after a quarter of an hour, or the load has ended */
    Duration await() throws InterruptedException {
        @Nullable Connection open = null;
        try {
            while (true) {
                try {
                    if (open == null) {
                        open = ground.direct().connect();
                    }
                    look(open);
                    if (missing.isEmpty()) {
                        return since();
                    }
                } catch (SQLException e) {
                    // The database is away, as the fault may have it.
                    open = closed(open);
                }
                load.requireAlive();
                if (since().compareTo(LONGEST) > 0) {
                    throw new BenchException("not all stations' messages are kept " + LONGEST + " after a fault", null);
                }
                Thread.sleep(LOOK);
            }
        } finally {
            closed(open);
        }
    }

    private Duration since() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void look(Connection connection) throws SQLException {
        Array codes = connection.createArrayOf("text", missing.keySet().toArray());
        Array ends = connection.createArrayOf(
                "text", missing.values().stream().map(Instant::toString).toArray());
        try (PreparedStatement statement = connection.prepareStatement(KEPT)) {
            statement.setArray(1, codes);
            statement.setArray(2, ends);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    missing.remove(row.getString(1));
                }
            }
        }
    }

    private static @Nullable Connection closed(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It is gone with its server.
        }
        return null;
    }
}
