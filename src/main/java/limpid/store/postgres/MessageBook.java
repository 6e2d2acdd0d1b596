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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import limpid.store.Arrival;
import limpid.store.LogProgress;
import limpid.store.RepeatRoom;
import limpid.store.Repeats;
import limpid.store.Repeats.Past;

/**
 * The record of the messages of brokers that were kept: a row of eight bytes a message for each batch.
 *
 * <p>Two services may have one session of a broker in turn, and what one still holds is handed to the other too. So a batch is
 * kept only in the service's own turn: batches of a turn share a lock, a service that has lost its turn takes the lock alone, so
 * that nothing is under way, and reads what others kept meanwhile. A log makes sure of that by its positions.
 */
final class MessageBook {
    private static final String EARLIER = "SELECT digests FROM kept_messages"
            + " WHERE connection <> ? AND known_at > now() - make_interval(secs => ?) ORDER BY id DESC";
    private static final String SINCE = "SELECT connection, digests, id FROM kept_messages WHERE id > ? ORDER BY id";
    private static final String ADD =
            "INSERT INTO kept_messages (connection, messages, digests) VALUES (?, ?, ?) RETURNING id";
    private static final String LAST = "SELECT coalesce(max(id), 0) FROM kept_messages";
    private static final String SHARE_TURN =
            "SELECT pg_advisory_xact_lock_shared(hashtext('limpid message turn')); SELECT turn FROM message_turn";
    private static final String TAKE_TURN =
            "SELECT pg_advisory_xact_lock(hashtext('limpid message turn')); UPDATE message_turn SET turn = ?";
    private static final String KEPT = "SELECT FROM kept_messages WHERE connection = ? AND digests = ?"
            + " AND xmin::text::bigint = ?::bigint % (1::bigint << 32)";
    private static final UUID NOBODY = new UUID(0, 0);
    private static final int ROWS_AT_A_TIME = 1000;

    private final RepeatRoom room;
    private final Repeats repeats;

    /** Of a log, by partition, what is next here. */
    private final Map<Integer, Long> next = new ConcurrentHashMap<>();

    /** Of which the record is known here; a new one each time. */
    private final AtomicReference<UUID> turn = new AtomicReference<>(UUID.randomUUID());

    /** The last row that was written or read here: what others kept while they had the turn comes after it. */
    private final AtomicLong last = new AtomicLong();

    MessageBook(RepeatRoom room) {
        this.room = room;
        this.repeats = new Repeats(room);
    }

    /**
     * Whether this service may keep these messages in this transaction, until it ends: it has the turn, or there is nothing to
     * know of them.
     */
    boolean hasTurn(List<Arrival> arrivals, LogProgress progress, Connection open) throws SQLException {
        if (!progress.isNone()
                || arrivals.stream().allMatch(arrival -> arrival.payload().handover() == null)) {
            return true;
        }
        try (PreparedStatement statement = open.prepareStatement(SHARE_TURN)) {
            statement.execute();
            statement.getMoreResults();
            // A statement of its own, which sees what was committed while this one waited for the lock.
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return turn.get().equals(row.getObject(1, UUID.class));
            }
        }
    }

    /** Takes the turn with this transaction, whose first statement it is but for settings, and reads what others kept meanwhile. */
    void takeTurn(Connection open) throws SQLException {
        UUID mine = UUID.randomUUID();
        try (PreparedStatement statement = open.prepareStatement(TAKE_TURN)) {
            statement.setObject(1, mine);
            statement.execute();
        }
        if (repeats.isEmpty()) {
            try (PreparedStatement statement = open.prepareStatement(LAST);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                last.set(row.getLong(1));
            }
        } else {
            readOthers(open);
        }
        turn.set(mine);
    }

    private void readOthers(Connection open) throws SQLException {
        try (PreparedStatement statement = open.prepareStatement(SINCE)) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            statement.setLong(1, last.get());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    repeats.kept(Map.of(row.getObject(1, UUID.class), digests(row.getBytes(2))));
                    last.set(row.getLong(3));
                }
            }
        }
    }

    /**
     * Repetitions in a batch.
     *
     * @param progress of the log they come from; where it does not go on from what was kept here, another instance has kept of
     *                 that partition
     */
    Repeats.Found repeated(List<Arrival> arrivals, LogProgress progress, Connection open) throws SQLException {
        progress.partitions().forEach((partition, move) -> {
            if (!Long.valueOf(move.from()).equals(next.put(partition, move.to()))) {
                repeats.forget();
            }
        });
        return repeats.among(arrivals, new Past<SQLException>() {
            @Override
            public long[] before(UUID name) throws SQLException {
                return read(name, open);
            }

            @Override
            public Set<Long> found(Set<Long> digests) throws SQLException {
                return MessageBook.this.found(digests, open);
            }
        });
    }

    private long[] read(UUID name, Connection open) throws SQLException {
        Digests digests = new Digests(room.messages());
        each(name, open, digests::add);
        return digests.sorted();
    }

    private Set<Long> found(Set<Long> asked, Connection open) throws SQLException {
        Set<Long> found = new HashSet<>();
        each(NOBODY, open, row -> {
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

    private void each(UUID but, Connection open, Rows rows) throws SQLException {
        try (PreparedStatement statement = open.prepareStatement(EARLIER)) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            statement.setObject(1, but);
            statement.setDouble(2, room.kept().toSeconds());
            try (ResultSet row = statement.executeQuery()) {
                boolean more = true;
                while (more && row.next()) {
                    more = rows.add(ByteBuffer.wrap(row.getBytes(1)));
                }
            }
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

    private void add(UUID name, long[] digests, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setObject(1, name);
            statement.setInt(2, digests.length);
            statement.setBytes(3, bytes(digests));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                last.accumulateAndGet(row.getLong(1), Math::max);
            }
        }
    }

    private static long[] digests(byte[] row) {
        long[] digests = new long[row.length / Long.BYTES];
        ByteBuffer.wrap(row).asLongBuffer().get(digests);
        return digests;
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
