package limpid.flow;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import limpid.flow.Intake.Outcome;
import limpid.flow.Intake.Sizes;
import limpid.store.Arrival;
import limpid.store.Fenced;
import limpid.store.LogPositions;
import limpid.store.Readings;

/**
 * The first belt where a log stands before it: reads the partitions that are its own and keeps their messages together with how
 * far the log is kept, in one transaction. Messages of a partition keep their order. Light ones of all partitions are kept
 * together; a heavy one is kept in parts, while the other partitions go on. Where another instance has taken a partition over, the
 * store refuses what this one still wanted to keep of it, and it goes on where the store stands.
 */
public final class LogIntake implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LogIntake.class.getName());
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Source source;
    private final LogPositions positions;
    private final Room room;
    private final Sizes sizes;
    private final Belt belt = new Belt("log", this::step);
    private final Keeping keeping;

    /** What was read and is not kept, by partition. */
    private final Map<Integer, Deque<Delivery>> read = new TreeMap<>();

    /** Of a heavy message at the head of its partition, what is not kept yet. */
    private final Map<Integer, Parts> heavy = new HashMap<>();

    /** The log as this belt reads it, in its one thread. */
    public interface Source extends AutoCloseable {
        /** Name of the log. */
        String log();

        /**
         * What comes next in the partitions that are its own, each in order; empty where nothing came in a while.
         *
         * @param reader told of partitions that come and go
         */
        List<Delivery> read(Duration patience, Reader reader);

        /** Goes on with these messages of its partitions. */
        void goOn(Map<Integer, Long> next);

        /** Reads no more of this partition for now. */
        void hold(int partition);

        /** Reads on. */
        void release(int partition);

        @Override
        void close();
    }

    /** Is told by the source. */
    public interface Reader {
        /**
         * Where partitions that came are to be begun.
         *
         * @param firsts the first offsets that the log still has
         * @return by partition, what is next
         */
        Map<Integer, Long> begin(Map<Integer, Long> firsts) throws InterruptedException;

        /** These partitions are read by somebody else now. */
        void lost(Iterable<Integer> partitions);
    }

    /**
     * A belt that is not yet running.
     *
     * @param room     which messages are heavy
     * @param listener told of each batch after its commit
     */
    public LogIntake(
            Source source,
            LogPositions positions,
            Triage triage,
            Readings readings,
            Room room,
            Consumer<Outcome> listener) {
        this(source, positions, triage, readings, room, listener, Sizes.DEFAULTS, Keeping.Pause.SLEEP);
    }

    /** The same with transactions of these sizes, which waits as it is told; for tests that make its steps themselves. */
    LogIntake(
            Source source,
            LogPositions positions,
            Triage triage,
            Readings readings,
            Room room,
            Consumer<Outcome> listener,
            Sizes sizes,
            Keeping.Pause pause) {
        this.source = source;
        this.positions = positions;
        this.room = room;
        this.sizes = sizes;
        this.keeping = new Keeping(triage, readings, listener, belt::failed, pause);
    }

    /** Begins to read. */
    public void start() {
        belt.start();
    }

    /** Its thread, for health and metrics. */
    public Belt belt() {
        return belt;
    }

    /** Why nothing can be kept for now; empty where it can. */
    public String trouble() {
        return keeping.trouble();
    }

    /** One step: reads where nothing light waits, keeps a batch and a part of each heavy message. */
    boolean step() throws InterruptedException {
        try {
            if (read.isEmpty() || heads().isEmpty()) {
                take(read.isEmpty() ? LOOK_AGAIN : Duration.ZERO);
            }
            keepLight();
            for (int partition : List.copyOf(read.keySet())) {
                keepHeavy(partition);
            }
        } catch (Fenced e) {
            LOG.log(Level.WARNING, "{0}; going on where the store stands", e.getMessage());
            align();
        } catch (RuntimeException | Error e) {
            align();
            throw e;
        }
        return false;
    }

    private void take(Duration patience) {
        for (Delivery delivery : source.read(patience, new Partitions())) {
            read.computeIfAbsent(place(delivery).partition(), partition -> new ArrayDeque<>())
                    .add(delivery);
        }
    }

    /** Partitions that come are begun where the store stands; of those that go nothing more is kept. */
    private final class Partitions implements Reader {
        @Override
        public Map<Integer, Long> begin(Map<Integer, Long> firsts) throws InterruptedException {
            lost(firsts.keySet());
            return keeping.untilAvailable(() -> positions.begin(source.log(), firsts));
        }

        @Override
        public void lost(Iterable<Integer> partitions) {
            for (int partition : partitions) {
                read.remove(partition);
                heavy.remove(partition);
            }
        }
    }

    private static LogPlace place(Delivery delivery) {
        LogPlace place = delivery.place();
        if (place == null) {
            throw new IllegalStateException("a message of a log has no place in it");
        }
        return place;
    }

    /** The partitions whose next message is light. */
    private List<Deque<Delivery>> heads() {
        return read.values().stream().filter(queue -> isLight(queue.getFirst())).toList();
    }

    private boolean isLight(Delivery delivery) {
        return !Lanes.heavy(delivery, Lanes.values(delivery), room);
    }

    private void keepLight() throws InterruptedException {
        List<Delivery> deliveries = new ArrayList<>();
        List<Arrival> arrivals = new ArrayList<>();
        long bytes = 0;
        long values = 0;
        for (Deque<Delivery> queue : heads()) {
            for (Delivery delivery : queue) {
                if (values >= sizes.batch()
                        || bytes >= Lanes.BYTES_OF_A_BATCH
                        || deliveries.size() >= Lanes.MESSAGES_OF_A_BATCH
                        || !isLight(delivery)
                        || !(deliveries.isEmpty() || delivery.sameOrigin(deliveries.getFirst()))) {
                    break;
                }
                Arrival arrival = keeping.sorted(delivery);
                deliveries.add(delivery);
                arrivals.add(arrival);
                bytes += delivery.payload().bytes().length;
                values += arrival.accepted().size();
            }
        }
        if (!deliveries.isEmpty()) {
            keeping.keep(deliveries, arrivals);
            deliveries.forEach(this::done);
        }
    }

    private void done(Delivery delivery) {
        int partition = place(delivery).partition();
        Deque<Delivery> queue = read.get(partition);
        if (queue != null && queue.peekFirst() == delivery) {
            queue.removeFirst();
            if (queue.isEmpty()) {
                read.remove(partition);
            }
        }
    }

    private void keepHeavy(int partition) throws InterruptedException {
        Deque<Delivery> queue = read.get(partition);
        if (queue == null || isLight(queue.getFirst())) {
            return;
        }
        Delivery delivery = queue.getFirst();
        Parts parts = heavy.get(partition);
        if (parts == null) {
            source.hold(partition);
            parts = keeping.parts(delivery);
            heavy.put(partition, parts);
        }
        keeping.keepNext(delivery, parts, sizes.part());
        if (parts.finished()) {
            heavy.remove(partition);
            done(delivery);
            source.release(partition);
        }
    }

    /** Brings what was read in line with what the store has kept. */
    private void align() throws InterruptedException {
        List<Integer> partitions = List.copyOf(read.keySet());
        if (partitions.isEmpty()) {
            return;
        }
        Map<Integer, Long> stored = keeping.untilAvailable(() -> positions.next(source.log(), partitions));
        Map<Integer, Long> again = new TreeMap<>();
        for (int partition : partitions) {
            Deque<Delivery> queue = read.getOrDefault(partition, new ArrayDeque<>());
            long next = stored.getOrDefault(partition, -1L);
            while (!queue.isEmpty() && place(queue.getFirst()).offset() < next) {
                queue.removeFirst();
                drop(partition);
            }
            if (queue.isEmpty() || place(queue.getFirst()).before() != next) {
                again.put(partition, next);
                read.remove(partition);
                drop(partition);
            }
        }
        source.goOn(again);
    }

    private void drop(int partition) {
        if (heavy.remove(partition) != null) {
            source.release(partition);
        }
    }

    /** Keeps the batch in hand if the store lets it within ten seconds, then ends; the log has the rest. */
    @Override
    public void close() {
        belt.close(PATIENCE_AT_CLOSE);
        source.close();
    }
}
