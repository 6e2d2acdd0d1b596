package limpid.water;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A region against an earlier period (环办[2011]22号), by grade and by share; where the two disagree the larger change is
 * reported, and by grade where they are equally large. Both periods must have the same items and basically the same
 * sections; what differs is named as a caveat.
 *
 * @param byGrade   by steps between the grades; null where a period has no grade
 * @param byShares  by x = dG - dD; null where a period has no section with a class
 * @param overall   the larger of both; null where there is neither
 * @param deltaGood percentage points of class Ⅰ to Ⅲ, later minus earlier; null as {@code byShares}
 * @param deltaBad  percentage points worse than Ⅴ, later minus earlier; null as {@code byShares}
 * @param reason    why nothing is compared, {@link #TOO_FEW_SECTIONS}; null where something is, or a figure is missing
 * @param caveats   why the two are not quite comparable
 */
public record Comparison(
        @Nullable Change byGrade,
        @Nullable Change byShares,
        @Nullable Change overall,
        @Nullable BigDecimal deltaGood,
        @Nullable BigDecimal deltaBad,
        @Nullable String reason,
        List<String> caveats) {

    /** On one of the two sides fewer sections have a class than a comparison needs. */
    public static final String TOO_FEW_SECTIONS = "tooFewSections";

    private static final long PERCENT = 100;

    /** Compares two assessments of the same region. */
    public static Comparison of(RegionAssessment earlier, RegionAssessment later, WaterSettings.Region settings) {
        if (isThin(earlier, settings) || isThin(later, settings)) {
            return new Comparison(null, null, null, null, null, TOO_FEW_SECTIONS, caveats(earlier, later));
        }
        Change byGrade =
                earlier.grade() == null || later.grade() == null ? null : ofGrades(earlier.grade(), later.grade());
        BigDecimal deltaGood = null;
        BigDecimal deltaBad = null;
        Change byShares = null;
        if (earlier.shareClass1To3().isPresent() && later.shareClass1To3().isPresent()) {
            deltaGood = later.shareClass1To3()
                    .orElseThrow()
                    .subtract(earlier.shareClass1To3().orElseThrow());
            deltaBad = later.shareWorseThan5()
                    .orElseThrow()
                    .subtract(earlier.shareWorseThan5().orElseThrow());
            byShares = ofShares(deltaGood, deltaBad, settings);
        }
        return new Comparison(
                byGrade, byShares, larger(byGrade, byShares), deltaGood, deltaBad, null, caveats(earlier, later));
    }

    private static boolean isThin(RegionAssessment region, WaterSettings.Region settings) {
        return isThin(region.sections().size(), region.leftOut().size(), settings);
    }

    /** Whether too few of a set of sections have a figure to be compared with another set, or with that of a year before. */
    public static boolean isThin(int valid, int leftOut, WaterSettings.Region settings) {
        return isBelow(settings.comparedPercent(), valid, leftOut);
    }

    /** Whether too few of a set of sections have a class or verdict for a share or rate of their own. */
    public static boolean isUnassessed(int valid, int leftOut, WaterSettings.Region settings) {
        return isBelow(settings.assessedPercent(), valid, leftOut);
    }

    private static boolean isBelow(int leastPercent, int valid, int leftOut) {
        return valid * PERCENT < (long) leastPercent * (valid + leftOut);
    }

    /** By grade: no step, one step, two or more. */
    public static Change ofGrades(Grade earlier, Grade later) {
        int better = earlier.order() - later.order();
        return switch (Math.abs(better)) {
            case 0 -> Change.NONE;
            case 1 -> better > 0 ? Change.SOME_BETTER : Change.SOME_WORSE;
            default -> better > 0 ? Change.MARKED_BETTER : Change.MARKED_WORSE;
        };
    }

    /**
     * By share.
     *
     * @param deltaGood percentage points of class Ⅰ to Ⅲ, later minus earlier
     * @param deltaBad  percentage points worse than Ⅴ, later minus earlier
     */
    public static Change ofShares(BigDecimal deltaGood, BigDecimal deltaBad, WaterSettings.Region settings) {
        BigDecimal x = deltaGood.subtract(deltaBad);
        if (x.abs().compareTo(settings.someChangeOver()) <= 0) {
            return Change.NONE;
        }
        return x.abs().compareTo(settings.markedChangeOver()) <= 0
                ? (x.signum() > 0 ? Change.SOME_BETTER : Change.SOME_WORSE)
                : (x.signum() > 0 ? Change.MARKED_BETTER : Change.MARKED_WORSE);
    }

    private static @Nullable Change larger(@Nullable Change byGrade, @Nullable Change byShares) {
        if (byGrade == null || byShares == null) {
            return byGrade == null ? byShares : byGrade;
        }
        return byShares.size > byGrade.size ? byShares : byGrade;
    }

    private static List<String> caveats(RegionAssessment earlier, RegionAssessment later) {
        List<String> caveats = new ArrayList<>();
        Set<String> before = sections(earlier);
        Set<String> after = sections(later);
        before.stream().filter(s -> !after.contains(s)).sorted().forEach(s -> caveats.add("only earlier: " + s));
        after.stream().filter(s -> !before.contains(s)).sorted().forEach(s -> caveats.add("only later: " + s));
        if (!itemSets(earlier).equals(itemSets(later))) {
            caveats.add("items differ: " + itemSets(earlier) + " and " + itemSets(later));
        }
        return List.copyOf(caveats);
    }

    private static Set<String> sections(RegionAssessment assessment) {
        return assessment.sections().stream().map(SectionResult::section).collect(Collectors.toSet());
    }

    private static Set<String> itemSets(RegionAssessment assessment) {
        return assessment.sections().stream()
                .map(section -> section.sectionClass().itemSet().name())
                .collect(Collectors.toSet());
    }

    /** How much better or worse. */
    public enum Change {
        /** 明显好转. */
        MARKED_BETTER("明显好转", 2),
        /** 有所好转. */
        SOME_BETTER("有所好转", 1),
        /** 无明显变化. */
        NONE("无明显变化", 0),
        /** 有所变差. */
        SOME_WORSE("有所变差", 1),
        /** 明显变差. */
        MARKED_WORSE("明显变差", 2);

        private final String nameZh;
        private final int size;

        Change(String nameZh, int size) {
            this.nameZh = nameZh;
            this.size = size;
        }

        /** As reports word it. */
        public String nameZh() {
            return nameZh;
        }
    }
}
