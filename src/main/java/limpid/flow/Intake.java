package limpid.flow;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import limpid.decode.Payload;
import limpid.measure.Refusal.Reason;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.Readings;
import limpid.store.SecondsRemoved;
import limpid.store.StoreUnavailable;
import limpid.store.Unstorable;

/**
 * The first belt: takes deliveries, keeps them in batches, and acknowledges after the commit. While the store is away it
 * tries for ever and acknowledges nothing; its buffer is bounded, and when that is full it takes no more, so that the
 * sender has to wait.
 */
public final class Intake implements IntakeState, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Intake.class.getName());
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(10));
    private static final int BYTES_OF_A_BATCH = 2 * 1024 * 1024;
    private static final int MESSAGES_OF_A_BATCH = 4000;

    private final Sorting sorting;
    private final Readings readings;
    private final Consumer<Outcome> listener;
    private final int bufferBytes;

    private final BlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
    private final Semaphore room;
    private final Thread belt = Thread.ofPlatform().name("intake").unstarted(this::run);

    private volatile boolean closing;
    private volatile String trouble = "";

    /**
     * A batch that reached the disk.
     *
     * @param arrivals what it held
     * @param counts   where it went
     */
    public record Outcome(List<Arrival> arrivals, Committed counts) {}

    /**
     * A belt that is not yet running.
     *
     * @param bufferBytes payload held in memory before nothing more is taken
     * @param listener    told of each batch after its commit
     */
    public Intake(Sorting sorting, Readings readings, int bufferBytes, Consumer<Outcome> listener) {
        this.sorting = sorting;
        this.readings = readings;
        this.bufferBytes = bufferBytes;
        this.listener = listener;
        this.room = new Semaphore(bufferBytes);
    }

    /** Begins to take from the buffer. */
    public void start() {
        belt.start();
    }

    /**
     * Hands over a delivery.
     *
     * @param patience how long to wait while the buffer is full
     * @return whether it was taken
     * @throws InterruptedException where the waiting was broken off; the delivery was not taken
     */
    public boolean offer(Delivery delivery, Duration patience) throws InterruptedException {
        return room.tryAcquire(weight(delivery), patience.toMillis(), TimeUnit.MILLISECONDS) && queue.add(delivery);
    }

    private int weight(Delivery delivery) {
        return Math.clamp(delivery.payload().bytes().length, 1, bufferBytes);
    }

    /** Payload waiting in the buffer, in bytes. */
    public int waitingBytes() {
        return bufferBytes - room.availablePermits();
    }

    @Override
    public boolean storing() {
        return trouble.isEmpty();
    }

    @Override
    public String why() {
        return trouble;
    }

    /**
     * Decodes, checks and keeps one message now, apart from the belt.
     *
     * @return what became of it; when this returns, it is on disk
     * @throws StoreUnavailable where it could not be kept; nothing was
     */
    Receipt accept(Payload payload) {
        Arrival arrival = sorting.sort(payload);
        try {
            return receipt(arrival);
        } catch (SecondsRemoved e) {
            // Removed since the message was sorted: sorted again, they are refused.
            return accept(payload);
        } catch (Unstorable e) {
            return receipt(unstorable(payload, e));
        }
    }

    /**
     * Keeps messages of which nothing is refused, together, apart from the belt.
     *
     * @return what became of them; when this returns, they are on disk
     * @throws StoreUnavailable where they could not be kept; none was
     * @throws Unstorable       where some value can never be kept; none was
     * @throws SecondsRemoved   where a second was removed since they were looked at; none was kept
     */
    Receipt accept(List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return new Receipt(Committed.NONE, List.of());
        }
        Committed counts = readings.commit(arrivals);
        tell(arrivals, counts);
        return new Receipt(counts, List.of());
    }

    private Receipt receipt(Arrival arrival) {
        Committed counts = readings.commit(List.of(arrival));
        tell(List.of(arrival), counts);
        return new Receipt(counts, arrival.refusals());
    }

    private static Arrival unstorable(Payload payload, RuntimeException e) {
        return Sorting.refused(payload, Reason.NOT_STORABLE, e.toString());
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                List<Delivery> batch = nextBatch();
                if (!batch.isEmpty()) {
                    keep(batch);
                }
            }
        } catch (InterruptedException e) {
            // Closed while the store was away: what was not committed is not acknowledged and comes again.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            trouble = "the intake has stopped: " + e;
            throw e;
        }
    }

    private List<Delivery> nextBatch() throws InterruptedException {
        List<Delivery> batch = new ArrayList<>();
        Delivery next = queue.poll(100, TimeUnit.MILLISECONDS);
        int bytes = 0;
        while (next != null) {
            batch.add(next);
            bytes += next.payload().bytes().length;
            boolean full = bytes >= BYTES_OF_A_BATCH || batch.size() >= MESSAGES_OF_A_BATCH;
            next = full ? null : queue.poll();
        }
        return batch;
    }

    private void keep(List<Delivery> batch) throws InterruptedException {
        commit(sorted(batch));
        for (Delivery delivery : batch) {
            acknowledge(delivery);
            room.release(weight(delivery));
        }
    }

    private List<Arrival> sorted(List<Delivery> deliveries) throws InterruptedException {
        List<Arrival> arrivals = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            arrivals.add(
                    delivery.refusal().isPresent()
                            ? Sorting.refused(
                                    delivery.payload(), delivery.refusal().get())
                            : sort(delivery.payload()));
        }
        return arrivals;
    }

    /** What was refused stays so: it was never read, and to read it now would undo the refusal. */
    private List<Arrival> sortedAgain(List<Arrival> arrivals) throws InterruptedException {
        List<Arrival> again = new ArrayList<>(arrivals.size());
        for (Arrival arrival : arrivals) {
            again.add(arrival.accepted().isEmpty() ? arrival : sort(arrival.payload()));
        }
        return again;
    }

    /** The registry is in the store too, so sorting waits for it as committing does. */
    private Arrival sort(Payload payload) throws InterruptedException {
        try {
            return untilAvailable(() -> sorting.sort(payload));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a message on " + payload.topic() + " could not be handled and is refused", e);
            return unstorable(payload, e);
        }
    }

    private void commit(List<Arrival> arrivals) throws InterruptedException {
        try {
            Committed counts = untilAvailable(() -> readings.commit(arrivals));
            tell(arrivals, counts);
        } catch (SecondsRemoved e) {
            commit(sortedAgain(arrivals));
        } catch (RuntimeException e) {
            isolate(arrivals, e);
        }
    }

    /** Halves the batch until the message that cannot be stored stands alone; the others are kept. */
    private void isolate(List<Arrival> arrivals, RuntimeException e) throws InterruptedException {
        if (arrivals.size() == 1) {
            LOG.log(Level.ERROR, "a message cannot be stored and is refused", e);
            keepWhole(unstorable(arrivals.getFirst().payload(), e));
            return;
        }
        int half = arrivals.size() / 2;
        commit(arrivals.subList(0, half));
        commit(arrivals.subList(half, arrivals.size()));
    }

    /** The last way to lose nothing: whatever stands against keeping the message itself is waited out. */
    private void keepWhole(Arrival refused) throws InterruptedException {
        Committed counts = untilAvailable(() -> {
            try {
                return readings.commit(List.of(refused));
            } catch (StoreUnavailable e) {
                throw e;
            } catch (RuntimeException e) {
                throw new StoreUnavailable("keeping a refused message", e);
            }
        });
        tell(List.of(refused), counts);
    }

    /** The batch is on disk: what the listener makes of it does not send it back. */
    private void tell(List<Arrival> arrivals, Committed counts) {
        try {
            listener.accept(new Outcome(arrivals, counts));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a batch was kept, but its listener failed", e);
        }
    }

    /** A message whose acknowledgement fails comes again and counts as a duplicate. */
    private static void acknowledge(Delivery delivery) {
        try {
            delivery.acknowledge().run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a message on " + delivery.payload().topic() + " stays unacknowledged", e);
        }
    }

    private interface Attempt<T> {
        T make();
    }

    private <T> T untilAvailable(Attempt<T> attempt) throws InterruptedException {
        Duration pause = BACK_OFF.first();
        while (true) {
            try {
                T result = attempt.make();
                say("");
                return result;
            } catch (StoreUnavailable e) {
                say(String.valueOf(e.getMessage()));
                Thread.sleep(pause);
                pause = BACK_OFF.after(pause);
            }
        }
    }

    /** Says when the store goes and when it is back, not each try. */
    private void say(String reason) {
        if (reason.isEmpty() != trouble.isEmpty()) {
            LOG.log(
                    reason.isEmpty() ? Level.INFO : Level.WARNING,
                    reason.isEmpty() ? "the store is back" : "the store is away, nothing is acknowledged: " + reason);
        }
        trouble = reason;
    }

    /** Keeps what is in the buffer if the store lets it within ten seconds, then ends. */
    @Override
    public void close() {
        closing = true;
        try {
            if (belt.isAlive() && !belt.join(PATIENCE_AT_CLOSE)) {
                belt.interrupt();
                belt.join();
            }
        } catch (InterruptedException e) {
            belt.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
