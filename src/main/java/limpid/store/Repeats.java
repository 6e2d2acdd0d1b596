package limpid.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import limpid.decode.Handover;
import limpid.decode.Payload;

/**
 * Tells which messages of a broker were kept or refused before, through restarts of both. A message that comes again by another
 * connection, or that the broker says it sent before, is a repetition: the crash that held back its acknowledgement must not
 * make the value before last the newest, nor one that was refused when it came first. What a station sends twice by one connection it means twice, unless it numbers what it sends.
 *
 * <p>What came by earlier connections is looked up in memory, read once a connection; the record is asked only about messages
 * marked as sent before that are not found there.
 */
public final class Repeats {
    /** Those of a few gates, each with the one before it, of which something may still wait. */
    private static final int CONNECTIONS = 8;

    /** No connection: what came by any other one is what came by any. */
    private static final UUID NOBODY = new UUID(0, 0);

    /** Kept of others since a connection's record was read; with more it is forgotten, and read again when it is heard again. */
    static final int MOST_SINCE = 100_000;

    private final RepeatRoom room;
    private final Map<UUID, Earlier> byConnection = new LinkedHashMap<>();

    /** Of so many messages, for so long. */
    public Repeats(RepeatRoom room) {
        this.room = room;
    }

    /**
     * The record of the messages that were kept.
     *
     * @param <E> where it cannot be read
     */
    public interface Past<E extends Exception> {
        /** Digests of what was kept by other connections than this one, sorted. */
        long[] before(UUID connection) throws E;

        /** Those of these digests that were kept, by whichever connection. */
        Set<Long> found(Set<Long> digests) throws E;
    }

    /**
     * What came before a connection.
     *
     * @param digests as read from the record, in the order of numbers
     * @param since   what was kept of other connections since
     */
    private record Earlier(long[] digests, Set<Long> since, long readAt) {
        private boolean has(long digest) {
            return Arrays.binarySearch(digests, digest) >= 0 || since.contains(digest);
        }
    }

    /**
     * Repetitions in a batch, by identity.
     *
     * @param before of what was kept before: they go first, and leave what is there as it is
     * @param twice  of another message of the batch: they go last, for what they repeat is kept with the batch, in its order
     */
    public record Found(Set<Arrival> before, Set<Arrival> twice) {
        /** Whether a message is a repetition. */
        public boolean has(Arrival arrival) {
            return before.contains(arrival) || twice.contains(arrival);
        }
    }

    /** Those of a batch. */
    public <E extends Exception> Found among(List<Arrival> arrivals, Past<E> past) throws E {
        Set<Arrival> repeated = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Arrival> again = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<Long, UUID> inBatch = new HashMap<>();
        Map<Long, List<Arrival>> doubtful = new HashMap<>();
        for (Arrival arrival : arrivals) {
            Handover handover = arrival.payload().handover();
            if (handover == null || arrival.accepted().isEmpty()) {
                continue;
            }
            long digest = digest(arrival.payload());
            UUID before = arrival.concludes() ? inBatch.putIfAbsent(digest, handover.connection()) : null;
            boolean same = handover.again() || handover.isNumbered();
            boolean twice = before != null && (same || !before.equals(handover.connection()));
            UUID but = handover.isNumbered() ? NOBODY : handover.connection();
            if (earlier(but, past).has(digest)) {
                repeated.add(arrival);
            } else if (twice) {
                again.add(arrival);
            } else if (handover.again()) {
                doubtful.computeIfAbsent(digest, none -> new ArrayList<>()).add(arrival);
            }
        }
        if (!doubtful.isEmpty()) {
            past.found(doubtful.keySet()).forEach(digest -> repeated.addAll(doubtful.getOrDefault(digest, List.of())));
        }
        return new Found(repeated, again);
    }

    private synchronized <E extends Exception> Earlier earlier(UUID name, Past<E> past) throws E {
        Earlier known = byConnection.get(name);
        if (known == null) {
            known = new Earlier(past.before(name), ConcurrentHashMap.newKeySet(), System.nanoTime());
            if (byConnection.size() == CONNECTIONS) {
                byConnection.remove(byConnection.keySet().iterator().next());
            }
            byConnection.put(name, known);
        } else if (known.digests.length > 0 && isOver(known.readAt)) {
            known = new Earlier(new long[0], known.since, known.readAt);
            byConnection.put(name, known);
        }
        return known;
    }

    /**
     * These are on record now, kept here or by another service. What a connection that has ended handed over may be kept after the
     * next one began to hand the same over again.
     */
    public synchronized void kept(Map<UUID, long[]> record) {
        record.forEach((by, digests) -> byConnection.forEach((name, earlier) -> {
            if (!name.equals(by)) {
                for (long digest : digests) {
                    earlier.since.add(digest);
                }
            }
        }));
        byConnection.values().removeIf(earlier -> earlier.since.size() > MOST_SINCE);
    }

    /** Others may have kept what is not known here: what came by earlier connections is to be read again. */
    public synchronized void forget() {
        byConnection.clear();
    }

    /** Whether it is in memory of no connection what came before it. */
    public synchronized boolean isEmpty() {
        return byConnection.isEmpty();
    }

    /** Connections of which it is in memory what came before. */
    synchronized int remembered() {
        return byConnection.size();
    }

    private boolean isOver(long readAt) {
        return Duration.ofNanos(System.nanoTime() - readAt).compareTo(room.kept()) > 0;
    }

    /**
     * What is to be put on record of a batch that is kept: by connection, the digests of its messages. A repetition is on record
     * by its own connection too: an earlier one may still hold the same message, sent twice by it, in another service.
     *
     * @param repeated of the batch; of those that their sender numbered, it is enough that they are on record once
     */
    public static Map<UUID, long[]> record(List<Arrival> arrivals, Found repeated) {
        Map<UUID, List<Long>> digests = new HashMap<>();
        for (Arrival arrival : arrivals) {
            Handover handover = arrival.payload().handover();
            if (handover != null && arrival.concludes() && !(handover.isNumbered() && repeated.has(arrival))) {
                digests.computeIfAbsent(handover.connection(), name -> new ArrayList<>())
                        .add(digest(arrival.payload()));
            }
        }
        Map<UUID, long[]> record = new HashMap<>();
        digests.forEach((name, all) ->
                record.put(name, all.stream().mapToLong(Long::longValue).toArray()));
        return record;
    }

    private static long digest(Payload payload) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(payload.topic().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return ByteBuffer.wrap(digest.digest(payload.bytes())).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
