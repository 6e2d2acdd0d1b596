package limpid.api.water;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import limpid.api.http.Page.Lines;
import limpid.api.water.RegionAssessmentView.LeftOutView;
import limpid.measure.AssessmentPeriod;
import limpid.water.ItemSet;
import limpid.water.LakeAssessment;
import limpid.water.SectionClass;
import limpid.water.SectionClass.ItemClass;
import limpid.water.TrophicIndex.Insufficient;
import limpid.water.TrophicIndex.Part;
import limpid.water.TrophicIndex.Trophic;
import limpid.water.WaterClass;
import limpid.water.WaterSettings.Publication;
import org.jspecify.annotations.Nullable;

/**
 * A lake or reservoir 湖泊、水库 in one period: the mean of each item over its points, each point averaged over time before,
 * then class and trophic state 营养状态 of those means (环办[2011]22号).
 *
 * @param points         that have values
 * @param waterClass     1 to 5, 6 for worse than Ⅴ; null with a reason
 * @param nitrogenClass  of total nitrogen alone, which is reported beside the class and never enters it; null where it
 *     was not measured
 * @param trophicIndex   综合营养状态指数 TLI(Σ), 1 decimal; null with a reason
 * @param unrounded      the same to 6 decimals, by which the grade is found
 * @param contributions  of each indicator
 * @param reason         why there is no class
 * @param trophicReason  why there is no index
 * @param leftOut        points without values
 * @param edition        of the limits
 */
@Schema(name = "Lake")
public record LakeView(
        String lake,
        String period,
        int points,
        @JsonProperty("class") @Nullable Integer waterClass,
        @Nullable String className,
        @Nullable GradeView grade,
        List<WaterItemView> decidingItems,
        int itemsAssessed,
        List<String> mainIndicators,
        @Nullable Integer nitrogenClass,
        @Nullable BigDecimal trophicIndex,
        @Nullable BigDecimal unrounded,
        @Nullable GradeView trophicGrade,
        List<Contribution> contributions,
        @Nullable String reason,
        @Nullable String trophicReason,
        List<LeftOutView> leftOut,
        String edition) {
    private static final int PARTS_DECIMALS = 3;
    private static final ItemSet WITH_NITROGEN = ItemSet.named("lake-with-nitrogen");

    /**
     * An indicator's part in the index.
     *
     * @param item     CHLA, TP, TN, TRANSP or CODMN
     * @param value    mean in the unit of the formula: chlorophyll a mg/m3, transparency m, the others mg/L
     * @param index    TLI(j)
     * @param weight   W(j)
     * @param weighted what it adds to the sum
     */
    @Schema(name = "TrophicContribution")
    public record Contribution(
            String item, BigDecimal value, BigDecimal index, BigDecimal weight, BigDecimal weighted) {}

    static LakeView of(String lake, AssessmentPeriod period, LakeAssessment assessment, Publication publication) {
        SectionClass judged = assessment.sectionClass();
        Trophic trophic = assessment.trophic() instanceof Trophic found ? found : null;
        return new LakeView(
                lake,
                period.name(),
                assessment.points().size(),
                judged.waterClass(),
                judged.className(),
                GradeView.of(assessment.grade().orElse(null)),
                judged.deciding().stream()
                        .map(item -> WaterItemView.of(item, publication))
                        .toList(),
                judged.itemsAssessed(),
                SectionAssessmentView.printed(assessment.mainIndicators(), publication),
                nitrogenClass(assessment.means(), judged),
                trophic == null ? null : trophic.index().setScale(1, RoundingMode.HALF_EVEN),
                trophic == null ? null : trophic.index(),
                trophic == null ? null : GradeView.of(trophic.grade()),
                trophic == null ? List.of() : contributions(trophic, assessment.means()),
                judged.waterClass() == null ? judged.reason() : null,
                assessment.trophic() instanceof Insufficient missing ? reason(missing) : null,
                assessment.leftOut().stream().map(LeftOutView::of).toList(),
                judged.edition());
    }

    private static @Nullable Integer nitrogenClass(SortedMap<String, BigDecimal> means, SectionClass judged) {
        return SectionClass.of(means, judged.waterBodyType(), WITH_NITROGEN, judged.edition()).items().stream()
                .filter(item -> item.code().equals(Part.NITROGEN.code()))
                .map(ItemClass::waterClass)
                .findFirst()
                .orElse(null);
    }

    private static List<Contribution> contributions(Trophic trophic, SortedMap<String, BigDecimal> means) {
        List<Contribution> contributions = new ArrayList<>();
        trophic.parts()
                .forEach((part, index) -> contributions.add(new Contribution(
                        part.code(),
                        part.inFormula(means.getOrDefault(part.code(), BigDecimal.ZERO)),
                        index.setScale(PARTS_DECIMALS, RoundingMode.HALF_EVEN),
                        part.weight(),
                        index.multiply(part.weight()).setScale(PARTS_DECIMALS, RoundingMode.HALF_EVEN))));
        return contributions;
    }

    private static String reason(Insufficient missing) {
        return "no value above 0 of "
                + String.join(", ", missing.missing().stream().map(Part::code).toList());
    }

    static Lines<LakeView> csv() {
        return Lines.of(
                LakeView.class,
                "lake period points class className itemsAssessed mainIndicators nitrogenClass "
                        + "trophicIndex trophicGrade reason trophicReason edition",
                Map.of(
                        "class",
                        view -> view.waterClass,
                        "className",
                        view -> view.waterClass == null ? null : WaterClass.name(view.waterClass),
                        "trophicGrade",
                        view -> view.trophicGrade == null ? null : view.trophicGrade.nameZh()));
    }
}
