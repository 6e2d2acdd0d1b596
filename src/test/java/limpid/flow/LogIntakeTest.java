package limpid.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import limpid.Samples;
import limpid.decode.Limits;
import limpid.decode.Payload;
import limpid.decode.json.JsonDecoder;
import limpid.measure.Flags;
import limpid.measure.Medium;
import limpid.measure.Parameters;
import limpid.station.Station;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.Fenced;
import limpid.store.LogPositions;
import limpid.store.LogProgress;
import limpid.store.LogProgress.Move;
import limpid.store.Readings;
import limpid.store.StoreUnavailable;
import limpid.validate.Verdict;
import org.junit.jupiter.api.Test;

/** What the belt does with a log of two partitions and a store that keeps positions, both in memory. */
class LogIntakeTest {
    private static final String LOG = "log";
    private static final Instant NOON = Instant.parse("2026-06-01T04:00:00Z");
    private static final Station[] STATIONS = {
        Samples.station("A", Medium.AIR, Duration.ofHours(1)), Samples.station("B", Medium.AIR, Duration.ofHours(1))
    };

    private final Log log = new Log();
    private final Store store = new Store();

    /** A log of two partitions, of which a station has one. */
    private static final class Log {
        final List<List<String>> partitions = List.of(new ArrayList<>(), new ArrayList<>());

        void add(int partition, String payload) {
            partitions.get(partition).add(payload);
        }
    }

    /** Keeps messages with positions, all or nothing. */
    private static final class Store implements Readings, LogPositions {
        final List<String> kept = new ArrayList<>();
        final Map<Integer, Long> next = new TreeMap<>();
        int away;
        int unanswered;

        @Override
        public Committed commit(List<Arrival> batch, LogProgress progress) {
            if (away > 0) {
                away--;
                throw new StoreUnavailable("keeping", new IllegalStateException("away"));
            }
            progress.partitions().forEach((partition, move) -> {
                if (next.get(partition) != move.from()) {
                    throw new Fenced(progress);
                }
            });
            progress.partitions().forEach((partition, move) -> next.put(partition, move.to()));
            batch.forEach(arrival -> kept.add(arrival.station() + ":"
                    + arrival.accepted().stream()
                            .map(reading -> String.valueOf(reading.value()))
                            .toList()));
            if (unanswered > 0) {
                unanswered--;
                throw new IllegalStateException("killed after the commit");
            }
            return Committed.NONE;
        }

        @Override
        public Map<Integer, Long> begin(String of, Map<Integer, Long> firsts) {
            firsts.forEach(next::putIfAbsent);
            return next(of, firsts.keySet());
        }

        @Override
        public Map<Integer, Long> next(String of, Collection<Integer> partitions) {
            Map<Integer, Long> found = new TreeMap<>(next);
            found.keySet().retainAll(partitions);
            return found;
        }

        @Override
        public boolean pass(String of, int partition, Move move) {
            return next.replace(partition, move.from(), move.to());
        }
    }

    /** Reads the log as a member of its group does. */
    private final class Member implements LogIntake.Source {
        final Map<Integer, Long> at = new HashMap<>();
        final Set<Integer> held = new HashSet<>();
        final Set<Integer> coming = new HashSet<>();
        final Set<Integer> going = new HashSet<>();

        Member(Integer... partitions) {
            coming.addAll(List.of(partitions));
        }

        @Override
        public String log() {
            return LOG;
        }

        @Override
        public List<Delivery> read(Duration patience, LogIntake.Reader reader) {
            if (!going.isEmpty()) {
                at.keySet().removeAll(going);
                reader.lost(going);
                going.clear();
            }
            if (!coming.isEmpty()) {
                Map<Integer, Long> firsts = new TreeMap<>();
                coming.forEach(partition -> firsts.put(partition, 0L));
                coming.clear();
                try {
                    at.putAll(reader.begin(firsts));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            List<Delivery> read = new ArrayList<>();
            at.forEach((partition, offset) -> {
                List<String> all = log.partitions.get(partition);
                for (long i = offset; i < all.size() && !held.contains(partition); i++) {
                    Payload payload = new Payload(
                            "limpid/v1/air/" + STATIONS[partition].code() + "/readings",
                            all.get((int) i).getBytes(StandardCharsets.UTF_8),
                            NOON,
                            "mqtt");
                    read.add(new Delivery(payload, null, () -> {}, new LogPlace(LOG, partition, i, i)));
                }
            });
            read.forEach(delivery -> at.merge(delivery.place().partition(), 1L, Long::sum));
            return read;
        }

        @Override
        public void goOn(Map<Integer, Long> from) {
            from.forEach((partition, offset) -> at.replace(partition, offset));
        }

        @Override
        public void hold(int partition) {
            held.add(partition);
        }

        @Override
        public void release(int partition) {
            held.remove(partition);
        }

        @Override
        public void close() {
            at.clear();
        }
    }

    private LogIntake intake(Member member) {
        Triage triage = new Triage(
                Samples.registry(STATIONS),
                new JsonDecoder(Parameters.standard(), Flags.standard(), Limits.DEFAULTS),
                (reading, station, receivedAt) -> new Verdict.Accepted(reading),
                Samples.NOTHING_REMOVED,
                Samples.PERIODS,
                Limits.DEFAULTS);
        return new LogIntake(
                member,
                store,
                triage,
                store,
                new Room(1 << 20, 1 << 20, 1 << 20, 1000),
                outcome -> {},
                new Intake.Sizes(1000, 2, Duration.ofMillis(100), Duration.ZERO),
                length -> {});
    }

    private static String light(int value) {
        return "{\"end\":\"2026-06-01T12:00:00+08:00\",\"values\":{\"PM10\":" + value + "}}";
    }

    private static String heavy(int values) {
        return "["
                + String.join(
                        ",",
                        IntStream.range(0, values)
                                .mapToObj(i -> "{\"end\":\"2026-05-" + String.format("%02d", i + 1)
                                        + "T12:00:00+08:00\",\"values\":{\"PM10\":" + i + "}" + " ".repeat(400) + "}")
                                .toList())
                + "]";
    }

    @Test
    void keepsEachPartitionInOrderAndMovesItWithTheSameCommit() throws InterruptedException {
        LogIntake intake = intake(new Member(0, 1));
        for (int i = 0; i < 5; i++) {
            log.add(0, light(i));
            log.add(1, light(10 + i));
        }
        intake.step();
        assertEquals(Map.of(0, 5L, 1, 5L), store.next);
        assertEquals(
                List.of("A:[0]", "A:[1]", "A:[2]", "A:[3]", "A:[4]"),
                store.kept.stream().filter(one -> one.startsWith("A")).toList());
        assertEquals(10, store.kept.size());
    }

    @Test
    void whatWasKeptBeforeAnotherTookOverIsNotKeptTwice() throws InterruptedException {
        Member stalled = new Member(0);
        LogIntake first = intake(stalled);
        log.add(0, light(1));
        first.step();
        log.add(0, light(2));
        LogIntake second = intake(new Member(0));
        second.step();
        log.add(0, light(3));
        first.step();
        assertEquals(List.of("A:[1]", "A:[2]"), store.kept);
        first.step();
        assertEquals(List.of("A:[1]", "A:[2]", "A:[3]"), store.kept);
        assertEquals(3L, store.next.get(0));
    }

    @Test
    void aCommitWhoseAnswerIsLostIsNotMadeAgain() throws InterruptedException {
        LogIntake intake = intake(new Member(0, 1));
        log.add(0, light(1));
        log.add(1, light(2));
        store.unanswered = 1;
        for (int i = 0; i < 3; i++) {
            intake.step();
        }
        assertEquals(List.of("A:[1]", "B:[2]"), store.kept);
    }

    @Test
    void aHeavyMessageIsKeptInPartsWhileTheOtherPartitionGoesOn() throws InterruptedException {
        Member member = new Member(0, 1);
        LogIntake intake = intake(member);
        log.add(0, heavy(5));
        log.add(0, light(9));
        log.add(1, light(20));
        intake.step();
        assertEquals(List.of("B:[20]", "A:[0, 1]"), store.kept);
        assertEquals(0L, store.next.get(0));
        log.add(1, light(21));
        intake.step();
        assertEquals("B:[21]", store.kept.get(2));
        intake.step();
        intake.step();
        assertEquals(List.of("A:[2, 3]", "A:[4]", "A:[9]"), store.kept.subList(3, 6));
        assertEquals(2L, store.next.get(0));
        assertTrue(member.held.isEmpty());
    }

    @Test
    void aPartitionLostInTheMiddleOfAHeavyMessageIsLeftToTheOther() throws InterruptedException {
        Member member = new Member(0);
        LogIntake intake = intake(member);
        log.add(0, heavy(5));
        intake.step();
        member.going.add(0);
        log.add(0, light(9));
        intake.step();
        LogIntake other = intake(new Member(0));
        for (int i = 0; i < 5; i++) {
            other.step();
            intake.step();
        }
        assertEquals(List.of("A:[0, 1]", "A:[0, 1]", "A:[2, 3]", "A:[4]", "A:[9]"), store.kept);
        assertEquals(2L, store.next.get(0));
    }

    @Test
    void whileTheStoreIsAwayItTriesAgain() throws InterruptedException {
        LogIntake intake = intake(new Member(0));
        log.add(0, light(1));
        store.away = 3;
        intake.step();
        assertEquals(List.of("A:[1]"), store.kept);
    }
}
