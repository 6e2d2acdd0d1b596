package limpid.store.postgres;

import static limpid.PostgresExtension.texts;
import static limpid.Samples.AIR;
import static limpid.Samples.at;
import static limpid.Samples.hour;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.measure.Reading;
import limpid.store.NotSettled;
import limpid.store.Position;
import limpid.store.ReadingHistory.Known;
import limpid.store.ReadingHistory.Question;
import limpid.store.Reviews.Review;
import limpid.store.Span;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was known when: one value of a key at an instant, and an answer as of an instant that stays the same. */
@Timeout(120)
class HistoryIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant START = at("2026-03-01T01:00:00+08:00");
    private static final List<String> STATIONS = List.of("A1", "A2", "A3");
    private static final List<String> PARAMETERS = List.of("PM2.5", "O3");
    private static final int HOURS = 30;
    private static final Duration SHORT = Duration.ofMillis(200);

    private static HikariDataSource database;

    // Two instances of the service on one database know nothing of each other.
    private final PostgresReadings one = new PostgresReadings(database);
    private final PostgresReadings other = new PostgresReadings(database);
    private final PostgresReviews reviews = new PostgresReviews(database);
    private final PostgresSettled settled = new PostgresSettled(database);
    private final PostgresReadingHistory history =
            new PostgresReadingHistory(database, Parameters.standard(), Flags.standard());

    @BeforeAll
    static void connect() throws SQLException {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(POSTGRES.alone());
        pool.setMaximumPoolSize(8);
        database = new HikariDataSource(pool);
        for (String code : STATIONS) {
            Samples.register(database, Samples.station(code, AIR.medium(), AIR.period()));
        }
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void emptyTables() throws SQLException {
        POSTGRES.execute("TRUNCATE reading, arrived_span, packed_span, revision, dirty, ledger, review");
    }

    // Two who write the same

    @Test
    void writersInOppositeOrdersAndReviewersNeitherLockEachOtherNorLoseARevision() throws Exception {
        AtomicLong revised = new AtomicLong();
        List<Callable<Void>> work = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            PostgresReadings store = writer % 2 == 0 ? one : other;
            Random random = new Random(writer);
            boolean reversed = writer > 1;
            work.add(() -> {
                for (int i = 0; i < 25; i++) {
                    revised.addAndGet(commit(store, randomBatch(random, reversed)));
                }
                return null;
            });
        }
        work.add(() -> {
            for (int i = 0; i < 25; i++) {
                revised.addAndGet(reviews.review(review(STATIONS.get(i % STATIONS.size()), i % 2 == 0)));
            }
            return null;
        });
        inParallel(work);
        assertTrue(revised.get() > 0);
        assertEquals(revised.get(), number("SELECT count(*) FROM revision"));
        assertHistoryIsWhole();
    }

    private static long commit(PostgresReadings store, List<Reading> readings) {
        Map<String, List<Reading>> byStation = new LinkedHashMap<>();
        readings.forEach(reading -> byStation
                .computeIfAbsent(reading.station(), station -> new ArrayList<>())
                .add(reading));
        return store.commit(byStation.values().stream().map(Samples::arrival).toList())
                .revised();
    }

    private static List<Reading> randomBatch(Random random, boolean reversed) {
        List<Reading> readings = new ArrayList<>();
        for (String station : STATIONS) {
            for (String parameter : PARAMETERS) {
                for (int i = 0; i < HOURS; i++) {
                    // Now and then a key comes twice in one batch.
                    for (int n = random.nextInt(8) == 0 ? 2 : random.nextInt(2); n > 0; n--) {
                        readings.add(hour(station, parameter, end(i), String.valueOf(random.nextInt(5))));
                    }
                }
            }
        }
        if (reversed) {
            Collections.reverse(readings);
        }
        return readings;
    }

    private static Instant end(int hour) {
        return START.plus(Duration.ofHours(hour));
    }

    private static Review review(String station, boolean valid) {
        return new Review(
                station,
                List.of(),
                new Span(START.minusSeconds(1), end(HOURS)),
                valid,
                "review ana",
                Instant.EPOCH,
                "calibration");
    }

    @Test
    void aCorrectionAfterItsValueIsNeverLost() throws Exception {
        int keys = 200;
        List<CompletableFuture<Boolean>> sent = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            sent.add(new CompletableFuture<>());
        }
        inParallel(List.of(
                () -> {
                    for (int i = 0; i < keys; i++) {
                        commit(one, List.of(hour("A1", "PM10", end(i), "1")));
                        sent.get(i).complete(true);
                    }
                    return null;
                },
                () -> {
                    for (int i = 0; i < keys; i++) {
                        sent.get(i).join();
                        commit(other, List.of(hour("A1", "PM10", end(i), "2")));
                    }
                    return null;
                }));
        assertEquals(0, number("SELECT count(*) FROM reading WHERE value <> 2"));
        assertEquals(keys, number("SELECT count(*) FROM revision"));
        assertHistoryIsWhole();
    }

    @Test
    void aValueThatComesDuringALongBatchIsKnownInOrder() throws Exception {
        List<Reading> many = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            many.add(hour("A1", "NO2", end(i), String.valueOf(40 + i % 7)));
        }
        Reading same = hour("A1", "NO2", end(10_000), "33.3");
        inParallel(List.of(
                () -> {
                    commit(one, many);
                    return null;
                },
                () -> {
                    for (int i = 0; i < 20; i++) {
                        commit(other, List.of(same));
                        commit(other, List.of(hour("A1", "NO2", end(10_000), "33.4")));
                    }
                    return null;
                }));
        assertHistoryIsWhole();
    }

    @Test
    void aClockThatIsSetBackEndsNoVersionBeforeItBegan() throws SQLException {
        Instant now = at("2026-03-02T12:00:00+08:00");
        commit(new PostgresReadings(database, Clock.fixed(now, ZoneOffset.UTC)), List.of(pm("1")));
        commit(new PostgresReadings(database, Clock.fixed(now.minusSeconds(60), ZoneOffset.UTC)), List.of(pm("2")));
        commit(new PostgresReadings(database, Clock.fixed(now, ZoneOffset.UTC)), List.of(pm("3")));
        assertEquals(2, number("SELECT count(*) FROM revision"));
        assertHistoryIsWhole();
    }

    private static Reading pm(String value) {
        return hour("A1", "PM2.5", START, value);
    }

    /** Each revision ends after it began, and there begins the next one, at last the reading as it is. */
    private static void assertHistoryIsWhole() throws SQLException {
        assertEquals(0, number("SELECT count(*) FROM revision WHERE known_to <= known_from"));
        assertEquals(0, number("""
                SELECT count(*)
                FROM (SELECT series_id, period_end, known_to, lead(known_from) OVER key_order AS next
                      FROM revision WINDOW key_order AS (PARTITION BY series_id, period_end ORDER BY id)) AS r
                JOIN reading USING (series_id, period_end)
                WHERE known_to <> coalesce(next, recorded_at)"""));
        assertEquals(0, number("""
                SELECT count(*) FROM revision a JOIN revision b USING (series_id, period_end)
                WHERE a.id < b.id AND a.known_from < b.known_to AND b.known_from < a.known_to"""));
    }

    // As of an instant

    @Test
    void anAnswerAsOfASettledInstantStaysTheSame() throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        Map<Instant, List<String>> answers = new LinkedHashMap<>();
        List<Callable<Void>> work = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            PostgresReadings store = writer % 2 == 0 ? one : other;
            Random random = new Random(10 + writer);
            work.add(() -> {
                for (int i = 0; i < 20; i++) {
                    commit(store, randomBatch(random, false));
                }
                writing.set(false);
                return null;
            });
        }
        work.add(() -> {
            while (writing.get()) {
                Instant newest = settled.newest();
                answers.put(newest, asOf(newest));
                Instant now = Instant.now();
                settled.await(now);
                answers.put(now, asOf(now));
            }
            return null;
        });
        inParallel(work);
        assertTrue(answers.size() > 5, () -> "asked " + answers.size());
        answers.forEach((instant, then) -> assertEquals(then, asOf(instant), () -> "as of " + instant));
    }

    private List<String> asOf(Instant instant) {
        Span all = new Span(START.minusSeconds(1), end(HOURS));
        List<String> values = new ArrayList<>();
        for (String station : STATIONS) {
            for (Known known : history.readings(
                            new Question(station, null, all, instant, false), Position.before(all), 1000)
                    .items()) {
                BigDecimal value = known.reading().value();
                values.add(known.position() + " " + value + " " + known.recordedAt());
            }
        }
        return values;
    }

    @Test
    void nothingIsSettledThatIsStillBeingWritten() throws SQLException {
        PostgresSettled impatient = new PostgresSettled(database, SHORT);
        try (Connection writer = database.getConnection()) {
            writer.setAutoCommit(false);
            Instant known = KnownTime.take(writer);
            assertTrue(impatient.newest().isBefore(known));
            NotSettled e = assertThrows(NotSettled.class, () -> impatient.await(known));
            assertFalse(e.future());
            assertTrue(e.newest().isBefore(known));
            writer.rollback();
            impatient.await(known);
            writer.setAutoCommit(true);
        }
    }

    @Test
    void whoOnlyReadsHoldsNothingBack() throws SQLException {
        try (Connection reader = database.getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            statement.execute("SELECT count(*) FROM reading");
            Instant before = Instant.now();
            new PostgresSettled(database, Duration.ofSeconds(30)).await(before);
            assertFalse(settled.newest().isBefore(before));
            reader.rollback();
            reader.setAutoCommit(true);
        }
    }

    @Test
    void theFutureIsRefusedAtOnce() {
        NotSettled e = assertThrows(NotSettled.class, () -> new PostgresSettled(database, Duration.ofHours(1))
                .await(Instant.now().plus(Duration.ofDays(1))));
        assertTrue(e.future());
    }

    // What the database itself holds

    @Test
    void everyTableOfVersionsIsGuarded() throws SQLException {
        List<String> versions = texts(
                database,
                "SELECT table_name FROM information_schema.columns"
                        + " WHERE table_schema = 'public' AND column_name = 'known_to' ORDER BY 1");
        assertTrue(versions.size() > 18, versions::toString);
        assertEquals(
                versions,
                texts(
                        database,
                        "SELECT conrelid::regclass::text FROM pg_constraint WHERE conname = 'known_in_order' ORDER BY 1"));
        // Confirmations of one day may stand beside each other.
        versions.removeAll(List.of("air_review", "air_review_level"));
        assertEquals(
                versions,
                texts(
                        database,
                        "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'refuse_overlap' ORDER BY 1"));
        List<String> current = new ArrayList<>(versions.stream()
                .filter(table -> table.endsWith("_history"))
                .map(table -> table.substring(0, table.length() - "_history".length()))
                .toList());
        current.add("reading");
        Collections.sort(current);
        assertEquals(
                current,
                texts(
                        database,
                        "SELECT tgrelid::regclass::text FROM pg_trigger"
                                + " WHERE tgname = 'refuse_earlier' AND tgparentid = 0 ORDER BY 1"));
    }

    @Test
    void theDatabaseRefusesASecondVersionOfAnInstant() throws SQLException {
        commit(one, List.of(pm("1")));
        commit(one, List.of(pm("2")));
        String columns = "series_id, period_end, value, flag_id, known_from, known_to, origin, reason";
        String again = "INSERT INTO revision (" + columns + ") SELECT series_id, period_end, value, flag_id, %s, %s,"
                + " origin, reason FROM revision";
        refused(again.formatted("known_from", "known_to"), "revision_once");
        refused(again.formatted("known_from + (known_to - known_from) / 2", "known_to"), "at one instant");
        refused(again.formatted("known_to", "known_to"), "known_in_order");
        refused("UPDATE reading SET value = 9", "not known later");
    }

    private static void refused(String statement, String why) {
        SQLException e = assertThrows(SQLException.class, () -> POSTGRES.execute(statement));
        assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
    }

    private static void inParallel(List<Callable<Void>> work) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }

    private static long number(String query) throws SQLException {
        return Long.parseLong(texts(database, query).getFirst());
    }
}
