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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import limpid.api.http.Answers;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.measure.AssessmentPeriod;
import limpid.measure.LocalDay;
import limpid.rule.Rules;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.station.Station.WaterBodyType;
import limpid.store.SectionLimits;
import limpid.store.SourceIntakes;
import limpid.store.Stations;
import limpid.store.WaterMeans;
import limpid.store.WaterMeans.Known;
import limpid.store.WaterMeans.Region;
import limpid.water.BlackOdorous.Round;
import limpid.water.BlackOdorousRound;
import limpid.water.ItemSet;
import limpid.water.LakeAssessment;
import limpid.water.SectionAssessment;
import limpid.water.SectionPeriod;
import limpid.water.SurfaceWater;
import limpid.water.WaterSettings;
import org.jspecify.annotations.Nullable;

/** Drinking-water sources, lakes, black-odorous and coastal waters. */
@Controller("/api/v1/water")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "water")
public class WaterBodiesController {
    private static final String BLACK_ODOROUS = "black_odorous";

    private final SectionAssessor assessor;
    private final WaterMeans means;
    private final WaterSources sources;
    private final InstantSource clock;

    WaterBodiesController(
            Stations stations,
            WaterMeans means,
            SectionLimits limits,
            SourceIntakes intakes,
            Rules rules,
            InstantSource clock) {
        this.assessor = new SectionAssessor(stations, means, limits, rules);
        this.means = means;
        this.sources = new WaterSources(assessor, means, intakes);
        this.clock = clock;
    }

    /**
     * Drinking-water sources 饮用水水源达标率, by count and by the water taken from them (reported with
     * {@code POST water/intakes/import}). Sources are the sections of the role {@code drinking_source}, judged month by
     * month over every item of the three tables of GB 3838 that was measured; one failing item fails the source.
     * Temperature, total nitrogen and faecal coliforms are not judged.
     *
     * @param city   only sources of this city
     * @param district only sources of this district 区县
     * @param period 2026-01, 2026-Q1, 2026-H1 or 2026
     * @param items  the list sources are due to be monitored for, by which missing items are named: source-monthly (61
     *     items, usual), source-monthly-cod (62) or source-yearly (109)
     */
    @Get("/sources")
    public WaterSourcesView sources(
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String district,
            @QueryValue AssessmentPeriod period,
            @Nullable @QueryValue String items) {
        String list = items == null ? WaterArguments.SOURCE_LISTS.getFirst() : items;
        if (!WaterArguments.SOURCE_LISTS.contains(list)) {
            throw Problem.badParameter("items", list, "one of " + String.join(", ", WaterArguments.SOURCE_LISTS));
        }
        return sources.of(city, district, period, ItemSet.named(list), LocalDay.today(clock));
    }

    /** The same by the usual list. */
    public WaterSourcesView sources(String city, AssessmentPeriod period) {
        return sources(city, null, period, null);
    }

    /**
     * Lakes and reservoirs 湖库: class and trophic state 营养状态 with the part of each indicator. The points of a lake are
     * the sections of type {@code lake} with its name as water body.
     *
     * @param city   only points of this city
     * @param district only points of this district 区县
     * @param lake   only this water body
     * @param period 2026-01, 2026-Q1, 2026-H1 or 2026
     */
    @Get(uris = {"/lakes", "/lakes.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<LakeView>> lakes(
            HttpRequest<?> request,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String district,
            @Nullable @QueryValue String lake,
            @QueryValue AssessmentPeriod period) {
        Map<String, List<SectionPeriod>> points = new TreeMap<>();
        for (SectionPeriod point : assessor.sections(new Region(city, district, lake, null, null), period)) {
            if (point.station().siting().waterBodyType() == WaterBodyType.LAKE) {
                points.computeIfAbsent(name(point.station()), name -> new ArrayList<>())
                        .add(point);
            }
        }
        String edition = WaterIndices.edition(period);
        List<LakeView> views = new ArrayList<>();
        points.forEach((name, ofLake) -> views.add(lake(name, period, ofLake, edition)));
        return Answers.list(request, Page.whole(views, LakeView.csv()));
    }

    private LakeView lake(String name, AssessmentPeriod period, List<SectionPeriod> points, String edition) {
        WaterSettings settings =
                assessor.settings(points.stream().map(SectionPeriod::station).toList(), period);
        LakeAssessment assessment = LakeAssessment.of(
                points.stream()
                        .map(SectionPeriod::whole)
                        .map(SectionAssessment::result)
                        .toList(),
                ItemSet.assessment(),
                edition,
                settings);
        return LakeView.of(name, period, assessment, settings.publication());
    }

    /** A section whose water body is not named stands for itself. */
    private static String name(Station station) {
        String waterBody = station.siting().waterBody();
        return waterBody.isEmpty() ? station.nameZh() : waterBody;
    }

    /**
     * Black-odorous water 黑臭水体, judged by the guide of 2015 from transparency, dissolved oxygen, redox potential and
     * ammonia nitrogen over at least 3 rounds at each of at least 3 points. Points are the sections of the role
     * {@code black_odorous}; each local day with a value is a round. Another water body can be asked for by its name: it
     * passes, or stays undecided, since whether it is black-odorous is decided elsewhere.
     *
     * @param city      only water bodies of this city
     * @param district only water bodies of this district 区县
     * @param waterBody only this one
     * @param period    2026-01, 2026-Q1, 2026-H1 or 2026
     */
    @Get(uris = {"/blackOdorous", "/blackOdorous.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<BlackOdorousView>> blackOdorous(
            HttpRequest<?> request,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String district,
            @Nullable @QueryValue String waterBody,
            @QueryValue AssessmentPeriod period) {
        Map<String, List<Station>> points = new TreeMap<>();
        String role = waterBody == null ? BLACK_ODOROUS : null;
        for (Station point : assessor.stations(new Region(city, district, waterBody, role, null), period)) {
            points.computeIfAbsent(name(point), name -> new ArrayList<>()).add(point);
        }
        List<BlackOdorousView> views = new ArrayList<>();
        points.forEach((name, ofBody) -> views.add(judged(name, period, ofBody)));
        return Answers.list(request, Page.whole(views, BlackOdorousView.csv()));
    }

    private BlackOdorousView judged(String waterBody, AssessmentPeriod period, List<Station> points) {
        Map<Station, SortedMap<LocalDate, Round>> rounds = new LinkedHashMap<>();
        for (Station point : points) {
            rounds.put(
                    point,
                    BlackOdorousRound.of(
                            means.days(point.code(), period.startInclusive(), period.lastDay(), null).stream()
                                    .map(Known::mean)
                                    .toList()));
        }
        boolean listed =
                points.stream().anyMatch(point -> point.siting().roles().contains(BLACK_ODOROUS));
        return BlackOdorousView.of(
                waterBody,
                period.name(),
                listed,
                rounds,
                assessor.settings(points, period).blackOdorous());
    }

    /**
     * Coastal stations 近岸海域 by GB 3097-1997: those registered with the kind {@code coastal}. They are no sections and
     * enter no figure of surface water.
     *
     * @param city   only stations of this city
     * @param district only stations of this district 区县
     * @param period 2026-01, 2026-Q1, 2026-H1 or 2026
     */
    @Get(uris = {"/coastal", "/coastal.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<CoastalView>> coastal(
            HttpRequest<?> request,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String district,
            @QueryValue AssessmentPeriod period) {
        String edition = StandardBook.standard()
                .inForce("water-coastal_limits", period.lastDay())
                .map(Edition::code)
                .orElseThrow(
                        () -> Problem.notAssessed("period", period.name(), "a period in which GB 3097 is in force"));
        List<CoastalView> views = assessor
                .of(new Region(city, district, null, null, null), period, station -> station.kind()
                        .equals(SurfaceWater.COASTAL))
                .stream()
                .map(station -> CoastalView.of(station, edition))
                .toList();
        return Answers.list(request, Page.whole(views, CoastalView.csv()));
    }
}
