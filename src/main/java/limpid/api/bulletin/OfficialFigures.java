package limpid.api.bulletin;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The figures of official tables, as their templates see them: ready to be printed in Chinese. What is missing is null. */
final class OfficialFigures {
    private OfficialFigures() {}

    /**
     * A day of a city.
     *
     * @param edition of HJ 633
     * @param rows    the city, then its stations in its figures by name
     */
    record AirDay(String city, LocalDate date, String edition, LocalDate printedOn, List<AirRow> rows) {}

    /**
     * An index of a city or station on a day.
     *
     * @param so2     24-hour mean, μg/m³, and so on; {@code co} mg/m³; {@code o3} the greatest 8-hour mean
     * @param so2Iaqi IAQI
     * @param primary 首要污染物; empty up to an index of 50
     * @param level   一级 to 六级
     * @param status  已审核, 待审核 or 未结束
     * @param reason  why there is no index
     */
    record AirRow(
            String name,
            String code,
            LocalDate date,
            @Nullable BigDecimal so2,
            @Nullable Integer so2Iaqi,
            @Nullable BigDecimal no2,
            @Nullable Integer no2Iaqi,
            @Nullable BigDecimal pm10,
            @Nullable Integer pm10Iaqi,
            @Nullable BigDecimal co,
            @Nullable Integer coIaqi,
            @Nullable BigDecimal o3,
            @Nullable Integer o3Iaqi,
            @Nullable BigDecimal pm25,
            @Nullable Integer pm25Iaqi,
            @Nullable Integer aqi,
            String primary,
            @Nullable String level,
            @Nullable String category,
            @Nullable String colour,
            String status,
            @Nullable String reason) {}

    /**
     * A period of a city's air.
     *
     * @param periodZh such as 2026年11月
     * @param ratio    优良天数比例, % of valid days; null with {@code ratioReason}
     * @param means    of each pollutant
     * @param days     one after the other
     */
    record AirMonth(
            String city,
            String period,
            String periodZh,
            LocalDate from,
            LocalDate to,
            String edition,
            String evaluationEdition,
            int calendarDays,
            int validDays,
            int excellent,
            int good,
            int excellentOrGood,
            int light,
            int moderate,
            int heavy,
            int severe,
            @Nullable BigDecimal ratio,
            @Nullable String ratioReason,
            @Nullable BigDecimal compositeIndex,
            @Nullable String compositeReason,
            String mainPollutant,
            LocalDate printedOn,
            List<MeanRow> means,
            List<AirRow> days) {}

    /**
     * A pollutant in a period.
     *
     * @param statistic 平均值 or 第 90 百分位数
     * @param limit     of class 2
     */
    record MeanRow(
            String name,
            String statistic,
            @Nullable BigDecimal value,
            @Nullable BigDecimal limit,
            String unit,
            @Nullable BigDecimal singleIndex,
            @Nullable String reason) {}

    /**
     * Sections of a city in a period.
     *
     * @param judged     with a class and a target
     * @param onTarget   of those
     * @param compliance share of them, %
     */
    record WaterPeriod(
            String city,
            String period,
            String periodZh,
            LocalDate from,
            LocalDate to,
            String edition,
            int sections,
            int assessed,
            int judged,
            int onTarget,
            @Nullable BigDecimal compliance,
            @Nullable BigDecimal shareClass1To3,
            @Nullable BigDecimal shareWorseThan5,
            @Nullable String grade,
            LocalDate printedOn,
            List<WaterRow> rows) {}

    /**
     * A section.
     *
     * @param waterClass Ⅰ to Ⅴ, 劣Ⅴ
     * @param before     of the period before 上期
     * @param yearBefore of the same period of the year before 上年同期
     * @param verdict    达标, 未达标 or 未判定
     * @param overTarget items over the target with their multiples
     */
    record WaterRow(
            String river,
            String name,
            String code,
            @Nullable String target,
            @Nullable String waterClass,
            @Nullable String grade,
            @Nullable String before,
            @Nullable String yearBefore,
            String verdict,
            String overTarget,
            String mainIndicators,
            @Nullable String reason) {}

    /**
     * A city's noise in a year.
     *
     * @param limits edition of the zone limits
     * @param zones  by class of zone, the total last
     */
    record NoiseYear(
            String city,
            String period,
            String periodZh,
            Network regional,
            Network traffic,
            String limits,
            String unit,
            LocalDate printedOn,
            List<ZoneRow> zones) {}

    /** A network: means and grades of the city, and its points. @param edition by which it is graded */
    record Network(
            @Nullable String edition,
            @Nullable BigDecimal day,
            @Nullable String dayGrade,
            @Nullable BigDecimal night,
            @Nullable String nightGrade,
            int points,
            int validDay,
            int validNight,
            List<PointRow> rows) {}

    /** A point of a network with its levels, dB(A). @param length of the road, m @param area of the grid square, m2 */
    record PointRow(
            String name,
            String code,
            @Nullable String zone,
            @Nullable BigDecimal length,
            @Nullable BigDecimal area,
            @Nullable BigDecimal day,
            @Nullable BigDecimal night,
            int dueDays,
            @Nullable String reason) {}

    /** Compliance of a class of zones, %. */
    record ZoneRow(
            String zone,
            long dayCompliant,
            long dayValid,
            @Nullable BigDecimal day,
            long nightCompliant,
            long nightValid,
            @Nullable BigDecimal night) {}
}
