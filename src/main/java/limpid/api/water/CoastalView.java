package limpid.api.water;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limpid.api.http.Arguments;
import limpid.api.http.Page.Lines;
import limpid.station.Station;
import limpid.water.CoastalClass;
import limpid.water.CoastalClass.ItemClass;
import limpid.water.SectionPeriod;
import org.jspecify.annotations.Nullable;

/**
 * The class of a coastal station 近岸海域点位 by GB 3097-1997, worst item decides. How a sea area is counted from its
 * stations is not known, so nothing above the station is computed.
 *
 * @param waterClass 1 to 4, 5 for worse than the fourth 劣四类; null with a reason
 * @param className  一类 to 四类, 劣四类
 * @param leftOut    items without a class, and why
 */
@Schema(name = "CoastalClass")
public record CoastalView(
        String section,
        String name,
        String city,
        String period,
        @JsonProperty("class") @Nullable Integer waterClass,
        @Nullable String className,
        List<CoastalItem> decidingItems,
        List<CoastalItem> items,
        @Nullable String reason,
        List<String> leftOut,
        String edition) {

    /** An item, mg/L and pH, with its own class. */
    @Schema(name = "CoastalItem")
    public record CoastalItem(
            String item,
            BigDecimal value,
            @JsonProperty("class") int waterClass) {
        static CoastalItem of(ItemClass item) {
            return new CoastalItem(item.code(), item.value(), item.waterClass());
        }
    }

    static CoastalView of(SectionPeriod assessed, String edition) {
        Map<String, BigDecimal> values = new HashMap<>();
        assessed.means().forEach((code, mean) -> mean.value().ifPresent(value -> values.put(code, value)));
        CoastalClass judged = CoastalClass.of(values, edition);
        Station station = assessed.station();
        return new CoastalView(
                station.code(),
                station.nameZh(),
                station.city(),
                assessed.period().name(),
                judged.waterClass(),
                judged.className(),
                judged.deciding().stream().map(CoastalItem::of).toList(),
                judged.items().stream().map(CoastalItem::of).toList(),
                judged.waterClass() == null ? "no item could be judged" : null,
                judged.leftOut().stream()
                        .map(item -> item.code() + ": " + Arguments.word(item.why()))
                        .toList(),
                edition);
    }

    static Lines<CoastalView> csv() {
        return Lines.of(
                CoastalView.class,
                "section name city period class className decidingItems reason leftOut edition",
                Map.of("class", view -> view.waterClass, "decidingItems", view -> view.decidingItems.stream()
                        .map(CoastalItem::item)
                        .toList()));
    }
}
