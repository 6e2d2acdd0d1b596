package limpid.flow;

import static limpid.Samples.AIR;
import static limpid.Samples.NOISE;
import static limpid.Samples.WATER;
import static limpid.Samples.payload;
import static limpid.Samples.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.decode.Limits;
import limpid.decode.Payload;
import limpid.decode.json.JsonDecoder;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.station.Station;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.Readings;
import limpid.store.RefusedRoom;
import limpid.store.RepeatRoom;
import limpid.store.postgres.PostgresReadings;
import limpid.validate.ClockCheck;
import limpid.validate.MediumCheck;
import limpid.validate.RangeCheck;
import limpid.validate.Validator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Thousands of spoilt messages: each is acknowledged, each value is stored or at the desk, and every account balances. */
@Timeout(120)
class OddMessagesIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int MESSAGES = 2_000;
    private static final List<Station> STATIONS = List.of(AIR, WATER, NOISE);
    private static final List<String> NUMBERS = List.of(
            "1e309",
            "-1e309",
            "1e-400",
            "-0",
            "00",
            ".5",
            "+1",
            "0x10",
            "NaN",
            "1".repeat(65),
            "1e999999999",
            "123456789012345678901234567890",
            "0." + "1".repeat(31),
            "9999",
            "1e30",
            "null",
            "true",
            "\"5\"",
            "[]",
            "{}",
            "[1,[2]]",
            "[null]",
            "[1,2,3]",
            "[1,\"x\",{}]");
    private static final List<String> TEXTS = List.of(
            "\\u0000",
            "\u0000",
            "\\ud83d",
            "\ud83d\ude00",
            "\ufeff",
            "a".repeat(201),
            "中".repeat(400),
            "'; DROP TABLE reading;--",
            "\\n",
            "\u0001",
            "",
            "null",
            "~/~");
    private static final List<String> ENDS = List.of(
            "2026-02-28T24:00:00+08:00",
            "2026-02-30T24:00:00+08:00",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00+18:00",
            "2026-02-28T10:00:00.5Z",
            "2026-02-28",
            "now",
            "1989-12-31T23:59:59Z",
            "");
    private static final List<String> PERIODS = List.of(
            "PT0S",
            "PT1S",
            "PT7S",
            "P1D",
            "P32D",
            "-PT1H",
            "PT0.5S",
            "PT9223372036854775808S",
            "P1Y",
            "PT3601S",
            "PT3602S",
            "PT3603S",
            "PT3604S",
            "PT3605S",
            "");

    private final Random random = new Random(20260301);

    @BeforeAll
    static void register() throws SQLException {
        Samples.register(POSTGRES.dataSource(), AIR, WATER, NOISE);
    }

    @Test
    void everyMessageIsExplained() throws InterruptedException, SQLException {
        POSTGRES.execute(
                "TRUNCATE ledger, reading, arrived_span, packed_span, revision, refusal, refused_message, refused_station");
        AtomicLong received = new AtomicLong();
        AtomicLong refusedMessages = new AtomicLong();
        CountDownLatch acknowledged = new CountDownLatch(MESSAGES);
        PostgresReadings readings =
                new PostgresReadings(POSTGRES.dataSource(), new RefusedRoom(200_000, 10_000), RepeatRoom.DEFAULT);
        Map<String, Integer> sent = new HashMap<>();
        try (Intake intake = new Intake(triage(), readings, Room.DEFAULTS, outcome -> {
            received.addAndGet(outcome.counts().received());
            refusedMessages.addAndGet(outcome.arrivals().stream()
                    .filter(arrival -> !arrival.refusals().isEmpty())
                    .count());
            outcome.arrivals().forEach(OddMessagesIT::assertBounded);
        })) {
            intake.start();
            for (int i = 0; i < MESSAGES; i++) {
                Payload odd = odd();
                sent.merge(odd.topic(), 1, Integer::sum);
                assertTrue(intake.offer(new Delivery(odd, acknowledged::countDown), Duration.ofSeconds(30)));
            }
            assertTrue(acknowledged.await(60, TimeUnit.SECONDS), "unacknowledged " + acknowledged.getCount());
            assertEquals(0, intake.belts().stream().mapToLong(Belt::failures).sum());
        }
        assertTrue(sent.size() > 5);
        assertEquals(received.get(), POSTGRES.number("SELECT sum(received) FROM ledger"));
        assertEquals(
                0,
                POSTGRES.number(
                        "SELECT count(*) FROM ledger WHERE received <> stored + duplicate + revised + refused"));
        assertEquals(
                POSTGRES.number("SELECT sum(stored) FROM ledger"),
                POSTGRES.number("SELECT count(*) FROM every_reading"));
        assertEquals(
                POSTGRES.number("SELECT sum(revised) FROM ledger"), POSTGRES.number("SELECT count(*) FROM revision"));
        assertEquals(refusedMessages.get(), POSTGRES.number("SELECT sum(times) FROM refused_message"));
        assertTrue(refusedMessages.get() > MESSAGES / 3, "few were refused: " + refusedMessages);
        assertEquals(
                POSTGRES.number("SELECT sum(refused) FROM refused_message"),
                POSTGRES.number("SELECT sum(count) FROM refusal"));
        assertEquals(
                0,
                POSTGRES.number(
                        "SELECT count(*) FROM refused_message WHERE length IS NULL AND sha256 <> sha256(payload)"
                                + " OR length IS NOT NULL AND length(payload) > 1024"));
        assertTrue(
                POSTGRES.number("SELECT count(*) FROM refused_message WHERE length IS NOT NULL") > 0,
                "the room was not used up");
        assertEquals(
                POSTGRES.number("SELECT sum(length(payload)) FROM refused_message"),
                POSTGRES.number("SELECT sum(bytes) FROM refused_station"));
        assertTrue(POSTGRES.number(
                        "SELECT count(*) FROM refused_station WHERE cut_at IS NOT NULL AND periods_at IS NOT NULL")
                > 0);
        assertTrue(
                POSTGRES.number("SELECT count(DISTINCT period_s) FROM series WHERE period_s > 3600 AND period_s < 3610")
                        <= 3,
                "more periods than a station may have");
    }

    /** Broken off after two parts, as by a crash, a heavy message comes again: nothing is lost and the account balances. */
    @Test
    void aHeavyMessageThatComesAgainInTheMiddleIsStoredOnce() throws InterruptedException, SQLException {
        int values = 25_000;
        Payload heavy = payload(
                topic(NOISE),
                "{\"end\":\"2025-06-01T00:00:00Z\",\"period\":\"PT1S\",\"values\":{\"LAS\":[50"
                        + ",50".repeat(values - 1) + "]}}");
        long receivedBefore = POSTGRES.number("SELECT coalesce(sum(received), 0) FROM ledger");
        PostgresReadings readings = new PostgresReadings(POSTGRES.dataSource());
        CountDownLatch twoParts = new CountDownLatch(2);
        CountDownLatch acknowledged = new CountDownLatch(1);
        Readings crashing = (batch, progress) -> {
            if (twoParts.getCount() == 0) {
                throw ScriptedReadings.unavailable();
            }
            Committed counts = readings.commit(batch, progress);
            twoParts.countDown();
            return counts;
        };
        try (Intake first = new Intake(triage(), crashing, Room.DEFAULTS, outcome -> {})) {
            first.start();
            assertTrue(first.offer(new Delivery(heavy, acknowledged::countDown), Duration.ZERO));
            assertTrue(twoParts.await(30, TimeUnit.SECONDS));
        }
        assertEquals(1, acknowledged.getCount(), "not acknowledged before all of it is kept");
        try (Intake second = new Intake(triage(), readings, Room.DEFAULTS, outcome -> {})) {
            second.start();
            assertTrue(second.offer(new Delivery(heavy, acknowledged::countDown), Duration.ZERO));
            assertTrue(acknowledged.await(60, TimeUnit.SECONDS));
        }
        assertEquals(
                values,
                POSTGRES.number("SELECT count(*) FROM every_reading WHERE period_end <= '2025-06-01T00:00:00Z'"));
        assertEquals(values + 20_000L, POSTGRES.number("SELECT sum(received) FROM ledger") - receivedBefore);
        assertEquals(
                0,
                POSTGRES.number(
                        "SELECT count(*) FROM ledger WHERE received <> stored + duplicate + revised + refused"));
    }

    private static void assertBounded(Arrival arrival) {
        assertTrue(arrival.refusals().size() < 70, () -> arrival.refusals().size() + " refusals of one message");
    }

    private static Triage triage() {
        return new Triage(
                Samples.registry(AIR, WATER, NOISE),
                new JsonDecoder(Parameters.standard(), Flags.standard(), Limits.DEFAULTS),
                new Validator(List.of(
                        new MediumCheck(),
                        new ClockCheck(Duration.ofMinutes(10), Instant.parse("1990-01-01T00:00:00Z")),
                        new RangeCheck(Flags.standard().get("OR")))),
                Samples.NOTHING_REMOVED,
                new Periods(station -> Set.of(), 3),
                Limits.DEFAULTS);
    }

    private Payload odd() {
        Station station = any(STATIONS);
        byte[] bytes = spoilt(station);
        Payload plain = payload(address(station), "");
        return new Payload(plain.topic(), bytes, plain.receivedAt(), plain.origin());
    }

    private String address(Station station) {
        if (random.nextInt(10) > 0) {
            return topic(station);
        }
        return "limpid/v1/" + any(List.of("air", "water", "soil", "")) + "/"
                + any(List.of("X-9", station.code(), "a b", "中文", "q".repeat(500))) + "/readings";
    }

    private byte[] spoilt(Station station) {
        String name = any(List.of("PM2.5", "O3", "PH", "LAS", "TEMP", "pm2.5", "X1", "X2"));
        String end = Instant.parse("2026-02-28T16:00:00Z")
                .minusSeconds(3600L * random.nextInt(500))
                .toString();
        String value = Integer.toString(random.nextInt(90));
        String period = station.period().toString();
        String more = "";
        switch (random.nextInt(10)) {
            case 0 -> value = any(NUMBERS);
            case 1 -> end = any(ENDS);
            case 2 -> period = any(PERIODS);
            case 3 -> name = any(TEXTS);
            case 4 -> more = ",\"flags\":{\"" + any(TEXTS) + "\":\"" + any(List.of("M", "RI", "zz")) + "\"}";
            case 5 -> value = "[" + any(NUMBERS) + ",1".repeat(random.nextInt(3000)) + "]";
            case 6 -> more = ",\"x\":" + "[".repeat(20) + "]".repeat(20);
            default -> more = random.nextInt(4) == 0 ? ",\"end\":\"again\"" : "";
        }
        String text = "{\"values\":{\"" + name + "\":" + value + "},\"end\":\"" + end + "\",\"period\":\"" + period
                + "\"" + more + "}";
        if (random.nextInt(8) == 0) {
            text = "[" + text + ",0,{}".repeat(random.nextInt(100)) + "," + text + "]";
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(5) == 0) {
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
        }
        return random.nextInt(20) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
