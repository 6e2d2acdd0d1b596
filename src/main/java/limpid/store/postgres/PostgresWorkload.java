package limpid.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import limpid.station.Registry;
import limpid.station.Station;
import limpid.store.Claim;
import limpid.store.DirtyPeriod;
import limpid.store.Level;
import limpid.store.Workload;

/** Claims dirty periods and keeps what was made of them, in one transaction. */
public final class PostgresWorkload implements Workload {
    private static final String CLAIM = Sql.of("claimDirty");
    private static final String CODES = "SELECT id, code FROM station WHERE id = ANY (?) ORDER BY id";
    // A claim is worked off in memory: this many hours of different days is the worst case, about 100 MB.
    private static final int MOST_PERIODS = 3000;

    private final DataSource database;
    private final Registry registry;

    /** Dirty periods in this database. */
    public PostgresWorkload(DataSource database, Registry registry) {
        this.database = database;
        this.registry = registry;
    }

    @Override
    public int workOff(Work work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int periods = workOff(work, connection);
                connection.commit();
                return periods;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            } finally {
                if (!connection.isClosed()) {
                    connection.setAutoCommit(true);
                }
            }
        } catch (SQLException e) {
            throw Sql.failure("keeping results", e);
        } catch (BenchFailure e) {
            throw Sql.failure("keeping results", e.sqlException());
        }
    }

    private static void rollback(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private int workOff(Work work, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL jit = off");
        }
        Map<Integer, Set<DirtyPeriod>> dirty = new LinkedHashMap<>();
        int periods = claim(dirty, connection);
        if (periods > 0) {
            work.on(new PostgresWorkbench(connection, claims(dirty, connection)));
        }
        return periods;
    }

    private static int claim(Map<Integer, Set<DirtyPeriod>> dirty, Connection connection) throws SQLException {
        int periods = 0;
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setInt(1, MOST_PERIODS);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    dirty.computeIfAbsent(rows.getInt(1), station -> new HashSet<>())
                            .add(new DirtyPeriod(
                                    Level.of(rows.getInt(2)),
                                    rows.getObject(3, OffsetDateTime.class).toInstant()));
                    periods++;
                }
            }
        }
        return periods;
    }

    private List<Claim> claims(Map<Integer, Set<DirtyPeriod>> dirty, Connection connection) throws SQLException {
        List<Claim> claims = new ArrayList<>(dirty.size());
        try (PreparedStatement statement = connection.prepareStatement(CODES)) {
            statement.setArray(1, connection.createArrayOf("int4", dirty.keySet().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    int id = rows.getInt(1);
                    claims.add(new Claim(id, station(rows.getString(2)), dirty.getOrDefault(id, Set.of())));
                }
            }
        }
        return claims;
    }

    private Station station(String code) {
        return registry.find(code)
                .orElseThrow(() -> new IllegalStateException("dirty periods of an unregistered station " + code));
    }
}
