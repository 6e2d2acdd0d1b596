package limpid.api.water;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import limpid.api.http.Local;
import limpid.api.water.RegionAssessmentView.LeftOutView;
import limpid.store.WaterRevisions.RegionPeriod;
import org.jspecify.annotations.Nullable;

/**
 * On what the assessment of a city or river in a period rests, so that a person can redo it by hand.
 *
 * @param clauses    where the rules stand
 * @param sections   each section that entered, with the address of its own evidence
 * @param leftOut    sections that did not, and why
 * @param basis      shares, means or none
 * @param arithmetic the steps, with the numbers put in and how each was rounded
 * @param grade      水质状况; null with a reason
 * @param reproduced whether these inputs, worked through again, give the figures kept
 * @param revision   1 for the first
 * @param revisions  what it was known to be before, oldest first
 */
@Schema(name = "WaterRegionEvidence")
public record WaterRegionEvidenceView(
        String id,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String city,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String river,
        String period,
        LocalDate start,
        LocalDate end,
        String edition,
        List<String> clauses,
        String itemSet,
        List<SectionInput> sections,
        List<LeftOutView> leftOut,
        String basis,
        List<String> arithmetic,
        @Nullable GradeView grade,
        @Nullable String reason,
        boolean reproduced,
        int revision,
        OffsetDateTime knownFrom,
        List<RevisionView> revisions) {

    /** A section that entered. */
    @Schema(name = "WaterEvidenceSection")
    public record SectionInput(
            String section,
            String name,
            @JsonProperty("class") @Nullable Integer waterClass,
            @Nullable Integer target,
            @Nullable Boolean meetsTarget,
            String evidence) {}

    /** What a period was known to be. @param classCounts sections of class 1 to 5 and worse */
    @Schema(name = "WaterRegionRevision")
    public record RevisionView(
            int revision,
            OffsetDateTime knownFrom,
            String edition,
            int sections,
            int assessed,
            List<Integer> classCounts,
            String basis,
            @Nullable Integer meanClass,
            @Nullable String grade,
            int targetMet,
            int targetChecks,
            @Nullable String reason) {
        static RevisionView of(RegionPeriod period) {
            return new RevisionView(
                    period.revision(),
                    Local.time(period.knownFrom()),
                    period.edition(),
                    period.sections(),
                    period.assessed(),
                    period.classCounts(),
                    period.basis(),
                    period.meanClass(),
                    period.grade(),
                    period.targetMet(),
                    period.targetChecks(),
                    period.reason());
        }
    }
}
