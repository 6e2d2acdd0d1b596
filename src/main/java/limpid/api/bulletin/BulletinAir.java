package limpid.api.bulletin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import limpid.air.AirBasis;
import limpid.air.Reason;
import limpid.api.air.AirController;
import limpid.api.air.AirEvaluationView;
import limpid.api.air.AirEvaluationView.ChangeView;
import limpid.api.air.AirEvaluationView.CoverageView;
import limpid.api.air.AirEvaluationView.DaysView;
import limpid.api.air.AirEvaluationView.PollutantView;
import limpid.api.air.AirEvaluationView.SidesView;
import limpid.api.air.AirEvaluationView.StatisticView;
import limpid.api.air.AirRankView;
import limpid.api.bulletin.BulletinFigures.Air;
import limpid.api.bulletin.BulletinFigures.Compared;
import limpid.api.bulletin.BulletinFigures.Concentration;
import limpid.measure.AssessmentPeriod;
import limpid.store.Results.Kind;
import limpid.store.Results.Subject;
import org.jspecify.annotations.Nullable;

/** The air of a bulletin, out of what evaluation and ranking answer for the period and for that of the year before. */
final class BulletinAir {
    private static final String VALID = "valid";
    private static final Map<String, ToIntFunction<DaysView>> CATEGORIES = new LinkedHashMap<>();

    static {
        CATEGORIES.put("excellentOrGood", days -> days.excellent() + days.good());
        CATEGORIES.put("excellent", DaysView::excellent);
        CATEGORIES.put("good", DaysView::good);
        CATEGORIES.put("light", DaysView::light);
        CATEGORIES.put("moderate", DaysView::moderate);
        CATEGORIES.put("heavy", DaysView::heavy);
        CATEGORIES.put("severe", DaysView::severe);
    }

    private final AirController air;

    BulletinAir(AirController air) {
        this.air = air;
    }

    /** The year before is left out where no rule of evaluation was in force in it, or too few days stand on a side. */
    private record Pair(AirEvaluationView now, @Nullable AirEvaluationView before, String whyNot) {
        /** Of a figure whose own change may be withheld: that of the year before is then not set beside it. */
        Compared compared(
                Function<AirEvaluationView, @Nullable BigDecimal> figure,
                Function<AirEvaluationView, @Nullable String> reason,
                @Nullable ChangeView change) {
            Compared all = compared(figure, reason);
            return isThin(change) ? new Compared(all.now(), all.reason(), null, Reason.TOO_FEW_DAYS.code()) : all;
        }

        Compared compared(
                Function<AirEvaluationView, @Nullable BigDecimal> figure,
                Function<AirEvaluationView, @Nullable String> reason) {
            return new Compared(
                    figure.apply(now),
                    reason.apply(now),
                    before == null ? null : figure.apply(before),
                    before == null ? whyNot : reason.apply(before));
        }
    }

    private record Ranks(@Nullable Integer rank, @Nullable String reason, int cities) {}

    Air of(String city, AssessmentPeriod period, @Nullable Instant known) {
        AirEvaluationView now = evaluation(city, period, known);
        AirEvaluationView.ChangesView changes = now.changes();
        boolean judged = changes != null && changes.reason() == null;
        AirEvaluationView before = judged ? evaluation(city, period.yearBefore(), known) : null;
        String whyNot = changes == null || changes.reason() == null ? Reason.RULE_UNKNOWN.code() : changes.reason();
        Pair pair = new Pair(now, before, whyNot);
        Ranks ranks = ranks(city, period, known);
        Ranks ranksBefore = judged ? ranks(city, period.yearBefore(), known) : new Ranks(null, whyNot, 0);
        return new Air(
                now.edition(),
                now.evaluationEdition(),
                days(pair),
                pair.compared(AirEvaluationView::excellentDayRatio, AirEvaluationView::excellentDayRatioReason),
                pair.compared(
                        view -> view.days().valid() == 0 ? null : view.calendarDayRatio(),
                        AirEvaluationView::excellentDayRatioReason),
                pair.compared(
                        AirEvaluationView::compositeIndex,
                        AirEvaluationView::compositeIndexReason,
                        changes == null ? null : changes.compositeIndex()),
                now.mainPollutant(),
                concentrations(pair),
                new Compared(number(ranks.rank), ranks.reason, number(ranksBefore.rank), ranksBefore.reason),
                new Compared(
                        BigDecimal.valueOf(ranks.cities),
                        null,
                        judged ? BigDecimal.valueOf(ranksBefore.cities) : null,
                        judged ? null : ranksBefore.reason),
                now.evidence());
    }

    private AirEvaluationView evaluation(String city, AssessmentPeriod period, @Nullable Instant known) {
        return air.evaluations(new Subject(Kind.CITY, city), period, List.of(AirBasis.IN_FORCE), true, known)
                .getFirst();
    }

    private Ranks ranks(String city, AssessmentPeriod period, @Nullable Instant known) {
        List<AirRankView> all = air.ranks(period, AirBasis.IN_FORCE, air.usualRanks(period), known);
        Optional<AirRankView> own =
                all.stream().filter(view -> view.city().equals(city)).findFirst();
        long ranked = all.stream().filter(view -> view.rank() != null).count();
        return new Ranks(
                own.map(AirRankView::rank).orElse(null),
                own.map(AirRankView::reason).orElse(null),
                Math.toIntExact(ranked));
    }

    private static boolean isThin(@Nullable ChangeView change) {
        return change != null && Reason.TOO_FEW_DAYS.code().equals(change.reason());
    }

    /**
     * Where no day is valid there is nothing to count, and a 0 would say that there was. How many days stand on a side is said
     * also where they are too few to compare.
     */
    private static Map<String, Compared> days(Pair pair) {
        Map<String, Compared> days = new LinkedHashMap<>();
        AirEvaluationView.ChangesView changes = pair.now.changes();
        SidesView sides = changes == null ? null : changes.days();
        days.put("calendar", sides(pair.now.days().calendar(), sides == null ? null : sides.beforeCalendar(), pair));
        days.put(VALID, sides(pair.now.days().valid(), sides == null ? null : sides.before(), pair));
        CATEGORIES.forEach((name, count) -> days.put(
                name,
                pair.compared(
                        view -> view.days().valid() == 0 ? null : number(count.applyAsInt(view.days())),
                        BulletinAir::withoutDays)));
        return days;
    }

    private static Compared sides(int now, @Nullable Integer before, Pair pair) {
        return new Compared(number(now), null, number(before), before == null ? pair.whyNot : null);
    }

    private static @Nullable String withoutDays(AirEvaluationView view) {
        return view.days().valid() == 0 ? Reason.TOO_FEW_DAYS.code() : null;
    }

    private static @Nullable BigDecimal number(@Nullable Integer count) {
        return count == null ? null : BigDecimal.valueOf(count);
    }

    private static Map<String, Concentration> concentrations(Pair pair) {
        Map<String, Concentration> concentrations = new LinkedHashMap<>();
        pair.now.pollutants().forEach((code, pollutant) -> {
            AirEvaluationView before = pair.before;
            PollutantView earlier = before == null ? null : before.pollutants().get(code);
            ChangeView change = change(pair.now, code, inIndex(pollutant));
            boolean few = isThin(change);
            concentrations.put(
                    code,
                    concentration(
                            pollutant,
                            few ? null : earlier,
                            few ? Reason.TOO_FEW_DAYS.code() : pair.whyNot,
                            change,
                            otherState(pair.now, code)));
        });
        return concentrations;
    }

    private static @Nullable ChangeView change(AirEvaluationView now, String pollutant, StatisticView statistic) {
        AirEvaluationView.ChangesView changes = now.changes();
        String code = statistic.percent() == null ? "mean" : "p" + statistic.percent();
        return changes == null ? null : changes.statistics().get(pollutant + " " + code);
    }

    private static boolean otherState(AirEvaluationView now, String pollutant) {
        AirEvaluationView.ChangesView changes = now.changes();
        return changes != null && changes.otherState().contains(pollutant);
    }

    private static Concentration concentration(
            PollutantView pollutant,
            @Nullable PollutantView before,
            String whyNot,
            @Nullable ChangeView change,
            boolean otherState) {
        StatisticView now = inIndex(pollutant);
        CoverageView days = now.coverage();
        StatisticView earlier = before == null ? null : inIndex(before);
        return new Concentration(
                now.percent(),
                now.value(),
                now.reason(),
                earlier == null ? null : earlier.value(),
                earlier == null ? whyNot : earlier.reason(),
                days == null ? 0 : days.valid(),
                days == null ? 0 : days.expected(),
                change == null ? null : change.days().before(),
                change == null ? null : change.days().beforeCalendar(),
                now.unit(),
                now.limit(),
                pollutant.complies(),
                otherState);
    }

    /** The composite index takes means, and percentiles of CO and O3, which have no mean. */
    private static StatisticView inIndex(PollutantView pollutant) {
        return pollutant.mean().limit() == null ? pollutant.percentile() : pollutant.mean();
    }
}
