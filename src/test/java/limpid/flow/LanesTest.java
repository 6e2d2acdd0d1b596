package limpid.flow;

import static limpid.Samples.at;
import static limpid.Samples.hourJson;
import static limpid.Samples.payload;
import static limpid.Samples.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import limpid.Samples;
import limpid.Waiting;
import limpid.decode.Limits;
import limpid.decode.Payload;
import limpid.decode.json.JsonDecoder;
import limpid.measure.Flags;
import limpid.measure.Medium;
import limpid.measure.Parameters;
import limpid.measure.Reading;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.station.Station;
import limpid.store.Arrival;
import limpid.validate.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody waits for another station's long message, and the messages of one station keep their order. */
@Timeout(30)
class LanesTest {
    private static final Instant END = at("2026-03-01T01:00:00+08:00");
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Station ONE = Samples.station("A1", Medium.AIR, Duration.ofHours(1));
    private static final Station OTHER = Samples.station("A2", Medium.AIR, Duration.ofHours(1));
    private static final int LIGHT = 1_000;
    private static final int VALUES = 25_000;

    private final ScriptedReadings store = new ScriptedReadings();
    private final List<Integer> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private final Intake intake = new Intake(
            new Triage(
                    Samples.registry(ONE, OTHER),
                    new JsonDecoder(Parameters.standard(), Flags.standard(), Limits.DEFAULTS),
                    (reading, station, receivedAt) -> new Verdict.Accepted(reading),
                    Samples.NOTHING_REMOVED,
                    Samples.PERIODS,
                    Limits.DEFAULTS),
            store,
            new Room(1 << 20, 1 << 20, 250_000, LIGHT),
            outcome -> {});

    @AfterEach
    void theBeltsEnd() {
        store.holds(arrival -> false);
        intake.close();
    }

    @Test
    void aHeavyMessageDoesNotHoldTheLightOnesOfOthers() throws Exception {
        store.holds(arrival -> arrival.station().equals("A1"));
        intake.start();
        offer(0, heavy(ONE));
        for (int i = 1; i <= 20; i++) {
            offer(i, light(OTHER, i));
        }
        Waiting.until(() -> acknowledged.size() == 20);
        assertTrue(store.kept().stream().noneMatch(arrival -> arrival.station().equals("A1")));
        store.holds(arrival -> false);
        Waiting.until(() -> acknowledged.size() == 21);
        assertEquals(0, acknowledged.getLast());
    }

    @Test
    void aBatchGathersWhileMessagesComeAndIsTakenWhenItIsFull() throws Exception {
        Lanes lanes = new Lanes(Room.DEFAULTS);
        long inAnHour = System.nanoTime() + Duration.ofHours(1).toNanos();
        Delivery delivery = new Delivery(light(ONE, 1), () -> {});
        for (int i = 0; i < 3; i++) {
            assertTrue(lanes.offer(delivery, AT_ONCE));
        }
        assertEquals(3, lanes.takeFast(AT_ONCE, inAnHour).size());
        for (int i = 0; i <= Lanes.MESSAGES_OF_A_BATCH; i++) {
            assertTrue(lanes.offer(delivery, AT_ONCE));
        }
        assertEquals(
                Lanes.MESSAGES_OF_A_BATCH, lanes.takeFast(AT_ONCE, inAnHour).size());
        assertEquals(1, lanes.takeFast(AT_ONCE, inAnHour).size());
    }

    @Test
    void itIsKeptInPartsAndAcknowledgedOnce() throws Exception {
        intake.start();
        offer(0, heavy(ONE));
        Waiting.until(() -> acknowledged.size() == 1);
        assertEquals(
                List.of(10_000, 10_000, 5_000),
                store.kept().stream().map(arrival -> arrival.accepted().size()).toList());
        assertEquals(0, intake.slowBytes());
    }

    @Test
    void whatAStationSendsBeforeAndBehindAHeavyMessageKeepsItsOrder() throws Exception {
        for (int i = 0; i < 5; i++) {
            offer(i, light(ONE, i));
            offer(100 + i, light(OTHER, i));
        }
        offer(5, heavy(ONE));
        for (int i = 6; i < 12; i++) {
            offer(i, i == 9 ? heavy(ONE) : light(ONE, i));
            offer(100 + i, light(OTHER, i));
        }
        intake.start();
        Waiting.until(() -> acknowledged.size() == 23);
        assertEquals(Stream.iterate(0, i -> i < 12, i -> i + 1).toList(), of(number -> number < 100));
        assertEquals(List.of(0, 1, 2, 3, 4, -1, -1, -1, 6, 7, 8, -1, -1, -1, 10, 11), valuesOf("A1"));
        assertEquals(List.of(0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11), valuesOf("A2"));
    }

    @Test
    void moreThanMayWaitOfAStationGoesToTheDeskUnread() throws Exception {
        store.holds(
                arrival -> arrival.station().equals("A1") && !arrival.accepted().isEmpty());
        intake.start();
        Payload heavy = heavy(ONE);
        int room = 250_000 / heavy.bytes().length;
        for (int i = 0; i < room + 3; i++) {
            offer(i, heavy(ONE));
        }
        offer(100, light(OTHER, 1));
        Waiting.until(() -> acknowledged.size() == 4);
        assertEquals(List.of(room, room + 1, room + 2), of(number -> number < 100));
        assertEquals(
                List.of(Reason.OVERLOAD, Reason.OVERLOAD, Reason.OVERLOAD),
                store.kept().stream()
                        .flatMap(arrival -> arrival.refusals().stream())
                        .map(Refusal::reason)
                        .toList());
        store.holds(arrival -> false);
        Waiting.until(() -> acknowledged.size() == room + 4);
    }

    @Test
    void aDeliveryThatIsRefusedAlreadyIsKeptUnread() throws Exception {
        intake.start();
        Payload payload = payload("limpid/v1/air/A1/readings", "no matter what");
        Refusal refusal = new Refusal(Reason.NOT_JSON, "", "the client could not read it");
        intake.offer(Delivery.refused(payload, refusal, () -> acknowledged.add(0)), AT_ONCE);
        Waiting.until(() -> acknowledged.size() == 1);
        assertEquals(List.of(new Arrival(payload, "A1", List.of(), List.of(refusal))), store.kept());
    }

    @Test
    void anErrorOfTheMachineCostsTheMessageAndNotTheBelt() throws Exception {
        store.failOnce(new OutOfMemoryError("as if"));
        store.failOnce(new StackOverflowError("as if"));
        offer(0, light(ONE, 1));
        intake.start();
        Waiting.until(() -> acknowledged.size() == 1);
        offer(1, light(ONE, 2));
        store.failOnce(new OutOfMemoryError("in a part"));
        offer(2, heavy(OTHER));
        Waiting.until(() -> acknowledged.size() == 3);
        assertTrue(intake.storing());
        assertTrue(intake.belts().stream().allMatch(Belt::alive));
        assertTrue(intake.belts().stream().mapToLong(Belt::failures).sum() >= 2);
        long refused = store.kept().stream().mapToLong(Arrival::refused).sum();
        long accepted = store.kept().stream()
                .mapToLong(arrival -> arrival.accepted().size())
                .sum();
        assertEquals(VALUES + 2, refused + accepted, "each value is stored or at the desk");
        assertTrue(store.kept().stream()
                .flatMap(arrival -> arrival.refusals().stream())
                .allMatch(refusal -> refusal.reason() == Reason.NOT_STORABLE));
    }

    /** A batch is kept as what came one way: no reading of a logger may be said to have come by MQTT. */
    @Test
    void whatCameAnotherWayIsKeptInABatchOfItsOwn() throws Exception {
        offer(0, light(ONE, 1));
        offer(1, another(light(OTHER, 2)));
        offer(2, another(light(ONE, 3)));
        offer(3, light(ONE, 4));
        offer(4, light(OTHER, 5));
        intake.start();
        Waiting.until(() -> acknowledged.size() == 5);
        store.batches()
                .forEach(batch -> assertEquals(
                        1,
                        batch.stream()
                                .map(arrival -> arrival.payload().origin())
                                .distinct()
                                .count()));
        assertEquals(List.of(1, 3, 4), valuesOf("A1"));
        assertEquals(List.of(2, 5), valuesOf("A2"));
        assertTrue(store.batches().size() <= 4, "as few as the order allows");
    }

    private static Payload another(Payload payload) {
        return new Payload(payload.topic(), payload.bytes(), payload.receivedAt(), "hj212");
    }

    @Test
    void closingKeepsWhatIsInTheSlowLanesToo() throws Exception {
        for (int i = 0; i < 4; i++) {
            offer(i, i % 2 == 0 ? heavy(ONE) : light(ONE, i));
        }
        intake.start();
        intake.close();
        assertEquals(List.of(0, 1, 2, 3), acknowledged);
        assertEquals(0, intake.slowBytes() + intake.waitingBytes());
    }

    private void offer(int number, Payload payload) throws InterruptedException {
        assertTrue(intake.offer(new Delivery(payload, () -> acknowledged.add(number)), AT_ONCE));
    }

    private List<Integer> of(java.util.function.IntPredicate which) {
        synchronized (acknowledged) {
            return acknowledged.stream().filter(which::test).toList();
        }
    }

    /** Of light messages their value, of the parts of heavy ones -1. */
    private List<Integer> valuesOf(String station) {
        return store.kept().stream()
                .filter(arrival -> arrival.station().equals(station))
                .map(arrival -> arrival.accepted().size() > 1
                        ? -1
                        : value(arrival.accepted().getFirst()))
                .toList();
    }

    private static int value(Reading reading) {
        BigDecimal value = reading.value();
        return value == null ? -2 : value.intValueExact();
    }

    private static Payload light(Station station, int value) {
        return payload(topic(station), hourJson(END, Integer.toString(value)));
    }

    private static Payload heavy(Station station) {
        return payload(
                topic(station),
                "{\"end\":\"" + END + "\",\"period\":\"PT1M\",\"values\":{\"O3\":[5" + ",5".repeat(VALUES - 1) + "]}}");
    }
}
