package limpid.api.water;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import limpid.api.http.Local;
import limpid.api.water.SectionAssessmentView.OverTarget;
import limpid.api.water.WaterLimitsController.LimitView;
import limpid.store.WaterRevisions.SectionMonth;
import limpid.water.PeriodMean;
import org.jspecify.annotations.Nullable;

/**
 * On what the class of a section in a period rests, so that a person can redo it by hand.
 *
 * @param clauses     where the rules stand
 * @param items       every item that was measured or due
 * @param target      the class it must reach; null where none is set
 * @param ownLimits   limits of plans in force on the last day, which take the place of the target class's
 * @param overTarget  items over their target, with the limit missed
 * @param meetsTarget null with {@code targetReason}
 * @param reproduced  whether these inputs, worked through again, give the figures kept; null where the period is not kept
 *     but computed for every answer (weeks, quarters and years of sections)
 * @param revision    of the kept month, 1 for the first; null where the period is not kept
 * @param revisions   what the month was known to be before, oldest first
 */
@Schema(name = "WaterSectionEvidence")
public record WaterSectionEvidenceView(
        String id,
        String section,
        String name,
        String period,
        LocalDate start,
        LocalDate end,
        String edition,
        List<String> clauses,
        String itemSet,
        List<ItemView> items,
        @JsonProperty("class") @Nullable Integer waterClass,
        @Nullable String className,
        List<String> decidingItems,
        @Nullable String reason,
        @Nullable Integer target,
        List<LimitView> ownLimits,
        List<OverTarget> overTarget,
        @Nullable Boolean meetsTarget,
        @Nullable String targetReason,
        @Nullable Boolean reproduced,
        @Nullable Integer revision,
        @Nullable OffsetDateTime knownFrom,
        List<RevisionView> revisions) {

    /**
     * An item, from its inputs to its class.
     *
     * @param inputs         means of the days (of months in a quarter or year)
     * @param arithmetic     how they were averaged; null where there is no mean
     * @param unrounded      the mean; null with a reason
     * @param rounding       how that was rounded
     * @param value          rounded, as it was judged
     * @param limits         of the classes, as the standard has them; empty where it has none
     * @param exceedance     multiple over class Ⅲ with the numbers put in; null where none is computed
     * @param reason         why it has no class
     */
    @Schema(name = "WaterEvidenceItem")
    public record ItemView(
            String item,
            List<InputView> inputs,
            @Nullable String arithmetic,
            @Nullable BigDecimal unrounded,
            String rounding,
            @Nullable BigDecimal value,
            List<BigDecimal> limits,
            @JsonProperty("class") @Nullable Integer waterClass,
            @Nullable String exceedance,
            @Nullable String reason) {}

    /**
     * A mean that entered or not.
     *
     * @param period         a day, or a month
     * @param origin         automatic or manual; null for months, which join both
     * @param valid          values that entered it, of those due and required
     * @param belowDetection how many values beneath it lay below their detection limit and entered with half of it
     * @param enters         whether it entered
     * @param reason         why it did not
     */
    @Schema(name = "WaterEvidenceInput")
    public record InputView(
            String period,
            @Nullable String origin,
            @Nullable BigDecimal value,
            int valid,
            int expected,
            int required,
            int belowDetection,
            boolean enters,
            @Nullable String reason) {
        static InputView of(String period, @Nullable String origin, PeriodMean mean, @Nullable String reason) {
            return new InputView(
                    period,
                    origin,
                    mean.value().orElse(null),
                    mean.coverage().valid(),
                    mean.coverage().expected(),
                    mean.coverage().required(),
                    mean.belowDetection(),
                    reason == null,
                    reason);
        }
    }

    /** What a month was known to be. */
    @Schema(name = "WaterSectionRevision")
    public record RevisionView(
            int revision,
            OffsetDateTime knownFrom,
            String edition,
            @JsonProperty("class") @Nullable Integer waterClass,
            int itemsAssessed,
            @Nullable Integer target,
            @Nullable Boolean meetsTarget,
            List<String> overTarget,
            @Nullable String reason) {
        static RevisionView of(SectionMonth month) {
            return new RevisionView(
                    month.revision(),
                    Local.time(month.knownFrom()),
                    month.edition(),
                    month.waterClass(),
                    month.itemsAssessed(),
                    month.target(),
                    month.meetsTarget(),
                    month.overTarget(),
                    month.reason());
        }
    }
}
