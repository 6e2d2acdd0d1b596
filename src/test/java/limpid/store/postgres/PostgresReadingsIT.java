package limpid.store.postgres;

import static limpid.Samples.AIR;
import static limpid.Samples.ARRIVED;
import static limpid.Samples.NOISE;
import static limpid.Samples.WATER;
import static limpid.Samples.arrival;
import static limpid.Samples.at;
import static limpid.Samples.hour;
import static limpid.Samples.missing;
import static limpid.Samples.payload;
import static limpid.Samples.reading;
import static limpid.Samples.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.decode.Handover;
import limpid.decode.Payload;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.measure.Reading;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.StoreUnavailable;
import limpid.store.Unstorable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class PostgresReadingsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String HYPERTABLE = "chunks of a hypertable have names and spans of their own";

    private static final Instant END = at("2026-03-01T01:00:00+08:00");
    private static final Instant NOW = at("2026-03-01T12:00:01+08:00");
    private static final Instant LATER = at("2026-03-02T12:00:01+08:00");

    private static HikariDataSource database;

    private final PostgresReadings store = store(NOW);
    private final PostgresReadings storeLater = store(LATER);

    private static PostgresReadings store(Instant now) {
        return new PostgresReadings(database, Clock.fixed(now, ZoneOffset.UTC));
    }

    @BeforeAll
    static void connect() throws SQLException {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(POSTGRES.alone());
        pool.setMaximumPoolSize(4);
        database = new HikariDataSource(pool);
        Samples.register(database, AIR, WATER, NOISE, Samples.station("A2", AIR.medium(), AIR.period()));
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void emptyTables() throws SQLException {
        POSTGRES.execute(
                "TRUNCATE reading, arrived_span, packed_span, revision, dirty, refused_message, refusal, ledger");
    }

    @AfterEach
    void noConnectionIsHeld() {
        assertEquals(0, database.getHikariPoolMXBean().getActiveConnections());
    }

    // Counts: new, identical, different

    @Test
    void countsNewIdenticalAndDifferentReadings() throws SQLException {
        assertEquals(new Committed(2, 0, 0, 0), keep(pm("22"), hour("A1", "O3", END, "88")));
        assertEquals(new Committed(0, 2, 0, 0), keep(pm("22"), hour("A1", "O3", END, "88")));
        assertEquals(
                new Committed(1, 1, 1, 0), keep(pm("23"), hour("A1", "O3", END, "88"), hour("A1", "CO", END, "0.6")));
        assertEquals(List.of("CO 0.6 0", "O3 88 0", "PM2.5 23 0"), readings());
        assertEquals(List.of("A1 2026-03-01 7 3 3 1 0"), ledger());
    }

    /** As a station sends it that heard no answer, to a broker that hands all of it over again. */
    @Test
    void aMessageThatRepeatsAnotherOfItsBatchComesAfterWhatCameBeforeBoth() throws SQLException {
        Handover again = new Handover(new UUID(5, 5), true);
        assertEquals(
                new Committed(1, 1, 1, 0),
                store.commit(List.of(handed(again, "22"), handed(again, "23"), handed(again, "23"))));
        assertEquals(List.of("PM2.5 23 0"), readings());
        assertEquals(List.of("22"), PostgresExtension.texts(database, "SELECT trim_scale(value)::text FROM revision"));
    }

    private static Arrival handed(Handover by, String value) {
        Payload payload = new Payload(Samples.topic(AIR), value.getBytes(StandardCharsets.UTF_8), ARRIVED, "mqtt", by);
        return new Arrival(payload, AIR.code(), List.of(pm(value)), List.of());
    }

    @Test
    void theSameInOneBatch() throws SQLException {
        assertEquals(
                new Committed(1, 1, 1, 0),
                store.commit(List.of(arrival(pm("22")), arrival(pm("22")), arrival(pm("23")))));
        assertEquals(List.of("PM2.5 23 0"), readings());
        assertEquals(List.of("22"), POSTGRES.texts("SELECT value FROM revision"));
    }

    @Test
    void thereAndBackInOneBatchIsTwoRevisions() throws SQLException {
        assertEquals(new Committed(1, 0, 2, 0), keep(pm("22"), pm("23"), pm("22")));
        assertEquals(List.of("PM2.5 22 0"), readings());
        assertEquals(List.of("22", "23"), POSTGRES.texts("SELECT value FROM revision ORDER BY id"));
        assertEquals(new Committed(0, 1, 2, 0), keep(pm("22"), pm("24"), pm("22")));
    }

    @Test
    void aBatchOfNothingButRefusalsIsKept() throws SQLException {
        assertEquals(new Committed(0, 0, 0, 1), store.commit(List.of(refusedWhole("{"))));
        assertEquals(List.of(), readings());
    }

    @Test
    void aMessageOfNothingIsNothing() throws SQLException {
        assertEquals(Committed.NONE, store.commit(List.of(refused("A1", payload("limpid/v1/air/A1/readings", "")))));
        assertEquals(List.of(), POSTGRES.texts("SELECT id FROM refused_message"));
    }

    // Values

    @Test
    void digitsThatSayNothingAreNoRevision() throws SQLException {
        keep(pm("22"));
        assertEquals(new Committed(0, 1, 0, 0), keep(pm("22.0")));
        assertEquals(new Committed(0, 2, 0, 0), keep(pm("22.00"), pm("22.0")));
        assertEquals(List.of("PM2.5 22 0"), readings());
    }

    @Test
    void everyDecimalComesBackAsItWasSent() throws SQLException {
        Random random = new Random(20260301);
        List<Reading> sent = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            BigDecimal value = new BigDecimal(new BigInteger(random.nextInt(1, 90), random), random.nextInt(31));
            BigDecimal signed = random.nextBoolean() ? value : value.negate();
            sent.add(hour("A1", "PM10", END.plus(Duration.ofHours(i)), signed.toPlainString()));
        }
        for (String value : List.of("0", "0.00", "10000", "9999.9999", "0.0001", "0.00001", "100000000.00000001")) {
            sent.add(hour("A1", "PM10", END.plus(Duration.ofHours(sent.size())), value));
        }
        store.commit(List.of(arrival(sent)));
        assertEquals(
                sent.stream()
                        .map(reading -> Objects.requireNonNull(reading.value()).toPlainString())
                        .toList(),
                POSTGRES.texts("SELECT value FROM reading ORDER BY period_end"));
    }

    @Test
    void aMissingValueThatComesLaterIsARevision() throws SQLException {
        keep(missing(pm("22")));
        assertEquals(new Committed(0, 1, 0, 0), keep(missing(pm("22"))));
        assertEquals(new Committed(0, 0, 1, 0), keep(pm("22")));
        assertEquals(new Committed(0, 0, 1, 0), keep(missing(pm("22"))));
        assertEquals(Collections.singletonList(null), POSTGRES.texts("SELECT value FROM reading"));
        assertEquals(Arrays.asList(null, "22"), POSTGRES.texts("SELECT value FROM revision ORDER BY id"));
    }

    @Test
    void anotherFlagIsARevision() throws SQLException {
        keep(pm("22"));
        Reading maintained = pm("22").flagged(Flags.standard().get("M"));
        assertEquals(new Committed(0, 0, 1, 0), keep(maintained));
        assertEquals(List.of("PM2.5 22 2"), readings());
        assertEquals(List.of("0"), POSTGRES.texts("SELECT flag_id FROM revision"));
    }

    @Test
    void aRevisionTellsWhatWasKnownWhen() throws SQLException {
        keep(pm("22"));
        storeLater.commit(List.of(new Arrival(
                new Payload("limpid/v1/air/A1/readings", new byte[0], LATER, "http lab"),
                "A1",
                List.of(pm("23")),
                List.of())));
        assertEquals(
                List.of("22 " + NOW + " " + LATER + " http lab"),
                POSTGRES.texts("SELECT concat_ws(' ', value, " + utc("known_from") + ", " + utc("known_to")
                        + ", origin) FROM revision"));
        assertEquals(List.of(LATER.toString()), POSTGRES.texts("SELECT " + utc("recorded_at") + " FROM reading"));
    }

    @Test
    void sameEndAndAnotherPeriodIsAnotherReading() throws SQLException {
        keep(pm("22"));
        assertEquals(new Committed(1, 0, 0, 0), keep(reading("A1", "PM2.5", END, Duration.ofMinutes(5), "25")));
        assertEquals(2, readings().size());
    }

    // Time

    @Test
    void readingsThreeYearsLateMakeTheirPartitions() throws SQLException {
        Instant old = at("2023-03-01T01:00:00+08:00");
        assertEquals(new Committed(2, 0, 0, 0), keep(hour("A1", "PM2.5", old, "50"), pm("22")));
        assertEquals(new Committed(0, 1, 1, 0), keep(hour("A1", "PM2.5", old, "51"), pm("22")));
        assumeFalse(PostgresExtension.hasTimescale(), HYPERTABLE);
        assertEquals(
                List.of("51"),
                POSTGRES.texts("SELECT value FROM reading_2023_02"),
                "the months of partitions are those of UTC");
        assertEquals(List.of("22"), POSTGRES.texts("SELECT value FROM reading_2026_02"));
    }

    @Test
    void everyEndOfAMonthFindsItsPartition() throws SQLException {
        List<Reading> ends = new ArrayList<>();
        for (String end : List.of(
                "2019-12-31T23:59:59Z", "2020-01-01T00:00:00Z", "2020-02-29T23:00:00Z", "2020-03-01T00:00:00Z")) {
            ends.add(reading("N1", "LAS", at(end), Duration.ofSeconds(1), "50"));
        }
        assertEquals(new Committed(4, 0, 0, 0), store.commit(List.of(arrival(ends))));
        assumeFalse(PostgresExtension.hasTimescale(), HYPERTABLE);
        assertEquals(List.of("50"), POSTGRES.texts("SELECT value FROM reading_2020_03"));
    }

    @Test
    void partitionsCanBeMadeAhead() throws SQLException {
        store.preparePartitions(at("2031-11-15T00:00:00Z"), at("2032-02-01T00:00:00Z"));
        store.preparePartitions(at("2031-11-15T00:00:00Z"), at("2032-02-01T00:00:00Z"));
        assumeFalse(PostgresExtension.hasTimescale(), HYPERTABLE);
        assertEquals(
                List.of("reading_2031_11", "reading_2031_12", "reading_2032_01", "reading_2032_02"),
                POSTGRES.texts("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'reading'::regclass"
                        + " AND inhrelid::regclass::text > 'reading_203' ORDER BY 1"));
    }

    // The refused desk and the ledger

    @Test
    void aRefusedMessageIsKeptWholeOnceAndCounted() throws SQLException {
        store.commit(List.of(refusedWhole("{"), refusedWhole("["), refusedWhole("{")));
        storeLater.commit(List.of(refusedWhole("{")));
        assertEquals(
                List.of("[ 1", "{ 3"),
                POSTGRES.texts("SELECT convert_from(payload, 'UTF8') || ' ' || times FROM refused_message ORDER BY 1"));
        assertEquals(
                List.of(" not-json broken", " not-json broken"),
                POSTGRES.texts("SELECT concat_ws(' ', place, reason, detail) FROM refusal"));
        assertEquals(List.of("A1 2026-03-01 4 0 0 0 4"), ledger());
    }

    @Test
    void aMessageRefusedInPartsLosesNothingOfEither() throws SQLException {
        Arrival arrival = new Arrival(
                payload("limpid/v1/air/A1/readings", "..."),
                "A1",
                List.of(pm("22")),
                List.of(
                        new Refusal(Reason.UNKNOWN_PARAMETER, "/values/XX", "no parameter 'XX'"),
                        new Refusal(Reason.UNKNOWN_PARAMETER, "/values/YY", "no parameter 'YY'")));
        assertEquals(new Committed(1, 0, 0, 2), store.commit(List.of(arrival)));
        assertEquals(List.of("/values/XX", "/values/YY"), POSTGRES.texts("SELECT place FROM refusal ORDER BY 1"));
        assertEquals(List.of("A1 2026-03-01 3 1 0 0 2"), ledger());
    }

    @Test
    void textThatADatabaseDoesNotTakeIsKeptAllTheSame() throws SQLException {
        Refusal refusal = new Refusal(Reason.NOT_JSON, "/a\u0000", "\u0000 \uD800 " + "站".repeat(1000));
        Payload payload = payload("limpid/v1/air/\u0000/" + "站\uD83D\uDE00".repeat(10_000), "\u0000{");
        assertEquals(new Committed(0, 0, 0, 1), store.commit(List.of(refused("-", payload, refusal))));
        assertEquals(List.of("\\x007b"), POSTGRES.texts("SELECT payload::text FROM refused_message"));
    }

    @Test
    void theLedgerKeepsDaysApartAndStationsToo() throws SQLException {
        store.commit(List.of(arrival(pm("22")), arrival(hour("A2", "PM2.5", END, "5")), refusedOf("-", "x", ARRIVED)));
        store.commit(List.of(refusedOf("A1", "y", at("2026-03-01T23:59:59+08:00"))));
        store.commit(List.of(refusedOf("A1", "z", at("2026-03-02T00:00:00+08:00"))));
        assertEquals(
                List.of(
                        "- 2026-03-01 1 0 0 0 1",
                        "A1 2026-03-01 2 1 0 0 1",
                        "A1 2026-03-02 1 0 0 0 1",
                        "A2 2026-03-01 1 1 0 0 0"),
                ledger());
    }

    @Test
    void aLedgerThatDoesNotBalanceCannotBeWritten() {
        assertThrows(
                SQLException.class,
                () -> POSTGRES.execute("INSERT INTO ledger VALUES ('A1', '2026-03-01', 5, 1, 1, 1, 1, now())"));
    }

    // Dirty periods

    @Test
    void newAndRevisedReadingsAreDirtyAndDuplicatesAreNot() throws SQLException {
        keep(pm("22"));
        assertEquals(List.of("A1 2 " + END), dirty());
        POSTGRES.execute("TRUNCATE dirty");
        keep(pm("22"));
        assertEquals(List.of(), dirty());
        keep(pm("23"));
        assertEquals(List.of("A1 2 " + END), dirty());
    }

    @Test
    void onlyStationsWithAChangeAreDirty() throws SQLException {
        store.commit(List.of(arrival(pm("22")), arrival(hour("A2", "PM2.5", END, "5"))));
        POSTGRES.execute("TRUNCATE dirty");
        store.commit(List.of(arrival(pm("22")), arrival(hour("A2", "PM2.5", END, "6"))));
        assertEquals(List.of("A2 2 " + END), dirty());
    }

    @Test
    void aPeriodIsDirtyOnceForABatch() throws SQLException {
        List<Reading> seconds = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            seconds.add(reading("N1", "LAS", END.minusSeconds(i), Duration.ofSeconds(1), "50"));
        }
        store.commit(List.of(arrival(seconds)));
        keep(reading("W1", "PH", END, Duration.ZERO, "7.1"), reading("W1", "DO", END, Duration.ZERO, "8.1"));
        assertEquals(List.of("N1 4 " + END, "W1 1 " + END), dirty());
    }

    // All or nothing

    @Test
    void afterAFailedTransactionNothingIsThere() throws SQLException {
        keep(hour("A1", "O3", END, "88"));
        POSTGRES.execute("TRUNCATE dirty");
        POSTGRES.execute("ALTER TABLE ledger ADD CONSTRAINT spoilt CHECK (received < 2)");
        try {
            assertThrows(
                    Unstorable.class,
                    () -> store.commit(List.of(arrival(pm("22"), hour("A1", "O3", END, "89")), refusedWhole("{"))));
            assertEquals(List.of("O3 88 0"), readings());
            for (String table : List.of("revision", "dirty", "refused_message", "refusal")) {
                assertEquals(List.of("0"), POSTGRES.texts("SELECT count(*) FROM " + table), table);
            }
            assertEquals(List.of("A1 2026-03-01 1 1 0 0 0"), ledger());
        } finally {
            POSTGRES.execute("ALTER TABLE ledger DROP CONSTRAINT spoilt");
        }
        assertEquals(
                new Committed(1, 0, 1, 1),
                store.commit(List.of(arrival(pm("22"), hour("A1", "O3", END, "89")), refusedWhole("{"))),
                "the same batch goes in once the reason is gone");
    }

    @Test
    void aConnectionThatDiesLeavesNothing() throws SQLException {
        POSTGRES.execute("CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END'");
        POSTGRES.execute("CREATE TRIGGER die BEFORE INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION die()");
        try {
            assertThrows(StoreUnavailable.class, () -> keep(pm("22")));
        } finally {
            POSTGRES.execute("DROP TRIGGER die ON ledger; DROP FUNCTION die()");
        }
        assertEquals(List.of(), readings());
        assertEquals(new Committed(1, 0, 0, 0), keep(pm("22")));
    }

    @Test
    void aDatabaseThatIsNotThereIsAwayAndNotAtFault() {
        HikariConfig nowhere = new HikariConfig();
        nowhere.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/limpid");
        nowhere.setInitializationFailTimeout(-1);
        nowhere.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(nowhere)) {
            PostgresReadings away = new PostgresReadings(pool);
            assertThrows(StoreUnavailable.class, () -> away.commit(List.of(arrival(pm("22")))));
        }
    }

    @Test
    void aReadingOfAnUnregisteredStationIsNoReasonToTryForEver() {
        RuntimeException failure = assertThrows(
                RuntimeException.class, () -> store.commit(List.of(arrival(hour("A3", "PM2.5", END, "1")))));
        assertTrue(!(failure instanceof StoreUnavailable), failure::toString);
    }

    // Two writers at once

    @Test
    void twoWritersWithTheSameKeysLoseNothingAndDoubleNothing() throws Exception {
        int rounds = 15;
        int keys = 200;
        List<Callable<Committed>> writers = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(3);
        Queue<String> inTheWay = new ConcurrentLinkedQueue<>();
        for (int writer = 0; writer < 3; writer++) {
            PostgresReadings own = store(NOW);
            Random random = new Random(writer);
            String value = Integer.toString(writer);
            writers.add(() -> {
                Committed all = Committed.NONE;
                for (int round = 0; round < rounds; round++) {
                    List<Arrival> batch = new ArrayList<>();
                    for (int key = 0; key < keys; key++) {
                        String station = random.nextBoolean() ? "A1" : "A2";
                        Instant end = END.plus(Duration.ofHours(random.nextInt(keys)));
                        batch.add(arrival(hour(station, "PM2.5", end, random.nextInt(4) == 0 ? value : "9")));
                    }
                    for (int i = 0; i < 5; i++) {
                        batch.add(refusedOf("A1", "same " + round + i, ARRIVED));
                    }
                    Collections.shuffle(batch, random);
                    together.await();
                    all = all.plus(keep(own, batch, inTheWay));
                }
                return all;
            });
        }
        Committed all = Committed.NONE;
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<Committed> writer : threads.invokeAll(writers)) {
                all = all.plus(writer.get());
            }
        }
        assertEquals(List.of(), List.copyOf(inTheWay), "the writers stood in each other's way");
        assertEquals(3L * rounds * (keys + 5), all.received());
        assertEquals(
                Long.toString(all.stored()),
                POSTGRES.texts("SELECT count(*) FROM reading").getFirst());
        assertEquals(
                Long.toString(all.revised()),
                POSTGRES.texts("SELECT count(*) FROM revision").getFirst());
        assertEquals(3L * rounds * 5, all.refused());
        assertEquals(List.of("3"), POSTGRES.texts("SELECT DISTINCT times FROM refused_message"));
        assertEquals(
                List.of(all.received() + " " + all.stored() + " " + all.duplicate() + " " + all.revised()),
                POSTGRES.texts(
                        "SELECT sum(received) || ' ' || sum(stored) || ' ' || sum(duplicate) || ' ' || sum(revised)"
                                + " FROM ledger"));
        assertEquals(
                List.of("0"),
                POSTGRES.texts(
                        "SELECT count(*) FROM (SELECT value, lead(value) OVER w AS next FROM (SELECT series_id, period_end,"
                                + " id, value FROM revision UNION ALL SELECT series_id, period_end, 1000000, value FROM reading) v"
                                + " WINDOW w AS (PARTITION BY series_id, period_end ORDER BY id)) p WHERE value = next"),
                "each revision is followed by another value");
    }

    /** As the belt does: a store that is away for a moment is asked again. */
    private static Committed keep(PostgresReadings store, List<Arrival> batch, Queue<String> failures) {
        while (true) {
            try {
                return store.commit(batch);
            } catch (StoreUnavailable e) {
                failures.add(e.getMessage());
            }
        }
    }

    @Test
    void twoWritersMayMeetTheSameNewSeriesAndMonths() throws Exception {
        List<Callable<Committed>> writers = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(4);
        for (int writer = 0; writer < 4; writer++) {
            PostgresReadings own = store(NOW);
            List<Reading> readings = new ArrayList<>();
            for (String parameter : List.of("SO2", "NO2", "NO", "NOx", "TEMP", "RH", "WS", "PRES")) {
                for (int month = 1; month <= 12; month++) {
                    readings.add(hour("A2", parameter, at("2017-%02d-15T00:00:00Z".formatted(month)), "9"));
                }
            }
            Collections.shuffle(readings, new Random(writer));
            writers.add(() -> {
                together.await();
                return own.commit(List.of(arrival(readings)));
            });
        }
        Committed all = Committed.NONE;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Committed> writer : threads.invokeAll(writers)) {
                all = all.plus(writer.get());
            }
        }
        assertEquals(new Committed(96, 288, 0, 0), all);
    }

    private static Reading pm(String value) {
        return hour("A1", "PM2.5", END, value);
    }

    private Committed keep(Reading... readings) {
        return store.commit(List.of(arrival(readings)));
    }

    private static Arrival refusedWhole(String text) {
        return refusedOf("A1", text, ARRIVED);
    }

    private static Arrival refusedOf(String station, String text, Instant receivedAt) {
        Payload payload = payload("limpid/v1/air/A1/readings", text);
        return refused(
                station,
                new Payload(payload.topic(), payload.bytes(), receivedAt, payload.origin()),
                new Refusal(Reason.NOT_JSON, "", "broken"));
    }

    private static List<String> readings() throws SQLException {
        return POSTGRES
                .texts("SELECT concat_ws(' ', parameter_id, value, flag_id) FROM reading JOIN series"
                        + " ON series.id = series_id ORDER BY parameter_id")
                .stream()
                .map(PostgresReadingsIT::withCode)
                .sorted()
                .toList();
    }

    private static String withCode(String row) {
        String[] fields = row.split(" ", 2);
        return Parameters.standard().byId(Integer.parseInt(fields[0])).code() + " " + fields[1];
    }

    private static List<String> ledger() throws SQLException {
        return POSTGRES.texts(
                "SELECT concat_ws(' ', station, day, received, stored, duplicate, revised, refused) FROM ledger"
                        + " ORDER BY 1");
    }

    private static List<String> dirty() throws SQLException {
        return POSTGRES.texts("SELECT concat_ws(' ', code, level, " + utc("period_end")
                + ") FROM dirty_period JOIN subject ON subject.id = subject_id ORDER BY 1");
    }

    private static String utc(String column) {
        return "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
    }
}
