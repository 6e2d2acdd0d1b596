package limpid.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import limpid.export.Column.Kind;
import limpid.measure.Medium;
import limpid.store.Extracts.Rows;
import limpid.store.Extracts.Snapshot;
import org.jspecify.annotations.Nullable;

/** Hours and days of noise points 声环境. */
final class Noise {
    private static final List<String> FILTERS = List.of("station", "city", "network");
    private static final int END = 5;

    static final Dataset HOURS = new Dataset(
            "noise-hours",
            "噪声小时数据",
            "hours of noise",
            Medium.NOISE,
            columns(
                    List.of(
                            Column.of(Kind.TIME, "end", "时段结束时间"),
                            Column.of(Kind.LOCAL_TIME, "endLocal", "时段结束时间（当地）")),
                    levels("Leq", "Lmax", "Lmin", "SD", "L5", "L10", "L50", "L90", "L95"),
                    Stream.of(
                            Column.of(Kind.INTEGER, "valid", "有效数据数"),
                            Column.of(Kind.INTEGER, "expected", "应有数据数"),
                            Column.text("reason", "缺失原因"))),
            List.of("station", "end"),
            FILTERS,
            (snapshot, query) ->
                    Dataset.mapped(snapshot.rows("exportNoiseHours", arguments(snapshot, query, false)), Noise::hour));

    static final Dataset DAYS = new Dataset(
            "noise-days",
            "噪声日数据",
            "days of noise",
            Medium.NOISE,
            columns(
                    List.of(Column.of(Kind.DATE, "date", "日期")),
                    levels("Leq", "Ld", "Ln", "Ldn", "Lmax", "LmaxDay", "LmaxNight", "L5", "L10", "L50", "L90", "L95"),
                    Stream.of(
                            Column.of(Kind.INTEGER, "dayValidHours", "昼间有效小时数"),
                            Column.of(Kind.INTEGER, "dayDueHours", "昼间应有小时数"),
                            Column.of(Kind.INTEGER, "nightValidHours", "夜间有效小时数"),
                            Column.of(Kind.INTEGER, "nightDueHours", "夜间应有小时数"),
                            Column.text("nightMeaning", "夜间的取法"),
                            Column.text("ruleSet", "有效性规则"),
                            Column.text("reason", "缺失原因"),
                            Column.text("dayReason", "昼间缺失原因"),
                            Column.text("nightReason", "夜间缺失原因"),
                            Column.text("levelsReason", "累积百分声级缺失原因"))),
            List.of("station", "date"),
            FILTERS,
            (snapshot, query) -> snapshot.rows("exportNoiseDays", arguments(snapshot, query, true)));

    static final Dataset SURVEYS = new Dataset(
            "noise-surveys",
            "噪声手工监测",
            "survey measurements of noise",
            Medium.NOISE,
            columns(
                    List.of(
                            Column.text("survey", "监测批次"),
                            Column.of(Kind.TIME, "start", "开始时间"),
                            Column.of(Kind.LOCAL_TIME, "startLocal", "开始时间（当地）"),
                            Column.of(Kind.INTEGER, "seconds", "时长（秒）")),
                    levels("Leq", "Lmax", "Lmin", "SD", "L5", "L10", "L50", "L90", "L95"),
                    Stream.of(
                            Column.text("invalid", "无效原因"),
                            Column.of(Kind.INTEGER, "heavyVehicles", "大型车"),
                            Column.of(Kind.INTEGER, "lightVehicles", "中小型车"),
                            Column.text("origin", "来源"))),
            List.of("station", "seconds", "start"),
            FILTERS,
            Noise::surveys);

    private Noise() {}

    private static Rows surveys(Snapshot snapshot, Query query) {
        Map<String, @Nullable Object> arguments = query.arguments(FILTERS);
        List<String> after = query.after();
        boolean none = after.isEmpty();
        arguments.put("afterId", none ? null : Cursors.subject(snapshot, "station", after.getFirst(), after));
        arguments.put("afterSeconds", none ? null : Cursors.number(after, 1));
        arguments.put("afterEnd", none ? null : Cursors.end(after));
        return snapshot.rows("exportNoiseSurveys", arguments);
    }

    private static List<Column> columns(List<Column> time, Stream<Column> levels, Stream<Column> rest) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("station", "监测点位编码"),
                Column.text("name", "点位名称"),
                Column.text("city", "城市"),
                Column.text("network", "监测网络"),
                Column.text("zone", "声环境功能区")));
        columns.addAll(time);
        levels.forEach(columns::add);
        rest.forEach(columns::add);
        columns.add(Column.of(Kind.INTEGER, "revision", "修订号"));
        columns.add(Column.of(Kind.TIME, "knownFrom", "生效时间"));
        return columns;
    }

    private static Stream<Column> levels(String... names) {
        return Stream.of(names).map(name -> Column.decimal(name, name, "dB", 1));
    }

    private static Map<String, @Nullable Object> arguments(Snapshot snapshot, Query query, boolean days) {
        Map<String, @Nullable Object> arguments = query.arguments(FILTERS);
        Cursors.addTo(arguments, snapshot, query, days);
        return arguments;
    }

    private static @Nullable Object[] hour(@Nullable Object[] row) {
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(row));
        cells.add(END + 1, row[END]);
        return cells.toArray();
    }
}
