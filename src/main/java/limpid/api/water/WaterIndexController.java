package limpid.api.water;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import limpid.api.http.Answers;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.water.WaterIndexView.EarlierIndex;
import limpid.measure.AssessmentPeriod;
import limpid.measure.LocalDay;
import limpid.rule.Rules;
import limpid.station.Station;
import limpid.store.SectionLimits;
import limpid.store.Stations;
import limpid.store.WaterMeans;
import limpid.store.WaterMeans.Region;
import limpid.water.CityWaterIndex;
import limpid.water.SurfaceWater;
import org.jspecify.annotations.Nullable;

/** Cities' water by index, and trends over years. */
@Controller("/api/v1/water")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "water")
public class WaterIndexController {
    private static final int MOST_YEARS = 30;

    private final WaterIndices indices;
    private final WaterTrends trends;
    private final InstantSource clock;

    WaterIndexController(Stations stations, WaterMeans means, SectionLimits limits, Rules rules, InstantSource clock) {
        SectionAssessor assessor = new SectionAssessor(stations, means, limits, rules);
        this.indices = new WaterIndices(assessor);
        this.trends = new WaterTrends(assessor);
        this.clock = clock;
    }

    /**
     * A city's water quality index 城市水质指数 (2017): each item's mean over the river sections by its class Ⅲ limit, summed;
     * the same for lake points; both weighted by their numbers. Lower is better.
     *
     * @param city    the city
     * @param district only its sections of this district 区县
     * @param period  2026-01, 2026-Q1, 2026-H1 or 2026
     * @param compare previousYear or previousPeriod for the change
     */
    @Get("/index")
    public WaterIndexView index(
            @QueryValue String city,
            @Nullable @QueryValue String district,
            @QueryValue AssessmentPeriod period,
            @Nullable @QueryValue String compare) {
        String edition = WaterIndices.edition(period);
        Optional<CityWaterIndex> index = ofCity(city, district, period);
        EarlierIndex earlier = WaterArguments.earlier(compare, period)
                .map(before -> indices.earlier(city, period, index, before, ofCity(city, district, before)))
                .orElse(null);
        return WaterIndexView.of(
                city,
                period,
                index,
                indices.isUnassessed(city, period, index),
                earlier,
                WaterIndices.ITEMS,
                edition,
                LocalDay.today(clock));
    }

    private Optional<CityWaterIndex> ofCity(String city, @Nullable String district, AssessmentPeriod period) {
        return indices.of(city, district, period).getOrDefault(city, Optional.empty());
    }

    /**
     * Cities by water quality index 城市地表水环境质量排名, the lowest first; by change, the largest fall first. Every city with
     * a section is listed; those without the figure stand at the end with why. Cities compare only where
     * {@code missing} is the same.
     *
     * @param period  2026-01, 2026-Q1, 2026-H1 or 2026
     * @param by      index (usual) or change
     * @param compare previousYear (usual with by=change) or previousPeriod
     */
    @Get(uris = {"/ranking", "/ranking.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<WaterRankView>> ranking(
            HttpRequest<?> request,
            @QueryValue AssessmentPeriod period,
            @Nullable @QueryValue String by,
            @Nullable @QueryValue String compare) {
        boolean byChange = "change".equals(by);
        if (by != null && !byChange && !by.equals("index")) {
            throw Problem.badParameter("by", by, "index or change");
        }
        Optional<AssessmentPeriod> earlier =
                WaterArguments.earlier(byChange && compare == null ? "previousYear" : compare, period);
        return Answers.list(request, Page.whole(indices.rank(period, earlier, byChange), WaterRankView.csv()));
    }

    /**
     * The trend over years 变化趋势 of each item, by Spearman's rank correlation of yearly means, of one section or of the
     * mean over the sections of a region. At least five years are needed.
     *
     * @param section only this section
     * @param city    only sections of this city
     * @param district only sections of this district 区县
     * @param river   only sections on this river or lake
     * @param role    only sections of this role
     * @param item    a code of the 21 items but pH; all of them where none is given
     * @param from    first year
     * @param to      last year
     */
    @Get(uris = {"/trend", "/trend.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<WaterTrendView>> trend(
            HttpRequest<?> request,
            @Nullable @QueryValue String section,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String district,
            @Nullable @QueryValue String river,
            @Nullable @QueryValue String role,
            @Nullable @QueryValue String item,
            @QueryValue String from,
            @QueryValue String to) {
        if (item != null && !WaterTrends.ITEMS.contains(item)) {
            throw Problem.badParameter("item", item, "one of " + String.join(", ", WaterTrends.ITEMS));
        }
        int first = year("from", from);
        int last = year("to", to);
        if (first > last || last - first >= MOST_YEARS) {
            throw Problem.badParameter("to", to, "a year from " + first + " on, of at most " + MOST_YEARS + " years");
        }
        Predicate<Station> wanted = section == null
                ? SurfaceWater::includes
                : station -> station.code().equals(section);
        List<String> items = item == null ? WaterTrends.ITEMS : List.of(item);
        return Answers.list(
                request,
                Page.whole(
                        trends.of(
                                new Region(city, district, river, WaterArguments.role(role), null),
                                wanted,
                                items,
                                first,
                                last),
                        WaterTrendView.csv()));
    }

    private static int year(String name, String text) {
        if (!text.matches("[12][0-9]{3}")) {
            throw Problem.badParameter(name, text, "a year such as 2026");
        }
        return Integer.parseInt(text);
    }
}
