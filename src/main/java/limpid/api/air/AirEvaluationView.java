package limpid.api.air;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import limpid.air.AirBasis;
import limpid.air.AirComparison;
import limpid.air.AirEvaluation;
import limpid.air.AirEvaluation.DayCounts;
import limpid.air.AirEvaluation.PollutantEvaluation;
import limpid.air.AirSettings.Straddling;
import limpid.air.Change;
import limpid.air.CompositeIndex;
import limpid.air.CompositeIndex.Single;
import limpid.air.EvaluationDay;
import limpid.air.PeriodStatistic;
import limpid.air.Reason;
import limpid.api.air.AirPeriods.Evaluated;
import limpid.api.http.Arguments;
import limpid.api.http.ChoiceView;
import limpid.api.http.Page.Lines;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Coverage;
import limpid.standard.AirLimits.AreaClass;
import limpid.standard.AirStatistic;
import limpid.standard.Pollutant;
import limpid.store.Results.Kind;
import limpid.store.Results.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation 评价 of a period under one set of texts (HJ 663). Figures are as published; a missing one is null with a
 * reason.
 *
 * @param station                 where it is of a station
 * @param city                    where it is of a city
 * @param from                    first day
 * @param to                      last day, which is included
 * @param kind                    month, quarter, half_year, year or span
 * @param basis                   by which texts it was asked for: in-force, 2012, 2026-transition or 2026-final
 * @param official                whether these are the texts in force; otherwise it is a what-if beside them
 * @param edition                 of the limits, with its phase
 * @param phase                   transition or final; null where the edition has none
 * @param indexEditions           HJ 633 by which its days were counted; two where it straddles a change
 * @param evaluationEdition       HJ 663
 * @param limitsApply             whether the limits are meant for such a period: they are limits of a year
 * @param days                    counts by category
 * @param excellentDayRatio       优良天数比例, percent of valid days
 * @param excellentDayRatioReason why there is none
 * @param calendarDayRatio        the same in percent of calendar days, for comparison only
 * @param pollutants              by pollutant
 * @param complies                达标, all six comply; null with a reason
 * @param complianceReason        why that is not settled
 * @param compositeIndex          环境空气质量综合指数
 * @param compositeIndexReason    why there is none
 * @param mainPollutant           主要污染物: one, or several where their single indices are equal
 * @param leftOut                 days that are not counted, by why
 * @param changes                 on the same span of the year before 同比; only where asked for
 * @param rules                   choices that held in place of defaults on its last day
 * @param dust                    deducted dust 沙尘, and the figures with it; null where none is listed
 * @param evidence                the days it was made of
 */
@Schema(name = "AirEvaluation")
public record AirEvaluationView(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String station,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String city,
        LocalDate from,
        LocalDate to,
        String kind,
        String basis,
        boolean official,
        String edition,
        @Nullable String phase,
        List<String> indexEditions,
        String evaluationEdition,
        boolean limitsApply,
        DaysView days,
        @Nullable BigDecimal excellentDayRatio,
        @Nullable String excellentDayRatioReason,
        @Nullable BigDecimal calendarDayRatio,
        Map<String, PollutantView> pollutants,
        @Nullable Boolean complies,
        @Nullable String complianceReason,
        @Nullable BigDecimal compositeIndex,
        @Nullable String compositeIndexReason,
        List<String> mainPollutant,
        List<LeftOutView> leftOut,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ChangesView changes,
        List<ChoiceView> rules,
        @Nullable AirDustView dust,
        String evidence) {

    /** @param evidence address of the days it was made of */
    static AirEvaluationView of(
            Subject subject, Evaluated evaluated, boolean comparing, AirChoices choices, String evidence) {
        AirEvaluation evaluation = evaluated.evaluation();
        AssessmentPeriod period = evaluation.period();
        DayCounts days = evaluation.days();
        CompositeIndex composite = evaluation.composite();
        String phase = evaluation.standard().limits().phase();
        return new AirEvaluationView(
                subject.kind() == Kind.STATION ? subject.code() : null,
                subject.kind() == Kind.CITY ? subject.code() : null,
                period.startInclusive(),
                period.lastDay(),
                period.kind().code(),
                evaluation.basis().code(),
                official(
                        evaluation,
                        choices.of(subject, period.lastDay()).evaluation().straddling()),
                evaluation.standard().limits().label(),
                phase.isEmpty() ? null : phase,
                evaluation.dayEditions(),
                evaluation.standard().evaluation().label(),
                evaluation.limitsApply(),
                DaysView.of(days, evaluated.reviewedDays(), evaluated.pendingDays()),
                days.excellentDayRatio(),
                code(days.reason()),
                days.calendarDayRatio(),
                pollutants(evaluation),
                evaluation.complies(),
                code(evaluation.reason()),
                composite.value(),
                code(composite.reason()),
                composite.mainPollutants().stream().map(Pollutant::code).toList(),
                LeftOutView.of(evaluation, evaluated.days()),
                comparing ? ChangesView.of(period, evaluated.comparison()) : null,
                choices.inForce(subject, period.lastDay()),
                AirDustView.of(evaluated, choices.index(subject, period.lastDay())),
                evidence);
    }

    /** Official is what the texts in force give, also where it was asked for by their name. */
    private static boolean official(AirEvaluation evaluation, Straddling straddling) {
        AirBasis inForce = AirBasis.IN_FORCE;
        AssessmentPeriod period = evaluation.period();
        boolean sameDays = period.startInclusive()
                .datesUntil(period.endExclusive())
                .allMatch(day -> inForce.index(day).equals(evaluation.basis().index(day)));
        return sameDays
                && inForce.period(period.startInclusive(), period.lastDay(), straddling)
                        .equals(Optional.of(evaluation.standard()));
    }

    static Map<String, PollutantView> pollutants(AirEvaluation evaluation) {
        Map<String, PollutantView> views = new LinkedHashMap<>();
        for (PollutantEvaluation pollutant : evaluation.pollutants()) {
            Optional<Single> single = evaluation.composite().singles().stream()
                    .filter(each -> each.pollutant() == pollutant.pollutant())
                    .findFirst();
            views.put(pollutant.pollutant().code(), PollutantView.of(pollutant, single));
        }
        return views;
    }

    private static @Nullable String code(@Nullable Reason reason) {
        return reason == null ? null : reason.code();
    }

    /**
     * Days of a period by category.
     *
     * @param calendar  calendar days
     * @param valid     有效天数, with a published AQI
     * @param reviewed  how many of these a reviewer has confirmed 已审核; the others are provisional
     * @param pending   in how many days something that was kept waits to be worked out: then the figures are not yet what they will be
     * @param excellent 优
     * @param good      良
     * @param light     轻度污染
     * @param moderate  中度污染
     * @param heavy     重度污染
     * @param severe    严重污染
     */
    @Schema(name = "AirDayCounts")
    public record DaysView(
            int calendar,
            int valid,
            int reviewed,
            int pending,
            int excellent,
            int good,
            int light,
            int moderate,
            int heavy,
            int severe) {
        private static DaysView of(DayCounts days, int reviewed, int pending) {
            return new DaysView(
                    days.calendar(),
                    days.valid(),
                    reviewed,
                    pending,
                    days.excellent(),
                    days.good(),
                    days.light(),
                    days.moderate(),
                    days.heavy(),
                    days.severe());
        }
    }

    /**
     * A pollutant in a period.
     *
     * @param mean              of the daily values; CO and O3 have none
     * @param percentile        of the daily values
     * @param singleIndex       单项指数, concentration over the limit of class 2
     * @param singleIndexReason why there is none
     * @param weight            with which the single index enters the composite index; null with it
     * @param complies          达标, mean and percentile comply; null with a reason
     * @param complianceReason  why that is not settled
     */
    @Schema(name = "AirPollutantEvaluation")
    public record PollutantView(
            StatisticView mean,
            StatisticView percentile,
            @Nullable BigDecimal singleIndex,
            @Nullable String singleIndexReason,
            @Nullable Integer weight,
            @Nullable Boolean complies,
            @Nullable String complianceReason) {
        private static PollutantView of(PollutantEvaluation pollutant, Optional<Single> single) {
            Boolean complies = pollutant.complies();
            return new PollutantView(
                    StatisticView.of(pollutant.statistics(), true),
                    StatisticView.of(pollutant.statistics(), false),
                    single.map(Single::index).orElse(null),
                    single.isPresent() ? null : Reason.MISSING.code(),
                    single.map(Single::weight).orElse(null),
                    complies,
                    complies == null ? Reason.TOO_FEW_DAYS.code() : null);
        }
    }

    /**
     * A mean or percentile of daily values.
     *
     * @param percent    of the percentile; null for a mean
     * @param value      as published, ug/m3 (CO mg/m3); null with a reason
     * @param unrounded  before rounding; there as evidence also where too few days have a value
     * @param compared   at the decimals of the comparison with the limit
     * @param limit      of class 2; null where the edition has no such figure
     * @param complies   达标, not greater than the limit
     * @param exceedance 超标倍数, (C - S) / S; null unless the limit is exceeded
     * @param coverage   valid, expected and required days; null where the edition has no such figure
     * @param shortMonths months of a year with fewer days than the rule asks for
     * @param reason     why there is no value
     * @param limitClause where the limit stands
     * @param clause     where the statistic and its least data stand
     */
    @Schema(name = "AirPeriodStatistic")
    public record StatisticView(
            @Nullable Integer percent,
            @Nullable BigDecimal value,
            @Nullable BigDecimal unrounded,
            @Nullable BigDecimal compared,
            @Nullable BigDecimal limit,
            @Nullable String unit,
            @Nullable Boolean complies,
            @Nullable BigDecimal exceedance,
            @Nullable CoverageView coverage,
            List<String> shortMonths,
            @Nullable String reason,
            @Nullable String limitClause,
            @Nullable String clause) {
        private static final StatisticView NONE = new StatisticView(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Reason.NOT_IN_EDITION.code(),
                null,
                null);

        private static StatisticView of(List<PeriodStatistic> statistics, boolean mean) {
            return statistics.stream()
                    .filter(statistic -> (statistic.statistic().percent() == null) == mean)
                    .findFirst()
                    .map(StatisticView::of)
                    .orElse(NONE);
        }

        private static StatisticView of(PeriodStatistic statistic) {
            return new StatisticView(
                    statistic.statistic().percent(),
                    statistic.value(),
                    statistic.unrounded(),
                    statistic.compared(),
                    statistic.limit().of(AreaClass.TWO),
                    statistic.limit().unit(),
                    statistic.complies(),
                    statistic.exceedance(),
                    CoverageView.of(statistic.coverage()),
                    statistic.shortMonths().stream().map(YearMonth::toString).toList(),
                    code(statistic.reason()),
                    statistic.limit().clause(),
                    clause(statistic));
        }

        private static String clause(PeriodStatistic statistic) {
            AirStatistic rule = statistic.statistic();
            String own = (rule.edition() + " " + rule.clause()).strip();
            return statistic.clause().isEmpty() || statistic.clause().equals(own)
                    ? own
                    : own + "; " + statistic.clause();
        }
    }

    /**
     * On how many values a figure rests.
     *
     * @param valid    that entered it
     * @param expected due in the period
     * @param required least number by the rule in force; 0 where none is known
     */
    @Schema(name = "AirCoverage")
    public record CoverageView(int valid, int expected, int required) {
        static CoverageView of(Coverage coverage) {
            return new CoverageView(coverage.valid(), coverage.expected(), coverage.required());
        }
    }

    /**
     * Days that are not counted.
     *
     * @param reason missing where the day has no value at all, incomplete where its index may not be published
     */
    @Schema(name = "AirDaysLeftOut")
    public record LeftOutView(String reason, int count, List<LocalDate> days) {
        private static List<LeftOutView> of(AirEvaluation evaluation, List<EvaluationDay> days) {
            Set<LocalDate> present = days.stream()
                    .filter(day -> !day.values().isEmpty())
                    .map(EvaluationDay::date)
                    .collect(Collectors.toSet());
            Map<String, List<LocalDate>> byReason = new TreeMap<>();
            for (LocalDate day : evaluation.uncounted()) {
                Reason reason = present.contains(day) ? Reason.INCOMPLETE : Reason.MISSING;
                byReason.computeIfAbsent(reason.code(), code -> new ArrayList<>())
                        .add(day);
            }
            return byReason.entrySet().stream()
                    .map(entry ->
                            new LeftOutView(entry.getKey(), entry.getValue().size(), entry.getValue()))
                    .toList();
        }
    }

    /**
     * Changes on the same span of the year before, from published figures.
     *
     * @param from              first day of the earlier span
     * @param to                its last day
     * @param edition           of the limits by which the earlier span was judged; null where none was in force
     * @param reason            why there is no comparison
     * @param days              how many days stand on each side
     * @param excellentDayRatio in percentage points
     * @param compositeIndex    in percent
     * @param statistics        in percent, by pollutant and statistic, for example {@code PM2.5 mean}
     * @param otherState        pollutants whose concentrations refer to another state of the air on the two sides
     */
    @Schema(name = "AirChanges")
    public record ChangesView(
            LocalDate from,
            LocalDate to,
            @Nullable String edition,
            @Nullable String reason,
            @Nullable SidesView days,
            @Nullable ChangeView excellentDayRatio,
            @Nullable ChangeView compositeIndex,
            Map<String, ChangeView> statistics,
            List<String> otherState) {
        private static ChangesView of(AssessmentPeriod period, @Nullable AirComparison comparison) {
            AssessmentPeriod before = period.yearBefore();
            if (comparison == null) {
                return new ChangesView(
                        before.startInclusive(),
                        before.lastDay(),
                        null,
                        Reason.RULE_UNKNOWN.code(),
                        null,
                        null,
                        null,
                        Map.of(),
                        List.of());
            }
            Map<String, ChangeView> statistics = new LinkedHashMap<>();
            comparison
                    .statistics()
                    .forEach((name, change) -> statistics.put(
                            name, ChangeView.of(change, comparison.days().getOrDefault(name, comparison.sides()))));
            return new ChangesView(
                    before.startInclusive(),
                    before.lastDay(),
                    comparison.before().standard().limits().label(),
                    comparison.isWithheld() ? Reason.TOO_FEW_DAYS.code() : null,
                    SidesView.of(comparison.sides()),
                    ChangeView.of(comparison.excellentDayRatio(), comparison.sides()),
                    ChangeView.of(comparison.composite(), comparison.fewest()),
                    statistics,
                    comparison.otherState().stream().map(Pollutant::code).toList());
        }
    }

    /**
     * How many days stand behind the two sides of a change.
     *
     * @param now            valid days
     * @param nowCalendar    of so many
     * @param before         valid days of the year before
     * @param beforeCalendar of so many
     */
    @Schema(name = "AirChangeDays")
    public record SidesView(int now, int nowCalendar, int before, int beforeCalendar) {
        private static SidesView of(AirComparison.Sides days) {
            return new SidesView(days.now(), days.nowCalendar(), days.before(), days.beforeCalendar());
        }
    }

    /**
     * A change between two published figures.
     *
     * @param amount    one decimal; null with a reason
     * @param unit      percent or percentage_points
     * @param direction up, down or level 持平; null where a figure is missing, or too few days stand behind it
     * @param reason    why there is no amount
     * @param days      on how many days it rests on either side
     */
    @Schema(name = "AirChange")
    public record ChangeView(
            @Nullable BigDecimal now,
            @Nullable BigDecimal before,
            @Nullable BigDecimal amount,
            String unit,
            @Nullable String direction,
            @Nullable String reason,
            SidesView days) {
        private static ChangeView of(Change change, AirComparison.Sides days) {
            Change.Direction direction = change.direction();
            return new ChangeView(
                    change.now(),
                    change.before(),
                    change.amount(),
                    Arguments.word(change.unit()),
                    direction == null ? null : Arguments.word(direction),
                    code(change.reason()),
                    SidesView.of(days));
        }
    }

    /** One line an evaluation; statistics as {@code mean_SO2}, single indices as {@code index_SO2}. */
    static Lines<AirEvaluationView> csv() {
        List<String> header = new ArrayList<>(List.of(
                "station",
                "city",
                "from",
                "to",
                "basis",
                "official",
                "edition",
                "calendar",
                "valid",
                "excellent",
                "good",
                "light",
                "moderate",
                "heavy",
                "severe",
                "excellentDayRatio",
                "calendarDayRatio"));
        for (Pollutant pollutant : Pollutant.values()) {
            for (String figure : List.of("mean", "percentile", "index", "complies")) {
                header.add(figure + "_" + pollutant.code());
            }
        }
        header.addAll(
                List.of("complies", "complianceReason", "compositeIndex", "compositeIndexReason", "mainPollutant"));
        return new Lines<>(header, AirEvaluationView::cells);
    }

    private List<@Nullable Object> cells() {
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(
                station,
                city,
                from,
                to,
                basis,
                official,
                edition,
                days.calendar,
                days.valid,
                days.excellent,
                days.good,
                days.light,
                days.moderate,
                days.heavy,
                days.severe,
                excellentDayRatio,
                calendarDayRatio));
        for (PollutantView pollutant : pollutants.values()) {
            cells.addAll(Arrays.asList(
                    pollutant.mean.value, pollutant.percentile.value, pollutant.singleIndex, pollutant.complies));
        }
        cells.addAll(Arrays.asList(complies, complianceReason, compositeIndex, compositeIndexReason, mainPollutant));
        return cells;
    }
}
