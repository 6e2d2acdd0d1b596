package limpid.api.water;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import limpid.api.http.Arguments;
import limpid.measure.AssessmentPeriod;
import limpid.water.Comparison;
import limpid.water.Comparison.Change;
import limpid.water.RegionAssessment;
import limpid.water.WaterSettings.Publication;
import org.jspecify.annotations.Nullable;

/**
 * A region against an earlier period (环办[2011]22号). The larger of the changes by grade and by share is reported; both
 * stand beside it.
 *
 * @param period           the earlier period
 * @param grade            of the earlier period; null where there was none
 * @param shareClass1To3   of the earlier period, percent
 * @param shareWorseThan5  of the earlier period, percent
 * @param assessed         sections with a class in the earlier period
 * @param sections         sections in service in the earlier period
 * @param overall          the larger change; null where the periods cannot be compared
 * @param byGrade          no step, one step or more between the grades; null where one of them is missing
 * @param byShares         by dG - dD, over 10 and over 20; null where a period has no section with a class
 * @param deltaGood        dG, percentage points of class Ⅰ to Ⅲ, later minus earlier
 * @param deltaWorseThan5  dD, percentage points worse than Ⅴ, later minus earlier
 * @param reason           tooFewSections where on one side fewer sections have a class than rule water.region.comparedPercent asks for
 * @param caveats          sections and items that are not in both
 */
@Schema(name = "WaterComparison")
public record ComparisonView(
        String period,
        @Nullable GradeView grade,
        @Nullable BigDecimal shareClass1To3,
        @Nullable BigDecimal shareWorseThan5,
        int assessed,
        int sections,
        @Nullable ChangeView overall,
        @Nullable ChangeView byGrade,
        @Nullable ChangeView byShares,
        @Nullable BigDecimal deltaGood,
        @Nullable BigDecimal deltaWorseThan5,
        @Nullable String reason,
        List<String> caveats) {

    /** How much better or worse. @param change marked_better, some_better, none, some_worse or marked_worse */
    @Schema(name = "WaterChange")
    public record ChangeView(String change, String nameZh) {
        static @Nullable ChangeView of(@Nullable Change change) {
            return change == null ? null : new ChangeView(Arguments.word(change), change.nameZh());
        }
    }

    static ComparisonView of(
            AssessmentPeriod period, RegionAssessment earlier, Comparison comparison, Publication publication) {
        return new ComparisonView(
                period.name(),
                GradeView.of(earlier.grade()),
                RegionAssessmentView.printed(earlier.shareClass1To3(), publication),
                RegionAssessmentView.printed(earlier.shareWorseThan5(), publication),
                earlier.shares().assessed(),
                earlier.sections().size() + earlier.leftOut().size(),
                ChangeView.of(comparison.overall()),
                ChangeView.of(comparison.byGrade()),
                ChangeView.of(comparison.byShares()),
                RegionAssessmentView.printed(Optional.ofNullable(comparison.deltaGood()), publication),
                RegionAssessmentView.printed(Optional.ofNullable(comparison.deltaBad()), publication),
                comparison.reason(),
                comparison.caveats());
    }
}
