package limpid.water;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import limpid.station.Station.WaterBodyType;
import limpid.water.SectionClass.ItemClass;

/**
 * A lake or reservoir in one period (环办[2011]22号): the mean of each item over its points, each point averaged over time
 * before, then the class and the trophic state of those means.
 *
 * @param means          of each item over the points, not rounded
 * @param sectionClass   class of the means, by lake limits
 * @param mainIndicators main pollution indicators, multiples from the lake limits
 * @param trophic        trophic state
 * @param points         the points that have values
 * @param leftOut        points without values, with the reason in their result
 */
public record LakeAssessment(
        SortedMap<String, BigDecimal> means,
        SectionClass sectionClass,
        List<ItemClass> mainIndicators,
        TrophicIndex.Result trophic,
        List<SectionResult> points,
        List<SectionResult> leftOut) {

    /**
     * Assesses the points of one lake, or of one zone of a large one.
     *
     * @param itemSet the items of the class
     * @param edition of the limits
     * @throws IllegalArgumentException where a point is judged as a river
     */
    public static LakeAssessment of(List<SectionResult> all, ItemSet itemSet, String edition, WaterSettings settings) {
        for (SectionResult point : all) {
            if (point.sectionClass().waterBodyType() != WaterBodyType.LAKE) {
                throw new IllegalArgumentException("point " + point.section() + " is judged as a river");
            }
        }
        List<SectionResult> points =
                all.stream().filter(point -> !point.values().isEmpty()).toList();
        List<SectionResult> leftOut =
                all.stream().filter(point -> point.values().isEmpty()).toList();
        SortedMap<String, BigDecimal> means = SectionResult.means(points, settings.averaging());
        SectionClass sectionClass = SectionClass.of(
                Decimals.round(means, settings.publication().assessment()), WaterBodyType.LAKE, itemSet, edition);
        return new LakeAssessment(
                means,
                sectionClass,
                MainIndicators.ofSection(sectionClass, settings.region()),
                TrophicIndex.ofStationUnits(means),
                points,
                leftOut);
    }

    /** The grade of its class, empty where it has none. */
    public Optional<Grade> grade() {
        return Optional.ofNullable(sectionClass.waterClass()).map(Grade::ofClass);
    }
}
