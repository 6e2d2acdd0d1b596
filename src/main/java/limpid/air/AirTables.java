package limpid.air;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
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

    private AirTables() {}

    private static <T> Builder<T> reported(Builder<T> table, Function<T, AirReport> report, boolean days) {
        return table.each(Pollutant.values(), (one, pollutant) -> one.decimal(
                                column(pollutant, days),
                                row -> report.apply(row).part(pollutant).value())
                        .as(
                                title(pollutant, days),
                                title(pollutant, days) + (days ? " 日均值" : " 小时均值"),
                                unit(pollutant),
                                pollutant == Pollutant.CO ? 1 : 0)
                        .figureOf(pollutant.code()))
                .each(Pollutant.values(), (one, pollutant) -> one.integer(
                                IAQI + column(pollutant, days),
                                row -> report.apply(row).part(pollutant).iaqi())
                        .as("IAQI_" + title(pollutant, days), title(pollutant, days) + " 空气质量分指数")
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
