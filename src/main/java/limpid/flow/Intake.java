package limpid.flow;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import limpid.decode.Payload;
import limpid.flow.Lanes.Load;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.Readings;
import limpid.store.SecondsRemoved;
import limpid.store.StoreUnavailable;
import limpid.store.Unstorable;

/**
 * The first belt: takes deliveries, keeps them, and acknowledges after the commit. Light messages of all stations are kept
 * together in batches; a heavy one, and what its station sends after it, is kept apart from them and in parts, so that no
 * station waits for another's. Messages of one station keep their order. While the store is away it tries for ever and
 * acknowledges nothing; its buffers are bounded, and when they are full it takes no more, so that the sender has to wait.
 */
public final class Intake implements IntakeState, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Intake.class.getName());
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);

    private final Triage triage;
    private final Readings readings;
    private final Consumer<Outcome> listener;
    private final Sizes sizes;

    private final Lanes lanes;
    private final Belt fast = new Belt("intake", this::keepFast);
    private final Belt slow = new Belt("intake-slow", this::keepSlow);
    private final Keeping fastKeeping;
    private final Keeping slowKeeping;
    private volatile boolean started;

    /** When the next batch is to be taken, by the clock of the first belt's thread. */
    private long gathered = System.nanoTime();

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
     * @param room     payload held in memory before nothing more is taken
     * @param listener told of each batch after its commit
     */
    public Intake(Triage triage, Readings readings, Room room, Consumer<Outcome> listener) {
        this(triage, readings, room, listener, Sizes.DEFAULTS, Keeping.Pause.SLEEP);
    }

    /** The same with transactions of these sizes, which waits as it is told; for tests that make its steps themselves. */
    Intake(Triage triage, Readings readings, Room room, Consumer<Outcome> listener, Sizes sizes, Keeping.Pause pause) {
        this.triage = triage;
        this.readings = readings;
        this.listener = listener;
        this.sizes = sizes;
        this.lanes = new Lanes(room);
        this.fastKeeping = new Keeping(triage, readings, listener, fast::failed, pause);
        this.slowKeeping = new Keeping(triage, readings, listener, slow::failed, pause);
    }

    /**
     * Readings in one transaction.
     *
     * @param batch of light messages, with what they take in memory
     * @param part  of a heavy message: a fifth of a second, during which the processors are shared
     * @param look   how long a belt waits for what comes before it looks whether it is to end
     * @param gather how long after a batch the next one begins at the earliest while messages come: a transaction of few
     *               costs nearly what one of many does
     */
    record Sizes(int batch, int part, Duration look, Duration gather) {
        static final Sizes DEFAULTS = new Sizes(250_000, 10_000, Duration.ofMillis(100), Duration.ofMillis(40));
    }

    /** Begins to take from the buffer. */
    public void start() {
        started = true;
        fast.start();
        slow.start();
    }

    /**
     * Hands over a delivery.
     *
     * @param patience how long to wait while the buffer is full
     * @return whether it was taken
     * @throws InterruptedException where the waiting was broken off; the delivery was not taken
     */
    public boolean offer(Delivery delivery, Duration patience) throws InterruptedException {
        return lanes.offer(delivery, patience);
    }

    /** Payload of light messages waiting in the buffer, in bytes. */
    public int waitingBytes() {
        return lanes.fastBytes();
    }

    /** Payload waiting in the slow lanes, in bytes. */
    public int slowBytes() {
        return lanes.slowBytes();
    }

    /** Whether a light message waits. */
    boolean hasFast() {
        return lanes.hasFast();
    }

    /** Whether a message waits in a slow lane. */
    boolean hasSlow() {
        return lanes.hasSlow();
    }

    /** Its threads, for health and metrics. */
    public List<Belt> belts() {
        return List.of(fast, slow);
    }

    @Override
    public boolean storing() {
        return trouble().isEmpty();
    }

    @Override
    public String why() {
        return trouble();
    }

    private String trouble() {
        for (Belt belt : belts()) {
            if (started && !belt.alive()) {
                return "belt " + belt.name() + " has stopped; " + belt.lastFailure();
            }
        }
        return fastKeeping.trouble().isEmpty() ? slowKeeping.trouble() : fastKeeping.trouble();
    }

    /**
     * Decodes, checks and keeps one message now, apart from the belts. A long one is kept in parts.
     *
     * @return how it was taken; when this returns, all of it is on disk
     * @throws StoreUnavailable where it could not be kept, or not all of it; handed in again, what was kept is a duplicate
     */
    Receipt accept(Payload payload) {
        Parts parts = triage.parts(payload);
        Committed counts = Committed.NONE;
        while (!parts.finished()) {
            try {
                counts = counts.plus(commit(parts.look(sizes.part)));
                parts.done();
            } catch (SecondsRemoved e) {
                // Removed since the part was looked at: looked at again, they are refused.
                LOG.log(Level.DEBUG, "seconds were removed meanwhile", e);
            } catch (Unstorable e) {
                counts = counts.plus(commit(parts.refuse(e)));
                parts.done();
            }
        }
        return new Receipt(counts, parts.refused());
    }

    /**
     * Keeps messages of which nothing is refused, together, apart from the belts.
     *
     * @return how they were taken; when this returns, all of them are on disk
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

    private Committed commit(Arrival part) {
        if (part.received() == 0) {
            return Committed.NONE;
        }
        Committed counts = readings.commit(List.of(part));
        tell(List.of(part), counts);
        return counts;
    }

    /** It is on disk: what the listener makes of it does not send it back. */
    private void tell(List<Arrival> arrivals, Committed counts) {
        try {
            listener.accept(new Outcome(arrivals, counts));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a batch was kept, but its listener failed", e);
        }
    }

    /** A step of the first belt. @return whether there is more to do */
    boolean keepFast() throws InterruptedException {
        List<Load> batch = lanes.takeFast(sizes.look, gathered);
        gathered = System.nanoTime() + sizes.gather.toNanos();
        int from = 0;
        try {
            while (from < batch.size()) {
                from = keepFast(batch, from);
            }
        } catch (RuntimeException | Error e) {
            lanes.backFast(batch.subList(from, batch.size()));
            throw e;
        }
        return lanes.hasFast();
    }

    /** Keeps as many as go into one transaction. @return the first that is not kept */
    private int keepFast(List<Load> batch, int from) throws InterruptedException {
        List<Arrival> arrivals = new ArrayList<>();
        int to = from;
        for (long values = 0; to < batch.size() && values < sizes.batch; to++) {
            Arrival arrival = fastKeeping.sorted(batch.get(to).delivery());
            arrivals.add(arrival);
            values += arrival.accepted().size();
        }
        List<Load> kept = batch.subList(from, to);
        fastKeeping.keep(kept.stream().map(Load::delivery).toList(), arrivals);
        kept.forEach(load -> acknowledge(load.delivery()));
        lanes.doneFast(kept);
        return to;
    }

    /** A step of the second belt. @return whether there is more to do */
    boolean keepSlow() throws InterruptedException {
        List<Load> batch = lanes.takeSlow(sizes.look);
        if (!batch.isEmpty()) {
            try {
                keepSlow(batch);
            } catch (RuntimeException | Error e) {
                lanes.backSlow(batch);
                throw e;
            }
            batch.forEach(load -> acknowledge(load.delivery()));
            lanes.doneSlow(batch);
        }
        return lanes.hasSlow();
    }

    private void keepSlow(List<Load> batch) throws InterruptedException {
        if (batch.size() == 1) {
            slowKeeping.keepInParts(batch.getFirst().delivery(), sizes.part);
        } else {
            List<Delivery> deliveries = batch.stream().map(Load::delivery).toList();
            List<Arrival> arrivals = new ArrayList<>();
            for (Delivery delivery : deliveries) {
                arrivals.add(slowKeeping.sorted(delivery));
            }
            slowKeeping.keep(deliveries, arrivals);
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

    /** Keeps what is in the buffer if the store lets it within ten seconds, then ends. */
    @Override
    public void close() {
        fast.closing();
        slow.closing();
        fast.close(PATIENCE_AT_CLOSE);
        slow.close(PATIENCE_AT_CLOSE);
    }
}
