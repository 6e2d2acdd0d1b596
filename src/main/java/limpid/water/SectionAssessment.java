package limpid.water;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.station.Station.WaterBodyType;
import limpid.water.PeriodMean.Insufficient;
import limpid.water.SectionClass.ItemClass;
import limpid.water.SectionTarget.OwnLimit;

/**
 * A section in one period 断面时段评价: its means, rounded as the product rounds, the class they give by the edition in
 * force on the period's last day, and whether its target is met.
 *
 * @param means      by item code, not rounded; insufficient ones too
 * @param result     the class, or why there is none
 * @param verdict    on the target
 * @param indicators main pollution indicators 主要污染指标
 */
public record SectionAssessment(
        AssessmentPeriod period,
        SortedMap<String, PeriodMean> means,
        SectionResult result,
        TargetVerdict verdict,
        List<ItemClass> indicators) {
    /** The class of limits in the book of standards. */
    private static final String LIMITS = "water-limits";

    /**
     * Assesses a section. A section of which nothing else is said lies on a river.
     *
     * @param ownLimits the section's own, of which those in force on the period's last day count
     */
    public static SectionAssessment of(
            Station section,
            List<OwnLimit> ownLimits,
            AssessmentPeriod period,
            SortedMap<String, PeriodMean> means,
            WaterSettings settings) {
        return of(section, ownLimits, period, itemSet(period.kind()), means, settings);
    }

    /** The same over other items, such as the two of the double index of function zones. */
    public static SectionAssessment of(
            Station section,
            List<OwnLimit> ownLimits,
            AssessmentPeriod period,
            ItemSet items,
            SortedMap<String, PeriodMean> means,
            WaterSettings settings) {
        SectionResult result = result(section, period, items, means, settings);
        TargetVerdict verdict = TargetVerdict.of(
                result, new SectionTarget(section.code(), section.siting().targetClass(), ownLimits), period.lastDay());
        return new SectionAssessment(
                period, means, result, verdict, MainIndicators.ofSection(result.sectionClass(), settings.region()));
    }

    private static SectionResult result(
            Station section,
            AssessmentPeriod period,
            ItemSet items,
            SortedMap<String, PeriodMean> means,
            WaterSettings settings) {
        Optional<Edition> edition = StandardBook.standard().inForce(LIMITS, period.lastDay());
        Map<String, BigDecimal> values = new HashMap<>();
        means.forEach((code, mean) -> mean.value().ifPresent(value -> values.put(code, value)));
        Optional<String> other = SurfaceWater.whyNot(section);
        if (other.isPresent() || edition.isEmpty() || values.isEmpty()) {
            String reason = other.orElseGet(() -> edition.isEmpty() ? "no standard in force" : reason(means));
            return SectionResult.notSampled(
                    section.code(),
                    section.nameZh(),
                    type(section),
                    items,
                    edition.map(Edition::code).orElse(""),
                    reason);
        }
        return SectionResult.of(
                section.code(),
                section.nameZh(),
                values,
                type(section),
                items,
                edition.get().code(),
                stage(period.kind(), settings));
    }

    /** Items that have too few values for a mean, each with those it has and needs: {@code PH:0/1}. */
    public List<String> tooFew() {
        return means.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Insufficient)
                .map(entry -> entry.getKey() + ":" + entry.getValue().coverage().valid() + "/"
                        + entry.getValue().coverage().required())
                .toList();
    }

    /** The items a class of this kind of period rests on: weeks have those of automatic stations, others all 21. */
    public static ItemSet itemSet(Kind kind) {
        return kind == Kind.WEEK ? ItemSet.automatic() : ItemSet.assessment();
    }

    private static Decimals.Stage stage(Kind kind, WaterSettings settings) {
        return kind == Kind.WEEK
                ? settings.publication().week()
                : settings.publication().assessment();
    }

    private static WaterBodyType type(Station section) {
        WaterBodyType type = section.siting().waterBodyType();
        return type == null ? WaterBodyType.RIVER : type;
    }

    private static String reason(SortedMap<String, PeriodMean> means) {
        return means.values().stream()
                .filter(Insufficient.class::isInstance)
                .map(mean -> ((Insufficient) mean).reason())
                .findFirst()
                .orElse("no data");
    }
}
