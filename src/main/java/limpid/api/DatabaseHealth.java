package limpid.api;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ready only while the database answers. */
@Singleton
@Readiness
final class DatabaseHealth extends AbstractHealthIndicator<Map<String, String>> {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);
    private static final int SECONDS = 2;

    private final DataSource database;

    DatabaseHealth(DataSource database) {
        this.database = database;
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        boolean answers = answers();
        healthStatus = answers ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of("why", answers ? "the database answers" : "the database does not answer");
    }

    private boolean answers() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(SECONDS);
        } catch (SQLException e) {
            LOG.warn("readiness: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public String getName() {
        return "database";
    }
}
