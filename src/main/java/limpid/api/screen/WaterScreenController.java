package limpid.api.screen;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import limpid.api.http.Arguments;
import limpid.api.http.Problem;
import limpid.api.water.RegionAssessmentView;
import limpid.api.water.SectionAssessmentView;
import limpid.api.water.SectionAssessmentView.OverTarget;
import limpid.api.water.WaterController;
import limpid.api.water.WaterItemView;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.measure.LocalDay;
import limpid.store.WaterMeans.Region;
import org.jspecify.annotations.Nullable;

/** The screen of surface water 地表水. */
@Controller("/api/v1/screen")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "screen")
public class WaterScreenController {
    private final WaterController water;
    private final InstantSource clock;

    WaterScreenController(WaterController water, InstantSource clock) {
        this.water = water;
        this.clock = clock;
    }

    /**
     * A city's sections month by month, and the city as a whole in each of them.
     *
     * @param city whose sections
     * @param year its months that have begun; usually this year
     * @param to   only months that have begun by this local date; usually today
     */
    @Get("/water")
    public WaterView water(
            @QueryValue String city, @Nullable @QueryValue AssessmentPeriod year, @Nullable @QueryValue String to) {
        AssessmentPeriod asked =
                year == null ? AssessmentPeriod.year(LocalDay.today(clock).getYear()) : year;
        if (asked.kind() != Kind.YEAR) {
            throw Problem.badParameter("year", asked.name(), "a year such as 2026");
        }
        LocalDate last = to == null ? LocalDay.today(clock) : Arguments.date("to", to);
        List<RegionAssessmentView> months = new ArrayList<>();
        List<MonthOfSection> sections = new ArrayList<>();
        for (AssessmentPeriod month :
                asked.months().stream().map(AssessmentPeriod::month).toList()) {
            if (!month.startInclusive().isAfter(last)) {
                months.add(water.region(city, null, null, null, null, month, null));
                water.sections(new Region(city, null, null), month)
                        .forEach(view -> sections.add(MonthOfSection.of(view)));
            }
        }
        return new WaterView(city, asked.name(), months, sections);
    }

    /**
     * The sections on a river or lake in a period, whatever city they are in, each with its items.
     *
     * @param river  the water body of its sections
     * @param period 2026-01, 2026-Q1, 2026-H1 or 2026
     */
    @Get("/river")
    public RiverView river(@QueryValue String river, @QueryValue AssessmentPeriod period) {
        return new RiverView(
                river,
                period.name(),
                water.region(null, null, river, null, null, period, null),
                water.sections(new Region(null, river, null), period));
    }

    /**
     * A river in a period.
     *
     * @param whole    the river as a whole
     * @param sections in the order of their codes
     */
    @Schema(name = "ScreenRiver")
    public record RiverView(
            String river, String period, RegionAssessmentView whole, List<SectionAssessmentView> sections) {}

    /**
     * The water of a city in a year.
     *
     * @param months   the city as a whole, month by month
     * @param sections each section in each month, month by month
     */
    @Schema(name = "ScreenWater")
    public record WaterView(
            String city, String year, List<RegionAssessmentView> months, List<MonthOfSection> sections) {}

    /**
     * A section in a month.
     *
     * @param waterClass    1 to 5, 6 for worse than Ⅴ; null with a reason
     * @param decidingItems codes of the items that made it so
     * @param target        the class it must reach; null where none is set
     * @param meetsTarget   null where there is no class or no target
     * @param overTarget    items over the target's limit, the worst first
     * @param reason        why there is no class
     */
    @Schema(name = "ScreenSectionMonth")
    public record MonthOfSection(
            String section,
            String period,
            @JsonProperty("class") @Nullable Integer waterClass,
            List<String> decidingItems,
            @Nullable Integer target,
            @Nullable Boolean meetsTarget,
            List<OverTarget> overTarget,
            @Nullable String reason,
            String evidence) {
        static MonthOfSection of(SectionAssessmentView view) {
            return new MonthOfSection(
                    view.section(),
                    view.period(),
                    view.waterClass(),
                    view.decidingItems().stream().map(WaterItemView::item).toList(),
                    view.target(),
                    view.meetsTarget(),
                    worstFirst(view.overTarget()),
                    view.reason(),
                    view.evidence());
        }

        /** By how far they are over; those that have no multiple, such as pH, at the end. */
        private static List<OverTarget> worstFirst(List<OverTarget> items) {
            return items.stream().sorted(OverTarget.WORST_FIRST).toList();
        }
    }
}
