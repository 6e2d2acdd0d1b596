package limpid.water;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import limpid.station.Station.WaterBodyType;
import limpid.water.MainIndicators.BasinIndicator;
import limpid.water.SectionClass.ItemClass;
import org.jspecify.annotations.Nullable;

/**
 * A river, basin or city in one period (环办[2011]22号): with five or more sections by the shares of classes, with fewer
 * by the mean of each item over the sections. Sections without a class are in no denominator; they are named.
 *
 * @param basis             how the grade was found
 * @param shares            how many sections have each class
 * @param meanClass         class of the means over the sections; null unless by means
 * @param grade             of the region; null where there is none
 * @param reason            why there is no grade, empty where there is one
 * @param basinIndicators   main pollution indicators by section exceedance rate; empty unless by shares
 * @param sectionIndicators each section's own main pollution indicators; empty unless by means
 * @param sections          the sections assessed
 * @param leftOut           sections without a class, with the reason in their result
 */
public record RegionAssessment(
        Basis basis,
        ClassShares shares,
        @Nullable SectionClass meanClass,
        @Nullable Grade grade,
        String reason,
        List<BasinIndicator> basinIndicators,
        Map<String, List<ItemClass>> sectionIndicators,
        List<SectionResult> sections,
        List<SectionResult> leftOut) {

    /**
     * Assesses the sections of a region.
     *
     * @throws IllegalArgumentException where a section stands twice or the sections differ in item set or edition, so
     *     that their classes do not mean the same
     */
    public static RegionAssessment of(Collection<SectionResult> all, WaterSettings settings) {
        refuseUnlike(all);
        List<SectionResult> assessed =
                all.stream().filter(section -> section.waterClass().isPresent()).toList();
        List<SectionResult> leftOut =
                all.stream().filter(section -> section.waterClass().isEmpty()).toList();
        ClassShares shares = ClassShares.of(assessed.stream()
                .flatMap(section -> section.waterClass().stream())
                .toList());
        if (assessed.isEmpty()) {
            return new RegionAssessment(
                    Basis.NONE, shares, null, null, "no section has a class", List.of(), Map.of(), assessed, leftOut);
        }
        if (Comparison.isUnassessed(assessed.size(), leftOut.size(), settings.region())) {
            String reason = Comparison.TOO_FEW_SECTIONS;
            return new RegionAssessment(Basis.NONE, shares, null, null, reason, List.of(), Map.of(), assessed, leftOut);
        }
        return assessed.size() >= settings.region().minSectionsForShares()
                ? byShares(assessed, leftOut, shares, settings)
                : byMeans(assessed, leftOut, shares, settings);
    }

    private static void refuseUnlike(Collection<SectionResult> all) {
        Set<String> seen = new HashSet<>();
        SectionClass first = null;
        for (SectionResult section : all) {
            SectionClass other = section.sectionClass();
            first = first == null ? other : first;
            if (!seen.add(section.section())) {
                throw new IllegalArgumentException("section " + section.section() + " stands twice");
            }
            if (!other.edition().equals(first.edition()) || !other.itemSet().equals(first.itemSet())) {
                throw new IllegalArgumentException("section " + section.section() + " is judged by " + other.edition()
                        + ", items " + other.itemSet().name() + ", others by " + first.edition() + ", items "
                        + first.itemSet().name());
            }
        }
    }

    private static RegionAssessment byShares(
            List<SectionResult> assessed, List<SectionResult> leftOut, ClassShares shares, WaterSettings settings) {
        Grade grade = Grade.ofShares(
                shares.shareClass1To3().orElseThrow(), shares.shareWorseThan5().orElseThrow());
        List<BasinIndicator> indicators = MainIndicators.ofBasin(assessed, settings.region());
        return new RegionAssessment(Basis.SHARES, shares, null, grade, "", indicators, Map.of(), assessed, leftOut);
    }

    private static RegionAssessment byMeans(
            List<SectionResult> assessed, List<SectionResult> leftOut, ClassShares shares, WaterSettings settings) {
        Map<String, List<ItemClass>> indicators = new LinkedHashMap<>();
        assessed.forEach(section ->
                indicators.put(section.section(), MainIndicators.ofSection(section.sectionClass(), settings.region())));
        Set<WaterBodyType> types = assessed.stream()
                .map(section -> section.sectionClass().waterBodyType())
                .collect(Collectors.toSet());
        if (types.size() > 1) {
            String reason = "rivers and lakes have different limits, so their means give no common class";
            return new RegionAssessment(
                    Basis.MEANS,
                    shares,
                    null,
                    null,
                    reason,
                    List.of(),
                    Collections.unmodifiableMap(indicators),
                    assessed,
                    leftOut);
        }
        SectionClass meanClass = meanClass(assessed, settings);
        Optional<Grade> grade = Optional.ofNullable(meanClass.waterClass()).map(Grade::ofClass);
        return new RegionAssessment(
                Basis.MEANS,
                shares,
                meanClass,
                grade.orElse(null),
                meanClass.reason(),
                List.of(),
                Collections.unmodifiableMap(indicators),
                assessed,
                leftOut);
    }

    /**
     * The class of the means over sections or points of one kind of water: rounded as assessments are, then classed.
     */
    static SectionClass meanClass(List<SectionResult> assessed, WaterSettings settings) {
        SectionClass first = assessed.getFirst().sectionClass();
        Map<String, BigDecimal> means = Decimals.round(
                SectionResult.means(assessed, settings.averaging()),
                settings.publication().assessment());
        return SectionClass.of(means, first.waterBodyType(), first.itemSet(), first.edition());
    }

    /** 优良比例 in percent, unrounded; empty where no section has a class, or too few have. */
    public Optional<BigDecimal> shareClass1To3() {
        return basis == Basis.NONE ? Optional.empty() : shares.shareClass1To3();
    }

    /** 劣Ⅴ类比例 in percent, unrounded; empty where no section has a class, or too few have. */
    public Optional<BigDecimal> shareWorseThan5() {
        return basis == Basis.NONE ? Optional.empty() : shares.shareWorseThan5();
    }

    /** How a region's grade was found. */
    public enum Basis {
        /** By the shares of classes among five or more sections. */
        SHARES,
        /** By the mean of each item over fewer sections. */
        MEANS,
        /** There was nothing to assess, or too little. */
        NONE
    }
}
