package limpid.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import limpid.result.ResultTable;
import limpid.store.Extract;
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

    private Snapshot begin(Connection connection) throws SQLException {
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

    private final class Open implements Snapshot {
        private final Connection connection;
        private final Instant takenAt;
        private @Nullable CopiedRows newest;

        private Open(Connection connection, Instant takenAt) {
            this.connection = connection;
            this.takenAt = takenAt;
        }

        @Override
        public Instant takenAt() {
            return takenAt;
        }

        @Override
        public Rows rows(String statement, Map<String, ? extends @Nullable Object> arguments) {
            return copied(statement, Sql.of(statement), arguments);
        }

        @Override
        public Rows rows(ResultTable<?> table, Extract extract) {
            return copied("extract of " + table, TableQuery.extract(table, extract), TableQuery.arguments(extract));
        }

        private Rows copied(String name, String sql, Map<String, ? extends @Nullable Object> arguments) {
            try {
                newest = CopiedRows.of(connection, name, Literals.in(sql, arguments));
                return newest;
            } catch (SQLException e) {
                throw Failure.of(name, e);
            }
        }

        /** A connection in the middle of a copy is not given back: what is under way would meet the next snapshot. */
        @Override
        public void close() {
            try (connection) {
                if (newest != null && newest.isBrokenOff()) {
                    discard();
                } else {
                    connection.rollback();
                }
            } catch (SQLException e) {
                throw Failure.of("closing a snapshot", e);
            }
        }

        /** Cut off before it is closed: closing rolls back, which would wait for the copy's end for ever. */
        private void discard() throws SQLException {
            connection.abort(Runnable::run);
            if (database instanceof HikariDataSource pool) {
                pool.evictConnection(connection);
            }
        }
    }
}
