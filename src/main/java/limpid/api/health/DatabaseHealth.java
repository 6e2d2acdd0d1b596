package limpid.api.health;

import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ready only while the database answers. */
@Singleton
@Readiness
final class DatabaseHealth extends PartHealth {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);
    private static final int SECONDS = 2;

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final DataSource database;
    private final InstantSource clock;
    private Instant asked = Instant.EPOCH;
    private boolean answered;

    DatabaseHealth(@Named("health") DataSource database, InstantSource clock) {
        super("database");
        this.database = database;
        this.clock = clock;
    }

    @Override
    protected State state() {
        boolean answers = answers();
        return State.why(answers, answers ? "the database answers" : "the database does not answer");
    }

    /** Many who ask at once are told what the last one was. */
    private synchronized boolean answers() {
        Instant now = clock.instant();
        if (now.isBefore(asked.plus(FRESH)) && !now.isBefore(asked)) {
            return answered;
        }
        answered = ask();
        asked = clock.instant();
        return answered;
    }

    private boolean ask() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(SECONDS);
        } catch (SQLException e) {
            LOG.warn("readiness: {}", e.getMessage());
            return false;
        }
    }
}
