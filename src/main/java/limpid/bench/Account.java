package limpid.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the database says of the pretend stations' readings, on a connection of its own. */
final class Account implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LOOK_OFTEN = Duration.ofMillis(50);
    private static final Duration STALLED = Duration.ofMinutes(1);
    private static final String LEDGER =
            "SELECT coalesce(sum(stored), 0), coalesce(sum(duplicate + revised + refused), 0)"
                    + " FROM ledger WHERE station LIKE '" + Shape.PREFIX + "%'";
    private static final String HELD = "SELECT count(*) FROM every_reading";
    private static final String CLEAN =
            "SELECT CASE WHEN EXISTS (SELECT FROM dirty)" + " OR EXISTS (SELECT FROM dirty_month) THEN 0 ELSE 1 END";

    private final Connection connection;

    Account(BenchTarget target) throws SQLException {
        connection = target.connect();
    }

    /** Where readings went. */
    record Balance(long stored, long otherwise) {
        long committed() {
            return stored + otherwise;
        }
    }

    Balance balance() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LEDGER);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Balance(row.getLong(1), row.getLong(2));
        }
    }

    /**
     * Waits until this many readings are committed; answers how many are.
     *
     * @throws BenchException where none was for a minute
     */
    long awaitCommitted(long least) throws SQLException, InterruptedException {
        long committed = balance().committed();
        Instant last = Instant.now().plus(STALLED);
        while (committed < least) {
            Thread.sleep(LOOK_OFTEN);
            long now = balance().committed();
            if (now > committed) {
                last = Instant.now().plus(STALLED);
            } else if (Instant.now().isAfter(last)) {
                throw new BenchException(
                        "nothing was committed for %s, %,d of %,d readings".formatted(STALLED, now, least), null);
            }
            committed = now;
        }
        return committed;
    }

    /** Returns when so many readings are stored. @throws BenchException where they are not after so long */
    void awaitStored(long readings, Duration longest) throws SQLException, InterruptedException {
        Instant last = Instant.now().plus(longest);
        for (long stored = balance().stored();
                stored < readings;
                stored = balance().stored()) {
            if (Instant.now().isAfter(last)) {
                throw new BenchException(
                        "%,d of %,d readings are stored after %s".formatted(stored, readings, longest), null);
            }
            Thread.sleep(LOOK);
        }
    }

    /** Readings that are kept, of whatever station. */
    long held() throws SQLException {
        return number(HELD);
    }

    /** Bytes of the seconds that are packed, with their index, and how many they are; once all are packed. */
    record Packed(long bytes, long readings) {}

    /** Empty where spans wait to be packed, or there are none. */
    Optional<Packed> packed() throws SQLException {
        if (number("SELECT count(*) FROM arrived_span") > 0 || number("SELECT count(*) FROM packed_span") == 0) {
            return Optional.empty();
        }
        return Optional.of(new Packed(
                number("SELECT pg_total_relation_size('packed_span')"),
                number("SELECT sum(cardinality(numbers)) FROM packed_span")));
    }

    /** Periods whose results wait to be worked out. */
    long waiting() throws SQLException {
        return number("SELECT (SELECT count(*) FROM dirty_period) + (SELECT count(*) FROM dirty_month)");
    }

    boolean rolledUp() throws SQLException {
        return number(CLEAN) == 1;
    }

    /** Returns when no result waits to be worked out. @throws BenchException where in so long they did not become fewer */
    void awaitRolledUp(Duration patience) throws SQLException, InterruptedException {
        long waiting = waiting();
        Instant last = Instant.now().plus(patience);
        while (!rolledUp()) {
            if (Instant.now().isAfter(last)) {
                long now = waiting();
                if (now >= waiting) {
                    throw new BenchException(
                            now + " periods wait for their results, and " + waiting + " did " + patience + " ago",
                            null);
                }
                waiting = now;
                last = Instant.now().plus(patience);
            }
            Thread.sleep(LOOK);
        }
    }

    private long number(String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
