package limpid.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import limpid.air.AirBasis;
import limpid.air.AirComparison;
import limpid.air.AirEvaluation;
import limpid.air.AirEvaluation.DayCounts;
import limpid.air.AirSettings;
import limpid.air.Change;
import limpid.air.DustDeduction;
import limpid.air.EvaluationDay;
import limpid.air.MonitoringPlan;
import limpid.air.PeriodStatistic;
import limpid.air.Reason;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Medium;
import limpid.programme.Area;
import limpid.programme.Explanation;
import limpid.programme.Figure;
import limpid.programme.Figure.Beside;
import limpid.programme.Figure.Item;
import limpid.programme.Measure;
import limpid.programme.Progress;
import limpid.rule.ByCityAndDate;
import limpid.standard.AirLimits.AreaClass;
import limpid.standard.Pollutant;
import limpid.station.Station;
import limpid.store.Registered;
import limpid.store.Results;
import limpid.store.Results.Kind;
import limpid.store.Results.Subject;
import limpid.store.Stations.Filter;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a city's air for programme checks, from the published days. A year that is over needs as many days as its
 * means do; what runs is told as it stands.
 */
final class AirFigures {
    private static final List<Pollutant> WITH_MEANS =
            List.of(Pollutant.SO2, Pollutant.NO2, Pollutant.PM10, Pollutant.PM2_5);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String MEAN = "mean";
    private static final String NO_VALID_DAY = "noValidDay";

    private final AirBasis basis;
    private final Results results;
    private final DustOfPeriods dust;
    private final ByCityAndDate<AirSettings> settings;
    private final AreaDays areaDays;
    private final List<Station> members;
    private final String city;
    private final Area area;

    /**
     * Figures by the texts of a basis.
     *
     * @param area of the city; the figures of the whole city are its published ones
     */
    AirFigures(Knowledge knowledge, String city, Area area, AirBasis basis) {
        this.basis = basis;
        this.results = knowledge.results();
        this.area = area;
        this.areaDays = new AreaDays(knowledge.results(), knowledge.rules().air());
        this.dust = new DustOfPeriods(knowledge.dust(), knowledge.results());
        this.settings = knowledge.rules().air();
        this.city = city;
        this.members = knowledge.stations().list(new Filter(Medium.AIR, city, null, null), Integer.MAX_VALUE).stream()
                .map(Registered::station)
                .filter(area::includes)
                .toList();
    }

    Figure of(Measure measure, AssessmentPeriod whole, LocalDate last) {
        if (!area.isCity() && members.isEmpty()) {
            return Figure.missing(
                    Explanation.of("noStationIn", area.nameZh(), area.nameEn()),
                    Explanation.of("daysOf", whole.name()),
                    "");
        }
        AssessmentPeriod period = AssessmentPeriod.between(whole.startInclusive(), last.plusDays(1));
        Optional<AirEvaluation> found = evaluate(period);
        if (found.isEmpty()) {
            return Figure.missing(Explanation.of("noAirRule", last), Explanation.of("daysOf", whole.name()), "");
        }
        AirEvaluation evaluation = found.get();
        int remaining = Math.toIntExact(whole.lastDay().toEpochDay() - last.toEpochDay());
        String argument = measure.first();
        return switch (measure.kind()) {
            case AIR_CLASS2_MEANS -> class2Means(evaluation);
            case AIR_GOOD_DAY_RATIO -> goodDayRatio(evaluation, argument.equals("valid"), remaining);
            case AIR_GOOD_DAYS -> goodDays(evaluation);
            case AIR_DAYS_CHANGE -> daysChange(evaluation, argument);
            case AIR_MEAN -> mean(evaluation, pollutant(argument), remaining);
            case AIR_CHANGE -> change(evaluation, pollutant(argument));
            case AIR_COMPOSITE -> composite(evaluation);
            case AIR_COMPOSITE_CHANGE -> compositeChange(evaluation);
            default -> throw new IllegalArgumentException(measure.code() + " is not of air");
        };
    }

    private static Pollutant pollutant(String code) {
        return Pollutant.of(code).orElseThrow();
    }

    private Optional<AirEvaluation> evaluate(AssessmentPeriod period) {
        AirSettings chosen = settings.of(city, period.lastDay());
        boolean judged = basis.period(
                        period.startInclusive(),
                        period.lastDay(),
                        chosen.evaluation().straddling())
                .isPresent();
        return judged
                ? Optional.of(AirEvaluation.of(basis, chosen, period, days(period), dust(period)))
                : Optional.empty();
    }

    /** Of a day of an area that is deducted by hours nothing is known without them: it is left out. */
    private DustDeduction dust(AssessmentPeriod period) {
        return dust.of(
                new Subject(Kind.CITY, area.isCity() ? city : ""), dust.listed(city, period, null), period, null);
    }

    private List<EvaluationDay> days(AssessmentPeriod period) {
        return area.isCity()
                ? cityDays(period)
                : areaDays.of(city, members, period.startInclusive(), period.endExclusive(), null);
    }

    private List<EvaluationDay> cityDays(AssessmentPeriod period) {
        return results
                .dayValues(Kind.CITY, city, period.startInclusive(), period.endExclusive(), null)
                .getOrDefault(city, List.of())
                .stream()
                .map(day -> day.planned(MonitoringPlan.ofCity(members, day.date())))
                .toList();
    }

    private static Figure class2Means(AirEvaluation evaluation) {
        List<Item> items = new ArrayList<>();
        List<String> beside = new ArrayList<>();
        for (Pollutant pollutant : Pollutant.values()) {
            PeriodStatistic statistic = published(evaluation, pollutant);
            if (WITH_MEANS.contains(pollutant)) {
                items.add(new Item(
                        pollutant.code(),
                        statistic.value(),
                        statistic.limit().of(AreaClass.TWO),
                        statistic.complies(),
                        reason(statistic)));
            } else {
                beside.add(pollutant + " " + statistic.statistic().code() + " " + told(statistic)
                        + ", shown beside, decides nothing");
            }
        }
        return Figure.missing(Explanation.NOTHING, Explanation.of("means", describe(evaluation)), edition(evaluation))
                .withItems(items)
                .withLeftOut(beside);
    }

    private static String told(PeriodStatistic statistic) {
        BigDecimal value = statistic.value();
        return value == null ? reason(statistic).en() : value.toPlainString();
    }

    private static Explanation reason(PeriodStatistic statistic) {
        return statistic.reason() == null
                ? Explanation.NOTHING
                : Explanation.of(statistic.reason().code());
    }

    private static Figure goodDayRatio(AirEvaluation evaluation, boolean ofValid, int remaining) {
        DayCounts days = evaluation.days();
        int denominator = ofValid ? days.valid() : days.calendar();
        List<Beside> besides = List.of(
                beside("validDays", days.excellentOrGood(), days.valid()),
                beside("calendarDays", days.excellentOrGood(), days.calendar()));
        Explanation basis = Explanation.of(
                ofValid ? "ofValidDays" : "ofCalendarDays", days.excellentOrGood(), denominator, describe(evaluation));
        Figure missing = Figure.missing(tooFewDays(evaluation), basis, edition(evaluation))
                .withBesides(besides)
                .withCounted(days.valid(), days.calendar());
        if (!missing.reason().isEmpty()) {
            return missing;
        }
        BigDecimal percent = percent(days.excellentOrGood(), denominator);
        return Figure.of(percent.setScale(1, RoundingMode.HALF_EVEN), percent, basis, edition(evaluation))
                .withBesides(besides)
                .withProgress(new Progress.Days(days.excellentOrGood(), denominator, remaining))
                .withCounted(days.valid(), days.calendar())
                .withLeftOut(uncounted(evaluation));
    }

    private static List<String> uncounted(AirEvaluation evaluation) {
        int uncounted = evaluation.uncounted().size();
        return uncounted == 0 ? List.of() : List.of(uncounted + " days without a published index");
    }

    /** Why days cannot be counted: none is valid, or a year has fewer than its means need. */
    private static Explanation tooFewDays(AirEvaluation evaluation) {
        int valid = evaluation.days().valid();
        int required = published(evaluation, Pollutant.PM2_5).coverage().required();
        if (valid == 0) {
            return Explanation.of(NO_VALID_DAY);
        }
        return evaluation.limitsApply() && valid < required
                ? Explanation.of("tooFewValidDays", valid, required)
                : Explanation.NOTHING;
    }

    private static Beside beside(String denominator, int part, int whole) {
        return new Beside(
                denominator,
                BigDecimal.valueOf(part),
                BigDecimal.valueOf(whole),
                whole == 0 ? null : percent(part, whole));
    }

    private static BigDecimal percent(int part, int whole) {
        return HUNDRED.multiply(BigDecimal.valueOf(part)).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL64);
    }

    private static Figure goodDays(AirEvaluation evaluation) {
        if (evaluation.days().valid() == 0) {
            return Figure.missing(Explanation.of(NO_VALID_DAY), describe(evaluation), edition(evaluation));
        }
        BigDecimal good = BigDecimal.valueOf(evaluation.days().excellentOrGood());
        return Figure.of(
                good, good, Explanation.of("outOfValidDays", evaluation.days().valid()), edition(evaluation));
    }

    private Figure daysChange(AirEvaluation now, String category) {
        Optional<AirEvaluation> before = before(now);
        if (before.isEmpty() || now.days().valid() == 0) {
            return Figure.missing(Explanation.of("noValidDayInOne"), describe(now), edition(now));
        }
        int earlier = count(before.get().days(), category);
        int later = count(now.days(), category);
        BigDecimal change = BigDecimal.valueOf(later - earlier);
        return Figure.of(change, change, Explanation.of("daysAfter", later, earlier), edition(now));
    }

    private static int count(DayCounts days, String category) {
        return switch (category) {
            case "light" -> days.light();
            case "moderate" -> days.moderate();
            case "heavy" -> days.heavy();
            case "severe" -> days.severe();
            default -> days.excellentOrGood();
        };
    }

    private Optional<AirComparison> comparison(AirEvaluation now) {
        int least = settings.of(city, now.period().lastDay()).evaluation().comparedPercent();
        return evaluate(now.period().yearBefore()).map(before -> AirComparison.of(now, before, least));
    }

    /** The figure of the year before; null where too few days stand on a side. */
    private static @Nullable BigDecimal earlier(Change change) {
        return change.reason() == Reason.TOO_FEW_DAYS ? null : change.before();
    }

    /** The same span of the year before, where enough days stand on both sides to compare them. */
    private Optional<AirEvaluation> before(AirEvaluation now) {
        int least = settings.of(city, now.period().lastDay()).evaluation().comparedPercent();
        return evaluate(now.period().yearBefore())
                .filter(before -> before.days().valid() > 0)
                .filter(before -> AirComparison.enough(now, least) && AirComparison.enough(before, least));
    }

    private static Figure mean(AirEvaluation evaluation, Pollutant pollutant, int remaining) {
        PeriodStatistic statistic = published(evaluation, pollutant);
        BigDecimal value = statistic.value();
        BigDecimal unrounded = statistic.unrounded();
        int days = statistic.coverage().valid();
        Explanation basis = Explanation.of(
                "statistic", pollutant, Explanation.of(statistic.statistic().code()), days, describe(evaluation));
        if (value == null || unrounded == null) {
            return Figure.missing(reason(statistic), basis, edition(evaluation));
        }
        boolean isMean = statistic.statistic().code().equals(MEAN);
        return Figure.of(value, unrounded, basis, edition(evaluation))
                .withProgress(progress(unrounded, isMean ? days : 0, remaining));
    }

    private static @Nullable Progress progress(BigDecimal mean, int days, int remaining) {
        return days == 0 || remaining == 0
                ? null
                : new Progress.Mean(mean.multiply(BigDecimal.valueOf(days)), days, remaining);
    }

    private Figure change(AirEvaluation now, Pollutant pollutant) {
        PeriodStatistic later = published(now, pollutant);
        BigDecimal earlier = comparison(now)
                .flatMap(compared ->
                        compared.statistic(pollutant, later.statistic().code()))
                .map(AirFigures::earlier)
                .orElse(null);
        return change(now, later.value(), earlier);
    }

    private Figure compositeChange(AirEvaluation now) {
        BigDecimal later = now.composite().value();
        BigDecimal earlier = comparison(now)
                .map(AirComparison::composite)
                .map(AirFigures::earlier)
                .orElse(null);
        return change(now, later, earlier);
    }

    private static Figure change(AirEvaluation now, @Nullable BigDecimal later, @Nullable BigDecimal earlier) {
        if (later == null || earlier == null || earlier.signum() == 0) {
            return Figure.missing(Explanation.of("noFigureInOne"), describe(now), edition(now));
        }
        BigDecimal change = later.subtract(earlier).multiply(HUNDRED).divide(earlier, MathContext.DECIMAL64);
        return Figure.of(
                change.setScale(1, RoundingMode.HALF_EVEN),
                change,
                Explanation.of("after", later.toPlainString(), earlier.toPlainString()),
                edition(now));
    }

    private static Figure composite(AirEvaluation evaluation) {
        BigDecimal value = evaluation.composite().value();
        return value == null
                ? Figure.missing(Explanation.of("pollutantMissing"), describe(evaluation), edition(evaluation))
                : Figure.of(value, value, Explanation.of("sixIndices", describe(evaluation)), edition(evaluation));
    }

    /** The statistic that is published: the mean, the 95th percentile of CO, the 90th of O3. */
    private static PeriodStatistic published(AirEvaluation evaluation, Pollutant pollutant) {
        return evaluation.of(pollutant).statistics().stream()
                .filter(statistic -> statistic.statistic().inIndex())
                .findFirst()
                .orElseThrow();
    }

    private static Explanation describe(AirEvaluation evaluation) {
        return Explanation.of(
                "span",
                evaluation.period().startInclusive(),
                evaluation.period().lastDay());
    }

    private static String edition(AirEvaluation evaluation) {
        Set<String> labels = new LinkedHashSet<>(evaluation.dayEditions());
        labels.add(evaluation.standard().evaluation().label());
        labels.add(evaluation.standard().limits().label());
        return String.join("; ", labels);
    }
}
