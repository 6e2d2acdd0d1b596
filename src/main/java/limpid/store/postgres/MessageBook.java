package limpid.store.postgres;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import limpid.store.Arrival;
import limpid.store.LogProgress;
import limpid.store.RepeatRoom;
import limpid.store.Repeats;
import limpid.store.Repeats.Past;

/**
 * The record of the messages of brokers that were kept: a row of eight bytes a message for each batch.
 */
final class MessageBook {
    private static final String EARLIER = "SELECT digests FROM kept_messages"
            + " WHERE connection <> ? AND known_at > now() - make_interval(secs => ?) ORDER BY id DESC";
    private static final String ADD = "INSERT INTO kept_messages (connection, messages, digests) VALUES (?, ?, ?)";
    private static final String KEPT = "SELECT FROM kept_messages WHERE connection = ? AND digests = ?"
            + " AND xmin::text::bigint = ?::bigint % (1::bigint << 32)";
    private static final UUID NOBODY = new UUID(0, 0);
    private static final int ROWS_AT_A_TIME = 1000;

    private final RepeatRoom room;
    private final Repeats repeats;

    /** Of a log, by partition, what is next here. */
    private final Map<Integer, Long> next = new ConcurrentHashMap<>();

    MessageBook(RepeatRoom room) {
        this.room = room;
        this.repeats = new Repeats(room);
    }

    /**
     * Repetitions in a batch.
     *
     * @param progress   of the log they come from; where it does not go on from what was kept here, another instance has kept of
     *                   that partition
     * @param connection outside of a transaction
     */
    Repeats.Found repeated(List<Arrival> arrivals, LogProgress progress, Connection connection) throws SQLException {
        progress.partitions().forEach((partition, move) -> {
            if (!Long.valueOf(move.from()).equals(next.put(partition, move.to()))) {
                repeats.forget();
            }
        });
        return repeats.among(arrivals, new Past<SQLException>() {
            @Override
            public long[] before(UUID name) throws SQLException {
                return read(name, connection);
            }

            @Override
            public Set<Long> found(Set<Long> digests) throws SQLException {
                return MessageBook.this.found(digests, connection);
            }
        });
    }

    private long[] read(UUID name, Connection connection) throws SQLException {
        Digests digests = new Digests(room.messages());
        each(name, connection, digests::add);
        return digests.sorted();
    }

    private Set<Long> found(Set<Long> asked, Connection connection) throws SQLException {
        Set<Long> found = new HashSet<>();
        each(NOBODY, connection, row -> {
            while (row.hasRemaining()) {
                long digest = row.getLong();
                if (asked.contains(digest)) {
                    found.add(digest);
                }
            }
            return found.size() < asked.size();
        });
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

    /** Remembers the messages that this transaction keeps; {@link Repeats#record}. */
    void keep(Map<UUID, long[]> record, Connection connection) throws SQLException {
        for (Map.Entry<UUID, long[]> entry : record.entrySet()) {
            add(entry.getKey(), entry.getValue(), connection);
        }
    }

    /** The transaction that keeps these messages was committed. */
    void committed(Map<UUID, long[]> record) {
        repeats.kept(record);
    }

    private static void add(UUID name, long[] digests, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setObject(1, name);
            statement.setInt(2, digests.length);
            statement.setBytes(3, bytes(digests));
            statement.executeUpdate();
        }
    }

    private static byte[] bytes(long[] digests) {
        ByteBuffer bytes = ByteBuffer.allocate(digests.length * Long.BYTES);
        bytes.asLongBuffer().put(digests);
        return bytes.array();
    }

    /**
     * Whether a transaction that has ended kept these messages. One of whose messages nothing is remembered, because all of
     * them were kept before, did not: handed in again, they do no harm.
     */
    boolean keptBy(String transaction, Map<UUID, long[]> record, Connection connection) throws SQLException {
        for (Map.Entry<UUID, long[]> entry : record.entrySet()) {
            try (PreparedStatement statement = connection.prepareStatement(KEPT)) {
                statement.setObject(1, entry.getKey());
                statement.setBytes(2, bytes(entry.getValue()));
                statement.setString(3, transaction);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next();
                }
            }
        }
        return false;
    }

    /** Forgets what is too long ago, and what is more than is wanted. */
    void forget(Connection connection) throws SQLException {
        Query.named("forgetMessages")
                .with("seconds", (double) room.kept().toSeconds())
                .with("messages", room.messages())
                .update(connection);
    }
}
