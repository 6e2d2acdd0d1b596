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
import limpid.api.air.AirEvaluationView.DaysView;
import limpid.api.air.AirEvaluationView.PollutantView;
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
    private static final Map<String, ToIntFunction<DaysView>> CATEGORIES = new LinkedHashMap<>();

    static {
        CATEGORIES.put("valid", DaysView::valid);
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
                        view -> view.days().valid() == 0 ? null : view.calendarDayRatio(), BulletinAir::withoutDays),
                pair.compared(AirEvaluationView::compositeIndex, AirEvaluationView::compositeIndexReason),
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

    /** Where no day is valid there is nothing to count, and a 0 would say that there was. */
    private static Map<String, Compared> days(Pair pair) {
        Map<String, Compared> days = new LinkedHashMap<>();
        days.put("calendar", pair.compared(view -> number(view.days().calendar()), view -> null));
        CATEGORIES.forEach((name, count) -> days.put(
                name,
                pair.compared(
                        view -> view.days().valid() == 0 ? null : number(count.applyAsInt(view.days())),
                        BulletinAir::withoutDays)));
        return days;
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
            concentrations.put(code, concentration(pollutant, earlier, pair.whyNot, otherState(pair.now, code)));
        });
        return concentrations;
    }

    private static boolean otherState(AirEvaluationView now, String pollutant) {
        AirEvaluationView.ChangesView changes = now.changes();
        return changes != null && changes.otherState().contains(pollutant);
    }

    private static Concentration concentration(
            PollutantView pollutant, @Nullable PollutantView before, String whyNot, boolean otherState) {
        StatisticView now = inIndex(pollutant);
        StatisticView earlier = before == null ? null : inIndex(before);
        return new Concentration(
                now.percent(),
                now.value(),
                now.reason(),
                earlier == null ? null : earlier.value(),
                earlier == null ? whyNot : earlier.reason(),
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
