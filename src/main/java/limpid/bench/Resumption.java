package limpid.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes after a fault until each station has something in the database that it began to send after the fault began: no gate,
 * partition or store is left out by then.
 */
final class Resumption {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final String MISSING = """
            SELECT count(*)
            FROM unnest(?::text[], ?::timestamptz[]) AS sent (station, period_end)
            WHERE NOT EXISTS (
                SELECT FROM station s JOIN series e ON e.station_id = s.id JOIN reading r ON r.series_id = e.id
                WHERE s.code = sent.station AND r.period_end > sent.period_end)
            """;

    private final FaultGround ground;
    private final FaultLoads load;
    private final Object[] stations;
    private final Object[] lasts;
    private final long begun;

    /** Of a fault that begins now. */
    Resumption(FaultGround ground, FaultLoads load) {
        this.ground = ground;
        this.load = load;
        Map<String, Instant> sent = load.lasts();
        this.stations = sent.keySet().toArray();
        this.lasts = sent.values().stream().map(Instant::toString).toArray();
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
                    if (missing(open) == 0) {
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

    private long missing(Connection connection) throws SQLException {
        Array codes = connection.createArrayOf("text", stations);
        Array ends = connection.createArrayOf("text", lasts);
        try (PreparedStatement statement = connection.prepareStatement(MISSING)) {
            statement.setArray(1, codes);
            statement.setArray(2, ends);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
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
