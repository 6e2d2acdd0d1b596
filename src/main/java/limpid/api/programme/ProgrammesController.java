package limpid.api.programme;

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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import limpid.air.AirBasis;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.ClientLimits;
import limpid.api.http.ExportFiles;
import limpid.api.http.ImportView;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Rights;
import limpid.api.http.TableBody;
import limpid.export.Dataset;
import limpid.export.Exports;
import limpid.export.Format;
import limpid.export.ProgressTable;
import limpid.export.Query;
import limpid.figures.ProgrammeChecks;
import limpid.measure.LocalDay;
import limpid.measure.Table;
import limpid.people.Role;
import limpid.programme.CityCheck;
import limpid.programme.Indicator;
import limpid.programme.Programme;
import limpid.programme.Report;
import limpid.programme.ReportTable;
import limpid.standard.AirStandard;
import limpid.store.Reports;
import org.jspecify.annotations.Nullable;

/** A city's programmes, the checks of their indicators, and the figures entered for them 创模与规划指标核查. */
@Controller("/api/v1/programmes")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "programmes")
public class ProgrammesController {
    private final ProgrammeChecks checks;
    private final Reports reports;
    private final Exports exports;
    private final ClientLimits limits;
    private final TableBody bodies;
    private final Rights rights;
    private final InstantSource clock;

    ProgrammesController(
            ProgrammeChecks checks,
            Reports reports,
            Exports exports,
            ClientLimits limits,
            Rights rights,
            InstantSource clock,
            TableBody bodies) {
        this.bodies = bodies;
        this.rights = rights;
        this.limits = limits;
        this.checks = checks;
        this.reports = reports;
        this.exports = exports;
        this.clock = clock;
    }

    /** All programmes, national rule sets first. */
    @Get
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<ProgrammeView>> list(HttpRequest<?> request) {
        List<ProgrammeView> views =
                checks.programmes().all().stream().map(ProgrammeView::of).toList();
        return Answers.list(request, Page.whole(views, ProgrammeView.csv()));
    }

    /** One programme with its indicators and their targets as printed. */
    @Get("/{id}")
    public ProgrammeView find(String id) {
        return ProgrammeView.of(programme(id));
    }

    /**
     * Every indicator held against its target on a date: met, notMet, notDue, onSchedule, behindSchedule, insufficient, awaitingReport or notApplicable, with
     * the figure, margin, basis and, for a running year, what the rest of it can still afford. Figures are made from the
     * days up to the date as they are known now; as they were known then they are among the revisions.
     *
     * @param id   of the programme
     * @param asOf a local date, the last one that is taken into account; usually today
     * @param city whose figures; usually that of the programme, needed for a national rule set
     * @param beside 2012, 2026-transition or 2026-final: what each check that rests on air would be under these texts
     */
    @Get(uris = {"/{id}/checks", "/{id}/checks.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<CheckView>> checks(
            HttpRequest<?> request,
            String id,
            @Nullable @QueryValue String asOf,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String beside) {
        return answer(request, programme(id), city, date("asOf", asOf), basis(beside));
    }

    /**
     * The progress list 进度表 as it is due on the days that the programme's document prints, such as 10 June and 10 December:
     * the checks on that date, with the responsible units, documents and clauses. Where it prints none, any day has one.
     *
     * @param date 2016-06-10
     * @param city whose figures; usually that of the programme
     * @param beside 2012, 2026-transition or 2026-final: what each check that rests on air would be under these texts
     */
    @Get("/{id}/progress")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<CheckView>> progress(
            HttpRequest<?> request,
            String id,
            @QueryValue String date,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String beside) {
        Programme programme = programme(id);
        return answer(request, programme, city, due(programme, date), basis(beside));
    }

    /**
     * The progress list as a file: one line a target, a workbook with a sheet that explains.
     *
     * @param format csv, xlsx, parquet, docx, pdf or meta.json
     * @param date   2016-06-10
     * @param city   whose figures; usually that of the programme
     * @param beside 2012, 2026-transition or 2026-final: what each check that rests on air would be under these texts
     * @param bom    false: CSV without a byte order mark
     */
    @Get("/{id}/progress.{format}")
    @Produces(MediaType.ALL)
    public HttpResponse<?> progressFile(
            HttpRequest<?> request,
            String id,
            @Parameter(example = "xlsx") String format,
            @QueryValue String date,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String beside,
            @Nullable @QueryValue String bom) {
        Programme programme = programme(id);
        String whose = city(programme, city);
        LocalDate due = due(programme, date);
        Format asked = ExportFiles.format("progress." + format, format);
        Dataset list = ProgressTable.of(programme, listed(programme, whose, due, basis(beside)));
        Query query = ProgressTable.query(programme, whose, due, basis(beside));
        return ExportFiles.of(request, exports, limits.export(request), List.of(list), query, asked);
    }

    private LocalDate due(Programme programme, String date) {
        LocalDate due = date("date", date);
        List<MonthDay> days = programme.reportDays();
        if (!days.isEmpty() && !days.contains(MonthDay.from(due))) {
            throw Problem.badParameter(
                    "date",
                    date,
                    "a day on which " + programme.id() + " reports: "
                            + days.stream()
                                    .map(day ->
                                            due.getYear() + String.valueOf(day).substring(1))
                                    .collect(Collectors.joining(", ")));
        }
        return due;
    }

    private HttpResponse<Page<CheckView>> answer(
            HttpRequest<?> request,
            Programme programme,
            @Nullable String city,
            LocalDate asOf,
            @Nullable AirBasis beside) {
        String whose = city(programme, city);
        List<CityCheck> found = listed(programme, whose, asOf, beside);
        if (Answers.wantsCsv(request)) {
            return Answers.file(ExportFiles.of(
                    request,
                    exports,
                    limits.export(request),
                    List.of(ProgressTable.of(programme, found)),
                    ProgressTable.query(programme, whose, asOf, beside),
                    Format.CSV));
        }
        return Answers.list(
                request, Page.whole(found.stream().map(CheckView::of).toList()));
    }

    private List<CityCheck> listed(Programme programme, String city, LocalDate asOf, @Nullable AirBasis beside) {
        return checks.listed(programme, city, checks.check(programme, city, asOf), asOf, beside);
    }

    private static @Nullable AirBasis basis(@Nullable String beside) {
        return beside == null
                ? null
                : AirBasis.named(beside)
                        .filter(basis -> basis != AirBasis.IN_FORCE)
                        .orElseThrow(
                                () -> Problem.badParameter("beside", beside, String.join(" or ", AirStandard.NAMES)));
    }

    /**
     * The checks as they were kept, every revision or, with knownOn, those that were known on an instant. Checks of a city's
     * programme and of its national rule set are renewed every quarter of an hour; one that changes becomes a new revision.
     *
     * @param id        of the programme
     * @param city      whose checks; usually that of the programme
     * @param indicator its number with its part, such as 8b; usually all
     * @param knownOn   a time with its offset, or a local date for its 00:00: only what was known then
     */
    @Get(uris = {"/{id}/checks/revisions", "/{id}/checks/revisions.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<KeptCheckView>> revisions(
            HttpRequest<?> request,
            String id,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String indicator,
            @Nullable @QueryValue String knownOn) {
        Programme programme = programme(id);
        List<KeptCheckView> views = checks
                .kept(
                        programme,
                        city(programme, city),
                        indicator == null ? null : indicator(programme, indicator),
                        Arguments.instant("knownOn", knownOn))
                .stream()
                .map(KeptCheckView::of)
                .toList();
        return Answers.list(request, Page.whole(views, KeptCheckView.csv()));
    }

    /**
     * Every revision of the figures entered for an indicator, oldest first.
     *
     * @param no   its number with its part
     * @param city whose figures; usually that of the programme
     */
    @Get(uris = {"/{id}/indicators/{no}/reports", "/{id}/indicators/{no}/reports.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<ReportView>> reports(
            HttpRequest<?> request, String id, String no, @Nullable @QueryValue String city) {
        Programme programme = programme(id);
        Indicator indicator = indicator(programme, no);
        List<ReportView> views = reports.history(id, city(programme, city), indicator.no()).stream()
                .filter(report -> report.part().equals(indicator.part()))
                .map(ReportView::of)
                .toList();
        return Answers.list(request, Page.whole(views, ReportView.csv()));
    }

    /**
     * Enters a figure that no station measures. The body holds value or met, reference where the target is in words,
     * applies, item, source and file; the source must be there. A change is a new revision.
     *
     * @param no   its number with its part
     * @param year 2015 or 2016-Q1
     * @param city whose figure; usually that of the programme
     */
    @Put("/{id}/indicators/{no}/reports/{year}")
    @Secured(Role.ANALYST)
    @SecurityRequirement(name = ApiDescription.KEY)
    public Page<ReportView> enter(
            Authentication who,
            String id,
            String no,
            String year,
            @Nullable @QueryValue String city,
            @RequestBody(content = @Content(schema = @Schema(implementation = ReportView.class))) @Body
                    Map<String, @Nullable Object> document) {
        Programme programme = programme(id);
        Indicator indicator = indicator(programme, no);
        String whose = city(programme, city);
        rights.requireCity(who, whose);
        List<Report> entered = ReportDocument.read(programme, no, year, document, who.getName(), clock.instant());
        reports.enter(id, whose, entered);
        List<ReportView> views = reports.history(id, whose, indicator.no()).stream()
                .filter(report -> report.part().equals(indicator.part())
                        && report.period().equals(year))
                .map(ReportView::of)
                .toList();
        return Page.whole(views, ReportView.csv());
    }

    /**
     * Enters the figures of a CSV, all of them or, where one line is wrong, none. Columns indicator, period, item, value,
     * met, reference, applies, source, file.
     *
     * @param city whose figures; usually that of the programme
     * @param check true: only looked at, nothing is written
     */
    @Post("/{id}/reports/import")
    @Consumes({MediaType.TEXT_CSV, TableBody.WORKBOOK})
    @Secured(Role.ANALYST)
    @SecurityRequirement(name = ApiDescription.KEY)
    public ImportView importTable(
            HttpRequest<?> request,
            @Nullable @QueryValue String check,
            Authentication who,
            String id,
            @Nullable @QueryValue String city,
            @RequestBody(content = @Content(mediaType = MediaType.TEXT_CSV, schema = @Schema(type = "string"))) @Body
                    byte[] csv) {
        Programme programme = programme(id);
        String whose = city(programme, city);
        rights.requireCity(who, whose);
        Table table = bodies.read("reports", request, csv);
        List<Report> read = ReportTable.read(programme, table, who.getName(), clock.instant());
        return ImportView.of(table, check, () -> reports.enter(id, whose, read));
    }

    private Programme programme(String id) {
        return programme(checks, id);
    }

    /** The programme of this id, or the problem that there is none. */
    public static Programme programme(ProgrammeChecks checks, String id) {
        return checks.programmes()
                .find(id)
                .orElseThrow(() -> new Problem.Exception(
                        Type.UNKNOWN_PROGRAMME, "no programme '" + id + "'; see /api/v1/programmes", Map.of()));
    }

    private static Indicator indicator(Programme programme, String no) {
        return programme
                .indicator(no)
                .orElseThrow(() -> new Problem.Exception(
                        Type.UNKNOWN_INDICATOR,
                        "programme '" + programme.id() + "' has no indicator '" + no + "'",
                        Map.of()));
    }

    private static String city(Programme programme, @Nullable String city) {
        if (city == null && programme.city().isEmpty()) {
            throw Problem.badParameter("city", "", "a city: " + programme.id() + " is a rule set of any city");
        }
        return city == null ? programme.city() : city;
    }

    private LocalDate date(String name, @Nullable String text) {
        try {
            return text == null ? LocalDay.today(clock) : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.badParameter(name, String.valueOf(text), "a local date such as 2016-06-10");
        }
    }
}
