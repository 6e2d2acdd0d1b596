package limpid.store.postgres;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.air.AirEvaluation;
import limpid.air.AirEvaluation.DayCounts;
import limpid.air.AirEvaluation.PollutantEvaluation;
import limpid.air.PeriodStatistic;
import limpid.air.Reason;
import limpid.measure.AssessmentPeriod;
import limpid.standard.Pollutant;
import limpid.store.Results.KeptPeriod;
import limpid.store.Workbench.AirPeriodResult;
import org.jspecify.annotations.Nullable;

/** A calendar period of air as a row. */
final class AirPeriodRow {
    /** The columns that name it. */
    static final List<String> KEY = List.of("subject_id", "kind", "first_day");

    /** The columns after them, in the order of {@link #of}. */
    static final List<String> FIGURES = List.of(
            "last_day",
            "edition",
            "evaluation_edition",
            "index_editions",
            "calendar_days",
            "valid_days",
            "excellent",
            "good",
            "light",
            "moderate",
            "heavy",
            "severe",
            "excellent_day_ratio",
            "so2",
            "so2_p98",
            "no2",
            "no2_p98",
            "co_p95",
            "o3_p90",
            "pm10",
            "pm10_p95",
            "pm25",
            "pm25_p95",
            "composite_index",
            "main_pollutants",
            "complies",
            "days",
            "required",
            "clauses",
            "left_out");

    private static final Map<Pollutant, String> IN_INDEX = new EnumMap<>(Map.of(
            Pollutant.SO2,
            "so2",
            Pollutant.NO2,
            "no2",
            Pollutant.CO,
            "co_p95",
            Pollutant.O3,
            "o3_p90",
            Pollutant.PM10,
            "pm10",
            Pollutant.PM2_5,
            "pm25"));

    private AirPeriodRow() {}

    static List<@Nullable Object> of(AirPeriodResult result) {
        AirEvaluation evaluation = result.evaluation();
        AssessmentPeriod period = evaluation.period();
        List<@Nullable Object> row = new ArrayList<>(Arrays.asList(
                result.subjectId(),
                period.kind().code(),
                period.startInclusive(),
                period.lastDay(),
                evaluation.standard().limits().label(),
                evaluation.standard().evaluation().label(),
                evaluation.dayEditions()));
        addCounts(evaluation.days(), row);
        addFigures(evaluation, row);
        row.add(evaluation.composite().value());
        row.add(evaluation.composite().mainPollutants().stream()
                .map(Pollutant::code)
                .toList());
        row.add(evaluation.complies());
        addCoverage(evaluation, row);
        return row;
    }

    /** What of a row enters the composite index; empty where there is no period. */
    static Optional<KeptPeriod> kept(ResultSet row) throws SQLException {
        Integer validDays = Column.integer(row, "valid_days");
        if (validDays == null) {
            return Optional.empty();
        }
        Map<Pollutant, BigDecimal> figures = new EnumMap<>(Pollutant.class);
        Map<Pollutant, Reason> leftOut = new EnumMap<>(Pollutant.class);
        List<String> reasons = Column.texts(row, "left_out");
        for (Map.Entry<Pollutant, String> column : IN_INDEX.entrySet()) {
            BigDecimal figure = Column.decimal(row, column.getValue());
            if (figure == null) {
                leftOut.put(column.getKey(), reason(column.getKey(), column.getValue(), reasons));
            } else {
                figures.put(column.getKey(), figure);
            }
        }
        return Optional.of(new KeptPeriod(validDays, figures, leftOut));
    }

    /** Of entries as {@code O3 p90: tooFewDays} the one of a column; a mean's name bears no statistic. */
    private static Reason reason(Pollutant pollutant, String column, List<String> leftOut) {
        String statistic = column.contains("_") ? column.substring(column.indexOf('_') + 1) : "mean";
        String start = pollutant.code() + " " + statistic + ": ";
        return leftOut.stream()
                .filter(entry -> entry.startsWith(start))
                .flatMap(entry -> Reason.of(entry.substring(start.length())).stream())
                .findFirst()
                .orElse(Reason.MISSING);
    }

    private static void addCounts(DayCounts days, List<@Nullable Object> row) {
        row.addAll(List.of(
                days.calendar(),
                days.valid(),
                days.excellent(),
                days.good(),
                days.light(),
                days.moderate(),
                days.heavy(),
                days.severe()));
        row.add(days.excellentDayRatio());
    }

    private static void addFigures(AirEvaluation evaluation, List<@Nullable Object> row) {
        row.add(figure(evaluation, Pollutant.SO2, "mean"));
        row.add(figure(evaluation, Pollutant.SO2, "p98"));
        row.add(figure(evaluation, Pollutant.NO2, "mean"));
        row.add(figure(evaluation, Pollutant.NO2, "p98"));
        row.add(figure(evaluation, Pollutant.CO, "p95"));
        row.add(figure(evaluation, Pollutant.O3, "p90"));
        row.add(figure(evaluation, Pollutant.PM10, "mean"));
        row.add(figure(evaluation, Pollutant.PM10, "p95"));
        row.add(figure(evaluation, Pollutant.PM2_5, "mean"));
        row.add(figure(evaluation, Pollutant.PM2_5, "p95"));
    }

    private static @Nullable BigDecimal figure(AirEvaluation evaluation, Pollutant pollutant, String statistic) {
        return evaluation
                .of(pollutant)
                .statistic(statistic)
                .map(PeriodStatistic::value)
                .orElse(null);
    }

    private static void addCoverage(AirEvaluation evaluation, List<@Nullable Object> row) {
        List<PeriodStatistic> inIndex =
                evaluation.pollutants().stream().flatMap(AirPeriodRow::inIndex).toList();
        row.add(inIndex.stream().map(statistic -> statistic.coverage().valid()).toList());
        row.add(inIndex.stream()
                .map(statistic -> statistic.coverage().required())
                .toList());
        row.add(evaluation.pollutants().stream()
                .flatMap(pollutant -> pollutant.statistics().stream())
                .map(PeriodStatistic::clause)
                .filter(clause -> !clause.isEmpty())
                .distinct()
                .toList());
        row.add(evaluation.pollutants().stream().flatMap(AirPeriodRow::leftOut).toList());
    }

    private static Stream<PeriodStatistic> inIndex(PollutantEvaluation pollutant) {
        return pollutant.statistics().stream()
                .filter(statistic -> statistic.statistic().inIndex());
    }

    /** As {@code O3 p90: tooFewDays}. */
    private static Stream<String> leftOut(PollutantEvaluation pollutant) {
        return pollutant.statistics().stream().flatMap(statistic -> Stream.ofNullable(statistic.reason())
                .map(reason -> pollutant.pollutant().code() + " "
                        + statistic.statistic().code() + ": " + reason.code()));
    }
}
