package limpid.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Says when something becomes known. Each transaction that writes what has a history asks it after it holds its locks, so
 * that of two who change the same thing the later one has the later time. From the first question until the commit the
 * transaction counts as writing, see {@link PostgresSettled}.
 */
interface KnownTime {
    /** The present, to the microsecond. */
    Instant now(Connection connection) throws SQLException;

    /** By the clock of the database, which all instances share. */
    static KnownTime ofDatabase() {
        return KnownTime::take;
    }

    /** By another clock, for tests of what was known long ago. */
    static KnownTime of(InstantSource clock) {
        return connection -> {
            take(connection);
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        };
    }

    /** The database's present, in a transaction that writes from now on. */
    static Instant take(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT known_at()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
