package limpid.water;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import limpid.station.Station.WaterBodyType;
import limpid.water.WaterSettings.Averaging;

/**
 * One section, or one point of a lake, in one period: its means and the class they give.
 *
 * @param section      the station's code
 * @param name         as published
 * @param values       the period's means by item code, not rounded
 * @param sectionClass of the values rounded as the product rounds; without a class where nothing was sampled
 */
public record SectionResult(String section, String name, Map<String, BigDecimal> values, SectionClass sectionClass) {
    /** Keeps its own values. */
    public SectionResult {
        values = Map.copyOf(values);
    }

    /**
     * Rounds the means of a period as the product does, then classes them.
     *
     * @param values by item code, not rounded
     * @param stage  how far the product rounds, from {@link WaterSettings.Publication}
     */
    public static SectionResult of(
            String section,
            String name,
            Map<String, BigDecimal> values,
            WaterBodyType type,
            ItemSet itemSet,
            String edition,
            Decimals.Stage stage) {
        return new SectionResult(
                section, name, values, SectionClass.of(Decimals.round(values, stage), type, itemSet, edition));
    }

    /** A section without data in the period, which leaves every denominator and is named with this reason. */
    public static SectionResult notSampled(
            String section, String name, WaterBodyType type, ItemSet itemSet, String edition, String reason) {
        return new SectionResult(section, name, Map.of(), SectionClass.none(type, itemSet, edition, reason));
    }

    /** The class, empty where nothing could be judged. */
    public Optional<Integer> waterClass() {
        return Optional.ofNullable(sectionClass.waterClass());
    }

    /** The mean of each item over the sections that have it, not rounded. */
    static SortedMap<String, BigDecimal> means(Collection<SectionResult> sections, Averaging settings) {
        SortedMap<String, BigDecimal> means = new TreeMap<>();
        sections.stream()
                .flatMap(section -> section.values.keySet().stream())
                .distinct()
                .forEach(code -> means.put(code, Mean.of(code, valuesOf(code, sections), settings)));
        return means;
    }

    private static List<BigDecimal> valuesOf(String code, Collection<SectionResult> sections) {
        return sections.stream()
                .flatMap(section -> Optional.ofNullable(section.values.get(code)).stream())
                .toList();
    }
}
