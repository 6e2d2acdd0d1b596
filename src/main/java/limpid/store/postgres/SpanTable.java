package limpid.store.postgres;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import limpid.store.postgres.Batch.Row;
import org.jspecify.annotations.Nullable;

/**
 * Spans of seconds in the database, see migration V270. What comes at a time of which nothing is there is kept as a span; what
 * meets something takes the way of rows, before which the readings it changes leave their span.
 */
final class SpanTable {
    private static final String INCOMING = Sql.of("createIncomingSpan");
    private static final String COPY =
            "COPY incoming_span (place, series_id, first_end, span_end, period_s, flag_id, digits,"
                    + " digit_list, numbers) FROM STDIN (FORMAT binary)";
    private static final String MEETING = Sql.of("meetingSpans");
    private static final String INSERT = Sql.of("insertSpans");
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int BYTES_OF_A_SPAN = 100;
    private static final int BYTES_OF_A_NUMBER = 6;

    private final Connection connection;

    /** Spans of this database, within a transaction that holds the series of what it writes. */
    SpanTable(Connection connection) {
        this.connection = connection;
    }

    /**
     * Keeps the spans of a batch that meet nothing.
     *
     * @param stored receives how many readings were kept, by station
     * @param revises whether readings may be changed
     * @return the batch with what is still to be kept as rows
     */
    Batch keep(Batch batch, boolean revises, Instant now, int origin, Map<Integer, Long> stored) throws SQLException {
        List<PlainSpan> meeting = batch.spans().isEmpty() ? List.of() : meeting(batch.spans());
        Batch left = settle(batch.without(meeting), revises);
        if (!left.spans().isEmpty()) {
            insert(now, origin);
            left.spans()
                    .forEach(span -> stored.merge(
                            span.series().stationId(), (long) span.readings().size(), Long::sum));
        }
        return left;
    }

    private List<PlainSpan> meeting(List<PlainSpan> spans) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(INCOMING + "; DELETE FROM incoming_span");
        }
        copy(spans);
        try (PreparedStatement statement = connection.prepareStatement(MEETING)) {
            statement.setObject(1, first(spans).atOffset(ZoneOffset.UTC));
            statement.setObject(2, last(spans).atOffset(ZoneOffset.UTC));
            List<PlainSpan> meeting = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    meeting.add(spans.get(rows.getInt(1)));
                }
            }
            return meeting;
        }
    }

    private static Instant first(List<PlainSpan> spans) {
        return spans.stream().map(PlainSpan::firstEnd).min(Instant::compareTo).orElseThrow();
    }

    private static Instant last(List<PlainSpan> spans) {
        return spans.stream().map(PlainSpan::end).max(Instant::compareTo).orElseThrow();
    }

    private void copy(List<PlainSpan> spans) throws SQLException {
        int readings = spans.stream().mapToInt(span -> span.readings().size()).sum();
        CopyBuffer buffer = new CopyBuffer(spans.size() * BYTES_OF_A_SPAN + readings * BYTES_OF_A_NUMBER);
        for (int place = 0; place < spans.size(); place++) {
            PlainSpan span = spans.get(place);
            byte[] digits = span.digits();
            boolean same = allSame(digits);
            buffer.row(9)
                    .integer(place)
                    .integer(span.series().id())
                    .timestamp(span.firstEnd())
                    .timestamp(span.end())
                    .smallint(span.periodSeconds())
                    .smallint(span.flagId())
                    .smallintOrNull(same ? Integer.valueOf(digits[0]) : null)
                    .bytes(same ? null : digits)
                    .smallints(span.numbers());
        }
        buffer.send(connection, COPY);
    }

    private static boolean allSame(byte[] digits) {
        for (byte one : digits) {
            if (one != digits[0]) {
                return false;
            }
        }
        return true;
    }

    private void insert(Instant now, int origin) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            statement.setInt(2, origin);
            statement.executeUpdate();
        }
    }

    private record Place(int series, Instant end) {
        static Place of(Row row) {
            return new Place(row.series().id(), row.reading().end());
        }
    }

    private record Held(@Nullable BigDecimal value, int flag) {
        boolean sameAs(Row row) {
            BigDecimal other = row.reading().value();
            return flag == row.reading().flag().id()
                    && (value == null ? other == null : other != null && value.compareTo(other) == 0);
        }
    }

    /** Takes out the rows that stand in spans as they are; those that stand there otherwise leave their spans. */
    private Batch settle(Batch batch, boolean revises) throws SQLException {
        List<Row> rows = batch.layers().stream()
                .flatMap(List::stream)
                .filter(Row::ofSpans)
                .toList();
        Map<Place, Held> held = held(rows);
        if (held.isEmpty()) {
            return batch;
        }
        Set<Place> changed = new HashSet<>();
        if (revises) {
            for (Row row : rows) {
                Held one = held.get(Place.of(row));
                if (one != null && !one.sameAs(row)) {
                    changed.add(Place.of(row));
                }
            }
            unpack(rows.stream().filter(row -> changed.contains(Place.of(row))).toList());
        }
        return batch.onlyRows(row -> {
            Place place = Place.of(row);
            return !held.containsKey(place) || changed.contains(place);
        });
    }

    /**
     * A stretch of a series.
     *
     * @param start of the first period
     */
    private record Stretch(int series, Instant start, Instant firstEnd, Instant lastEnd) {
        static Stretch of(Row row) {
            Instant end = row.reading().end();
            return new Stretch(row.series().id(), row.reading().period().start(), end, end);
        }

        boolean reaches(Row row, Duration gap) {
            return series == row.series().id()
                    && !row.reading().period().start().isAfter(lastEnd.plus(gap));
        }

        Stretch with(Row row) {
            return new Stretch(series, start, firstEnd, row.reading().end());
        }
    }

    /** The stretches in which rows lie that are no further from each other than this. */
    private static List<Stretch> stretches(List<Row> rows, Duration gap) {
        List<Stretch> stretches = new ArrayList<>();
        for (Row row : rows.stream().sorted(Batch.BY_KEY).toList()) {
            if (!stretches.isEmpty() && stretches.getLast().reaches(row, gap)) {
                stretches.add(stretches.removeLast().with(row));
            } else {
                stretches.add(Stretch.of(row));
            }
        }
        return stretches;
    }

    private static Query of(String statement, List<Stretch> stretches, Function<Stretch, Instant> from) {
        return Query.named(statement)
                .with("series", stretches.stream().map(Stretch::series).toList())
                .with("froms", stretches.stream().map(from).toList())
                .with("tos", stretches.stream().map(Stretch::lastEnd).toList());
    }

    private Map<Place, Held> held(List<Row> rows) throws SQLException {
        Map<Place, Held> held = new HashMap<>();
        if (!rows.isEmpty()) {
            of("heldInSpans", stretches(rows, WINDOW), Stretch::firstEnd)
                    .list(
                            connection,
                            row -> held.put(
                                    new Place(row.getInt("series_id"), Column.instant(row, "period_end")),
                                    new Held(Column.decimal(row, "value"), row.getInt("flag_id"))));
        }
        return held;
    }

    private void unpack(List<Row> rows) throws SQLException {
        if (!rows.isEmpty()) {
            of("unpackSpans", stretches(rows, Duration.ZERO), Stretch::start).list(connection, row -> true);
        }
    }
}
