package limpid.flow;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import limpid.flow.Intake.Outcome;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.Doubtful;
import limpid.store.Fenced;
import limpid.store.LogProgress;
import limpid.store.Readings;
import limpid.store.SecondsRemoved;
import limpid.store.StoreUnavailable;
import limpid.store.Unstorable;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a belt brings, for as long as it takes: while the store is away it tries again, and what cannot be stored goes to
 * the desk. Whatever fails, an error of the machine included, costs no more than the message that it is about.
 */
final class Keeping {
    private static final System.Logger LOG = System.getLogger(Keeping.class.getName());
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(10));

    private final Triage triage;
    private final Readings readings;
    private final Consumer<Outcome> listener;
    private final Consumer<Throwable> failed;
    private final Pause pause;

    private volatile String trouble = "";

    /** Waits between two tries. */
    @FunctionalInterface
    interface Pause {
        /** By the clock of the machine. */
        Pause SLEEP = Thread::sleep;

        /** @throws InterruptedException where nothing is to be tried any more */
        void of(Duration length) throws InterruptedException;
    }

    /** @param failed told of what was caught here */
    Keeping(Triage triage, Readings readings, Consumer<Outcome> listener, Consumer<Throwable> failed, Pause pause) {
        this.triage = triage;
        this.readings = readings;
        this.listener = listener;
        this.failed = failed;
        this.pause = pause;
    }

    /** Why nothing can be kept for now; empty where it can. */
    String trouble() {
        return trouble;
    }

    /** What is to be kept of a light message. The registry is in the store too, so triage waits for it as committing does. */
    Arrival sorted(Delivery delivery) throws InterruptedException {
        try {
            return untilAvailable(() -> triage.sort(delivery));
        } catch (RuntimeException | Error e) {
            failed.accept(e);
            return triage.unhandled(delivery.payload(), e).look(1);
        }
    }

    /** Keeps light messages together. */
    void keep(List<Delivery> deliveries, List<Arrival> arrivals) throws InterruptedException {
        try {
            Committed counts = untilAvailable(new Commit(arrivals, progress(deliveries)));
            tell(arrivals, counts);
        } catch (SecondsRemoved e) {
            keep(deliveries, sorted(deliveries));
        } catch (Fenced e) {
            throw e;
        } catch (RuntimeException | Error e) {
            isolate(deliveries, arrivals, e);
        }
    }

    private static LogProgress progress(List<Delivery> deliveries) {
        LogProgress progress = LogProgress.NONE;
        for (Delivery delivery : deliveries) {
            progress = progress.and(delivery.progress());
        }
        return progress;
    }

    private List<Arrival> sorted(List<Delivery> deliveries) throws InterruptedException {
        List<Arrival> arrivals = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            arrivals.add(sorted(delivery));
        }
        return arrivals;
    }

    /** Halves the batch until the message that cannot be stored stands alone; the others are kept. */
    private void isolate(List<Delivery> deliveries, List<Arrival> arrivals, Throwable e) throws InterruptedException {
        if (arrivals.size() == 1) {
            say(e);
            keepWhole(unstorable(arrivals.getFirst(), e), progress(deliveries));
            return;
        }
        int half = arrivals.size() / 2;
        keep(deliveries.subList(0, half), arrivals.subList(0, half));
        keep(deliveries.subList(half, deliveries.size()), arrivals.subList(half, arrivals.size()));
    }

    /** What the data are at fault for is no failure of the belt. */
    private void say(Throwable e) {
        if (e instanceof Unstorable) {
            LOG.log(Level.WARNING, "a message cannot be stored and is refused: " + e.getMessage());
        } else {
            failed.accept(e);
        }
    }

    private static Arrival unstorable(Arrival arrival, Throwable e) {
        List<Refusal> refusals = new ArrayList<>();
        if (!arrival.accepted().isEmpty()) {
            refusals.addAll(arrival.refusals());
        }
        long values = Math.max(
                1,
                arrival.received() - refusals.stream().mapToLong(Refusal::count).sum());
        refusals.add(new Refusal(Reason.NOT_STORABLE, "", e.toString(), values, List.of("")));
        return Triage.refused(arrival.payload(), refusals);
    }

    /** Keeps a heavy message part by part, each in a transaction that others need not wait for. */
    void keepInParts(Delivery delivery, int mostValues) throws InterruptedException {
        Parts parts = parts(delivery);
        while (!parts.finished()) {
            keepNext(delivery, parts, mostValues);
        }
    }

    /** Keeps the next part of a heavy message. */
    void keepNext(Delivery delivery, Parts parts, int mostValues) throws InterruptedException {
        try {
            Arrival part = look(parts, mostValues);
            keepPart(part, parts, parts.atLast() ? delivery.progress() : delivery.progressOfPart());
            parts.done();
        } catch (SecondsRemoved e) {
            // Removed since the part was looked at: looked at again, they are refused.
            LOG.log(Level.DEBUG, "seconds were removed meanwhile", e);
        }
    }

    /** A heavy message, of which nothing is kept yet. */
    Parts parts(Delivery delivery) throws InterruptedException {
        try {
            return untilAvailable(() -> triage.parts(delivery));
        } catch (RuntimeException | Error e) {
            failed.accept(e);
            return triage.unhandled(delivery.payload(), e);
        }
    }

    private Arrival look(Parts parts, int mostValues) throws InterruptedException {
        try {
            return untilAvailable(() -> parts.look(mostValues));
        } catch (RuntimeException | Error e) {
            failed.accept(e);
            return parts.refuseRest(e);
        }
    }

    private void keepPart(Arrival part, Parts parts, LogProgress progress) throws InterruptedException {
        try {
            Committed counts = untilAvailable(new Commit(List.of(part), progress));
            tell(List.of(part), counts);
        } catch (SecondsRemoved | Fenced e) {
            throw e;
        } catch (RuntimeException | Error e) {
            say(e);
            Arrival refused = parts.refuse(e);
            if (!refused.refusals().isEmpty()) {
                keepWhole(refused, progress);
            }
        }
    }

    /** The last way to lose nothing: whatever stands against keeping the message itself is waited out. */
    private void keepWhole(Arrival refused, LogProgress progress) throws InterruptedException {
        Commit commit = new Commit(List.of(refused), progress);
        Committed counts = untilAvailable(() -> {
            try {
                return commit.make();
            } catch (StoreUnavailable | Fenced e) {
                throw e;
            } catch (RuntimeException | Error e) {
                throw new StoreUnavailable("keeping a refused message", e);
            }
        });
        tell(List.of(refused), counts);
    }

    /** The batch is on disk: what the listener makes of it does not send it back. */
    private void tell(List<Arrival> arrivals, Committed counts) {
        try {
            listener.accept(new Outcome(arrivals, counts));
        } catch (RuntimeException | Error e) {
            failed.accept(e);
        }
    }

    /** What is tried until the store answers. */
    interface Attempt<T> {
        T make();
    }

    /** A batch on its way: where a commit was not answered, its outcome is asked for before it is tried again. */
    private final class Commit implements Attempt<Committed> {
        private final List<Arrival> batch;
        private final LogProgress progress;
        private @Nullable Doubtful doubt;

        Commit(List<Arrival> batch, LogProgress progress) {
            this.batch = batch;
            this.progress = progress;
        }

        @Override
        public Committed make() {
            if (doubt != null) {
                Optional<Committed> kept = doubt.outcome();
                doubt = null;
                if (kept.isPresent()) {
                    return kept.get();
                }
            }
            try {
                return readings.commit(batch, progress);
            } catch (Doubtful e) {
                doubt = e;
                throw e;
            }
        }
    }

    <T> T untilAvailable(Attempt<T> attempt) throws InterruptedException {
        Duration length = BACK_OFF.first();
        while (true) {
            try {
                T result = attempt.make();
                say("");
                return result;
            } catch (StoreUnavailable e) {
                say(String.valueOf(e.getMessage()));
                pause.of(length);
                length = BACK_OFF.after(length);
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
}
