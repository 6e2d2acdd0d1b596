package limpid.api.water;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.api.http.Arguments;
import limpid.api.http.Local;
import limpid.api.http.Page.Lines;
import limpid.station.Station;
import limpid.water.Grade;
import limpid.water.MainIndicators;
import limpid.water.PeriodMean.Insufficient;
import limpid.water.SectionAssessment;
import limpid.water.SectionClass;
import limpid.water.SectionClass.ItemClass;
import limpid.water.TargetVerdict;
import limpid.water.TargetVerdict.Failing;
import limpid.water.TargetVerdict.Judged;
import limpid.water.WaterSettings.Publication;
import org.jspecify.annotations.Nullable;

/**
 * A section in one period 断面时段评价 (环办[2011]22号).
 *
 * @param period         2026, 2026-H1, 2026-Q1, 2026-01 or 2026-W05
 * @param start          its first local day
 * @param end            its last local day
 * @param complete       whether the period is over; until then the figures may still change
 * @param waterClass     1 to 5, 6 for worse than Ⅴ; null with a reason
 * @param className      Ⅰ to Ⅴ, 劣Ⅴ
 * @param decidingItems  定类项目, the items that made it so, with the period's mean as it was rounded
 * @param items          all items assessed
 * @param itemsAssessed  how many those are, to be read with every class
 * @param itemSet        the items that were due
 * @param mainIndicators 主要污染指标 as printed, with the multiple over class Ⅲ
 * @param target         the class it must reach; null where none is set
 * @param meetsTarget    达标; null where there is no class or no target
 * @param overTarget     items over the target's limit, with their multiples over that limit
 * @param reason         why there is no class
 * @param leftOut        items that did not enter, and why
 * @param edition        of the limits, the one in force on the last day
 * @param knownFrom      since when it is known; null where there is nothing
 * @param evidence       address of what it rests on
 */
@Schema(name = "SectionAssessment")
public record SectionAssessmentView(
        String section,
        String name,
        String period,
        LocalDate start,
        LocalDate end,
        boolean complete,
        @JsonProperty("class") @Nullable Integer waterClass,
        @Nullable String className,
        @Nullable GradeView grade,
        List<WaterItemView> decidingItems,
        List<WaterItemView> items,
        int itemsAssessed,
        String itemSet,
        List<String> mainIndicators,
        @Nullable Integer target,
        @Nullable Boolean meetsTarget,
        List<OverTarget> overTarget,
        @Nullable String reason,
        List<String> leftOut,
        String edition,
        @Nullable OffsetDateTime knownFrom,
        String evidence) {

    /**
     * An item over its target.
     *
     * @param limit      of the target class; null for pH, which has a range
     * @param exceedance multiple over that limit; null for pH and dissolved oxygen
     */
    @Schema(name = "OverTarget")
    public record OverTarget(
            String item,
            BigDecimal value,
            @Nullable BigDecimal limit,
            @Nullable BigDecimal exceedance) {
        /** By how far they are over; those that have no multiple at the end. */
        public static final Comparator<OverTarget> WORST_FIRST =
                Comparator.comparing(OverTarget::exceedance, Comparator.nullsLast(Comparator.reverseOrder()));

        static OverTarget of(Failing failing, Publication publication) {
            return new OverTarget(
                    failing.code(),
                    failing.value(),
                    failing.limit(),
                    WaterItemView.printed(failing.exceedance(), publication));
        }
    }

    static Lines<SectionAssessmentView> csv() {
        return Lines.of(
                SectionAssessmentView.class,
                "section name period start end complete class className decidingItems itemsAssessed "
                        + "itemSet mainIndicators target meetsTarget reason leftOut edition knownFrom",
                Map.of("class", view -> view.waterClass, "decidingItems", view -> view.decidingItems.stream()
                        .map(WaterItemView::item)
                        .toList()));
    }

    /**
     * An assessment as an answer.
     *
     * @param knownFrom   of the newest mean it rests on; null where there is none
     * @param today       the local day it is asked on
     * @param publication decimals of printed figures
     */
    static SectionAssessmentView of(
            Station section,
            SectionAssessment assessment,
            @Nullable Instant knownFrom,
            LocalDate today,
            Publication publication) {
        SectionClass judged = assessment.result().sectionClass();
        TargetVerdict verdict = assessment.verdict();
        return new SectionAssessmentView(
                section.code(),
                section.nameZh(),
                assessment.period().name(),
                assessment.period().startInclusive(),
                assessment.period().lastDay(),
                today.isAfter(assessment.period().lastDay()),
                judged.waterClass(),
                judged.className(),
                GradeView.of(Optional.ofNullable(judged.waterClass())
                        .map(Grade::ofClass)
                        .orElse(null)),
                items(judged.deciding(), publication),
                items(judged.items(), publication),
                judged.itemsAssessed(),
                judged.itemSet().name(),
                printed(assessment.indicators(), publication),
                section.siting().targetClass(),
                verdict instanceof Judged one ? one.meets() : null,
                verdict instanceof Judged one
                        ? one.failing().stream()
                                .map(failing -> OverTarget.of(failing, publication))
                                .toList()
                        : List.of(),
                judged.waterClass() == null ? judged.reason() : null,
                leftOut(assessment),
                judged.edition(),
                Local.optionalTime(knownFrom),
                WaterEvidenceIds.section(section.code(), assessment.period()));
    }

    private static List<WaterItemView> items(List<ItemClass> items, Publication publication) {
        return items.stream().map(item -> WaterItemView.of(item, publication)).toList();
    }

    /** Indicators as reports print them: the item with its multiple in brackets. */
    static List<String> printed(List<ItemClass> indicators, Publication publication) {
        return indicators.stream()
                .map(item -> MainIndicators.printed(item, publication))
                .toList();
    }

    /** An item with too few values says how many there are; it is not said again that it was not measured. */
    private static List<String> leftOut(SectionAssessment assessment) {
        Stream<String> others = assessment.result().sectionClass().leftOut().stream()
                .filter(item -> !assessment.means().containsKey(item.code())
                        || assessment.means().get(item.code()).value().isPresent())
                .map(item -> item.code() + ": " + Arguments.word(item.why()));
        Stream<String> tooFew = assessment.means().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Insufficient)
                .map(entry -> entry.getKey() + ": " + ((Insufficient) entry.getValue()).reason());
        return Stream.concat(tooFew, others).toList();
    }
}
