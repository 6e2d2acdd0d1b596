package limpid.api.water;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limpid.api.water.RegionAssessmentView.LeftOutView;
import limpid.measure.AssessmentPeriod;
import limpid.water.CityWaterIndex;
import limpid.water.CityWaterIndex.OfWaters;
import limpid.water.Comparison;
import limpid.water.ItemSet;
import org.jspecify.annotations.Nullable;

/**
 * City water quality index 城市水质指数 CWQI (城市地表水环境质量排名技术规定, 2017); lower is better.
 *
 * @param complete whether the period is over
 * @param index    the indices of rivers and lakes, weighted by their sections and points; null with a reason
 * @param rivers   of the river sections; null where none has values
 * @param lakes    of the lake points; null where none has values
 * @param earlier  the period compared with, its index and the change; null unless asked for
 * @param sections sections and points with values
 * @param due      sections and points in service
 * @param leftOut  sections and points without values
 * @param itemSet  the items that make the index
 * @param edition  of the limits
 */
@Schema(name = "WaterIndex")
public record WaterIndexView(
        String city,
        String period,
        LocalDate start,
        LocalDate end,
        boolean complete,
        @Nullable BigDecimal index,
        @Nullable WatersView rivers,
        @Nullable WatersView lakes,
        @Nullable EarlierIndex earlier,
        int sections,
        int due,
        @Nullable String reason,
        List<LeftOutView> leftOut,
        String itemSet,
        String edition) {
    static final String NO_VALUES = "no section has values";

    private static final int ITEM_DECIMALS = 4;

    /**
     * The index of a city's rivers, or of its lakes.
     *
     * @param index    sum of the item indices
     * @param sections with values
     * @param missing  items without an index; cities compare only where these are equal
     */
    @Schema(name = "WatersIndex")
    public record WatersView(BigDecimal index, int sections, List<ItemIndex> items, List<String> missing) {
        static WatersView of(OfWaters waters) {
            List<ItemIndex> items = new ArrayList<>();
            waters.items()
                    .forEach((code, index) -> items.add(
                            new ItemIndex(code, waters.means().getOrDefault(code, BigDecimal.ZERO), rounded(index))));
            return new WatersView(rounded(waters.index()), waters.sections(), items, waters.missing());
        }
    }

    /** An item: its mean over the sections, not rounded, and its index against the class Ⅲ limit. */
    @Schema(name = "ItemIndex")
    public record ItemIndex(String item, BigDecimal mean, BigDecimal index) {}

    /**
     * The earlier period.
     *
     * @param change   (index - earlier) / earlier in percent, negative is better; null with a reason
     * @param sections sections and points with values
     * @param due      sections and points in service
     * @param reason   why there is no change: tooFewSections where on one side fewer have values than rule
     *     water.region.comparedPercent asks for; null where there is one
     */
    @Schema(name = "EarlierIndex")
    public record EarlierIndex(
            String period,
            @Nullable BigDecimal index,
            @Nullable BigDecimal change,
            int sections,
            int due,
            @Nullable String reason) {
        static EarlierIndex of(
                AssessmentPeriod period,
                Optional<CityWaterIndex> earlier,
                Optional<CityWaterIndex> later,
                boolean thin,
                boolean unassessed) {
            Optional<BigDecimal> change = WaterIndexView.change(earlier, later);
            return new EarlierIndex(
                    period.name(),
                    unassessed ? null : earlier.map(CityWaterIndex::index).orElse(null),
                    thin ? null : change.map(EarlierIndex::percent).orElse(null),
                    earlier.map(CityWaterIndex::valid).orElse(0),
                    earlier.map(CityWaterIndex::due).orElse(0),
                    thin ? Comparison.TOO_FEW_SECTIONS : change.isEmpty() ? "no index to compare with" : null);
        }

        private static BigDecimal percent(BigDecimal change) {
            return change.movePointRight(2).setScale(2, RoundingMode.HALF_EVEN);
        }
    }

    /** The change, not rounded; empty where there is none to compute. */
    static Optional<BigDecimal> change(Optional<CityWaterIndex> earlier, Optional<CityWaterIndex> later) {
        return earlier.filter(before -> before.index().signum() > 0)
                .flatMap(before -> later.map(after -> CityWaterIndex.change(before, after)));
    }

    private static BigDecimal rounded(BigDecimal index) {
        return index.setScale(ITEM_DECIMALS, RoundingMode.HALF_EVEN);
    }

    static WaterIndexView of(
            String city,
            AssessmentPeriod period,
            Optional<CityWaterIndex> index,
            boolean unassessed,
            @Nullable EarlierIndex earlier,
            ItemSet items,
            String edition,
            LocalDate today) {
        return new WaterIndexView(
                city,
                period.name(),
                period.startInclusive(),
                period.lastDay(),
                today.isAfter(period.lastDay()),
                unassessed ? null : index.map(CityWaterIndex::index).orElse(null),
                index.map(CityWaterIndex::rivers).map(WatersView::of).orElse(null),
                index.map(CityWaterIndex::lakes).map(WatersView::of).orElse(null),
                earlier,
                index.map(CityWaterIndex::valid).orElse(0),
                index.map(CityWaterIndex::due).orElse(0),
                index.isEmpty() ? NO_VALUES : unassessed ? Comparison.TOO_FEW_SECTIONS : null,
                index.map(found -> found.leftOut().stream().map(LeftOutView::of).toList())
                        .orElse(List.of()),
                items.name(),
                edition);
    }
}
