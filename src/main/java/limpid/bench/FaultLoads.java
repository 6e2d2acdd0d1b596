package limpid.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import limpid.bench.FaultLoad.Key;
import limpid.bench.FaultLoad.Way;
import limpid.bench.FaultLoad.Ways;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/** Stations of all ways that send until it is closed, those of each way without waiting for the others. */
final class FaultLoads implements AutoCloseable {
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final FaultReads reads = new FaultReads();
    private final List<FaultLoad> loads = new ArrayList<>();
    private final List<Thread> threads;
    private volatile boolean over;

    private FaultLoads(Ways ways, Instant start, long seed) throws MqttException {
        Random random = new Random(seed);
        for (Way way : Way.values()) {
            loads.add(new FaultLoad(way, ways, start, random.nextLong(), reads));
        }
        threads = loads.stream()
                .map(load -> Thread.ofVirtual().unstarted(() -> send(load)))
                .toList();
    }

    /**
     * Begins to send.
     *
     * @param start before the first hour
     * @param seed  of values, and of who corrects what
     */
    static FaultLoads begin(Ways ways, Instant start, long seed) {
        try {
            FaultLoads begun = new FaultLoads(ways, start, seed);
            begun.threads.forEach(Thread::start);
            return begun;
        } catch (MqttException e) {
            throw new BenchException("making a client", e);
        }
    }

    private void send(FaultLoad load) {
        try {
            while (!over) {
                load.round();
            }
        } catch (InterruptedException | RuntimeException e) {
            failure.set(e);
        }
    }

    /** Lets what was begun be answered, and ends. */
    @Override
    public void close() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
        for (FaultLoad load : loads) {
            load.close();
        }
        requireAlive();
    }

    /** The end of the last hour that was sent. */
    Instant last() {
        return loads.stream().map(FaultLoad::last).max(Instant::compareTo).orElseThrow();
    }

    /** By station, the end of the last hour that was sent or is being sent. */
    Map<String, Instant> lasts() {
        Map<String, Instant> lasts = new HashMap<>();
        loads.forEach(load -> lasts.putAll(load.lasts()));
        return lasts;
    }

    /** What ends with a failure of the load, so that nobody waits for what does not come. */
    void requireAlive() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new BenchException("the load ended", failed);
        }
    }

    /** Values by key, the first first; each another than the one before. */
    Map<Key, List<String>> truth() {
        Map<Key, List<String>> truth = new HashMap<>();
        loads.forEach(load -> truth.putAll(load.truth()));
        return truth;
    }

    /** What questions were answered with. */
    FaultReads reads() {
        return reads;
    }

    /** Messages that were sent, each counted once. */
    long messages() {
        return loads.stream().mapToLong(FaultLoad::messages).sum();
    }
}
