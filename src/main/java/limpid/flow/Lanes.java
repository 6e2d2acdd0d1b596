package limpid.flow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import limpid.decode.Payload;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;

/**
 * What waits for the intake: one fast lane for the light messages of all stations, and a slow lane for each station that sent
 * a heavy one. Messages of a station keep their order: while something of it waits in its slow lane, all of it goes there;
 * and its slow lane moves only when nothing of it is left in the fast one. Slow lanes take turns, message by message.
 */
final class Lanes {
    /** Of a light message: half a second of the database's work is what others may have to wait for it. */
    private static final int VALUES_OF_A_LIGHT_MESSAGE = 8_000;

    /** Of one station in the fast lane, for the same reason. */
    private static final int VALUES_OF_A_STATION = 20_000;

    /** In which nothing comes: nobody sends at the time. */
    private static final Duration PAUSE = Duration.ofMillis(4);

    static final int BYTES_OF_A_BATCH = 2 * 1024 * 1024;
    static final int MESSAGES_OF_A_BATCH = 4000;
    private static final int VALUES_OF_A_SLOW_BATCH = 10_000;

    private final Room room;
    private final Semaphore fastRoom;
    private final Semaphore slowRoom;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fastCame = lock.newCondition();
    private final Condition fastFull = lock.newCondition();
    private final Condition slowCame = lock.newCondition();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Deque<Load> fast = new ArrayDeque<>();
    private long bytesInFast;
    private final Deque<Lane> slow = new ArrayDeque<>();

    Lanes(Room room) {
        this.room = room;
        this.fastRoom = new Semaphore(room.fastBytes());
        this.slowRoom = new Semaphore(room.slowBytes());
    }

    /** What waits of one station. */
    private static final class Lane {
        private final String name;
        private final Deque<Load> waiting = new ArrayDeque<>();
        private int inFast;
        private long valuesInFast;
        private long slowBytes;
        private boolean taken;
        private boolean announced;

        Lane(String name) {
            this.name = name;
        }

        boolean isEmpty() {
            return inFast == 0 && waiting.isEmpty();
        }

        boolean canMove() {
            return inFast == 0 && !waiting.isEmpty() && !taken && !announced;
        }
    }

    /**
     * A delivery that waits.
     *
     * @param values at most so many are in it
     * @param room   the permits it holds
     */
    record Load(Delivery delivery, Lane lane, int values, Permits room) {
        private boolean heavy(Room room) {
            return Lanes.heavy(delivery, values, room);
        }

        private int bytes() {
            return delivery.payload().bytes().length;
        }

        private boolean sameOrigin(Load other) {
            return delivery.sameOrigin(other.delivery);
        }
    }

    private record Permits(Semaphore of, int count) {
        void release() {
            of.release(count);
        }
    }

    private enum Way {
        FAST,
        SLOW,
        OVERFLOW
    }

    /**
     * Hands over a delivery.
     *
     * @param patience how long to wait while there is no room
     * @return whether it was taken
     */
    boolean offer(Delivery delivery, Duration patience) throws InterruptedException {
        int values = values(delivery);
        Way way = way(delivery, values);
        Permits permits = permits(way, delivery.payload().bytes().length);
        if (!permits.of.tryAcquire(permits.count, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        lock.lock();
        try {
            add(way == Way.OVERFLOW ? overflowing(delivery) : delivery, values, way, permits);
        } finally {
            lock.unlock();
        }
        return true;
    }

    /** At most so many: a value ends with a comma, or is the last. */
    static int values(Delivery delivery) {
        int values = 1;
        if (delivery.refusal() == null) {
            for (byte one : delivery.payload().bytes()) {
                if (one == ',') {
                    values++;
                }
            }
        }
        return values;
    }

    /** What is refused unread is not heavy, however long it is. */
    static boolean heavy(Delivery delivery, int values, Room room) {
        return delivery.refusal() == null
                && (delivery.payload().bytes().length > room.longestLight() || values > VALUES_OF_A_LIGHT_MESSAGE);
    }

    private Way way(Delivery delivery, int values) {
        lock.lock();
        try {
            Lane lane = lanes.get(name(delivery.payload()));
            int bytes = delivery.payload().bytes().length;
            boolean heavy = heavy(delivery, values, room);
            if (lane == null) {
                return heavy ? Way.SLOW : Way.FAST;
            }
            if (lane.slowBytes > 0 && lane.slowBytes + bytes > room.stationBytes()) {
                return Way.OVERFLOW;
            }
            return heavy || !lane.waiting.isEmpty() || lane.valuesInFast + values > VALUES_OF_A_STATION
                    ? Way.SLOW
                    : Way.FAST;
        } finally {
            lock.unlock();
        }
    }

    private Permits permits(Way way, int bytes) {
        return switch (way) {
            case FAST, OVERFLOW -> new Permits(fastRoom, Math.clamp(bytes, 1, room.fastBytes()));
            case SLOW -> new Permits(slowRoom, Math.clamp(bytes, 1, room.slowBytes()));
        };
    }

    /**
     * It is kept at the desk unread, which is quickly done and belongs into the fast lane: waiting for room would hold the one
     * connection to the broker, and so every station. It leaves the order of its station, but it is refused, and a replay of
     * it is somebody's decision.
     */
    private Delivery overflowing(Delivery delivery) {
        Refusal refusal = new Refusal(
                Reason.OVERLOAD,
                "",
                "more than " + room.stationBytes()
                        + " bytes of this station wait (LIMPID_SLOW_BYTES_OF_A_STATION); hand it in again");
        return new Delivery(delivery.payload(), refusal, delivery.acknowledge(), delivery.place());
    }

    private static String name(Payload payload) {
        String topic = payload.topic();
        int start = 0;
        for (int level = 0; level < 3; level++) {
            start = topic.indexOf('/', start) + 1;
            if (start == 0) {
                return "";
            }
        }
        int end = topic.indexOf('/', start);
        return end < 0 ? "" : topic.substring(start, end);
    }

    private void add(Delivery delivery, int values, Way way, Permits permits) {
        String name = name(delivery.payload());
        Lane lane = way == Way.OVERFLOW ? new Lane(name) : lanes.computeIfAbsent(name, Lane::new);
        Load load = new Load(delivery, lane, values, permits);
        if (way != Way.SLOW && lane.waiting.isEmpty()) {
            lane.inFast++;
            lane.valuesInFast += values;
            fast.add(load);
            bytesInFast += load.bytes();
            fastCame.signal();
            if (fullBatch()) {
                fastFull.signal();
            }
        } else {
            lane.waiting.add(load);
            lane.slowBytes += load.bytes();
            announce(lane);
        }
    }

    private void announce(Lane lane) {
        if (lane.canMove()) {
            lane.announced = true;
            slow.add(lane);
            slowCame.signal();
        }
    }

    /**
     * The next batch of light messages, in the order they came and all of one origin; empty where none came in a while. What came
     * another way waits for the next batch, and so does what its station sent after it.
     *
     * @param patience how long to wait for the first
     * @param gathered until when to wait for more, by {@link System#nanoTime()}, while the batch is not full
     */
    List<Load> takeFast(Duration patience, long gathered) throws InterruptedException {
        lock.lock();
        try {
            await(fastCame, fast, patience);
            gather(gathered);
            List<Load> batch = new ArrayList<>();
            Deque<Load> otherWise = new ArrayDeque<>();
            Set<Lane> held = new HashSet<>();
            int bytes = 0;
            while (!fast.isEmpty() && bytes < BYTES_OF_A_BATCH && batch.size() < MESSAGES_OF_A_BATCH) {
                Load load = fast.remove();
                bytesInFast -= load.bytes();
                if (held.contains(load.lane) || !(batch.isEmpty() || load.sameOrigin(batch.getFirst()))) {
                    held.add(load.lane);
                    otherWise.addFirst(load);
                } else {
                    batch.add(load);
                    bytes += load.bytes();
                }
            }
            otherWise.forEach(this::putBack);
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** What is next in the slow lane whose turn it is: one heavy message, or light ones behind it. Empty where none came. */
    List<Load> takeSlow(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            await(slowCame, slow, patience);
            List<Load> batch = new ArrayList<>();
            Lane lane = slow.poll();
            if (lane == null) {
                return batch;
            }
            lane.announced = false;
            lane.taken = true;
            int values = 0;
            for (Load load : lane.waiting) {
                if (!batch.isEmpty()
                        && (load.heavy(room)
                                || !load.sameOrigin(batch.getFirst())
                                || values + load.values > VALUES_OF_A_SLOW_BATCH)) {
                    break;
                }
                batch.add(load);
                values += load.values;
                if (load.heavy(room)) {
                    break;
                }
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a batch that is taken now leaves something. */
    private boolean fullBatch() {
        return bytesInFast >= BYTES_OF_A_BATCH || fast.size() >= MESSAGES_OF_A_BATCH;
    }

    /** Who waits for an answer before it sends more is not waited for. */
    private void gather(long until) throws InterruptedException {
        int before = 0;
        while (fast.size() > before && !fullBatch() && System.nanoTime() < until) {
            before = fast.size();
            var unused = fastFull.awaitNanos(PAUSE.toNanos());
        }
    }

    private static void await(Condition came, Deque<?> what, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        while (what.isEmpty() && left > 0) {
            left = came.awaitNanos(left);
        }
    }

    /** These of the fast lane are kept and acknowledged. */
    void doneFast(List<Load> loads) {
        lock.lock();
        try {
            for (Load load : loads) {
                load.room.release();
                load.lane.inFast--;
                load.lane.valuesInFast -= load.values;
                announce(load.lane);
                forgetIfEmpty(load.lane);
            }
        } finally {
            lock.unlock();
        }
    }

    /** These of one slow lane are kept and acknowledged; its next may have its turn after the other lanes. */
    void doneSlow(List<Load> loads) {
        lock.lock();
        try {
            for (Load load : loads) {
                load.room.release();
                load.lane.waiting.remove();
                load.lane.slowBytes -= load.bytes();
            }
            Lane lane = loads.getFirst().lane;
            lane.taken = false;
            announce(lane);
            forgetIfEmpty(lane);
        } finally {
            lock.unlock();
        }
    }

    /** These could not be kept and come first again. */
    void backFast(List<Load> loads) {
        lock.lock();
        try {
            for (int i = loads.size() - 1; i >= 0; i--) {
                putBack(loads.get(i));
            }
        } finally {
            lock.unlock();
        }
    }

    private void putBack(Load load) {
        fast.addFirst(load);
        bytesInFast += load.bytes();
    }

    /** These could not be kept; their lane has its turn again. */
    void backSlow(List<Load> loads) {
        lock.lock();
        try {
            Lane lane = loads.getFirst().lane;
            lane.taken = false;
            announce(lane);
        } finally {
            lock.unlock();
        }
    }

    private void forgetIfEmpty(Lane lane) {
        if (lane.isEmpty()) {
            lanes.remove(lane.name, lane);
        }
    }

    boolean hasFast() {
        lock.lock();
        try {
            return !fast.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether something waits in a slow lane, or may do so when the fast lane is done. */
    boolean hasSlow() {
        lock.lock();
        try {
            return !slow.isEmpty() || lanes.values().stream().anyMatch(lane -> !lane.waiting.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /** Payload that waits in the fast lane, in bytes. */
    int fastBytes() {
        return room.fastBytes() - fastRoom.availablePermits();
    }

    /** Payload that waits in the slow lanes, in bytes. */
    int slowBytes() {
        return room.slowBytes() - slowRoom.availablePermits();
    }
}
