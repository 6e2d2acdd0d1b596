package limpid.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import limpid.export.Column.Kind;
import limpid.measure.Medium;
import limpid.store.Extracts.Rows;
import limpid.store.Extracts.Snapshot;
import org.jspecify.annotations.Nullable;

/** Hours and days of air: concentrations, sub-indices, AQI; what is missing is printed as HJ 633-2026 5.3.2 does. */
final class Air {
    private static final List<String> FILTERS = List.of("station", "city", "scope");
    private static final int FIRST_VALUE = 5;
    private static final int POLLUTANTS = 6;
    private static final int AQI = FIRST_VALUE + 2 * POLLUTANTS;
    private static final int PRIMARY = AQI + 2;
    private static final int NOT_MONITORED = AQI + 8;

    static final Dataset HOURS = dataset(false);
    static final Dataset DAYS = dataset(true);

    private Air() {}

    private static Dataset dataset(boolean days) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("scope", "范围（station 站点，city 城市）"),
                Column.text("code", "编码"),
                Column.text("name", "名称"),
                Column.text("city", "城市")));
        columns.addAll(
                days
                        ? List.of(Column.of(Kind.DATE, "date", "日期"))
                        : List.of(
                                Column.of(Kind.TIME, "end", "时段结束时间"),
                                Column.of(Kind.LOCAL_TIME, "endLocal", "时段结束时间（当地）")));
        List<String> pollutants = pollutants(days);
        pollutants.forEach(code -> columns.add(Column.decimal(
                code,
                code + (days ? " 日均值" : " 小时均值"),
                code.equals("CO") ? "mg/m3" : "ug/m3",
                code.equals("CO") ? 1 : 0)));
        pollutants.forEach(code -> columns.add(Column.of(Kind.INTEGER, "IAQI_" + code, code + " 空气质量分指数")));
        columns.addAll(List.of(
                Column.of(Kind.INTEGER, "AQI", "空气质量指数"),
                Column.of(Kind.INTEGER, "level", "级别"),
                Column.text("primaryPollutants", "首要污染物"),
                Column.text("reason", "无指数的原因"),
                Column.text("leftOut", "未参与的数据"),
                Column.text("edition", "标准"),
                Column.of(Kind.INTEGER, "revision", "修订号"),
                Column.of(Kind.TIME, "knownFrom", "生效时间")));
        return new Dataset(
                days ? "air-days" : "air-hours",
                days ? "空气质量日报" : "空气质量小时报",
                days ? "days of air quality" : "hours of air quality",
                Medium.AIR,
                columns,
                List.of("scope", "code", days ? "date" : "end"),
                FILTERS,
                (snapshot, query) -> open(snapshot, query, days));
    }

    private static List<String> pollutants(boolean days) {
        return List.of("SO2", "NO2", "CO", days ? "O3_8h" : "O3", "PM10", "PM2.5");
    }

    private static Rows open(Snapshot snapshot, Query query, boolean days) {
        String scope = query.filter("scope");
        if (scope != null && !List.of("station", "city").contains(scope)) {
            throw new Query.Bad("scope", scope, "station or city");
        }
        Map<String, @Nullable Object> arguments = query.arguments(FILTERS);
        Cursors.addTo(arguments, snapshot, query, days);
        Rows rows = snapshot.rows(days ? "exportAirDays" : "exportAirHours", arguments);
        return Dataset.mapped(rows, row -> cells(row, days));
    }

    private static @Nullable Object[] cells(@Nullable Object[] row, boolean days) {
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(row).subList(0, NOT_MONITORED));
        for (int i = 0; i < POLLUTANTS; i++) {
            Mark mark = mark(row, days, i);
            mark(cells, FIRST_VALUE + i, mark);
            mark(cells, FIRST_VALUE + POLLUTANTS + i, mark);
        }
        mark(cells, AQI, Mark.MISSING);
        mark(cells, AQI + 1, Mark.MISSING);
        if (cells.get(AQI) == Mark.MISSING) {
            cells.set(PRIMARY, Mark.MISSING);
        }
        if (!days) {
            cells.add(FIRST_VALUE, row[FIRST_VALUE - 1]);
        }
        return cells.toArray();
    }

    private static Mark mark(@Nullable Object[] row, boolean days, int pollutant) {
        String code = pollutants(days).get(pollutant).replace("_8h", "").toUpperCase(Locale.ROOT);
        return row[NOT_MONITORED] instanceof List<?> codes && codes.contains(code) ? Mark.NOT_MONITORED : Mark.MISSING;
    }

    private static void mark(List<@Nullable Object> cells, int at, Mark mark) {
        if (cells.get(at) == null) {
            cells.set(at, mark);
        }
    }
}
