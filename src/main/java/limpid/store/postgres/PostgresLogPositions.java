package limpid.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import limpid.store.Fenced;
import limpid.store.LogPositions;
import limpid.store.LogProgress;
import limpid.store.LogProgress.Move;

/** Positions as rows, moved by compare-and-set. */
public final class PostgresLogPositions implements LogPositions {
    private final DataSource database;

    /** Those of this database. */
    public PostgresLogPositions(DataSource database) {
        this.database = database;
    }

    @Override
    public Map<Integer, Long> begin(String log, Map<Integer, Long> firsts) {
        Map<Integer, Long> sorted = new TreeMap<>(firsts);
        Query.named("beginLog")
                .with("log", log)
                .with("partitions", List.copyOf(sorted.keySet()))
                .with("firsts", List.copyOf(sorted.values()))
                .update(database);
        return next(log, sorted.keySet());
    }

    @Override
    public Map<Integer, Long> next(String log, Collection<Integer> partitions) {
        try (Connection connection = database.getConnection()) {
            return next(log, partitions, connection);
        } catch (SQLException e) {
            throw Failure.of("asking how far a log is kept", e);
        }
    }

    private static Map<Integer, Long> next(String log, Collection<Integer> partitions, Connection connection)
            throws SQLException {
        Map<Integer, Long> next = new TreeMap<>();
        Query.named("findLog")
                .with("log", log)
                .with("partitions", List.copyOf(partitions))
                .list(connection, row -> next.put(row.getInt(1), row.getLong(2)));
        return next;
    }

    @Override
    public boolean pass(String log, int partition, Move move) {
        try (Connection connection = database.getConnection()) {
            return move(new LogProgress(log, Map.of(partition, move)), connection);
        } catch (SQLException e) {
            throw Failure.of("passing over a part of a log", e);
        }
    }

    /**
     * Moves them in the transaction that keeps what they are moved over.
     *
     * @throws Fenced where somebody else has moved one of them
     */
    static void keep(LogProgress progress, Connection connection) throws SQLException {
        if (!progress.isNone() && !move(progress, connection)) {
            throw new Fenced(progress);
        }
    }

    private static boolean move(LogProgress progress, Connection connection) throws SQLException {
        Map<Integer, Move> sorted = new TreeMap<>(progress.partitions());
        return Query.named("moveLog")
                        .with("log", progress.log())
                        .with("partitions", List.copyOf(sorted.keySet()))
                        .with(
                                "befores",
                                sorted.values().stream().map(Move::from).toList())
                        .with("nexts", sorted.values().stream().map(Move::to).toList())
                        .update(connection)
                == sorted.size();
    }

    /** Whether a transaction that has ended kept this: then, and only then, its partitions stand where it moved them, or beyond. */
    static boolean isKept(LogProgress progress, Connection connection) throws SQLException {
        Map<Integer, Long> next = next(progress.log(), progress.partitions().keySet(), connection);
        return progress.partitions().entrySet().stream()
                .allMatch(moved -> next.getOrDefault(moved.getKey(), -1L)
                        >= moved.getValue().to());
    }
}
