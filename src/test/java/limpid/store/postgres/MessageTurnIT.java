package limpid.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.decode.Handover;
import limpid.decode.Payload;
import limpid.store.Arrival;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two services that a broker hands the same messages over, because each has its session in turn. */
@Timeout(60)
class MessageTurnIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final UUID OF_ONE = new UUID(1, 1);
    private static final UUID OF_OTHER = new UUID(2, 2);
    private static final Instant END = Samples.at("2026-03-01T01:00:00+08:00");

    private final PostgresReadings one = new PostgresReadings(POSTGRES.dataSource());
    private final PostgresReadings other = new PostgresReadings(POSTGRES.dataSource());

    @BeforeEach
    void emptyTables() throws SQLException {
        POSTGRES.rewrite("TRUNCATE reading, revision, dirty, ledger, kept_messages");
        if (!POSTGRES.text("SELECT count(*) FROM station").equals("1")) {
            Samples.register(POSTGRES.dataSource(), Samples.AIR);
        }
    }

    private static Arrival message(UUID connection, int value) {
        String text = Integer.toString(value);
        return new Arrival(
                new Payload(
                        "topic", text.getBytes(StandardCharsets.UTF_8), END, "mqtt", new Handover(connection, false)),
                "A1",
                List.of(Samples.hour("A1", "PM2.5", END, text)),
                List.of());
    }

    private static String versions() {
        return POSTGRES.text("SELECT string_agg(value::text, ' > ' ORDER BY known_from) FROM (SELECT value, known_from"
                + " FROM revision UNION ALL SELECT value, recorded_at FROM reading) AS version");
    }

    @Test
    void whatTheOtherKeptSinceTheRecordWasReadIsARepetition() {
        other.commit(List.of(message(OF_OTHER, 1)));
        one.commit(List.of(message(OF_ONE, 1), message(OF_ONE, 2)));
        one.commit(List.of(message(OF_ONE, 3)));
        other.commit(List.of(message(OF_OTHER, 2)));
        other.commit(List.of(message(OF_OTHER, 3), message(OF_OTHER, 4)));
        one.commit(List.of(message(OF_ONE, 4)));
        assertEquals("1 > 2 > 3 > 4", versions());
    }

    @Test
    void bothAtOnceKeepEachVersionOnceAndInItsOrder() throws Exception {
        int messages = 150;
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Future<?> first = both.submit(() -> keepAll(one, OF_ONE, messages, 1, start));
            Future<?> second = both.submit(() -> keepAll(other, OF_OTHER, messages, 3, start));
            first.get();
            second.get();
        }
        assertEquals(
                IntStream.rangeClosed(1, messages).mapToObj(Integer::toString).collect(Collectors.joining(" > ")),
                versions());
    }

    private static Void keepAll(PostgresReadings store, UUID connection, int messages, int atOnce, CyclicBarrier start)
            throws Exception {
        start.await();
        for (int value = 1; value <= messages; value += atOnce) {
            store.commit(IntStream.range(value, Math.min(value + atOnce, messages + 1))
                    .mapToObj(each -> message(connection, each))
                    .toList());
        }
        return null;
    }

    @Test
    void aTurnThatWasUndoneIsNobodys() throws SQLException {
        one.commit(List.of(message(OF_ONE, 1)));
        String turn = POSTGRES.text("SELECT turn FROM message_turn");
        one.commit(List.of(message(OF_ONE, 2)));
        assertEquals(turn, POSTGRES.text("SELECT turn FROM message_turn"), "nobody else came");
        POSTGRES.execute("ALTER TABLE ledger ADD CONSTRAINT nothing CHECK (false) NOT VALID");
        try {
            assertTrue(assertThrows(RuntimeException.class, () -> other.commit(List.of(message(OF_OTHER, 3))))
                    .getMessage()
                    .contains("keeping"));
        } finally {
            POSTGRES.execute("ALTER TABLE ledger DROP CONSTRAINT nothing");
        }
        assertEquals(turn, POSTGRES.text("SELECT turn FROM message_turn"));
        one.commit(List.of(message(OF_ONE, 3)));
        other.commit(List.of(message(OF_OTHER, 3), message(OF_OTHER, 4)));
        assertEquals("1 > 2 > 3 > 4", versions());
    }
}
