package limpid.store.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import limpid.decode.Handover;
import limpid.decode.Payload;
import limpid.store.Arrival;
import limpid.store.RepeatRoom;

/**
 * Knows which messages of a broker were kept, through restarts of both. A message that comes again by another connection, or
 * that the broker says it sent before, is a repetition: the crash that held back its acknowledgement must not make the value
 * before last the newest. What a station sends twice by one connection it means twice.
 *
 * <p>Costs a row of eight bytes a message for each batch. What came by earlier connections is looked up in memory, read once a
 * connection; the database is asked only about messages marked as sent before that are not found there.
 */
final class MessageBook {
    private static final String EARLIER = "SELECT digests FROM kept_messages"
            + " WHERE connection <> ? AND known_at > now() - make_interval(secs => ?) ORDER BY id DESC";
    private static final String ADD = "INSERT INTO kept_messages (connection, messages, digests) VALUES (?, ?, ?)";
    private static final UUID NOBODY = new UUID(0, 0);
    private static final int ROWS_AT_A_TIME = 1000;

    /** A connection and the one before it, of which something may still wait. */
    private static final int CONNECTIONS = 2;

    private final RepeatRoom room;
    private final Map<UUID, Earlier> byConnection = new LinkedHashMap<>();

    MessageBook(RepeatRoom room) {
        this.room = room;
    }

    /** What came before a connection, in the order of numbers. */
    private record Earlier(long[] digests, long readAt) {
        private boolean has(long digest) {
            return Arrays.binarySearch(digests, digest) >= 0;
        }
    }

    /**
     * Those of a batch that were kept before, by identity.
     *
     * @param connection outside of a transaction
     */
    Set<Arrival> repeated(List<Arrival> arrivals, Connection connection) throws SQLException {
        Set<Arrival> repeated = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<Long, UUID> inBatch = new HashMap<>();
        Map<Long, List<Arrival>> doubtful = new HashMap<>();
        for (Arrival arrival : arrivals) {
            Handover handover = arrival.payload().handover();
            if (handover == null || arrival.accepted().isEmpty()) {
                continue;
            }
            long digest = digest(arrival.payload());
            UUID before = arrival.concludes() ? inBatch.putIfAbsent(digest, handover.connection()) : null;
            boolean twice = before != null && (handover.again() || !before.equals(handover.connection()));
            if (twice || earlier(handover.connection(), connection).has(digest)) {
                repeated.add(arrival);
            } else if (handover.again()) {
                doubtful.computeIfAbsent(digest, none -> new ArrayList<>()).add(arrival);
            }
        }
        found(doubtful.keySet(), connection)
                .forEach(digest -> repeated.addAll(doubtful.getOrDefault(digest, List.of())));
        return repeated;
    }

    private synchronized Earlier earlier(UUID name, Connection connection) throws SQLException {
        Earlier known = byConnection.get(name);
        if (known == null) {
            known = new Earlier(read(name, connection), System.nanoTime());
            if (byConnection.size() == CONNECTIONS) {
                byConnection.remove(byConnection.keySet().iterator().next());
            }
            byConnection.put(name, known);
        } else if (known.digests.length > 0 && isOver(known.readAt)) {
            known = new Earlier(new long[0], known.readAt);
            byConnection.put(name, known);
        }
        return known;
    }

    private boolean isOver(long readAt) {
        return Duration.ofNanos(System.nanoTime() - readAt).compareTo(room.kept()) > 0;
    }

    private long[] read(UUID name, Connection connection) throws SQLException {
        Digests digests = new Digests(room.messages());
        each(name, connection, digests::add);
        return digests.sorted();
    }

    private Set<Long> found(Set<Long> asked, Connection connection) throws SQLException {
        Set<Long> found = new HashSet<>();
        if (!asked.isEmpty()) {
            each(NOBODY, connection, row -> {
                while (row.hasRemaining()) {
                    long digest = row.getLong();
                    if (asked.contains(digest)) {
                        found.add(digest);
                    }
                }
                return found.size() < asked.size();
            });
        }
        return found;
    }

    private interface Rows {
        /** Whether more are wanted. */
        boolean add(ByteBuffer row);
    }

    private void each(UUID but, Connection connection, Rows rows) throws SQLException {
        // In a transaction, so that rows come some at a time and not all at once.
        Transaction.of(connection, open -> {
            try (PreparedStatement statement = open.prepareStatement(EARLIER)) {
                statement.setFetchSize(ROWS_AT_A_TIME);
                statement.setObject(1, but);
                statement.setDouble(2, room.kept().toSeconds());
                return read(statement, rows);
            }
        });
    }

    private static int read(PreparedStatement statement, Rows rows) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            int count = 0;
            while (row.next()) {
                count++;
                if (!rows.add(ByteBuffer.wrap(row.getBytes(1)))) {
                    break;
                }
            }
            return count;
        }
    }

    /** Digests in the making, at most so many. */
    private static final class Digests {
        private final int most;
        private long[] all = new long[1024];
        private int count;

        Digests(int most) {
            this.most = most;
        }

        boolean add(ByteBuffer row) {
            while (row.hasRemaining() && count < most) {
                if (count == all.length) {
                    all = Arrays.copyOf(all, Math.min(most, 2 * count));
                }
                all[count++] = row.getLong();
            }
            return count < most;
        }

        long[] sorted() {
            long[] sorted = Arrays.copyOf(all, count);
            Arrays.sort(sorted);
            return sorted;
        }
    }

    /** Remembers the messages that this transaction keeps. */
    void keep(List<Arrival> arrivals, Set<Arrival> repeated, Connection connection) throws SQLException {
        Map<UUID, List<Payload>> byConnectionName = new HashMap<>();
        for (Arrival arrival : arrivals) {
            Handover handover = arrival.payload().handover();
            if (handover != null && arrival.concludes() && !repeated.contains(arrival)) {
                byConnectionName
                        .computeIfAbsent(handover.connection(), name -> new ArrayList<>())
                        .add(arrival.payload());
            }
        }
        for (Map.Entry<UUID, List<Payload>> entry : byConnectionName.entrySet()) {
            add(entry.getKey(), entry.getValue(), connection);
        }
    }

    private static void add(UUID name, List<Payload> payloads, Connection connection) throws SQLException {
        ByteBuffer digests = ByteBuffer.allocate(payloads.size() * Long.BYTES);
        payloads.forEach(payload -> digests.putLong(digest(payload)));
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setObject(1, name);
            statement.setInt(2, payloads.size());
            statement.setBytes(3, digests.array());
            statement.executeUpdate();
        }
    }

    /** Forgets what is too long ago, and what is more than is wanted. */
    void forget(Connection connection) throws SQLException {
        Query.named("forgetMessages")
                .with("seconds", (double) room.kept().toSeconds())
                .with("messages", room.messages())
                .update(connection);
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
