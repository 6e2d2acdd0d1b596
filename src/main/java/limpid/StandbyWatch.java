package limpid;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many synchronous standbys the database has, and how far they are behind, as far as its user may see it. */
@Singleton
class StandbyWatch {
    private static final Logger LOG = LoggerFactory.getLogger(StandbyWatch.class);
    private static final String STANDBYS = """
            SELECT count(*) FILTER (WHERE sync_state IN ('sync', 'quorum')), coalesce(max(extract(epoch FROM replay_lag)), 0)
            FROM pg_stat_replication WHERE state = 'streaming'
            """;

    private final DataSource database;
    private volatile int synchronous;
    private volatile double delay;

    StandbyWatch(DataSource database, MeterRegistry meters) {
        this.database = database;
        Gauge.builder("limpid.standby.synchronous", this, watch -> watch.synchronous)
                .description("synchronous standbys that follow")
                .register(meters);
        Gauge.builder("limpid.standby.delay.seconds", this, watch -> watch.delay)
                .description("how far the slowest standby is behind")
                .register(meters);
    }

    @Scheduled(initialDelay = "5s", fixedDelay = "15s")
    void look() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STANDBYS)) {
            row.next();
            synchronous = row.getInt(1);
            delay = row.getDouble(2);
        } catch (SQLException e) {
            LOG.debug("standbys cannot be looked at: {}", e.getMessage());
        }
    }
}
