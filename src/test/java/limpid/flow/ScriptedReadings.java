package limpid.flow;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.LogProgress;
import limpid.store.Readings;
import limpid.store.StoreUnavailable;
import limpid.store.Unstorable;

/** A store in memory that fails as it is told, to see what the belt makes of it. */
public final class ScriptedReadings implements Readings {
    private final List<Arrival> kept = new ArrayList<>();
    private final List<List<Arrival>> batches = new ArrayList<>();
    private final Queue<Throwable> failures = new ArrayDeque<>();
    private Predicate<Arrival> unstorable = arrival -> false;
    private Predicate<Arrival> held = arrival -> false;
    private boolean away;
    private int attempts;

    @Override
    public synchronized Committed commit(List<Arrival> batch, LogProgress progress) {
        attempts++;
        notifyAll();
        if (away) {
            throw unavailable();
        }
        if (!failures.isEmpty()) {
            Throwable failure = failures.remove();
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
        while (batch.stream().anyMatch(held)) {
            hold();
        }
        if (batch.stream().anyMatch(unstorable)) {
            throw new Unstorable("keeping", new IOException("the data is at fault"));
        }
        kept.addAll(batch);
        batches.add(List.copyOf(batch));
        long accepted =
                batch.stream().mapToLong(arrival -> arrival.accepted().size()).sum();
        long refused = batch.stream().mapToLong(arrival -> arrival.refused()).sum();
        return new Committed(accepted, 0, 0, refused);
    }

    /** What a store that cannot be reached says. */
    public static StoreUnavailable unavailable() {
        return new StoreUnavailable("keeping", new IOException("nobody answers"));
    }

    /** What was kept, by transaction. */
    public synchronized List<List<Arrival>> batches() {
        return List.copyOf(batches);
    }

    /** Fails with this once. */
    public synchronized void failOnce(RuntimeException failure) {
        failures.add(failure);
    }

    /** Fails with this error of the machine once. */
    public synchronized void failOnce(Error failure) {
        failures.add(failure);
    }

    /** Goes away or comes back. */
    public synchronized void away(boolean gone) {
        away = gone;
    }

    private void hold() {
        try {
            wait(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    /** Takes its time over these until it is told otherwise. */
    public synchronized void holds(Predicate<Arrival> what) {
        held = what;
        notifyAll();
    }

    /** Never keeps these. */
    public synchronized void neverKeeps(Predicate<Arrival> what) {
        unstorable = what;
    }

    /** What was committed, in order. */
    public synchronized List<Arrival> kept() {
        return List.copyOf(kept);
    }

    /** Waits until it was asked this often. */
    public synchronized void awaitAttempts(int count) throws InterruptedException {
        while (attempts < count) {
            wait(10_000);
        }
    }
}
