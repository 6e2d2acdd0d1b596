package limpid.store.postgres;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.decode.Handover;
import limpid.decode.Payload;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.Doubtful;
import limpid.store.Fenced;
import limpid.store.LogProgress;
import limpid.store.LogProgress.Move;
import limpid.store.StoreUnavailable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection that ends while the server commits. */
class DoubtfulCommitIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final UUID CONNECTION = new UUID(1, 1);
    private static final Instant END = Samples.at("2026-03-01T01:00:00+08:00");

    private final PostgresReadings store = new PostgresReadings(endingAtCommit());
    private End end = End.NONE;
    private Runnable whileLate = () -> {};

    /** What happens at the next commit. */
    private enum End {
        NONE,
        BEFORE,
        AFTER,
        /** The store stands still before it. */
        LATE
    }

    @BeforeAll
    static void register() throws SQLException {
        Samples.register(POSTGRES.dataSource(), Samples.AIR);
    }

    @BeforeEach
    void emptyTables() throws SQLException {
        POSTGRES.execute("TRUNCATE reading, revision, dirty, refused_message, refusal, ledger");
        store.commit(List.of(value("19", END.minusSeconds(3600))));
    }

    @Test
    void whatWasKeptBeforeTheAnswerWasLostIsKnown() throws SQLException {
        end = End.AFTER;
        List<Arrival> twice = List.of(value("22", END), value("24", END));
        Doubtful doubtful = assertThrows(Doubtful.class, () -> store.commit(twice));
        assertEquals(Optional.of(new Committed(1, 0, 1, 0)), doubtful.outcome());
        try (Connection connection = POSTGRES.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT string_agg(r.value || ' > ' || n.value, ' ') FROM revision r"
                                + " JOIN reading n ON n.series_id = r.series_id AND n.period_end = r.period_end")) {
            row.next();
            assertEquals("22 > 24", row.getString(1));
        }
    }

    @Test
    void whatWasNotKeptIsKnownAndCanBeHandedInAgain() {
        end = End.BEFORE;
        List<Arrival> one = List.of(value("22", END));
        Doubtful doubtful = assertThrows(Doubtful.class, () -> store.commit(one));
        assertEquals(Optional.empty(), doubtful.outcome());
        assertEquals(new Committed(1, 0, 0, 0), store.commit(one));
    }

    @Test
    void aTransactionUnderWayIsWaitedFor() throws SQLException {
        try (Connection writing = POSTGRES.dataSource().getConnection();
                Connection asking = POSTGRES.dataSource().getConnection()) {
            writing.setAutoCommit(false);
            String transaction = CommitState.transaction(writing);
            SQLException still = assertThrows(SQLException.class, () -> CommitState.requireEnded(transaction, asking));
            assertTrue(Failure.of("asking", still) instanceof StoreUnavailable);
            writing.rollback();
            assertDoesNotThrow(() -> CommitState.requireEnded(transaction, asking));
        }
    }

    @Test
    void anotherServerNeverHadIt() throws SQLException {
        try (Connection asking = POSTGRES.dataSource().getConnection()) {
            assertDoesNotThrow(() -> CommitState.requireEnded("999999999999", asking));
        }
    }

    /** A position moves with what is kept, from where the writer believes it to be and nowhere else; a transaction is one or nothing. */
    @Test
    void aLogMovesWithWhatIsKept() throws SQLException {
        PostgresLogPositions positions = new PostgresLogPositions(POSTGRES.dataSource());
        assertEquals(Map.of(0, 5L, 1, 0L), positions.begin("log", Map.of(0, 5L, 1, 0L)));
        assertEquals(Map.of(0, 5L, 1, 0L), positions.begin("log", Map.of(0, 99L, 1, 7L)), "what is begun stays");
        assertEquals(new Committed(1, 0, 0, 0), store.commit(List.of(value("22", END)), move(5, 6, 0, 3)));
        assertEquals(Map.of(0, 6L, 1, 3L), positions.next("log", List.of(0, 1)));

        List<Arrival> stalled = List.of(value("23", END));
        for (LogProgress wrong : List.of(move(5, 6, 3, 4), move(6, 7, 4, 5), move(7, 8, 3, 4))) {
            assertThrows(Fenced.class, () -> store.commit(stalled, wrong), wrong.toString());
        }
        assertEquals(Map.of(0, 6L, 1, 3L), positions.next("log", List.of(0, 1)));
        assertEquals("22", current());
        assertEquals(new Committed(0, 0, 1, 0), store.commit(stalled, move(6, 6, 3, 3)), "a part moves nothing");

        assertTrue(positions.pass("log", 0, new Move(6, 10)));
        assertFalse(positions.pass("log", 0, new Move(6, 10)));
        assertEquals(Map.of(0, 10L), positions.next("log", List.of(0)));
        POSTGRES.execute("TRUNCATE log_position");
    }

    @Test
    void aLogTellsHowACommitEnded() throws SQLException {
        new PostgresLogPositions(POSTGRES.dataSource()).begin("log", Map.of(0, 0L, 1, 0L));
        LogProgress progress = move(0, 1, 0, 1);
        List<Arrival> one = List.of(refused());
        end = End.BEFORE;
        assertEquals(
                Optional.empty(),
                assertThrows(Doubtful.class, () -> store.commit(one, progress)).outcome());
        end = End.AFTER;
        assertEquals(
                Optional.of(new Committed(0, 0, 0, 1)),
                assertThrows(Doubtful.class, () -> store.commit(one, progress)).outcome());
        assertThrows(Fenced.class, () -> store.commit(one, progress));
        // A part moves nothing, so that its position tells nothing either: it is handed in again.
        LogProgress part = move(1, 1, 1, 1);
        end = End.BEFORE;
        assertEquals(
                Optional.empty(),
                assertThrows(Doubtful.class, () -> store.commit(one, part)).outcome());
        POSTGRES.execute("TRUNCATE log_position");
    }

    /** Who takes the partition over waits for what the first has locked, and the first keeps nothing when it goes on. */
    @Test
    void aStoreThatStandsStillIsPassed() throws SQLException {
        PostgresLogPositions positions = new PostgresLogPositions(POSTGRES.dataSource());
        positions.begin("log", Map.of(0, 0L, 1, 0L));
        LogProgress progress = move(0, 1, 0, 1);
        end = End.LATE;
        whileLate = () -> assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertEquals(
                        new Committed(1, 0, 0, 0),
                        new PostgresReadings(POSTGRES.dataSource()).commit(List.of(value("22", END)), progress)));
        List<Arrival> stalled = List.of(refused());
        assertThrows(StoreUnavailable.class, () -> store.commit(stalled, progress));
        assertEquals(Map.of(0, 1L, 1, 1L), positions.next("log", List.of(0, 1)));
        assertThrows(Fenced.class, () -> store.commit(stalled, progress));
        assertEquals("22", current());
        POSTGRES.execute("TRUNCATE log_position");
    }

    private static LogProgress move(long from, long to, long otherFrom, long otherTo) {
        return new LogProgress("log", Map.of(0, new Move(from, to), 1, new Move(otherFrom, otherTo)));
    }

    private static Arrival refused() {
        Payload payload = new Payload("limpid/v1/air/X/readings", new byte[] {'?'}, Samples.ARRIVED, "mqtt");
        return new Arrival(payload, "X", List.of(), List.of(new Refusal(Reason.NOT_JSON, "", "?")));
    }

    private static String current() throws SQLException {
        try (Connection connection = POSTGRES.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT trim_scale(value)::text FROM reading ORDER BY period_end DESC LIMIT 1")) {
            row.next();
            return row.getString(1);
        }
    }

    private static Arrival value(String value, Instant hour) {
        Payload payload = new Payload(
                Samples.topic(Samples.AIR),
                value.getBytes(StandardCharsets.UTF_8),
                Samples.ARRIVED,
                "mqtt",
                new Handover(CONNECTION, false));
        return new Arrival(
                payload,
                Samples.AIR.code(),
                List.of(Samples.hour(Samples.AIR.code(), "PM2.5", hour, value)),
                List.of());
    }

    private DataSource endingAtCommit() {
        DataSource real = POSTGRES.dataSource();
        return proxy(
                DataSource.class,
                real,
                (method, result) -> method.equals("getConnection")
                        ? proxy(Connection.class, (Connection) result, (name, nothing) -> nothing)
                        : result);
    }

    private interface Seen {
        Object of(String method, Object result);
    }

    private <T> T proxy(Class<T> type, T real, Seen seen) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    End now = method.getName().equals("commit") ? end : End.NONE;
                    if (now == End.BEFORE) {
                        end = End.NONE;
                        ((Connection) real).rollback();
                        throw new SQLException("the connection ended", "08006");
                    }
                    if (now == End.LATE) {
                        end = End.NONE;
                        whileLate.run();
                    }
                    try {
                        Object result = seen.of(method.getName(), method.invoke(real, arguments));
                        if (now == End.AFTER) {
                            end = End.NONE;
                            throw new SQLException("the connection ended", "08006");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
