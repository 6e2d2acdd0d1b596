package limpid.store.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import limpid.measure.Reading;
import limpid.store.Arrival;
import limpid.store.DirtyPeriod;
import limpid.store.Level;
import limpid.store.postgres.SeriesBook.Key;
import limpid.store.postgres.SeriesBook.Series;

/**
 * The readings of a batch: spans of plain seconds, and all others in key order, in layers. Within a layer each key stands once; a
 * key that comes again with another value goes into the next layer, so that it revises the first one as it would have done in a
 * later batch. What meets other readings of the same time in the batch is in no span.
 */
final class Batch {
    /** The order of keys. */
    static final Comparator<Row> BY_KEY = Comparator.comparingInt(
                    (Row row) -> row.series().id())
            .thenComparing(row -> row.reading().end());

    private static final Comparator<PlainSpan> BY_TIME =
            Comparator.comparingInt((PlainSpan span) -> span.series().id()).thenComparing(PlainSpan::end);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<PlainSpan> spans = new ArrayList<>();
    private final List<List<Row>> layers = new ArrayList<>();

    /** A reading with its series. */
    record Row(Series series, Reading reading) {
        private boolean sameKey(Row other) {
            return series.id() == other.series.id() && reading.end().equals(other.reading.end());
        }

        private boolean sameContent(Row other) {
            return reading.flag().equals(other.reading.flag())
                    && (reading.value() == null
                            ? other.reading.value() == null
                            : other.reading.value() != null
                                    && reading.value().compareTo(Objects.requireNonNull(other.reading.value())) == 0);
        }

        boolean sameAs(Row other) {
            return sameKey(other) && sameContent(other);
        }

        /** Whether its reading may stand in a span. */
        boolean ofSpans() {
            return PlainSpan.holds(series, reading.period().length());
        }
    }

    /** A span, and how many rows came before it. */
    private record Placed(int rowsBefore, PlainSpan span) {}

    Batch(List<Arrival> arrivals, SeriesBook book) {
        List<Row> rows = new ArrayList<>();
        List<Placed> placed = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            sort(arrival.accepted(), book, rows, placed);
        }
        Set<Integer> meeting = meeting(placed, rows);
        arrange(inOrder(rows, placed, meeting));
        placed.stream()
                .map(Placed::span)
                .filter(span -> !meeting.contains(span.series().id()))
                .sorted(BY_TIME)
                .forEach(this::addSpan);
    }

    private Batch(List<PlainSpan> spans, List<Row> rows) {
        this.spans.addAll(spans);
        arrange(rows);
    }

    private static void sort(List<Reading> readings, SeriesBook book, List<Row> rows, List<Placed> placed) {
        int at = 0;
        while (at < readings.size()) {
            Reading first = readings.get(at);
            Series series = book.of(Key.of(first));
            int length = PlainSpan.holds(series, first.period().length()) ? PlainSpan.length(readings, at) : 1;
            if (length == 1) {
                rows.add(new Row(series, first));
            } else {
                placed.add(new Placed(rows.size(), new PlainSpan(series, readings.subList(at, at + length))));
            }
            at += length;
        }
    }

    /** Series of which something comes twice in the batch, unless it is the same span. */
    private static Set<Integer> meeting(List<Placed> placed, List<Row> rows) {
        Set<Integer> meeting = new HashSet<>();
        Map<Integer, List<PlainSpan>> bySeries = new HashMap<>();
        PlainSpan last = null;
        for (PlainSpan span : placed.stream().map(Placed::span).sorted(BY_TIME).toList()) {
            if (last != null && last.series().id() == span.series().id() && last.overlaps(span) && !last.sameAs(span)) {
                meeting.add(span.series().id());
            }
            bySeries.computeIfAbsent(span.series().id(), id -> new ArrayList<>())
                    .add(span);
            last = span;
        }
        if (!bySeries.isEmpty()) {
            rows.stream()
                    .filter(row -> bySeries.getOrDefault(row.series().id(), List.of()).stream()
                            .anyMatch(span -> span.surrounds(row.reading())))
                    .forEach(row -> meeting.add(row.series().id()));
        }
        return meeting;
    }

    /** The rows as they came, with those of spans of these series. */
    private static List<Row> inOrder(List<Row> rows, List<Placed> placed, Set<Integer> series) {
        if (series.isEmpty()) {
            return rows;
        }
        List<Row> ordered = new ArrayList<>();
        int done = 0;
        for (Placed one : placed) {
            if (series.contains(one.span().series().id())) {
                ordered.addAll(rows.subList(done, one.rowsBefore()));
                done = one.rowsBefore();
                one.span().rows().forEach(ordered::add);
            }
        }
        ordered.addAll(rows.subList(done, rows.size()));
        return ordered;
    }

    private void addSpan(PlainSpan span) {
        if (spans.isEmpty() || !spans.getLast().sameAs(span)) {
            spans.add(span);
        }
    }

    private void arrange(List<Row> rows) {
        rows.sort(BY_KEY);
        Row last = null;
        int layer = 0;
        for (Row row : rows) {
            if (last != null && row.sameKey(last)) {
                if (row.sameContent(last)) {
                    continue;
                }
                layer++;
            } else {
                layer = 0;
            }
            add(layer, row);
            last = row;
        }
    }

    private void add(int layer, Row row) {
        if (layer == layers.size()) {
            layers.add(new ArrayList<>());
        }
        layers.get(layer).add(row);
    }

    /** The same with the readings of these spans each for itself. */
    Batch without(Collection<PlainSpan> some) {
        if (some.isEmpty()) {
            return this;
        }
        Set<PlainSpan> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        gone.addAll(some);
        List<Row> rows = new ArrayList<>(eachRow().toList());
        gone.forEach(span -> span.rows().forEach(rows::add));
        return new Batch(spans.stream().filter(span -> !gone.contains(span)).toList(), rows);
    }

    /** The same without some of its rows. */
    Batch onlyRows(Predicate<Row> which) {
        return new Batch(spans, new ArrayList<>(eachRow().filter(which).toList()));
    }

    List<PlainSpan> spans() {
        return spans;
    }

    /** Those that stand in no span. */
    List<List<Row>> layers() {
        return layers;
    }

    private Stream<Row> eachRow() {
        return layers.stream().flatMap(List::stream);
    }

    /** The ids of the series of rows; whatever comes again stands in the first layer too. */
    Integer[] seriesIds() {
        return layers.getFirst().stream()
                .map(row -> row.series().id())
                .distinct()
                .toArray(Integer[]::new);
    }

    /** The ids of series of seconds. */
    Stream<Integer> seriesOfSeconds() {
        return Stream.concat(
                spans.stream().map(span -> span.series().id()),
                eachRow()
                        .filter(row ->
                                PlainSpan.ofSeconds(row.reading().period().length()))
                        .map(row -> row.series().id()));
    }

    /** Such readings, in spans or not. */
    List<Row> rows(Predicate<Reading> which) {
        List<Row> rows = new ArrayList<>();
        eachRow().filter(row -> which.test(row.reading())).forEach(rows::add);
        for (PlainSpan span : spans) {
            for (Reading reading : span.readings()) {
                if (which.test(reading)) {
                    rows.add(new Row(span.series(), reading));
                }
            }
        }
        return rows;
    }

    /** The periods that changed at these stations. */
    Map<Integer, Set<DirtyPeriod>> dirtyPeriods(Set<Integer> changedStations) {
        Map<Integer, Set<DirtyPeriod>> dirty = new HashMap<>();
        eachRow()
                .filter(row -> changedStations.contains(row.series().stationId()))
                .forEach(row -> dirty.computeIfAbsent(row.series().stationId(), station -> new HashSet<>())
                        .add(DirtyPeriod.of(row.series().medium(), row.reading().period())));
        spans.stream()
                .filter(span -> changedStations.contains(span.series().stationId()))
                .forEach(span ->
                        addPeriods(span, dirty.computeIfAbsent(span.series().stationId(), station -> new HashSet<>())));
        return dirty;
    }

    /** Every minute of a span has a reading, for their periods are shorter. */
    private static void addPeriods(PlainSpan span, Set<DirtyPeriod> dirty) {
        Instant last = DirtyPeriod.minuteEnd(span.end());
        for (Instant minute = DirtyPeriod.minuteEnd(span.firstEnd());
                !minute.isAfter(last);
                minute = minute.plus(MINUTE)) {
            dirty.add(new DirtyPeriod(Level.MINUTE, minute));
        }
    }

    static Instant firstEnd(List<Row> rows) {
        return rows.stream()
                .map(row -> row.reading().end())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    static Instant lastEnd(List<Row> rows) {
        return rows.stream()
                .map(row -> row.reading().end())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
