package limpid.flow;

import static limpid.Samples.AIR;
import static limpid.Samples.at;
import static limpid.Samples.hourJson;
import static limpid.Samples.payload;
import static limpid.Samples.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import limpid.Samples;
import limpid.Waiting;
import limpid.decode.Limits;
import limpid.decode.Payload;
import limpid.decode.json.JsonDecoder;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.measure.Refusal.Reason;
import limpid.station.Registry;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.SecondsRemoved;
import limpid.store.StoreUnavailable;
import limpid.validate.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class IntakeTest {
    private static final Instant END = at("2026-03-01T01:00:00+08:00");
    private static final int ROOM = 10_000;
    private static final Limits LIMITS = new Limits(ROOM, 10_000, 50, 200, 8);
    private static final Room BUFFERS = new Room(ROOM, ROOM, ROOM, 64 * 1024);
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final ScriptedReadings store = new ScriptedReadings();
    private final List<Integer> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<Intake.Outcome> outcomes = new LinkedBlockingQueue<>();
    private final Intake intake = intake(Samples.registry(AIR));

    private Intake intake(Registry registry) {
        return new Intake(triage(registry), store, BUFFERS, outcomes::add);
    }

    private static Triage triage(Registry registry) {
        return new Triage(
                registry,
                new JsonDecoder(Parameters.standard(), Flags.standard(), LIMITS),
                (reading, station, receivedAt) -> new Verdict.Accepted(reading),
                Samples.NOTHING_REMOVED,
                Samples.PERIODS,
                LIMITS);
    }

    @AfterEach
    void theBeltEnds() {
        store.away(false);
        intake.close();
    }

    @Test
    void acknowledgesInOrderAndOnlyAfterTheCommit() throws Exception {
        List<Integer> keptAtAcknowledgement = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            int number = i;
            intake.offer(
                    new Delivery(message(number), () -> {
                        keptAtAcknowledgement.add(store.kept().size());
                        acknowledged.add(number);
                        done.countDown();
                    }),
                    AT_ONCE);
        }
        intake.start();
        assertTrue(done.await(10, TimeUnit.SECONDS));
        assertEquals(IntStream.range(0, 50).boxed().toList(), acknowledged);
        for (int i = 0; i < 50; i++) {
            assertTrue(keptAtAcknowledgement.get(i) > i, "acknowledged before its commit: " + i);
        }
        assertEquals(50, store.kept().size());
        assertEquals(new Committed(50, 0, 0, 0), outcomes.remove().counts());
    }

    @Test
    void whileTheStoreIsAwayNothingIsAcknowledgedAndItResumesByItself() throws Exception {
        store.away(true);
        intake.start();
        assertTrue(intake.storing());
        offer(0);
        offer(1);
        store.awaitAttempts(3);
        assertFalse(intake.storing());
        assertTrue(intake.why().contains("nobody answers"), intake.why());
        assertEquals(List.of(), acknowledged);

        store.away(false);
        Waiting.until(() -> acknowledged.size() == 2);
        assertEquals(List.of(0, 1), acknowledged);
        assertTrue(intake.storing());
        assertEquals("", intake.why());
    }

    @Test
    void anUnreachableRegistryIsWaitedOut() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Intake patient = intake(code -> {
            if (asked.incrementAndGet() < 3) {
                throw ScriptedReadings.unavailable();
            }
            return Samples.registry(AIR).find(code);
        })) {
            patient.start();
            assertTrue(patient.offer(delivery(0), AT_ONCE));
            Waiting.until(() -> acknowledged.size() == 1);
        }
        assertEquals(List.of(), store.kept().getFirst().refusals());
    }

    @Test
    void aFullBufferTakesNoMoreAndRecovers() throws Exception {
        store.away(true);
        intake.start();
        int taken = 0;
        while (intake.offer(delivery(taken), Duration.ofMillis(20))) {
            taken++;
        }
        int bytes = message(0).bytes().length;
        assertTrue(taken >= ROOM / bytes - taken / 10 && taken <= ROOM / bytes + 1, taken + " of " + bytes + " bytes");
        assertTrue(intake.waitingBytes() > ROOM - 2 * bytes);

        store.away(false);
        int all = taken;
        Waiting.until(() -> acknowledged.size() == all);
        assertEquals(0, intake.waitingBytes());
        assertTrue(intake.offer(delivery(all), SOON));
        Waiting.until(() -> acknowledged.size() == all + 1);
    }

    @Test
    void aMessageLargerThanTheBufferPassesAlone() throws Exception {
        intake.start();
        Payload large = payload(topic(AIR), hourJson(END, "22") + " ".repeat(3 * ROOM));
        assertTrue(intake.offer(new Delivery(large, () -> acknowledged.add(0)), SOON));
        Waiting.until(() -> acknowledged.size() == 1);
        assertEquals(
                Reason.TOO_LONG, store.kept().getFirst().refusals().getFirst().reason());
    }

    @Test
    void ofABatchWithOneUnstorableMessageTheOthersAreKept() throws Exception {
        Payload bad = message(13);
        store.neverKeeps(
                arrival -> arrival.payload().equals(bad) && !arrival.accepted().isEmpty());
        for (int i = 0; i < 20; i++) {
            int number = i;
            intake.offer(new Delivery(i == 13 ? bad : message(i), () -> acknowledged.add(number)), AT_ONCE);
        }
        intake.start();
        Waiting.until(() -> acknowledged.size() == 20);
        assertEquals(IntStream.range(0, 20).boxed().toList(), acknowledged);
        assertEquals(20, store.kept().size(), "each once");
        Arrival refused = store.kept().stream()
                .filter(arrival -> !arrival.refusals().isEmpty())
                .findAny()
                .orElseThrow();
        assertEquals(bad, refused.payload(), "kept whole");
        assertEquals(List.of(), refused.accepted());
        assertEquals(Reason.NOT_STORABLE, refused.refusals().getFirst().reason());
        assertEquals(
                new Committed(19, 0, 0, 1),
                outcomes.stream().map(Intake.Outcome::counts).reduce(Committed.NONE, Committed::plus));
    }

    @Test
    void anUnforeseenFailureOfTheStoreRefusesNoMoreThanItsMessage() throws Exception {
        store.failOnce(new IllegalStateException("unforeseen"));
        store.failOnce(new IllegalStateException("and again while it is refused"));
        offer(0);
        intake.start();
        store.awaitAttempts(2);
        offer(1);
        Waiting.until(() -> acknowledged.size() == 2);
        assertEquals(
                List.of(1, 0),
                store.kept().stream().map(arrival -> arrival.refusals().size()).toList());
    }

    @Test
    void anExceptionInSortingRefusesThatMessageAndGoesOn() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Intake clumsy = intake(code -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("unforeseen");
            }
            return Samples.registry(AIR).find(code);
        })) {
            clumsy.start();
            clumsy.offer(delivery(0), AT_ONCE);
            clumsy.offer(delivery(1), AT_ONCE);
            Waiting.until(() -> acknowledged.size() == 2);
        }
        assertEquals(
                Reason.NOT_STORABLE,
                store.kept().getFirst().refusals().getFirst().reason());
        assertEquals(1, store.kept().getLast().accepted().size());
    }

    @Test
    void aListenerThatFailsTakesNothingBack() throws Exception {
        try (Intake heard = new Intake(triage(Samples.registry(AIR)), store, BUFFERS, outcome -> {
            throw new IllegalStateException("listener");
        })) {
            heard.start();
            heard.offer(delivery(0), AT_ONCE);
            Waiting.until(() -> acknowledged.size() == 1);
        }
        assertEquals(1, store.kept().size(), "what is committed is not committed again");
        assertEquals(List.of(), store.kept().getFirst().refusals());
    }

    @Test
    void anAcknowledgementThatFailsStopsNothing() throws Exception {
        intake.start();
        intake.offer(
                new Delivery(message(0), () -> {
                    throw new IllegalStateException("the connection is gone");
                }),
                AT_ONCE);
        offer(1);
        Waiting.until(() -> acknowledged.size() == 1);
        assertEquals(0, intake.waitingBytes());
        assertEquals(2, store.kept().size());
    }

    @Test
    void closingKeepsWhatIsInTheBuffer() throws Exception {
        for (int i = 0; i < 10; i++) {
            offer(i);
        }
        intake.start();
        intake.close();
        assertEquals(10, acknowledged.size());
    }

    @Test
    void closingWhileTheStoreIsAwayReturnsAndAcknowledgesNothing() throws Exception {
        store.away(true);
        intake.start();
        offer(0);
        store.awaitAttempts(1);
        intake.close();
        store.away(false);
        assertEquals(List.of(), acknowledged);
        assertEquals(List.of(), store.kept());
    }

    @Test
    void secondsThatWereRemovedAfterTheyWereSortedAreSortedAgainAndRefused() throws Exception {
        Payload second = payload(
                topic(Samples.NOISE),
                "{\"end\":\"2026-03-01T09:00:00+08:00\",\"period\":\"PT1S\",\"values\":{\"LAS\":50}}");
        try (Intake belt = new Intake(triageWhileRemoved(), store, BUFFERS, outcomes::add)) {
            belt.start();
            store.failOnce(new SecondsRemoved(List.of()));
            belt.offer(new Delivery(second, () -> acknowledged.add(1)), AT_ONCE);
            Waiting.until(() -> acknowledged.size() == 1);
        }
        store.failOnce(new SecondsRemoved(List.of()));
        try (Intake desk = new Intake(triageWhileRemoved(), store, BUFFERS, outcomes::add)) {
            desk.start();
            assertTrue(desk.accept(second).allRefused());
        }
        assertEquals(
                List.of(Reason.SECONDS_REMOVED, Reason.SECONDS_REMOVED),
                store.kept().stream()
                        .map(arrival -> arrival.refusals().getFirst().reason())
                        .toList());
        assertTrue(store.kept().stream().allMatch(arrival -> arrival.accepted().isEmpty()));
    }

    /** Every minute is there when it is asked for first, and gone afterwards. */
    private static Triage triageWhileRemoved() {
        Set<Instant> removed = ConcurrentHashMap.newKeySet();
        RemovedSeconds account = new RemovedSeconds(
                (station, minutes) -> {
                    Set<Instant> before = Set.copyOf(removed);
                    removed.addAll(minutes);
                    return before;
                },
                InstantSource.system());
        return new Triage(
                Samples.registry(Samples.NOISE),
                new JsonDecoder(Parameters.standard(), Flags.standard(), LIMITS),
                (reading, station, receivedAt) -> new Verdict.Accepted(reading),
                account,
                Samples.PERIODS,
                LIMITS);
    }

    @Test
    void aDeskTellsWhatBecameOfAMessage() {
        Receipt receipt = intake.accept(message(0));
        assertEquals(new Receipt(new Committed(1, 0, 0, 0), List.of()), receipt);
        assertEquals(
                Reason.NOT_JSON,
                intake.accept(payload(topic(AIR), "{")).refusals().getFirst().reason());
        assertEquals(2, store.kept().size());
    }

    @Test
    void aDeskKeepsAnUnstorableMessageWholeAndSaysWhenTheStoreIsAway() {
        store.neverKeeps(arrival -> !arrival.accepted().isEmpty());
        assertEquals(
                Reason.NOT_STORABLE,
                intake.accept(message(0)).refusals().getFirst().reason());
        store.away(true);
        assertThrows(StoreUnavailable.class, () -> intake.accept(message(1)));
    }

    private void offer(int number) throws InterruptedException {
        assertTrue(intake.offer(delivery(number), AT_ONCE));
    }

    private Delivery delivery(int number) {
        return new Delivery(message(number), () -> acknowledged.add(number));
    }

    private static Payload message(int number) {
        return payload(topic(AIR), hourJson(END, Integer.toString(number % 100)));
    }
}
