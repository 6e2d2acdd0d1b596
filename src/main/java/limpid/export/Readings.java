package limpid.export;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import limpid.export.Column.Kind;
import limpid.measure.Flags;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.store.Extracts.Rows;
import limpid.store.Extracts.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Readings 监测数据, one a line. They leave month by month (UTC), in each month series by series, so that the store keeps
 * no more than a month in order.
 */
final class Readings implements Rows {
    private static final List<String> FILTERS = List.of("medium", "station", "city", "district", "parameter");

    static final Dataset DATASET = new Dataset(
            "readings",
            "监测数据",
            "readings",
            null,
            List.of(
                    Column.text("station", "站点编码"),
                    Column.text("name", "站点名称"),
                    Column.text("parameter", "监测项目"),
                    Column.text("unit", "单位"),
                    Column.text("period", "平均时段"),
                    Column.of(Kind.TIME, "end", "时段结束时间"),
                    Column.of(Kind.LOCAL_TIME, "endLocal", "时段结束时间（当地）"),
                    Column.of(Kind.DECIMAL, "value", "监测值"),
                    Column.text("flag", "标识"),
                    Column.of(Kind.TIME, "recordedAt", "入库时间")),
            List.of("station", "parameter", "period", "end"),
            FILTERS,
            Readings::new);

    /** What stands beside each value of a series. */
    private record Series(String station, String name, String parameter, String unit, String period) {
        boolean isNamed(List<String> key) {
            return key.subList(0, 3).equals(List.of(station, parameter, period));
        }
    }

    private final Snapshot snapshot;
    private final Map<Integer, Series> series = new HashMap<>();
    private final Map<String, @Nullable Object> arguments;
    private final Instant last;
    private YearMonth month;
    private @Nullable Rows rows;

    private Readings(Snapshot snapshot, Query query) {
        this.snapshot = snapshot;
        this.last = query.toInclusive();
        this.arguments = query.arguments(FILTERS);
        this.month = month(query.fromExclusive());
        String parameter = query.filter("parameter");
        arguments.put(
                "parameterId", parameter == null ? null : parameter(parameter).id());
        readSeries();
        boolean all = FILTERS.stream().allMatch(name -> query.filter(name) == null);
        arguments.put("series", all ? null : List.copyOf(series.keySet()));
        beginAfter(query.after());
    }

    private static Parameter parameter(String code) {
        return Parameters.standard()
                .byCode(code)
                .orElseThrow(() -> new Query.Bad("parameter", code, "a code of /api/v1/parameters"));
    }

    private void readSeries() {
        try (Rows all = snapshot.rows("exportSeries", arguments)) {
            for (@Nullable Object[] row = all.next(); row != null; row = all.next()) {
                Parameter parameter = Parameters.standard().byId((Integer) Objects.requireNonNull(row[3]));
                series.put((Integer) Objects.requireNonNull(row[0]), series(row, parameter));
            }
        }
    }

    private static Series series(@Nullable Object[] row, Parameter parameter) {
        return new Series(
                String.valueOf(row[1]),
                String.valueOf(row[2]),
                parameter.code(),
                parameter.unit(),
                Duration.ofSeconds((Integer) Objects.requireNonNull(row[4])).toString());
    }

    private void beginAfter(List<String> after) {
        arguments.put("afterSeries", null);
        arguments.put("afterEnd", null);
        if (!after.isEmpty()) {
            Instant end = Cursors.end(after.getLast(), after);
            List<Integer> found = new ArrayList<>();
            series.forEach((id, one) -> {
                if (one.isNamed(after)) {
                    found.add(id);
                }
            });
            if (found.isEmpty()) {
                throw Cursors.bad(after);
            }
            arguments.put("afterSeries", found.getFirst());
            arguments.put("afterEnd", end);
            month = month(end);
        }
    }

    /** The partition in which a period ends; a month begins with what ends at its first instant. */
    private static YearMonth month(Instant end) {
        return YearMonth.from(end.atOffset(ZoneOffset.UTC));
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        while (true) {
            if (rows == null && !openMonth()) {
                return null;
            }
            @Nullable Object[] row = Objects.requireNonNull(rows).next();
            if (row != null) {
                return cells(row);
            }
            close();
            month = month.plusMonths(1);
            arguments.put("afterSeries", null);
        }
    }

    private boolean openMonth() {
        Instant first = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusNanos(1_000);
        Instant end = month.plusMonths(1)
                .atDay(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .minusNanos(1_000);
        if (first.isAfter(last)) {
            return false;
        }
        Instant from = (Instant) Objects.requireNonNull(arguments.get("from"));
        Map<String, @Nullable Object> part = new HashMap<>(arguments);
        part.put("from", from.isAfter(first) ? from : first);
        part.put("to", last.isBefore(end) ? last : end);
        rows = snapshot.rows("exportReadings", part);
        return true;
    }

    private @Nullable Object[] cells(@Nullable Object[] row) {
        Series one = Objects.requireNonNull(series.get(row[0]));
        return new @Nullable Object[] {
            one.station,
            one.name,
            one.parameter,
            one.unit,
            one.period,
            row[1],
            row[1],
            row[2],
            Flags.standard().byId((Integer) Objects.requireNonNull(row[3])).code(),
            row[4]
        };
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }
}
