package limpid.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.sql.DataSource;
import limpid.measure.Reading;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.DirtyPeriod;
import limpid.store.Doubtful;
import limpid.store.LogProgress;
import limpid.store.Readings;
import limpid.store.RefusedRoom;
import limpid.store.Removals;
import limpid.store.RepeatRoom;
import limpid.store.Repeats;
import limpid.store.SecondsRemoved;
import limpid.store.postgres.Batch.Row;
import limpid.store.postgres.SeriesBook.Key;

/** Writes batches with set-based statements over a temporary table that is filled by binary COPY. */
public final class PostgresReadings implements Readings {
    private static final String INCOMING = Sql.of("createIncoming");
    private static final String COPY =
            "COPY incoming (period_end, series_id, flag_id, value) FROM STDIN (FORMAT binary)";
    private static final String INSERT = Sql.of("insertReadings");
    private static final String LOCK = Sql.of("lockSeries");
    private static final String REVISE = Sql.of("reviseReadings");
    private static final int BYTES_PER_ROW = 48;

    /** Code of the flag of a stamp before the station's service. */
    private static final String ASTRAY = "CK";

    // The temporary table is never analysed; without these the planner may read all readings to find a few.
    private static final String PLAN_FOR_FEW_ROWS = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;"
            + " SET LOCAL enable_seqscan = off; SET LOCAL jit = off";

    private final DataSource database;
    private final KnownTime known;
    private final Arrivals account;
    private final MessageBook messages;
    private final SeriesBook series = new SeriesBook();
    private final OriginBook origins = new OriginBook();
    private final Announcer announcer = new Announcer();
    private final Set<YearMonth> partitions = ConcurrentHashMap.newKeySet();

    /** Writes to this database, whose clock says when something became known. */
    public PostgresReadings(DataSource database) {
        this(database, RefusedRoom.DEFAULT, RepeatRoom.DEFAULT);
    }

    /** The same, which keeps so much of what was refused, and knows so much of what was kept. */
    public PostgresReadings(DataSource database, RefusedRoom room, RepeatRoom repeats) {
        this(database, KnownTime.ofDatabase(), room, repeats);
    }

    /** Writes to this database what becomes known by a clock of a test. */
    PostgresReadings(DataSource database, InstantSource clock) {
        this(database, KnownTime.of(clock), RefusedRoom.DEFAULT, RepeatRoom.DEFAULT);
    }

    private PostgresReadings(DataSource database, KnownTime known, RefusedRoom room, RepeatRoom repeats) {
        this.database = database;
        this.known = known;
        this.account = new Arrivals(room);
        this.messages = new MessageBook(repeats);
    }

    @Override
    public Committed commit(List<Arrival> arrivals, LogProgress progress) {
        String operation = "keeping a batch of " + arrivals.size() + " messages";
        Attempt attempt = new Attempt(progress);
        try (Connection connection = database.getConnection()) {
            prepare(arrivals, connection);
            Origin origin = origin(arrivals, connection);
            Optional<Committed> inTurn = Transaction.of(
                    connection,
                    open -> messages.hasTurn(arrivals, progress, open)
                            ? Optional.of(keep(arrivals, origin, attempt, open))
                            : Optional.empty());
            Committed counts = inTurn.isPresent()
                    ? inTurn.get()
                    : Transaction.of(connection, open -> {
                        messages.takeTurn(open);
                        return keep(arrivals, origin, attempt, open);
                    });
            messages.committed(attempt.record);
            announcer.tell(attempt.notices, connection);
            return counts;
        } catch (Transaction.Unanswered e) {
            throw attempt.transaction.isEmpty()
                    ? Failure.of(operation, e)
                    : new Doubtful(operation, e, () -> outcome(attempt));
        } catch (SQLException e) {
            throw Failure.of(operation, e);
        }
    }

    private Committed keep(List<Arrival> arrivals, Origin origin, Attempt attempt, Connection open)
            throws SQLException {
        Repeats.Found repeated = messages.repeated(arrivals, attempt.progress, open);
        attempt.record = Repeats.record(arrivals, repeated);
        attempt.transaction = CommitState.transaction(open);
        PostgresLogPositions.keep(attempt.progress, open);
        attempt.counts = write(arrivals, sorted(arrivals, repeated), origin, attempt, open);
        return attempt.counts;
    }

    /** A transaction that keeps a batch, with what it puts on record; without a number until it has begun. */
    private static final class Attempt {
        final LogProgress progress;
        final List<String> notices = new ArrayList<>();
        Map<UUID, long[]> record = Map.of();
        String transaction = "";
        Committed counts = Committed.NONE;

        Attempt(LogProgress progress) {
            this.progress = progress;
        }
    }

    private Optional<Committed> outcome(Attempt attempt) {
        try (Connection connection = database.getConnection()) {
            CommitState.requireEnded(attempt.transaction, connection);
            if (!isKept(attempt, connection)) {
                return Optional.empty();
            }
            CommitState.requireReplicated(connection);
            messages.committed(attempt.record);
            announcer.tell(attempt.notices, connection);
            return Optional.of(attempt.counts);
        } catch (SQLException e) {
            throw Failure.of("asking how a commit ended", e);
        }
    }

    private boolean isKept(Attempt attempt, Connection connection) throws SQLException {
        return attempt.progress.moves()
                ? PostgresLogPositions.isKept(attempt.progress, connection)
                : messages.keptBy(attempt.transaction, attempt.record, connection);
    }

    /**
     * A batch as it is to be written.
     *
     * @param before readings of messages that were kept before: what is there already they leave as it is
     * @param twice  the same of messages that repeat another one of the batch
     */
    private record Sorted(Batch before, Batch fresh, Batch twice) {
        List<Batch> batches() {
            return List.of(before, fresh, twice);
        }
    }

    private Sorted sorted(List<Arrival> arrivals, Repeats.Found repeated) {
        return new Sorted(
                batch(arrivals, repeated.before()::contains),
                batch(arrivals, arrival -> !repeated.has(arrival)),
                batch(arrivals, repeated.twice()::contains));
    }

    private Batch batch(List<Arrival> arrivals, Predicate<Arrival> which) {
        return new Batch(arrivals.stream().filter(which).toList(), series);
    }

    /** Forgets of which messages of a broker it is known that they were kept, where that is too long ago. */
    public void forgetMessages() {
        try (Connection connection = database.getConnection()) {
            messages.forget(connection);
        } catch (SQLException e) {
            throw Failure.of("forgetting which messages were kept", e);
        }
    }

    /** Makes the partitions of these months ahead of their first reading. */
    public void preparePartitions(Instant from, Instant to) {
        try (Connection connection = database.getConnection()) {
            preparePartitions(month(from), month(to), connection);
        } catch (SQLException e) {
            throw Failure.of("making partitions", e);
        }
    }

    private void prepare(List<Arrival> arrivals, Connection connection) throws SQLException {
        Set<Key> unknown = new HashSet<>();
        Set<Instant> days = new TreeSet<>();
        Instant last = Instant.MIN;
        for (Arrival arrival : arrivals) {
            Reading before = null;
            for (Reading reading : arrival.accepted()) {
                if (before == null || !Key.same(before, reading)) {
                    Key key = Key.of(reading);
                    if (!series.knows(key)) {
                        unknown.add(key);
                    }
                }
                before = reading;
                // Neighbours share their end or their day; a calendar is too dear to be asked for each reading.
                if (!reading.end().equals(last)) {
                    last = reading.end();
                    days.add(last.truncatedTo(ChronoUnit.DAYS));
                }
            }
        }
        series.prepare(unknown, connection);
        preparePartitions(days, connection);
    }

    private void preparePartitions(Set<Instant> days, Connection connection) throws SQLException {
        for (Instant day : days) {
            YearMonth month = month(day);
            if (!partitions.contains(month)) {
                preparePartitions(month, month, connection);
            }
        }
    }

    private static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }

    private void preparePartitions(YearMonth from, YearMonth to, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT ensure_partitions(?, ?)")) {
            statement.setObject(1, from.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC));
            statement.setObject(2, to.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC));
            statement.execute();
        }
        for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
            partitions.add(month);
        }
    }

    private Committed write(
            List<Arrival> arrivals, Sorted sorted, Origin origin, Attempt attempt, Connection connection)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(PLAN_FOR_FEW_ROWS);
        }
        Instant begun = known.now(connection);
        for (Batch batch : sorted.batches()) {
            refuseRemoved(batch.rows(Removals.possible(begun)), connection);
        }
        Instant recorded = lockSeriesOfSeconds(sorted, connection) ? known.now(connection) : begun;
        Written written = new Written(recorded);
        for (Batch batch : sorted.batches()) {
            Written ofBatch = new Written(recorded);
            boolean revises = batch == sorted.fresh;
            Batch rest = new SpanTable(connection).keep(batch, revises, recorded, origin.id, ofBatch.stored);
            writeReadings(rest, revises, origin, recorded, ofBatch, connection);
            attempt.notices.addAll(Announcement.of(rest, ofBatch.stations()).notices(recorded, ofBatch.last));
            markDirty(rest.dirtyPeriods(ofBatch.stations()), connection);
            written.add(ofBatch);
        }
        messages.keep(attempt.record, connection);
        noteAstray(sorted.fresh.rows(reading -> reading.flag().code().equals(ASTRAY)), recorded, connection);
        return account.record(arrivals, written.stored, written.revised, connection);
    }

    /**
     * No key keeps two from writing the same second at once, one in a span and one not, so that who writes any holds their series:
     * before anything of the transaction is written, so that nobody waits for each other.
     *
     * @return whether any is held
     */
    private static boolean lockSeriesOfSeconds(Sorted sorted, Connection connection) throws SQLException {
        Integer[] series = sorted.batches().stream()
                .flatMap(Batch::seriesOfSeconds)
                .distinct()
                .toArray(Integer[]::new);
        if (series.length > 0) {
            lock(series, connection);
        }
        return series.length > 0;
    }

    private static void noteAstray(List<Row> rows, Instant at, Connection connection) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        Map<Integer, Instant> stamps = new TreeMap<>();
        rows.forEach(row -> stamps.put(row.series().stationId(), row.reading().end()));
        Query.named("noteAstray")
                .with("at", at)
                .with("stations", List.copyOf(stamps.keySet()))
                .with("stamps", stamps.values().stream().map(Instant::toString).toList())
                .update(connection);
    }

    /** The seconds of minutes that are final, removed perhaps since the batch was sorted. */
    private static void refuseRemoved(List<Row> oldSeconds, Connection connection) throws SQLException {
        if (!oldSeconds.isEmpty() && PostgresRemovals.anyOf(oldSeconds, connection)) {
            throw new SecondsRemoved(List.of());
        }
    }

    /** By which way and whom readings came. */
    private record Origin(int id, String name) {}

    /** A batch comes by one way. */
    private Origin origin(List<Arrival> arrivals, Connection connection) throws SQLException {
        String name = arrivals.getFirst().payload().origin();
        return new Origin(origins.of(name, connection), name);
    }

    /** Rows written, by station, and when the last of them became known. */
    private static final class Written {
        final Map<Integer, Long> stored = new HashMap<>();
        final Map<Integer, Long> revised = new HashMap<>();
        Instant last;

        Written(Instant first) {
            last = first;
        }

        void knownAt(Instant instant) {
            last = instant.isAfter(last) ? instant : last;
        }

        void add(Written other) {
            other.stored.forEach((station, readings) -> stored.merge(station, readings, Long::sum));
            other.revised.forEach((station, readings) -> revised.merge(station, readings, Long::sum));
            knownAt(other.last);
        }

        Set<Integer> stations() {
            Set<Integer> stations = new HashSet<>(stored.keySet());
            stations.addAll(revised.keySet());
            return stations;
        }
    }

    private void writeReadings(
            Batch batch, boolean revises, Origin origin, Instant first, Written written, Connection connection)
            throws SQLException {
        if (batch.layers().isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(INCOMING);
            boolean locked = false;
            for (List<Row> layer : batch.layers()) {
                copy(layer, connection);
                if (insert(first, origin, written.stored, connection) < layer.size() && revises) {
                    if (!locked) {
                        lock(batch.seriesIds(), connection);
                        locked = true;
                    }
                    revise(layer, origin, known.now(connection), written, connection);
                }
                statement.execute("DELETE FROM incoming");
            }
        }
    }

    private static void copy(List<Row> rows, Connection connection) throws SQLException {
        CopyBuffer buffer = new CopyBuffer(rows.size() * BYTES_PER_ROW);
        for (Row row : rows) {
            Reading reading = row.reading();
            buffer.row(4)
                    .timestamp(reading.end())
                    .integer(row.series().id())
                    .smallint(reading.flag().id())
                    .numeric(reading.value());
        }
        buffer.send(connection, COPY);
    }

    private static long insert(Instant now, Origin origin, Map<Integer, Long> stored, Connection connection)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            statement.setInt(2, origin.id);
            return addCounts(statement, stored);
        }
    }

    /**
     * Keeps others from revising, as soon as something of the batch is there already. New readings take no lock: who brings
     * the same ones waits for the commit at the key, and takes its time after that. Whoever holds series inserts no key that
     * is not its own, so that nobody waits for each other.
     */
    static void lock(Integer[] series, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, connection.createArrayOf("int4", series));
            statement.executeQuery().close();
        }
    }

    private static void revise(List<Row> layer, Origin origin, Instant now, Written written, Connection connection)
            throws SQLException {
        OffsetDateTime first = Batch.firstEnd(layer).atOffset(ZoneOffset.UTC);
        OffsetDateTime last = Batch.lastEnd(layer).atOffset(ZoneOffset.UTC);
        try (PreparedStatement statement = connection.prepareStatement(REVISE)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            statement.setObject(2, first);
            statement.setObject(3, last);
            statement.setString(4, origin.name);
            statement.setInt(5, origin.id);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    written.revised.merge(rows.getInt(1), rows.getLong(2), Long::sum);
                    written.knownAt(rows.getObject(3, OffsetDateTime.class).toInstant());
                }
            }
        }
    }

    private static long addCounts(PreparedStatement statement, Map<Integer, Long> counts) throws SQLException {
        long all = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                counts.merge(rows.getInt(1), rows.getLong(2), Long::sum);
                all += rows.getLong(2);
            }
        }
        return all;
    }

    private static void markDirty(Map<Integer, Set<DirtyPeriod>> dirty, Connection connection) throws SQLException {
        DirtyRows rows = new DirtyRows();
        dirty.forEach((station, periods) -> periods.forEach(period -> rows.add(station, period)));
        rows.insert(connection);
    }
}
