package limpid.api.water;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import limpid.api.http.Page.Lines;
import org.jspecify.annotations.Nullable;

/**
 * A city's place by water quality index 城市地表水环境质量排名, the lowest first, or by its fall; cities without the figure
 * stand at the end.
 *
 * @param rank    equal figures share one and the next is skipped; null with a reason
 * @param index   城市水质指数, 4 decimals
 * @param change  against the earlier period in percent, negative is better; null unless compared
 * @param rivers  river sections with values
 * @param lakes   lake points with values
 * @param due     sections and points in service
 * @param earlierSections sections and points with values in the earlier period; null unless compared
 * @param earlierDue      those in service in it; null unless compared
 * @param missing items that no section of the city's rivers or lakes has, which make its index smaller
 * @param reason  why the city is not ranked
 */
@Schema(name = "WaterRank")
public record WaterRankView(
        @Nullable Integer rank,
        String city,
        String period,
        @Nullable BigDecimal index,
        @Nullable BigDecimal change,
        int rivers,
        int lakes,
        int due,
        @Nullable Integer earlierSections,
        @Nullable Integer earlierDue,
        List<String> missing,
        @Nullable String reason,
        String itemSet,
        String edition) {

    static Lines<WaterRankView> csv() {
        return Lines.of(
                WaterRankView.class,
                "rank city period index change rivers lakes due earlierSections earlierDue missing reason itemSet edition");
    }
}
