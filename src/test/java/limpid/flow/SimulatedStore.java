package limpid.flow;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import limpid.measure.Reading;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.Doubtful;
import limpid.store.LogProgress;
import limpid.store.Readings;
import limpid.store.RepeatRoom;
import limpid.store.Repeats;
import limpid.store.StoreUnavailable;
import limpid.store.Unstorable;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory with what {@link Readings} promises to each of the services that keep what comes. Of its own accord it goes
 * away before a commit, or during one, so that nobody knows whether it was made.
 */
final class SimulatedStore implements Repeats.Past<RuntimeException> {
    private final SplittableRandom random;
    private final Runnable commits;
    private final SimulatedResults results;
    private final Map<String, List<BigDecimal>> versions = new HashMap<>();
    private final Map<String, Set<String>> accepted = new HashMap<>();
    private final Map<String, Integer> refused = new HashMap<>();
    private final List<Kept> record = new ArrayList<>();

    private @Nullable Keeper turn;
    private Committed ledger = Committed.NONE;
    private long received;
    private boolean faulty = true;
    private int awayFor;

    /**
     * An empty store.
     *
     * @param commits called where the process may be killed: before and after a commit is made
     * @param results gets the values that are kept
     */
    SimulatedStore(SplittableRandom random, Runnable commits, SimulatedResults results) {
        this.random = random;
        this.commits = commits;
        this.results = results;
    }

    /** Messages of a connection that were kept together. */
    private record Kept(UUID connection, long[] digests) {}

    /** What a service has of the store, and in memory. One keeps at a time, and knows first what the other has kept. */
    private final class Keeper implements Readings {
        private final Repeats repeats = new Repeats(RepeatRoom.DEFAULT);
        private int known;

        @Override
        public Committed commit(List<Arrival> batch, LogProgress progress) {
            return SimulatedStore.this.commit(batch, this);
        }

        void takeTurn() {
            if (turn != this) {
                record.subList(known, record.size())
                        .forEach(kept -> repeats.kept(Map.of(kept.connection(), kept.digests())));
                turn = this;
            }
        }

        void put(Map<UUID, long[]> now) {
            now.forEach((connection, digests) -> record.add(new Kept(connection, digests)));
            known = record.size();
            repeats.kept(now);
        }
    }

    /** What a service that starts has of it, with nothing in memory yet. */
    Readings forService() {
        return new Keeper();
    }

    /** No further faults. */
    void recover() {
        faulty = false;
        awayFor = 0;
    }

    private Committed commit(List<Arrival> batch, Keeper keeper) {
        if (isAway()) {
            throw new StoreUnavailable("keeping", new IOException("nobody answers"));
        }
        if (batch.stream().flatMap(arrival -> arrival.accepted().stream()).anyMatch(SimulatedStore::unstorable)) {
            throw new Unstorable("keeping", new IOException("the data is at fault"));
        }
        commits.run();
        int fate = faulty ? random.nextInt(40) : 2;
        if (fate == 0) {
            throw doubtful(Optional.empty());
        }
        keeper.takeTurn();
        Committed counts = keep(batch, keeper.repeats.among(batch, this), keeper);
        commits.run();
        if (fate == 1) {
            throw doubtful(Optional.of(counts));
        }
        return counts;
    }

    private boolean isAway() {
        if (faulty && awayFor == 0 && random.nextInt(30) == 0) {
            awayFor = 1 + random.nextInt(8);
        }
        return awayFor > 0 && awayFor-- > 0;
    }

    private static String key(Reading reading) {
        return SimulatedStation.key(reading.station(), reading.parameter().code(), reading.end());
    }

    private static boolean unstorable(Reading reading) {
        return SimulatedStation.UNSTORABLE.equals(reading.value());
    }

    private Doubtful doubtful(Optional<Committed> outcome) {
        int[] unanswered = {random.nextInt(3)};
        return new Doubtful("keeping", new IOException("the connection ended during the commit"), () -> {
            if (unanswered[0]-- > 0) {
                throw new StoreUnavailable("asking", new IOException("nobody answers"));
            }
            return outcome;
        });
    }

    private Committed keep(List<Arrival> batch, Repeats.Found repeated, Keeper keeper) {
        Committed counts = Committed.NONE;
        // As in the database: what was kept before goes first and what is there twice last, and both leave what is
        // there as it is.
        List<Arrival> inOrder = new ArrayList<>(batch);
        inOrder.sort(
                Comparator.comparing((Arrival arrival) -> !repeated.before().contains(arrival))
                        .thenComparing(repeated.twice()::contains));
        List<Reading> changed = new ArrayList<>();
        for (Arrival arrival : inOrder) {
            String text = text(arrival.payload().bytes());
            Set<String> taken = accepted.computeIfAbsent(text, none -> new HashSet<>());
            counts = counts.plus(keep(arrival, !repeated.has(arrival), changed, taken));
            received += arrival.received();
            if (arrival.refused() > 0) {
                refused.merge(text, (int) arrival.refused(), Integer::sum);
            }
        }
        keeper.put(Repeats.record(batch, repeated));
        results.changed(changed);
        ledger = ledger.plus(counts);
        return counts;
    }

    /** @param taken gets the keys of what is taken: not what a repetition leaves as it is */
    private Committed keep(Arrival arrival, boolean revises, List<Reading> changed, Set<String> taken) {
        long stored = 0;
        long revised = 0;
        for (Reading reading : arrival.accepted()) {
            List<BigDecimal> known = versions.computeIfAbsent(key(reading), none -> new ArrayList<>());
            if (revises || known.isEmpty()) {
                taken.add(key(reading));
            }
            if (known.isEmpty()) {
                known.add(reading.value());
                changed.add(reading);
                stored++;
            } else if (revises && known.getLast().compareTo(reading.value()) != 0) {
                known.add(reading.value());
                changed.add(reading);
                revised++;
            }
        }
        return new Committed(stored, arrival.accepted().size() - stored - revised, revised, arrival.refused());
    }

    @Override
    public long[] before(UUID connection) {
        return record.stream()
                .filter(kept -> !kept.connection().equals(connection))
                .flatMapToLong(kept -> Arrays.stream(kept.digests()))
                .sorted()
                .toArray();
    }

    @Override
    public Set<Long> found(Set<Long> digests) {
        Set<Long> found = new HashSet<>(digests);
        found.retainAll(record.stream()
                .flatMapToLong(kept -> Arrays.stream(kept.digests()))
                .boxed()
                .collect(Collectors.toSet()));
        return found;
    }

    /** A message by its bytes. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Versions of a key, the first first. */
    List<BigDecimal> versions(String key) {
        return versions.getOrDefault(key, List.of());
    }

    /** Readings of a message that were taken, by key. */
    Set<String> accepted(String text) {
        return accepted.getOrDefault(text, Set.of());
    }

    /** Values of a message that were refused, counted as often as it came. */
    int refused(String text) {
        return refused.getOrDefault(text, 0);
    }

    /** Whether all that came is somewhere. */
    boolean balanced() {
        return received == ledger.received();
    }

    /** What was kept. */
    Committed ledger() {
        return ledger;
    }
}
