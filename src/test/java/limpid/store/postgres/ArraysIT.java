package limpid.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.decode.Handover;
import limpid.decode.Payload;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.Ledger.Held;
import limpid.store.Position;
import limpid.store.ReadingHistory.Known;
import limpid.store.ReadingHistory.Question;
import limpid.store.Reviews.Review;
import limpid.store.Slice;
import limpid.store.Span;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is promised of readings holds however they are kept: two databases are told the same, one in arrays and the other value by
 * value, and answer the same, whatever is asked. The seeded steps are arrays that follow each other, come again, overlap, come
 * late, leave gaps, bring other values or flags, redeliveries, packing, reviews and removals.
 */
class ArraysIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant START = Samples.at("2026-03-01T00:55:00+08:00");
    private static final Span ALL = new Span(START.minusSeconds(3600), START.plusSeconds(7200));
    private static final String STATION = "N1";
    private static final List<Flag> FLAGS = List.of(
            Flags.standard().normal(),
            Flags.standard().normal(),
            Flags.standard().get("M"));
    private static final List<String> KEPT = List.of(
            "SELECT series_id, period_end, value::text, flag_id FROM every_reading ORDER BY 1, 2",
            "SELECT series_id, period_end, recorded_at, origin_id FROM every_reading WHERE %s ORDER BY 1, 2",
            "SELECT received, stored, duplicate, revised, refused FROM ledger");

    private static HikariDataSource other;
    private static Side arrays;
    private static Side singles;

    /** A database, and how it is told. */
    private static final class Side {
        final DataSource database;
        final boolean oneByOne;
        Instant now = START.plusSeconds(600);
        final PostgresReadings readings;
        final PostgresReadingHistory history;
        final PostgresReviews reviews;

        Side(DataSource database, boolean oneByOne) {
            this.database = database;
            this.oneByOne = oneByOne;
            this.readings = new PostgresReadings(database, () -> now);
            this.history = new PostgresReadingHistory(database, Parameters.standard(), Flags.standard());
            this.reviews = new PostgresReviews(database);
        }

        Committed commit(List<Sent> batch) {
            now = now.plusMillis(137);
            return readings.commit(batch.stream()
                    .flatMap(sent -> sent.arrivals(oneByOne).stream())
                    .toList());
        }
    }

    /** A message. */
    private record Sent(
            String parameter,
            Duration period,
            Instant end,
            List<@Nullable String> values,
            Flag flag,
            String name,
            UUID by) {
        List<Arrival> arrivals(boolean oneByOne) {
            List<Reading> readings = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                String value = values.get(i);
                readings.add(new Reading(
                        STATION,
                        Parameters.standard().get(parameter),
                        Period.ending(end.minus(period.multipliedBy(values.size() - 1L - i)), period),
                        value == null ? null : new BigDecimal(value),
                        flag));
            }
            List<Arrival> arrivals = new ArrayList<>();
            if (oneByOne) {
                for (int i = 0; i < readings.size(); i++) {
                    arrivals.add(arrival(name + "/" + i, List.of(readings.get(i))));
                }
            } else {
                arrivals.add(arrival(name, readings));
            }
            return arrivals;
        }

        private Arrival arrival(String text, List<Reading> readings) {
            Payload payload = Samples.payload(Samples.topic(Samples.NOISE), text);
            return new Arrival(
                    new Payload(
                            payload.topic(), payload.bytes(), payload.receivedAt(), "mqtt", new Handover(by, false)),
                    STATION,
                    readings,
                    List.of());
        }
    }

    @BeforeAll
    static void bothSides() throws SQLException {
        arrays = new Side(POSTGRES.dataSource(), false);
        other = PostgresExtension.pooled(PostgresExtension.empty("limpid_singles"));
        Migrations.migrate(other);
        singles = new Side(other, true);
        for (Side side : List.of(arrays, singles)) {
            Samples.register(side.database, Samples.NOISE);
            execute(
                    side.database,
                    "INSERT INTO series (station_id, parameter_id, period_s) SELECT station.id, "
                            + Parameters.standard().get("LAS").id()
                            + ", of.seconds FROM station, (VALUES (1), (10)) AS of (seconds) ORDER BY of.seconds");
        }
    }

    @AfterAll
    static void leaveTheOther() {
        other.close();
    }

    private static void clear() throws SQLException {
        for (Side side : List.of(arrays, singles)) {
            execute(
                    side.database,
                    "TRUNCATE reading, arrived_span, packed_span, revision, ledger, dirty, kept_messages, review");
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void answersAreTheSame(int seed) throws SQLException {
        clear();
        Random random = new Random(seed);
        List<Sent> sent = new ArrayList<>();
        UUID connection = new UUID(seed, 0);
        for (int step = 0; step < 40; step++) {
            String told = seed + "/" + step;
            List<Sent> batch = new ArrayList<>();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                batch.add(next(random, sent, connection));
            }
            sent.addAll(batch);
            assertEquals(singles.commit(batch), arrays.commit(batch), told);
            if (random.nextInt(6) == 0) {
                connection = new UUID(seed, step + 1);
            }
            if (random.nextInt(4) == 0) {
                Instant over = START.plusSeconds(300L * random.nextInt(1, 8));
                for (Side side : List.of(arrays, singles)) {
                    new PostgresPacking(side.database).pack(over);
                }
            }
            if (seed % 3 == 0 && random.nextInt(10) == 0) {
                review(random, told);
            }
            if (seed % 3 == 2 && random.nextInt(10) == 0) {
                remove(random);
            }
            if (step % 4 == 3) {
                same(random, told, seed % 3 != 0);
            }
        }
        assertTrue(spans() > 3, () -> "spans of seed " + seed);
    }

    /** Two instances, the second of which sends single values and arrays with other boundaries, while a third packs. */
    @Test
    void whatComesTwiceAtOnceIsKeptOnce() throws Exception {
        clear();
        int messages = 300;
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, messages).boxed().toList());
        Collections.shuffle(order, new Random(7));
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Future<Long> tens = threads.submit(() -> stored(
                    order.stream()
                            .map(number -> message(START.plusSeconds(10L * number), 10))
                            .toList(),
                    5));
            Future<Long> others = threads.submit(() -> stored(
                    order.reversed().stream()
                            .map(number -> message(START.plusSeconds(10L * number + 4), number % 3 == 0 ? 1 : 10))
                            .toList(),
                    7));
            Future<?> packing = threads.submit(() -> {
                while (!over.get()) {
                    new PostgresPacking(arrays.database).pack(START.plusSeconds(20L * messages));
                }
            });
            long stored = tens.get() + others.get();
            over.set(true);
            packing.get();
            assertEquals(10L * messages + 4, stored);
        }
        assertEquals(
                List.of(10 * messages + 4 + " " + (10 * messages + 4) + " "),
                rows(arrays, "SELECT count(*), count(DISTINCT period_end) FROM every_reading"));
    }

    private static long stored(List<Sent> messages, int ofABatch) {
        PostgresReadings readings = new PostgresReadings(arrays.database);
        long stored = 0;
        for (int from = 0; from < messages.size(); from += ofABatch) {
            List<Arrival> batch = messages.subList(from, Math.min(from + ofABatch, messages.size())).stream()
                    .flatMap(sent -> sent.arrivals(false).stream())
                    .toList();
            Committed counts = readings.commit(batch);
            assertEquals(0, counts.revised());
            stored += counts.stored();
        }
        return stored;
    }

    private static Sent message(Instant end, int length) {
        List<@Nullable String> values = LongStream.range(0, length)
                .mapToObj(i -> "5." + (end.getEpochSecond() - (length - 1L - i)) % 7)
                .collect(Collectors.toCollection(ArrayList::new));
        return new Sent(
                "LAS", Duration.ofSeconds(1), end, values, FLAGS.getFirst(), UUID.randomUUID() + "", new UUID(0, 0));
    }

    private static long spans() throws SQLException {
        return Long.parseLong(
                rows(arrays, "SELECT count(*) FROM kept_span").getFirst().strip());
    }

    private static Sent next(Random random, List<Sent> sent, UUID connection) {
        if (!sent.isEmpty() && random.nextInt(4) == 0) {
            Sent old = sent.get(random.nextInt(sent.size()));
            return random.nextBoolean()
                    ? new Sent(old.parameter, old.period, old.end, old.values, old.flag, old.name, connection)
                    : altered(old, random, connection);
        }
        boolean slow = random.nextInt(4) == 0;
        Duration period = Duration.ofSeconds(slow ? 10 : 1);
        int length = random.nextInt(5) == 0 ? 400 : random.nextInt(1, 70);
        Instant end = START.plusSeconds(random.nextInt(1, 150) * 10L + (random.nextInt(8) == 0 ? 3 : 0));
        List<@Nullable String> values = new ArrayList<>();
        int style = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            long at = end.getEpochSecond() - (length - 1L - i) * period.toSeconds();
            values.add(value(at, style, random));
        }
        return new Sent(
                "LAS",
                period,
                end,
                values,
                FLAGS.get(random.nextInt(FLAGS.size())),
                UUID.randomUUID() + "",
                connection);
    }

    /** The same value for the same second, mostly. */
    private static @Nullable String value(long second, int style, Random random) {
        long tenths = 400 + second % 97;
        if (random.nextInt(200) == 0) {
            return random.nextBoolean() ? null : "99999.25";
        }
        if (random.nextInt(150) == 0) {
            return "77.7";
        }
        return switch (style) {
            case 0 -> tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10);
            case 1 -> tenths / 10 + "." + tenths % 10 + "0";
            default -> tenths / 10 + "." + tenths % 10;
        };
    }

    private static Sent altered(Sent old, Random random, UUID connection) {
        List<@Nullable String> values = new ArrayList<>(old.values);
        values.set(random.nextInt(values.size()), "66.6");
        return new Sent(old.parameter, old.period, old.end, values, old.flag, UUID.randomUUID() + "", connection);
    }

    private static void review(Random random, String told) {
        Instant from = START.plusSeconds(random.nextInt(1500));
        Span span = new Span(from, from.plusSeconds(random.nextInt(1, 200)));
        boolean valid = random.nextBoolean();
        Review review = new Review(STATION, List.of(), span, valid, "review 王", START, "why");
        assertEquals(singles.reviews.review(review), arrays.reviews.review(review), told);
    }

    private static void remove(Random random) throws SQLException {
        Instant from = START.plusSeconds(random.nextInt(25) * 60L);
        String span = "'" + from + "', '" + from.plusSeconds(60) + "'";
        for (Side side : List.of(arrays, singles)) {
            execute(side.database, "SELECT remove_spans(id, " + span + ") FROM series");
            execute(
                    side.database,
                    "DELETE FROM reading WHERE period_end > '" + from + "' AND period_end <= '" + from.plusSeconds(60)
                            + "'");
        }
    }

    private static void same(Random random, String told, boolean times) throws SQLException {
        for (String question : KEPT) {
            String asked = question.formatted(times ? "true" : "flag_id NOT IN (95, 96) AND false");
            assertIterableEquals(rows(singles, asked), rows(arrays, asked), told);
        }
        if (times) {
            Instant asOf = START.plusSeconds(600).plusMillis(137L * random.nextInt(1, 45));
            assertIterableEquals(listed(singles, asOf), listed(arrays, asOf), told);
            assertEquals(singles.history.latest(STATION), arrays.history.latest(STATION), told);
        }
        assertIterableEquals(without(listed(singles, null)), without(listed(arrays, null)), told);
        if (times) {
            Span part = new Span(START.plusSeconds(random.nextInt(900)), START.plusSeconds(900 + random.nextInt(900)));
            int limit = random.nextInt(1, 40);
            assertEquals(page(singles, part, limit), page(arrays, part, limit), told);
            assertEquals(held(singles, part), held(arrays, part), told);
        }
        noOverlap(told);
    }

    private static Slice<Known, Position> page(Side side, Span span, int limit) {
        return side.history.readings(new Question(STATION, null, span, null, true), Position.before(span), limit);
    }

    private static List<Held> held(Side side, Span span) {
        return new PostgresLedger(side.database, Parameters.standard(), Duration.ofMinutes(5)).held(STATION, span);
    }

    private static List<Known> listed(Side side, @Nullable Instant asOf) {
        Question question = new Question(STATION, null, ALL, asOf, true);
        List<Known> all = new ArrayList<>();
        Position after = Position.before(ALL);
        while (true) {
            Slice<Known, Position> slice = side.history.readings(question, after, 500);
            all.addAll(slice.items());
            if (slice.next().isEmpty()) {
                return all;
            }
            after = slice.next().get();
        }
    }

    /** Reviews take their time from the database's clock. */
    private static List<String> without(List<Known> known) {
        return known.stream()
                .map(one -> one.reading() + " " + one.broughtBy() + " "
                        + one.revisions().stream()
                                .map(was -> was.value() + " " + was.flag() + " " + was.origin() + " " + was.reason())
                                .toList())
                .toList();
    }

    private static void noOverlap(String told) throws SQLException {
        assertEquals(
                List.of(),
                rows(arrays, "SELECT series_id, period_end FROM every_reading GROUP BY 1, 2 HAVING count(*) > 1"),
                told);
    }

    private static List<String> rows(Side side, String question) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = side.database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    text.append(rows.getString(i)).append(' ');
                }
                texts.add(text.toString());
            }
        }
        return texts;
    }
}
