package limpid.hj212;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import limpid.Samples;
import limpid.Waiting;
import limpid.decode.Handover;
import limpid.decode.Limits;
import limpid.decode.hj212.Answer;
import limpid.decode.hj212.Choices;
import limpid.decode.hj212.Deviation;
import limpid.decode.hj212.FrameDecoder;
import limpid.decode.hj212.Frames;
import limpid.decode.hj212.LoggerKeys;
import limpid.decode.hj212.Mutation;
import limpid.decode.hj212.Splitter;
import limpid.decode.json.JsonDecoder;
import limpid.flow.Delivery;
import limpid.flow.Intake;
import limpid.flow.Room;
import limpid.flow.ScriptedReadings;
import limpid.flow.Taker;
import limpid.flow.Triage;
import limpid.hj212.GatewayCounts.Ended;
import limpid.hj212.GatewayCounts.Kind;
import limpid.measure.Flags;
import limpid.measure.Medium;
import limpid.measure.Parameters;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.station.DataLogger;
import limpid.station.Station;
import limpid.validate.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GatewayTest {
    private static final String MN = "010000A8900016F000169DC0";
    private static final String GUARDED = "010000A8900016F000169DC1";
    private static final int MUTATIONS = Integer.getInteger("limpid.hj212.mutations", 2_000);

    private final Map<String, Station> stations = new HashMap<>(Map.of(
            MN,
            Samples.station("A1", Medium.AIR, Duration.ofHours(1)).with(new DataLogger(MN, "")),
            GUARDED,
            Samples.station("A2", Medium.AIR, Duration.ofHours(1))
                    .with(new DataLogger(GUARDED, DataLogger.digest("A2", "secret")))));
    private final ScriptedReadings store = new ScriptedReadings();
    private final Intake intake = new Intake(
            new Triage(
                    code -> Optional.empty(),
                    new JsonDecoder(Parameters.standard(), Flags.standard(), Limits.DEFAULTS),
                    new Triage.Frames(
                            mn -> Optional.ofNullable(stations.get(mn)),
                            new FrameDecoder(Flags.standard(), Choices.DEFAULTS, 50)),
                    (reading, station, receivedAt) -> new Verdict.Accepted(reading),
                    Samples.NOTHING_REMOVED,
                    Samples.PERIODS,
                    Limits.DEFAULTS),
            store,
            Room.DEFAULTS,
            outcome -> {});
    private final AtomicLong told = new AtomicLong();
    private Gateway gateway = gateway(Duration.ofSeconds(20), Duration.ofSeconds(20), 8);

    private Gateway gateway(Duration idle, Duration frameTime, int ofAnAddress) {
        return gateway(idle, frameTime, ofAnAddress, intake::offer, false);
    }

    private Gateway gateway(Duration idle, Duration frameTime, int ofAnAddress, Taker taker, boolean several) {
        Gateway made = new Gateway(
                new Gateway.Address("127.0.0.1", OptionalInt.of(0)),
                new GatewayLimits(16, ofAnAddress, idle, frameTime),
                Set.of(Deviation.MODBUS_CRC, Deviation.WRONG_LENGTH),
                LoggerKeys.NONE,
                mn -> Optional.ofNullable(stations.get(mn)),
                taker,
                Told.statements(told),
                Clock.systemUTC(),
                several);
        made.start();
        return made;
    }

    private void restart(Duration idle, Duration frameTime, int ofAnAddress) {
        gateway.close();
        gateway = gateway(idle, frameTime, ofAnAddress);
    }

    @BeforeEach
    void begin() {
        intake.start();
    }

    @AfterEach
    void end() {
        store.holds(arrival -> false);
        store.away(false);
        gateway.close();
        intake.close();
    }

    private List<Refusal> refusals() {
        return store.kept().stream()
                .flatMap(arrival -> arrival.refusals().stream())
                .toList();
    }

    private long readings() {
        return store.kept().stream()
                .mapToLong(arrival -> arrival.accepted().size())
                .sum();
    }

    private PretendLogger logger() throws IOException {
        return new PretendLogger(gateway.port());
    }

    /** A logger that heard no answer sends by a new connection what the old one still waits with, and then the next. */
    @Test
    void whatAnOldConnectionHasIsHandedOnBeforeWhatComesByANewOne() throws Exception {
        List<Delivery> taken = new CopyOnWriteArrayList<>();
        AtomicReference<Delivery> first = new AtomicReference<>();
        AtomicInteger refusals = new AtomicInteger();
        gateway.close();
        gateway = gateway(
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                8,
                (delivery, patience) -> {
                    first.compareAndSet(null, delivery);
                    if (delivery == first.get() && refusals.incrementAndGet() < 10) {
                        Thread.sleep(20);
                        return false;
                    }
                    taken.add(delivery);
                    delivery.acknowledge().run();
                    return true;
                },
                true);
        byte[] hour = PretendLogger.hour(MN, "123456", 0, "35");
        try (PretendLogger old = logger()) {
            old.send(hour);
            Waiting.until(() -> first.get() != null);
            try (PretendLogger young = logger()) {
                young.send(hour);
                young.answer();
                young.send(PretendLogger.air(MN, "123456", 0, "36", ""));
                young.answer();
            }
        }
        assertEquals(3, taken.size());
        assertSame(first.get(), taken.getFirst());
        assertTrue(new String(taken.getLast().payload().bytes(), StandardCharsets.UTF_8).contains("Avg=36"));
        assertEquals(Handover.numbered(), taken.getLast().payload().handover());
    }

    @Test
    void aFrameIsAnsweredWhenItIsOnDiskAndNotBefore() throws Exception {
        store.away(true);
        try (PretendLogger logger = logger()) {
            logger.send(PretendLogger.hour(MN, "123456", 0, "35"));
            store.awaitAttempts(2);
            assertEquals(0, gateway.counts().of(Kind.ANSWERED));
            store.away(false);
            String answer = logger.answer();
            assertTrue(answer.contains("QN=20200101000000001;ST=91;CN=9014;PW=123456;MN=" + MN + ";Flag=4;CP=&&&&"));
            assertEquals(1, readings());
        }
    }

    @Test
    void whoDoesNotAskIsNotAnswered() throws Exception {
        try (PretendLogger logger = logger()) {
            logger.send(Frames.get("V04"));
            logger.send(PretendLogger.hour(MN, "123456", 0, "35"));
            assertTrue(logger.answer().contains("QN=20200101000000001"));
        }
    }

    @Test
    void framesComeInPiecesAndTogether() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 100; i++) {
            all.writeBytes(PretendLogger.hour(MN, "123456", i, "35"));
        }
        byte[] bytes = all.toByteArray();
        try (PretendLogger logger = logger()) {
            Random random = new Random(1);
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(700));
                byte[] some = new byte[length];
                System.arraycopy(bytes, at, some, 0, length);
                logger.send(some);
                at += length;
            }
            for (int i = 0; i < 100; i++) {
                assertTrue(logger.answer().contains("CN=9014"));
            }
        }
        assertEquals(100, readings());
    }

    @Test
    void aStrangerIsKeptAndAnswered() throws Exception {
        try (PretendLogger logger = logger()) {
            logger.send(PretendLogger.hour("STRANGER", "123456", 0, "35"));
            assertTrue(logger.answer().contains("CN=9014"));
        }
        assertEquals(Reason.UNKNOWN_STATION, refusals().getFirst().reason());
        assertEquals(
                "limpid/v1/hj212/STRANGER/frames",
                store.kept().getFirst().payload().topic());
        assertEquals(1, gateway.counts().of(Reason.UNKNOWN_STATION));
    }

    @Test
    void aWrongPasswordIsKeptCountedAndNotAnswered() throws Exception {
        try (PretendLogger logger = logger()) {
            logger.send(PretendLogger.hour(GUARDED, "wrong!", 0, "35"));
            logger.send(PretendLogger.hour(GUARDED, "secret", 1, "35"));
            assertTrue(logger.answer().contains("QN=20200101010000001"));
            for (int i = 0; i < 9; i++) {
                logger.send(PretendLogger.hour(GUARDED, "wrong!", i, "35"));
            }
            assertTrue(logger.isClosedByGateway());
        }
        Waiting.until(() -> refusals().size() == 10);
        assertTrue(refusals().stream().allMatch(refusal -> refusal.reason() == Reason.WRONG_PASSWORD));
        assertEquals(10, gateway.counts().of(Reason.WRONG_PASSWORD));
        // The logger sees the end of its connection before the gateway has counted it.
        Waiting.until(() -> gateway.counts().of(Ended.PASSWORDS) == 1);
        assertEquals(1, readings());
    }

    @Test
    void aWrongCheckIsKeptAndNotAnsweredAndDeviationsMayBeRefused() throws Exception {
        try (PretendLogger logger = logger()) {
            logger.send(Frames.get("N01"));
            logger.send(Frames.get("N03"));
            logger.send(PretendLogger.hour(MN, "123456", 1, "35"));
            assertTrue(logger.answer().contains("QN=20200101010000001"));
        }
        assertEquals(
                List.of("/CRC", ""), refusals().stream().map(Refusal::place).toList());
        assertTrue(refusals().getLast().detail().contains("LIMPID_HJ212_REFUSE"));
        assertEquals(1, gateway.counts().of(Deviation.MODBUS_CRC));
    }

    @Test
    void heartbeatsAreAnsweredAndNotKept() throws Exception {
        try (PretendLogger logger = logger()) {
            logger.send(Answer.frame("QN=20260101000000001;ST=91;CN=9015;PW=123456;MN=" + MN + ";Flag=9;CP=&&&&"));
            assertTrue(logger.answer().contains("CN=9013;PW=123456;MN=" + MN + ";Flag=8;"));
        }
        assertEquals(0, store.kept().size());
        assertEquals(1, gateway.counts().of(Kind.TALK));
    }

    @Test
    void noiseEndsAConnectionAndIsKept() throws Exception {
        try (PretendLogger logger = logger()) {
            IOException closed = assertThrows(IOException.class, () -> {
                for (int i = 0; i < 1000; i++) {
                    logger.send("GET / HTTP/1.1 ".repeat(300));
                    Thread.sleep(2);
                }
            });
            assertTrue(closed instanceof SocketException, closed::toString);
        }
        Waiting.until(() -> gateway.counts().of(Ended.NOISE) == 1);
        assertTrue(refusals().stream().allMatch(refusal -> refusal.reason() == Reason.BAD_FRAME));
    }

    @Test
    void theSlowTheSilentAndTheManyAreEnded() throws Exception {
        restart(Duration.ofMillis(600), Duration.ofMillis(200), 2);
        try (PretendLogger slow = logger();
                PretendLogger silent = logger();
                PretendLogger third = logger()) {
            assertTrue(third.isClosedByGateway());
            slow.send("##0100QN=");
            assertTrue(slow.isClosedByGateway());
            assertTrue(silent.isClosedByGateway());
        }
        Waiting.until(() -> gateway.connections() == 0);
        Waiting.until(() -> gateway.counts().of(Ended.TOO_MANY) == 1);
        Waiting.until(() -> gateway.counts().of(Ended.SLOW) == 1);
        Waiting.until(() -> gateway.counts().of(Ended.IDLE) == 1);
        Waiting.until(() -> refusals().size() == 1);
    }

    @Test
    void aFrameThatLacksItsTailCountsAfterAWhile() throws Exception {
        restart(Duration.ofSeconds(20), Duration.ofMillis(200), 2);
        try (PretendLogger logger = logger()) {
            byte[] whole = PretendLogger.hour(MN, "123456", 1, "35");
            logger.send(Arrays.copyOf(whole, whole.length - 2));
            assertTrue(logger.answer().contains("QN=20200101010000001"));
        }
        assertEquals(1, gateway.counts().of(Deviation.NO_TAIL));
    }

    private Thread flood(int frames) {
        byte[] frame = PretendLogger.hour(MN, "123456", 1, "35");
        return Thread.ofVirtual().start(() -> {
            try (PretendLogger logger = logger()) {
                for (int i = 0; i < frames; i++) {
                    logger.send(frame);
                }
            } catch (IOException e) {
                // it is cut off at the end of the test
            }
        });
    }

    @Test
    void whileNothingCanBeKeptLittleIsTaken() throws Exception {
        store.away(true);
        Thread flood = flood(200_000);
        Waiting.until(() -> gateway.counts().of(Kind.ARRIVED) > 300);
        Thread.sleep(500);
        long arrived = gateway.counts().of(Kind.ARRIVED);
        assertTrue(arrived < 2_000, arrived + " frames were taken though none was kept");
        assertTrue(intake.waitingBytes() < 256 * 300, intake.waitingBytes() + " bytes wait");
        assertTrue(flood.isAlive());
        assertEquals(0, gateway.counts().of(Kind.ANSWERED));
    }

    @Test
    void aStationThatFloodsHoldsNobodyElse() throws Exception {
        Thread flood = flood(200_000);
        Waiting.until(() -> gateway.counts().of(Kind.KEPT) > 300);
        try (PretendLogger other = logger()) {
            for (int i = 0; i < 20; i++) {
                other.send(PretendLogger.hour(GUARDED, "secret", i, "35"));
                assertTrue(other.answer().contains("CN=9014"));
            }
        }
        assertTrue(flood.isAlive(), "the flood was over before");
    }

    /** A short form; the long one by {@code -Dlimpid.hj212.mutations=100000}. Whatever arrives is kept or is talk. */
    @Test
    @Timeout(300)
    void whateverArrivesIsAccountedFor() throws Exception {
        Random random = new Random(7);
        List<byte[]> frames = List.copyOf(Frames.all().values());
        long pieces = 0;
        for (int sent = 0; sent < MUTATIONS; ) {
            try (PretendLogger logger = logger()) {
                logger.send(PretendLogger.hour(MN, "123456", random.nextInt(10_000), "35"));
                ByteArrayOutputStream some = new ByteArrayOutputStream();
                for (int i = 0; i < 50; i++, sent++) {
                    some.writeBytes(Mutation.of(frames.get(random.nextInt(frames.size())), random));
                }
                List<Object> split = new ArrayList<>();
                Splitter.split(some.toByteArray(), split::add);
                pieces += split.size() + 1;
                logger.send(some.toByteArray());
                logger.finish();
            }
        }
        long least = pieces;
        Waiting.until(() -> gateway.connections() == 0
                && gateway.counts().of(Kind.ARRIVED)
                        == gateway.counts().of(Kind.KEPT) + gateway.counts().of(Kind.TALK)
                && gateway.counts().of(Kind.ARRIVED) >= least);
        assertTrue(told.get() > 0);
        assertEquals(gateway.counts().of(Kind.KEPT), store.kept().size() + told.get());
        assertTrue(intake.belts().stream().allMatch(belt -> belt.failures() == 0));
    }
}
