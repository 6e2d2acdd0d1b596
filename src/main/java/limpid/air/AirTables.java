package limpid.air;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import limpid.air.AirReport.Part;
import limpid.measure.Medium;
import limpid.result.ResultTable;
import limpid.result.ResultTable.Builder;
import limpid.result.ResultTable.Ends;
import limpid.result.Row;
import limpid.result.Type;
import limpid.standard.Pollutant;

/** The tables of air quality; what is missing is printed as HJ 633-2026 5.3.2 does. */
public final class AirTables {
    /** The level of an index, in both tables. */
    static final String LEVEL = "level";

    private static final String EDITION = "edition";
    private static final String AQI = "aqi";
    private static final String PRIMARY_POLLUTANTS = "primary_pollutants";
    private static final String REASON = "reason";
    private static final String LEFT_OUT = "left_out";
    private static final String VALID_HOURS = "valid_hours";
    private static final String VALID_DAYS = "valid_days";
    private static final String IAQI = "iaqi_";

    /** Hours 空气质量小时报. */
    public static final ResultTable<AirHour> HOURS = reported(
                    ResultTable.<AirHour>named("air_hour", Medium.AIR, Ends.AT)
                            .file("air-hours", "空气质量小时报", "hours of air quality")
                            .column("period_end", Type.TIME, AirHour::end)
                            .as("end", "时段结束时间")
                            .key(),
                    AirHour::report,
                    false)
            .read(row -> new AirHour(row.time("period_end"), report(row, false)));

    /** Days 空气质量日报. */
    public static final ResultTable<AirDay> DAYS = reported(
                    ResultTable.<AirDay>named("air_day", Medium.AIR, Ends.WITH_DAY)
                            .file("air-days", "空气质量日报", "days of air quality")
                            .confirmed()
                            .column("day", Type.DATE, AirDay::date)
                            .as("date", "日期")
                            .key(),
                    AirDay::report,
                    true)
            .column(VALID_HOURS, Type.INTEGERS, AirDay::validHours)
            .read(row -> new AirDay(row.date("day"), report(row, true), row.integers(VALID_HOURS)));

    /** What dust by hours leaves of days, which stands beside the published day and never in its place. */
    public static final ResultTable<DustRest> RESTS = ResultTable.<DustRest>named(
                    "air_day_rest", Medium.AIR, Ends.WITH_DAY)
            .column("day", Type.DATE, DustRest::date)
            .key()
            .decimal(hourColumn(Pollutant.PM10), rest -> rest.means().get(Pollutant.PM10))
            .decimal(hourColumn(Pollutant.PM2_5), rest -> rest.means().get(Pollutant.PM2_5))
            .read(AirTables::rest);

    /** Months, quarters, half-years and years 空气质量时段评价. */
    public static final ResultTable<AirEvaluation> PERIODS = ResultTable.<AirEvaluation>named(
                    "air_period", Medium.AIR, Ends.WITH_LAST_DAY)
            .file("air-periods", "空气质量时段评价", "months, quarters, half-years and years of air quality")
            .text("kind", evaluation -> evaluation.period().kind().code())
            .as("kind", "时段（month 月，quarter 季，half_year 半年，year 年）")
            .key()
            .column("first_day", Type.DATE, evaluation -> evaluation.period().startInclusive())
            .as("firstDay", "开始日期")
            .key()
            .column(ResultTable.LAST_DAY, Type.DATE, evaluation -> evaluation
                    .period()
                    .lastDay())
            .as("lastDay", "结束日期")
            .integer("calendar_days", evaluation -> evaluation.days().calendar())
            .as("calendarDays", "日历天数")
            .integer(VALID_DAYS, evaluation -> evaluation.days().valid())
            .as("validDays", "有效天数")
            .integer("excellent", evaluation -> evaluation.days().excellent())
            .as("excellent", "优天数")
            .integer("good", evaluation -> evaluation.days().good())
            .as("good", "良天数")
            .integer("light", evaluation -> evaluation.days().light())
            .as("light", "轻度污染天数")
            .integer("moderate", evaluation -> evaluation.days().moderate())
            .as("moderate", "中度污染天数")
            .integer("heavy", evaluation -> evaluation.days().heavy())
            .as("heavy", "重度污染天数")
            .integer("severe", evaluation -> evaluation.days().severe())
            .as("severe", "严重污染天数")
            .decimal("excellent_day_ratio", evaluation -> evaluation.days().excellentDayRatio())
            .as("excellentDayRatio", "优良天数比例", "%", null)
            .each(PeriodFigure.values(), (table, figure) -> table.decimal(figure.column(), figure::of)
                    .as(figure.title(), figure.titleZh(), unit(figure.pollutant()), null))
            .decimal("composite_index", evaluation -> evaluation.composite().value())
            .as("compositeIndex", "综合指数")
            .texts("main_pollutants", evaluation -> evaluation.composite().mainPollutants().stream()
                    .map(Pollutant::code)
                    .toList())
            .as("mainPollutants", "主要污染物")
            .column("complies", Type.BOOLEAN, AirEvaluation::complies)
            .as("complies", "是否达标")
            .column("days", Type.INTEGERS, evaluation -> inIndex(evaluation)
                    .map(statistic -> statistic.coverage().valid())
                    .toList())
            .as("days", "SO2;NO2;CO;O3;PM10;PM2.5 有效天数")
            .column("required", Type.INTEGERS, evaluation -> inIndex(evaluation)
                    .map(statistic -> statistic.coverage().required())
                    .toList())
            .as("required", "SO2;NO2;CO;O3;PM10;PM2.5 应有天数")
            .texts(LEFT_OUT, AirTables::leftOut)
            .as("leftOut", "未参与的数据")
            .text(EDITION, evaluation -> evaluation.standard().limits().label())
            .as("edition", "标准")
            .text(
                    "evaluation_edition",
                    evaluation -> evaluation.standard().evaluation().label())
            .as("evaluationEdition", "评价规范")
            .texts("index_editions", AirEvaluation::dayEditions)
            .as("indexEditions", "指数规定")
            .texts("clauses", evaluation -> evaluation.pollutants().stream()
                    .flatMap(pollutant -> pollutant.statistics().stream())
                    .map(PeriodStatistic::clause)
                    .filter(clause -> !clause.isEmpty())
                    .distinct()
                    .toList())
            .written();

    private AirTables() {}

    private static Stream<PeriodStatistic> inIndex(AirEvaluation evaluation) {
        return evaluation.pollutants().stream()
                .flatMap(pollutant -> pollutant.statistics().stream())
                .filter(statistic -> statistic.statistic().inIndex());
    }

    /** As {@code O3 p90: tooFewDays}. */
    private static List<String> leftOut(AirEvaluation evaluation) {
        return evaluation.pollutants().stream()
                .flatMap(pollutant -> pollutant.statistics().stream()
                        .flatMap(statistic -> Stream.ofNullable(statistic.reason())
                                .map(reason -> pollutant.pollutant().code() + " "
                                        + statistic.statistic().code() + ": " + reason.code())))
                .toList();
    }

    /** What of a kept period enters the composite index. */
    public static InIndex inIndex(Row row) {
        Map<Pollutant, BigDecimal> figures = new EnumMap<>(Pollutant.class);
        Map<Pollutant, Reason> leftOut = new EnumMap<>(Pollutant.class);
        for (PeriodFigure figure : PeriodFigure.values()) {
            BigDecimal value = row.decimal(figure.column());
            if (figure.inIndex() && value != null) {
                figures.put(figure.pollutant(), value);
            } else if (figure.inIndex()) {
                leftOut.put(figure.pollutant(), figure.reason(row.texts(LEFT_OUT)));
            }
        }
        return new InIndex(row.count(VALID_DAYS), Collections.min(row.integers("days")), figures, leftOut);
    }

    /**
     * What of a kept period enters the composite index.
     *
     * @param validDays days with a published index
     * @param leastDays days with a value of the pollutant that has the fewest
     * @param figures   as published, those that are there
     * @param leftOut   why the others are not
     */
    public record InIndex(
            int validDays, int leastDays, Map<Pollutant, BigDecimal> figures, Map<Pollutant, Reason> leftOut) {}

    private static DustRest rest(Row row) {
        Map<Pollutant, BigDecimal> means = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : new Pollutant[] {Pollutant.PM10, Pollutant.PM2_5}) {
            BigDecimal mean = row.decimal(hourColumn(pollutant));
            if (mean != null) {
                means.put(pollutant, mean);
            }
        }
        return new DustRest(row.date("day"), means);
    }

    private static <T> Builder<T> reported(Builder<T> table, Function<T, AirReport> report, boolean days) {
        return table.each(Pollutant.values(), (one, pollutant) -> one.decimal(
                                column(pollutant, days),
                                row -> report.apply(row).part(pollutant).value())
                        .as(
                                title(pollutant, days),
                                pollutant.code() + " " + meanZh(pollutant, days),
                                unit(pollutant),
                                pollutant == Pollutant.CO ? 1 : 0)
                        .figureOf(pollutant.code()))
                .each(Pollutant.values(), (one, pollutant) -> one.integer(
                                IAQI + column(pollutant, days),
                                row -> report.apply(row).part(pollutant).iaqi())
                        .as("IAQI_" + title(pollutant, days), pollutant.code() + " 空气质量分指数")
                        .figureOf(pollutant.code()))
                .integer(AQI, row -> report.apply(row).aqi())
                .as("AQI", "空气质量指数")
                .figure()
                .integer(LEVEL, row -> report.apply(row).level())
                .as("level", "级别")
                .figure()
                .texts(PRIMARY_POLLUTANTS, row -> report.apply(row).primaryPollutants())
                .as("primaryPollutants", "首要污染物")
                .figureWith(AQI)
                .text(REASON, row -> report.apply(row).reason())
                .as("reason", "无指数的原因")
                .texts(LEFT_OUT, row -> report.apply(row).leftOut())
                .as("leftOut", "未参与的数据")
                .text(EDITION, row -> report.apply(row).edition())
                .as("edition", "标准");
    }

    private static String meanZh(Pollutant pollutant, boolean days) {
        return days ? pollutant == Pollutant.O3 ? "日最大8小时平均" : "日均值" : "小时均值";
    }

    private static AirReport report(Row row, boolean days) {
        Map<Pollutant, Part> parts = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : Pollutant.values()) {
            String column = column(pollutant, days);
            parts.put(pollutant, new Part(row.decimal(column), row.integer(IAQI + column)));
        }
        return new AirReport(
                row.word(EDITION),
                parts,
                row.integer(AQI),
                row.integer(LEVEL),
                row.texts(PRIMARY_POLLUTANTS),
                row.text(REASON),
                row.texts(LEFT_OUT));
    }

    private static String column(Pollutant pollutant, boolean days) {
        return days ? dayColumn(pollutant) : hourColumn(pollutant);
    }

    /** The column of an hour's concentration. */
    static String hourColumn(Pollutant pollutant) {
        return pollutant.code().toLowerCase(Locale.ROOT).replace(".", "");
    }

    /** The column of a day's concentration. */
    static String dayColumn(Pollutant pollutant) {
        return pollutant == Pollutant.O3 ? "o3_max8h" : hourColumn(pollutant);
    }

    private static String title(Pollutant pollutant, boolean days) {
        return days && pollutant == Pollutant.O3 ? "O3_8h" : pollutant.code();
    }

    private static String unit(Pollutant pollutant) {
        return pollutant == Pollutant.CO ? "mg/m3" : "ug/m3";
    }
}
