package limpid.api.water;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import limpid.api.water.RegionAssessmentView.LeftOutView;
import limpid.api.water.SectionAssessmentView.OverTarget;
import org.jspecify.annotations.Nullable;

/**
 * Compliance of drinking-water sources 集中式饮用水水源达标率: all items of GB 3838-2002 table 1 at class Ⅲ, those of tables 2
 * and 3 at their limits; one failing item fails the source.
 *
 * @param complete        whether the period is over
 * @param basis           sources in a month; source_months in longer periods, each source once a month
 * @param due             sources (or source-months) in service
 * @param judged          sources (or source-months) with a verdict
 * @param compliant       those that comply
 * @param shareByCount    按水源个数, percent; null where none was judged, or fewer than rule water.region.assessedPercent asks for
 * @param volume          取水量 of those judged, 10^4 m3, as reported; null where no volume is reported
 * @param compliantVolume of those that comply; null where no volume is reported
 * @param shareByVolume   按取水量, percent; null where no volume is reported or none was taken
 * @param sources         each verdict
 * @param leftOut         sources without a verdict, which are in no denominator, and why
 * @param withoutVolume   sources counted but not in the share by volume, since no volume was reported
 * @param dueItems        the list a source is due to be monitored for
 * @param edition         of the limits
 */
@Schema(name = "WaterSources")
public record WaterSourcesView(
        @Nullable String city,
        String period,
        LocalDate start,
        LocalDate end,
        boolean complete,
        String basis,
        int due,
        int judged,
        int compliant,
        @Nullable BigDecimal shareByCount,
        @Nullable BigDecimal volume,
        @Nullable BigDecimal compliantVolume,
        @Nullable BigDecimal shareByVolume,
        @Nullable String reason,
        List<SourceView> sources,
        List<LeftOutView> leftOut,
        List<String> withoutVolume,
        String dueItems,
        String edition) {

    /**
     * A source in a month.
     *
     * @param kind          river or lake
     * @param month         2026-01
     * @param volume        water taken, 10^4 m3; null where it was not reported
     * @param failing       the items that fail, with their limit and multiple
     * @param itemsAssessed how many items the verdict rests on
     * @param itemsDue      how many were due
     * @param notJudged     items due that were not measured, and items that cannot be judged, and why
     */
    @Schema(name = "WaterSource")
    public record SourceView(
            String section,
            String name,
            String kind,
            String month,
            @Nullable BigDecimal volume,
            @JsonProperty("complies") boolean complies,
            List<OverTarget> failing,
            int itemsAssessed,
            int itemsDue,
            List<String> notJudged) {}
}
