package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import limpid.store.Extracts;
import org.jspecify.annotations.Nullable;

/** Tables leaving PostgreSQL by binary COPY, in a repeatable-read transaction. */
public final class PostgresExtracts implements Extracts {
    private final DataSource database;

    /** Extracts of this database; each snapshot holds one of its connections. */
    public PostgresExtracts(DataSource database) {
        this.database = database;
    }

    @Override
    public Snapshot open() {
        try {
            return begin(database.getConnection());
        } catch (SQLException e) {
            throw Failure.of("opening a snapshot", e);
        }
    }

    private static Snapshot begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            // An export takes as long as it takes, and its months are sorted in memory.
            statement.execute("SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off");
            try (ResultSet now = statement.executeQuery("SELECT clock_timestamp()")) {
                now.next();
                return new Open(connection, now.getTimestamp(1).toInstant());
            }
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private record Open(Connection connection, Instant takenAt) implements Snapshot {
        @Override
        public Rows rows(String statement, Map<String, ? extends @Nullable Object> arguments) {
            try {
                return CopiedRows.of(connection, statement, Literals.in(Sql.of(statement), arguments));
            } catch (SQLException e) {
                throw Failure.of(statement, e);
            }
        }

        @Override
        public void close() {
            try (connection) {
                connection.rollback();
            } catch (SQLException e) {
                throw Failure.of("closing a snapshot", e);
            }
        }
    }
}
