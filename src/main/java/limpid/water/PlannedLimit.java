package limpid.water;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limpid.water.SectionTarget.OwnLimit;

/**
 * A limit of its own 考核限值 that a plan sets for one item at one section for a span of days; it takes the place of the
 * limit of the section's target class.
 *
 * @param section code of the section
 * @param limit   of the item
 * @param plan    where it is set
 */
public record PlannedLimit(String section, OwnLimit limit, String plan) {
    /** The limits of each section. */
    public static Map<String, List<OwnLimit>> bySection(List<PlannedLimit> limits) {
        Map<String, List<OwnLimit>> bySection = new LinkedHashMap<>();
        limits.forEach(one -> bySection
                .computeIfAbsent(one.section, section -> new ArrayList<>())
                .add(one.limit));
        return bySection;
    }
}
