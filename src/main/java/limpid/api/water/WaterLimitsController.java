package limpid.api.water;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.ImportView;
import limpid.api.http.Page;
import limpid.api.http.Page.Lines;
import limpid.api.http.Problem;
import limpid.api.http.Rights;
import limpid.api.http.TableBody;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Table;
import limpid.people.Role;
import limpid.store.SectionLimits;
import limpid.store.SourceIntakes;
import limpid.store.Stations;
import limpid.water.IntakeColumns;
import limpid.water.LimitColumns;
import limpid.water.PlannedLimit;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.SourceIntake;
import org.jspecify.annotations.Nullable;

/** What plans and reports say of water and no station measures: limits of sections, water taken from sources. */
@Controller("/api/v1/water")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "water")
public class WaterLimitsController {
    private final SectionLimits limits;
    private final SourceIntakes intakes;
    private final Stations stations;
    private final TableBody bodies;
    private final Rights rights;

    WaterLimitsController(
            SectionLimits limits, SourceIntakes intakes, Stations stations, Rights rights, TableBody bodies) {
        this.bodies = bodies;
        this.rights = rights;
        this.limits = limits;
        this.intakes = intakes;
        this.stations = stations;
    }

    /**
     * A limit of its own 考核限值.
     *
     * @param limit in the unit of GB 3838; of dissolved oxygen a lower limit
     * @param from  first local day
     * @param to    last local day; null while it goes on
     * @param plan  where it is set
     */
    @Schema(name = "SectionLimit")
    public record LimitView(
            String section,
            String item,
            BigDecimal limit,
            LocalDate from,
            @Nullable LocalDate to,
            String plan) {
        static LimitView of(PlannedLimit planned) {
            OwnLimit limit = planned.limit();
            return new LimitView(
                    planned.section(),
                    limit.code(),
                    limit.limit(),
                    limit.fromInclusive(),
                    limit.lastDay().orElse(null),
                    planned.plan());
        }

        static Lines<LimitView> csv() {
            return Lines.ofRegister(LimitView.class, LimitColumns.REGISTER.header(), Map.of());
        }
    }

    /**
     * What a table of limits did, all of whose lines were taken.
     *
     * @param lines   of the table in which something stands, without its header
     * @param limits  that hold now, one a line
     * @param changed sections whose limits are other than before
     */
    @Schema(name = "LimitsPut")
    public record LimitsPut(int lines, int limits, int changed) {}

    /**
     * Water taken from a source.
     *
     * @param month  2026-01
     * @param volume 取水量, 10^4 m3
     * @param origin who reported it, or where
     */
    @Schema(name = "SourceIntake")
    public record IntakeView(String section, String month, BigDecimal volume, String origin) {
        static IntakeView of(SourceIntake intake) {
            return new IntakeView(intake.section(), intake.month().toString(), intake.volume(), intake.origin());
        }

        static Lines<IntakeView> csv() {
            return Lines.ofRegister(IntakeView.class, IntakeColumns.REGISTER.header(), Map.of());
        }
    }

    /**
     * The limits of their own that plans set for sections, whole. They take the place of the limit of the target class in
     * {@code meetsTarget} and {@code overTarget}.
     *
     * @param asOf as they were known at this time
     */
    @Get(uris = {"/limits", "/limits.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<LimitView>> limits(HttpRequest<?> request, @Nullable @QueryValue String asOf) {
        List<PlannedLimit> known = limits.list(Arguments.instant("asOf", asOf));
        return Answers.list(
                request, Page.whole(known.stream().map(LimitView::of).toList(), LimitView.csv()));
    }

    /**
     * Makes a table the limits there are: what is not in it no longer holds, but stays known as of before. All of it is
     * taken or, where one line is wrong, nothing.
     *
     * @param replace true where the table may be without a line, so that no section has a limit of its own any more
     * @param check true: only looked at, nothing is written
     */
    @Put("/limits")
    @Consumes({MediaType.TEXT_CSV, TableBody.WORKBOOK})
    @Secured(Role.ADMIN)
    @SecurityRequirement(name = ApiDescription.KEY)
    public LimitsPut putLimits(
            HttpRequest<?> request,
            @Nullable @QueryValue String check,
            @Nullable @QueryValue String replace,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_CSV,
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject("""
                                                    section,item,limit,from,to,plan
                                                    W-1,NH3N,2.5,2026-01-01,2026-12-31,2026年水质目标
                                                    """)))
                    @Body
                    byte[] csv,
            Authentication holder) {
        rights.requireEverywhere(holder, "the table takes the place of the limits of all places");
        Table table = bodies.read("limits", request, csv);
        List<PlannedLimit> wanted = LimitColumns.read(table, stations);
        if (wanted.isEmpty() && !Arguments.flag("replace", replace)) {
            throw Problem.badParameter(
                    "replace", String.valueOf(replace), "true: the table has no line and would take all limits away");
        }
        if (Arguments.flag("check", check)) {
            return new LimitsPut(table.size(), wanted.size(), 0);
        }
        return new LimitsPut(table.size(), wanted.size(), limits.replace(wanted));
    }

    /** Water taken from drinking-water sources 取水量 in the months of a period, as reported. @param period 2026-01, 2026-Q1, 2026-H1, 2026 */
    @Get(uris = {"/intakes", "/intakes.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<IntakeView>> intakes(HttpRequest<?> request, @QueryValue AssessmentPeriod period) {
        List<SourceIntake> known = intakes.list(period.firstMonth(), period.lastMonth());
        return Answers.list(
                request, Page.whole(known.stream().map(IntakeView::of).toList(), IntakeView.csv()));
    }

    /**
     * Keeps reports of water taken, all of them or, where one line is wrong, none; a later report corrects an earlier one.
     *
     * @param check true: only looked at, nothing is written
     */
    @Post("/intakes/import")
    @Consumes({MediaType.TEXT_CSV, TableBody.WORKBOOK})
    @Secured(Role.ANALYST)
    @SecurityRequirement(name = ApiDescription.KEY)
    public ImportView importIntakes(
            HttpRequest<?> request,
            @Nullable @QueryValue String check,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_CSV,
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject("""
                                                    section,month,volume,origin
                                                    W-1,2026-01,451.05,水务局月报
                                                    """)))
                    @Body
                    byte[] csv,
            Authentication holder) {
        Table table = bodies.read("intakes", request, csv);
        rights.requireStations(holder, table, "section");
        List<SourceIntake> read = IntakeColumns.read(table, stations);
        return ImportView.of(table, check, () -> intakes.keep(read));
    }
}
