package limpid.store.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import limpid.measure.Reading;
import limpid.store.Arrival;
import limpid.store.DirtyPeriod;
import limpid.store.postgres.SeriesBook.Key;
import limpid.store.postgres.SeriesBook.Series;

/**
 * The readings of a batch in key order, in layers. Within a layer each key stands once; a key that comes again with
 * another value goes into the next layer, so that it revises the first one as it would have done in a later batch.
 */
final class Batch {
    private static final Comparator<Row> BY_KEY = Comparator.comparingInt(
                    (Row row) -> row.series().id())
            .thenComparing(row -> row.reading().end());

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
    }

    Batch(List<Arrival> arrivals, SeriesBook book) {
        List<Row> rows = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            for (Reading reading : arrival.accepted()) {
                rows.add(new Row(book.of(Key.of(reading)), reading));
            }
        }
        rows.sort(BY_KEY);
        arrange(rows);
    }

    private void arrange(List<Row> rows) {
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

    List<List<Row>> layers() {
        return layers;
    }

    /** The ids of its series; whatever comes again stands in the first layer too. */
    Integer[] seriesIds() {
        return layers.getFirst().stream()
                .map(row -> row.series().id())
                .distinct()
                .toArray(Integer[]::new);
    }

    /** The rows of such readings. */
    List<Row> rows(Predicate<Reading> which) {
        return layers.stream()
                .flatMap(List::stream)
                .filter(row -> which.test(row.reading()))
                .toList();
    }

    /** The periods that changed at these stations. */
    Map<Integer, Set<DirtyPeriod>> dirtyPeriods(Set<Integer> changedStations) {
        Map<Integer, Set<DirtyPeriod>> dirty = new HashMap<>();
        for (List<Row> layer : layers) {
            for (Row row : layer) {
                if (changedStations.contains(row.series().stationId())) {
                    dirty.computeIfAbsent(row.series().stationId(), station -> new HashSet<>())
                            .add(DirtyPeriod.of(
                                    row.series().medium(), row.reading().period()));
                }
            }
        }
        return dirty;
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
