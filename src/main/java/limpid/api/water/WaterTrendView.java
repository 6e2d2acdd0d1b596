package limpid.api.water;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import limpid.api.http.Arguments;
import limpid.api.http.Page.Lines;
import limpid.water.Trend;
import limpid.water.Trend.Direction;
import limpid.water.Trend.Found;
import limpid.water.Trend.TooShort;
import org.jspecify.annotations.Nullable;

/**
 * The trend of an item over years 变化趋势, by Spearman's rank correlation of its yearly means (环办[2011]22号).
 *
 * @param years        the yearly means, in order; null with a reason
 * @param r            1 - 6 sum(d^2) / (N^3 - N), 4 decimals; null with a reason
 * @param critical     what |r| must reach
 * @param significance level of the critical value
 * @param direction    better, steady or worse: of the quality, not of the number
 * @param directionZh  显著好转, 无显著变化, 显著变差
 * @param reason       why there is no trend
 */
@Schema(name = "WaterTrend")
public record WaterTrendView(
        String item,
        List<YearMean> years,
        @Nullable BigDecimal r,
        @Nullable BigDecimal critical,
        BigDecimal significance,
        @Nullable String direction,
        @Nullable String directionZh,
        @Nullable String reason) {
    private static final int DECIMALS = 4;

    /**
     * The mean of a year.
     *
     * @param mean     not rounded; null with a reason
     * @param sections that have one
     * @param due      sections in service
     * @param reason   why there is none: tooFewSections where fewer have one than rule water.region.comparedPercent asks for
     */
    @Schema(name = "WaterYearMean")
    public record YearMean(
            int year,
            @Nullable BigDecimal mean,
            int sections,
            int due,
            @Nullable String reason) {}

    static WaterTrendView of(String item, List<YearMean> years, Trend trend, BigDecimal significance) {
        return switch (trend) {
            case Found found ->
                new WaterTrendView(
                        item,
                        years,
                        found.correlation().r().setScale(DECIMALS, RoundingMode.HALF_EVEN),
                        found.critical(),
                        significance,
                        Arguments.word(found.direction()),
                        nameZh(found.direction()),
                        null);
            case TooShort few ->
                new WaterTrendView(
                        item,
                        years,
                        null,
                        null,
                        significance,
                        null,
                        null,
                        few.years() + " of " + few.required() + " required years");
        };
    }

    private static String nameZh(Direction direction) {
        return switch (direction) {
            case BETTER -> "显著好转";
            case STEADY -> "无显著变化";
            case WORSE -> "显著变差";
        };
    }

    static Lines<WaterTrendView> csv() {
        return Lines.of(
                WaterTrendView.class,
                "item years sections r critical significance direction directionZh reason",
                Map.of(
                        "years",
                        view -> view.years.stream()
                                .map(year -> year.year + ": " + year.mean)
                                .toList(),
                        "sections",
                        view -> view.years.stream()
                                .map(year -> year.year + ": " + year.sections + "/" + year.due)
                                .toList()));
    }
}
