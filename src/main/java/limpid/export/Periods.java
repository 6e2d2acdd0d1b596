package limpid.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import limpid.export.Column.Kind;
import limpid.measure.Medium;
import limpid.store.Extracts.Rows;
import limpid.store.Extracts.Snapshot;
import org.jspecify.annotations.Nullable;

/** Kept months, quarters, half-years and years: of air of stations and cities, of water of cities and rivers. */
final class Periods {
    private static final List<String> AIR_FILTERS = List.of("station", "city", "scope", "period");
    private static final List<String> WATER_FILTERS = List.of("city", "river", "scope", "period");
    private static final List<String> KEY = List.of("scope", "kind", "code", "firstDay");
    private static final int KIND = 1;

    static final Dataset AIR = new Dataset(
            "air-periods",
            "空气质量时段评价",
            "months, quarters, half-years and years of air quality",
            Medium.AIR,
            airColumns(),
            KEY,
            AIR_FILTERS,
            (snapshot, query) -> {
                only(query, "scope", "station", "city");
                return open("exportAirPeriods", AIR_FILTERS, snapshot, query);
            });

    static final Dataset WATER = new Dataset(
            "water-periods",
            "区域水质评价",
            "months, quarters, half-years and years of cities and rivers",
            Medium.WATER,
            waterColumns(),
            KEY,
            WATER_FILTERS,
            (snapshot, query) -> {
                only(query, "scope", "city", "river");
                return open("exportWaterPeriods", WATER_FILTERS, snapshot, query);
            });

    private Periods() {}

    private static void only(Query query, String filter, String... known) {
        String value = query.filter(filter);
        if (value != null && !List.of(known).contains(value)) {
            throw new Query.Bad(filter, value, String.join(" or ", known));
        }
    }

    private static Rows open(String statement, List<String> filters, Snapshot snapshot, Query query) {
        Map<String, @Nullable Object> arguments = query.arguments(filters);
        arguments.put("period", query.periodKind().map(kind -> kind.code()).orElse(null));
        Cursors.addTo(arguments, snapshot, query, true);
        arguments.put(
                "afterKind", query.after().isEmpty() ? null : query.after().get(KIND));
        return snapshot.rows(statement, arguments);
    }

    private static List<Column> airColumns() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("scope", "范围（station 站点，city 城市）"),
                Column.text("code", "编码"),
                Column.text("name", "名称"),
                Column.text("city", "城市"),
                Column.text("kind", "时段（month 月，quarter 季，half_year 半年，year 年）"),
                Column.of(Kind.DATE, "firstDay", "开始日期"),
                Column.of(Kind.DATE, "lastDay", "结束日期"),
                Column.of(Kind.INTEGER, "calendarDays", "日历天数"),
                Column.of(Kind.INTEGER, "validDays", "有效天数"),
                Column.of(Kind.INTEGER, "excellent", "优天数"),
                Column.of(Kind.INTEGER, "good", "良天数"),
                Column.of(Kind.INTEGER, "light", "轻度污染天数"),
                Column.of(Kind.INTEGER, "moderate", "中度污染天数"),
                Column.of(Kind.INTEGER, "heavy", "重度污染天数"),
                Column.of(Kind.INTEGER, "severe", "严重污染天数"),
                measured("excellentDayRatio", "优良天数比例", "%")));
        Stream.of("SO2", "SO2_p98", "NO2", "NO2_p98", "CO_p95", "O3_8h_p90", "PM10", "PM10_p95", "PM2.5", "PM2.5_p95")
                .forEach(name -> columns.add(measured(
                        name,
                        name.replaceFirst("_p(\\d+)", " 第 $1 百分位数") + (name.contains("_p") ? "" : " 平均浓度"),
                        name.startsWith("CO") ? "mg/m3" : "ug/m3")));
        columns.addAll(List.of(
                Column.of(Kind.DECIMAL, "compositeIndex", "综合指数"),
                Column.text("mainPollutants", "主要污染物"),
                Column.of(Kind.BOOLEAN, "complies", "是否达标"),
                Column.text("days", "SO2;NO2;CO;O3;PM10;PM2.5 有效天数"),
                Column.text("required", "SO2;NO2;CO;O3;PM10;PM2.5 应有天数"),
                Column.text("leftOut", "未参与的数据"),
                Column.text("edition", "标准"),
                Column.text("evaluationEdition", "评价规范"),
                Column.text("indexEditions", "指数规定")));
        return ended(columns);
    }

    private static List<Column> waterColumns() {
        return ended(new ArrayList<>(List.of(
                Column.text("scope", "范围（city 城市，river 水体）"),
                Column.text("code", "名称"),
                Column.text("kind", "时段（month 月，quarter 季，half_year 半年，year 年）"),
                Column.text("period", "评价时段"),
                Column.of(Kind.DATE, "firstDay", "开始日期"),
                Column.of(Kind.DATE, "lastDay", "结束日期"),
                Column.of(Kind.INTEGER, "sections", "断面数"),
                Column.of(Kind.INTEGER, "assessed", "参评断面数"),
                Column.of(Kind.INTEGER, "class1", "Ⅰ类断面数"),
                Column.of(Kind.INTEGER, "class2", "Ⅱ类断面数"),
                Column.of(Kind.INTEGER, "class3", "Ⅲ类断面数"),
                Column.of(Kind.INTEGER, "class4", "Ⅳ类断面数"),
                Column.of(Kind.INTEGER, "class5", "Ⅴ类断面数"),
                Column.of(Kind.INTEGER, "worseThan5", "劣Ⅴ类断面数"),
                measured("share1To3", "Ⅰ～Ⅲ类比例", "%"),
                measured("shareWorseThan5", "劣Ⅴ类比例", "%"),
                Column.text("basis", "定性评价依据"),
                Column.of(Kind.INTEGER, "meanClass", "平均水质类别"),
                Column.of(Kind.INTEGER, "grade", "定性评价级别"),
                Column.text("gradeZh", "定性评价"),
                Column.text("gradeEn", "grade"),
                Column.of(Kind.INTEGER, "targetMet", "达标断面数"),
                Column.of(Kind.INTEGER, "targetChecks", "考核断面数"),
                Column.of(Kind.INTEGER, "monthsMet", "达标断面次"),
                Column.of(Kind.INTEGER, "monthsChecks", "考核断面次"),
                Column.text("mainIndicators", "主要污染指标"),
                Column.text("reason", "无评价的原因"),
                Column.text("leftOut", "未参与的断面"),
                Column.text("edition", "标准"))));
    }

    private static Column measured(String name, String titleZh, String unit) {
        return new Column(name, titleZh, Kind.DECIMAL, unit, null);
    }

    private static List<Column> ended(List<Column> columns) {
        columns.add(Column.of(Kind.INTEGER, "revision", "修订号"));
        columns.add(Column.of(Kind.TIME, "knownFrom", "生效时间"));
        return columns;
    }
}
