package limpid.api.screen;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import limpid.api.StandardsController;
import limpid.api.StandardsController.AirCategoryView;
import limpid.api.StandardsController.NoiseLimitView;
import limpid.api.StandardsController.WaterClassView;
import limpid.api.http.Version;
import limpid.api.registry.ListsController;
import limpid.api.registry.ListsController.FlagView;
import limpid.api.registry.ListsController.ParameterView;
import limpid.api.registry.ListsController.WordView;
import limpid.people.ReviewLevels;
import limpid.people.SingleSignOn;
import limpid.standard.AirLimits;
import limpid.standard.AirLimits.AreaClass;
import limpid.standard.Averaging;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import limpid.standard.StandardBook;
import org.jspecify.annotations.Nullable;

/** What every screen needs before its first figure. */
@Controller("/api/v1/screen")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "screen")
public class StartController {
    private static final String OURS = "/api/v1/";

    private final StandardsController standards;
    private final Router routes;
    private final ReviewLevels levels;
    private final SingleSignOn singleSignOn;

    StartController(StandardsController standards, Router routes, ReviewLevels levels, SingleSignOn singleSignOn) {
        this.singleSignOn = singleSignOn;
        this.levels = levels;
        this.standards = standards;
        this.routes = routes;
    }

    /** The lists a page shows codes by, and the limits of air with the days they hold on, in one answer. */
    @Get("/start")
    public StartView start() {
        return new StartView(
                Version.current(),
                ListsController.wordViews(),
                ListsController.parameterViews(),
                ListsController.flagViews(),
                standards.categoryViews(),
                StandardsController.classViews(),
                standards.limitViews(),
                airLimits(),
                writes(),
                levels.count(),
                singleSignOn.isOn());
    }

    /** A page shows what writes to those who may; the routes alone know who that is. */
    private List<WriteView> writes() {
        return routes.uriRoutes()
                .filter(route -> route.getUriMatchTemplate().toPathString().startsWith(OURS))
                .filter(route -> isWrite(route.getHttpMethod()))
                .map(WriteView::of)
                .filter(write -> !write.roles.isEmpty())
                .distinct()
                .sorted(Comparator.comparing(WriteView::path).thenComparing(WriteView::method))
                .toList();
    }

    private static boolean isWrite(HttpMethod method) {
        return method == HttpMethod.POST || method == HttpMethod.PUT || method == HttpMethod.DELETE;
    }

    private static List<AirLimitsView> airLimits() {
        return StandardBook.standard().editions().stream()
                .filter(edition -> edition.subject().equals("air-limits"))
                .map(AirLimitsView::of)
                .toList();
    }

    /**
     * Lists for the page.
     *
     * @param version of the program
     * @param words   as /api/v1/words; the lists after it likewise, each by its own address
     * @param airLimits limits of class 2 by edition
     * @param writes    who may write what
     * @param reviewLevels how many reviewers confirm a day one after the other
     * @param singleSignOn whether people may sign in by OpenID Connect
     */
    @Schema(name = "ScreenStart")
    public record StartView(
            String version,
            List<WordView> words,
            List<ParameterView> parameters,
            List<FlagView> flags,
            List<AirCategoryView> airCategories,
            List<WaterClassView> waterClasses,
            List<NoiseLimitView> noiseLimits,
            List<AirLimitsView> airLimits,
            List<WriteView> writes,
            int reviewLevels,
            boolean singleSignOn) {}

    /**
     * A route that writes.
     *
     * @param path  below /api/v1/, with its variables in braces
     * @param roles who may use it; one of them is enough
     */
    @Schema(name = "ScreenWrite")
    public record WriteView(String method, String path, List<String> roles) {
        private static WriteView of(UriRouteInfo<?, ?> route) {
            return new WriteView(
                    route.getHttpMethodName(),
                    route.getUriMatchTemplate().toPathString().substring(OURS.length()),
                    Stream.of(route.getAnnotationMetadata().stringValues(Secured.class))
                            .filter(role -> !role.equals(SecurityRule.IS_ANONYMOUS))
                            .sorted()
                            .toList());
        }
    }

    /**
     * Limits 浓度限值 of class 2 while an edition is in force.
     *
     * @param effectiveFromInclusive first local date
     * @param effectiveToExclusive   the date after the last one; null while no successor is known
     * @param limits                 by pollutant, then by averaging: 1h, 8h, 24h, annual
     */
    @Schema(name = "ScreenAirLimits")
    public record AirLimitsView(
            String edition,
            LocalDate effectiveFromInclusive,
            @Nullable LocalDate effectiveToExclusive,
            Map<String, Map<String, BigDecimal>> limits) {
        private static AirLimitsView of(Edition edition) {
            Map<String, Map<String, BigDecimal>> limits = new LinkedHashMap<>();
            for (Pollutant pollutant : Pollutant.values()) {
                limits.put(pollutant.code(), limits(AirLimits.of(edition), pollutant));
            }
            return new AirLimitsView(
                    edition.label(), edition.effectiveFromInclusive(), edition.effectiveToExclusive(), limits);
        }

        private static Map<String, BigDecimal> limits(AirLimits book, Pollutant pollutant) {
            Map<String, BigDecimal> limits = new LinkedHashMap<>();
            for (Averaging averaging : Averaging.values()) {
                book.find(pollutant, averaging)
                        .ifPresent(limit -> limits.put(averaging.code(), limit.of(AreaClass.TWO)));
            }
            return limits;
        }
    }
}
