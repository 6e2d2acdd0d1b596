package limpid.store.postgres;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.decode.Handover;
import limpid.decode.Payload;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.Doubtful;
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

    /** What happens at the next commit. */
    private enum End {
        NONE,
        BEFORE,
        AFTER
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
