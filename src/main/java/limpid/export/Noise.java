package limpid.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import limpid.export.Column.Kind;
import limpid.measure.Medium;
import limpid.noise.NightMeaning;
import limpid.noise.NoiseTables;
import limpid.result.ResultTable;
import limpid.store.Extract;
import limpid.store.Extract.Beside;
import limpid.store.Extract.Where;
import limpid.store.Extracts.Rows;
import limpid.store.Extracts.Snapshot;
import org.jspecify.annotations.Nullable;

/** Hours and days of noise points 声环境. */
public final class Noise {
    private static final List<String> FILTERS = List.of("station", "city", "district", "network");
    private static final Map<String, Where> POINTS = new LinkedHashMap<>();

    static {
        POINTS.put("station", Where.STATION);
        POINTS.put("city", Where.CITY);
        POINTS.put("district", Where.DISTRICT);
        POINTS.put("network", Where.NETWORK);
    }

    private static final List<Column> POINT = List.of(
            Column.text("station", "监测点位编码"),
            Column.text("name", "点位名称"),
            Column.text("city", "城市"),
            Column.text("network", "监测网络"),
            Column.text("zone", "声环境功能区"));

    static final Dataset HOURS = of(NoiseTables.HOURS, List.of(Extract.SUBJECT, "period_end"), Map.of());
    static final Dataset DAYS =
            of(NoiseTables.DAYS, List.of("day", Extract.SUBJECT), Map.of(NoiseTables.OFFICIAL, true));

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
        arguments.put("afterSeconds", none ? null : Cursors.number(after.get(1), after));
        arguments.put("afterEnd", none ? null : Cursors.end(after.getLast(), after));
        return snapshot.rows("exportNoiseSurveys", arguments);
    }

    private static List<Column> columns(List<Column> time, Stream<Column> levels, Stream<Column> rest) {
        List<Column> columns = new ArrayList<>(POINT);
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

    /** Days with nights of one meaning, whichever is official. */
    public static Dataset days(NightMeaning meaning) {
        return of(NoiseTables.DAYS, List.of("day", Extract.SUBJECT), Map.of(NoiseTables.NIGHT_MEANING, meaning.code()));
    }

    private static <T> Dataset of(ResultTable<T> table, List<String> order, Map<String, Object> always) {
        Map<Beside, Column> beside = new LinkedHashMap<>();
        List<Beside> told = List.of(Beside.CODE, Beside.NAME, Beside.CITY, Beside.NETWORK, Beside.ZONE);
        for (int i = 0; i < told.size(); i++) {
            beside.put(told.get(i), POINT.get(i));
        }
        return new ResultDataset<>(
                        table,
                        new ResultDataset.Setting(
                                beside,
                                List.of(
                                        "station",
                                        table.period().titles().getFirst().name()),
                                order,
                                POINTS,
                                Map.of(),
                                Map.of(),
                                always),
                        null)
                .dataset();
    }
}
