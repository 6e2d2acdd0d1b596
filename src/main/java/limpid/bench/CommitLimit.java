package limpid.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What the database does alone with an even load of spans of seconds: JDBC puts the same rows at the same rate into an empty copy of
 * their table, all that is due in one commit, and another connection reads the last of them. Times are from when a span was due.
 */
final class CommitLimit {
    private static final String TABLE = Psql.SCHEMA + ".arrived_span";
    private static final String INSERT = "INSERT INTO " + TABLE
            + " (span_end, recorded_at, series_id, period_s, flag_id, digits, numbers) VALUES (?, now(), ?, 1, 0, 1, ?)";
    private static final String READ = "SELECT numbers FROM " + TABLE + " WHERE series_id = ? AND span_end = ?";

    private final BenchTarget target;
    private final Shape shape;
    private final int rate;

    /** Of a shape that is kept in spans. @param rate readings a second */
    CommitLimit(BenchTarget target, Shape shape, int rate) {
        this.target = target;
        this.shape = shape;
        this.rate = rate;
    }

    /** Measures. @param times takes each span's, when it was committed and could be read */
    void measure(Duration length, Latencies times) throws SQLException, InterruptedException {
        Instant now = Instant.now();
        try (Connection writer = target.connect();
                Connection reader = target.connect()) {
            Psql.emptySchema(writer);
            Psql.execute("CREATE TABLE " + TABLE + " (LIKE public.arrived_span INCLUDING ALL)", writer);
            writer.setAutoCommit(false);
            try (PreparedStatement insert = writer.prepareStatement(INSERT);
                    PreparedStatement read = reader.prepareStatement(READ)) {
                Schedule schedule = new Schedule(System.nanoTime(), shape.readings(), rate);
                long end = schedule.start() + length.toNanos();
                long message = 0;
                while (schedule.due(message) < end) {
                    long first = message;
                    TimeUnit.NANOSECONDS.sleep(schedule.due(message) - System.nanoTime());
                    while (schedule.due(message) <= System.nanoTime()) {
                        add(message, now, insert);
                        message++;
                    }
                    insert.executeBatch();
                    writer.commit();
                    requireThere(message - 1, now, read);
                    long there = System.nanoTime();
                    for (long each = first; each < message; each++) {
                        times.record(there - schedule.due(each));
                    }
                }
            }
            writer.setAutoCommit(true);
            Psql.drop(writer);
        }
    }

    private void add(long message, Instant now, PreparedStatement insert) throws SQLException {
        insert.setObject(1, shape.end(message, now).atOffset(ZoneOffset.UTC));
        insert.setInt(2, shape.station(message));
        Short[] numbers = IntStream.of(shape.tenths(message))
                .mapToObj(tenths -> (short) tenths)
                .toArray(Short[]::new);
        insert.setArray(3, insert.getConnection().createArrayOf("int2", numbers));
        insert.addBatch();
    }

    private void requireThere(long message, Instant now, PreparedStatement read) throws SQLException {
        read.setInt(1, shape.station(message));
        read.setObject(2, shape.end(message, now).atOffset(ZoneOffset.UTC));
        try (ResultSet row = read.executeQuery()) {
            if (!row.next()) {
                throw new BenchException("a span that was committed is not there", null);
            }
        }
    }
}
