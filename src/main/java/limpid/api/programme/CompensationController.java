package limpid.api.programme;

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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import limpid.api.http.Answers;
import limpid.api.http.ClientLimits;
import limpid.api.http.ExportFiles;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.compensation.CompensationRule;
import limpid.compensation.CompensationSum;
import limpid.compensation.SectionPayment;
import limpid.export.CompensationFiles;
import limpid.export.Exports;
import limpid.export.Format;
import limpid.figures.RegionCompensation;
import org.jspecify.annotations.Nullable;

/** Compensation between regions 水环境区域补偿: its rules, what is paid for the months of sections, and the sums. */
@Controller("/api/v1/compensation")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "compensation")
public class CompensationController {
    private static final int MOST_MONTHS = 120;

    private final RegionCompensation compensation;
    private final Exports exports;
    private final ClientLimits limits;

    CompensationController(RegionCompensation compensation, Exports exports, ClientLimits limits) {
        this.compensation = compensation;
        this.exports = exports;
        this.limits = limits;
    }

    /** All rules of compensation. */
    @Get
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<CompensationRuleView>> list(HttpRequest<?> request) {
        List<CompensationRuleView> views = compensation.rules().all().stream()
                .map(CompensationRuleView::of)
                .toList();
        return Answers.list(request, Page.whole(views, CompensationRuleView.csv()));
    }

    /** A rule with its standard of payment and its sections. */
    @Get("/{id}")
    public CompensationRuleView find(String id) {
        return CompensationRuleView.of(rule(id));
    }

    /**
     * What is paid for each month of each section, with mean, target and arithmetic of every factor. An amount is withheld
     * where a factor has too little data or no target, and while the month runs.
     *
     * @param id   of the rule
     * @param from first month, such as 2026-05; usually the last that is over
     * @param to   last month; usually the same
     */
    @Get("/{id}/months")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<CompensationMonthView>> months(
            HttpRequest<?> request, String id, @Nullable @QueryValue String from, @Nullable @QueryValue String to) {
        CompensationRule rule = rule(id);
        Months asked = months(from, to);
        if (Answers.wantsCsv(request)) {
            return Answers.file(file(request, rule, asked, Format.CSV));
        }
        return Answers.list(
                request,
                Page.whole(payments(rule, asked).stream()
                        .map(CompensationMonthView::of)
                        .toList()));
    }

    /**
     * The same as a file; a workbook also has the factors, and the sums by region and by section.
     *
     * @param id     of the rule
     * @param format csv, xlsx, parquet, docx, pdf or meta.json
     * @param from   first month, such as 2026-05; usually the last that is over
     * @param to     last month; usually the same
     * @param bom    false: CSV without a byte order mark
     */
    @Get("/{id}/months.{format}")
    @Produces(MediaType.ALL)
    public HttpResponse<?> monthsFile(
            HttpRequest<?> request,
            String id,
            @Parameter(example = "xlsx") String format,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String bom) {
        return file(request, rule(id), months(from, to), ExportFiles.format("months." + format, format));
    }

    /**
     * What each region pays and receives.
     *
     * @param id   of the rule
     * @param from first month, such as 2026-05; usually the last that is over
     * @param to   last month; usually the same
     */
    @Get(uris = {"/{id}/regions", "/{id}/regions.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<CompensationSumView>> regions(
            HttpRequest<?> request, String id, @Nullable @QueryValue String from, @Nullable @QueryValue String to) {
        CompensationRule rule = rule(id);
        return sums(request, CompensationSum.byRegion(rule, payments(rule, months(from, to))));
    }

    /**
     * What upstream pays and receives at each section.
     *
     * @param id   of the rule
     * @param from first month, such as 2026-05; usually the last that is over
     * @param to   last month; usually the same
     */
    @Get(uris = {"/{id}/sections", "/{id}/sections.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<CompensationSumView>> sections(
            HttpRequest<?> request, String id, @Nullable @QueryValue String from, @Nullable @QueryValue String to) {
        CompensationRule rule = rule(id);
        return sums(request, CompensationSum.bySection(rule, payments(rule, months(from, to))));
    }

    private static HttpResponse<Page<CompensationSumView>> sums(HttpRequest<?> request, List<CompensationSum> sums) {
        return Answers.list(
                request, Page.whole(sums.stream().map(CompensationSumView::of).toList(), CompensationSumView.csv()));
    }

    private HttpResponse<?> file(HttpRequest<?> request, CompensationRule rule, Months asked, Format format) {
        return ExportFiles.of(
                request,
                exports,
                limits.export(request),
                CompensationFiles.of(rule, asked.first, asked.last, payments(rule, asked), format),
                CompensationFiles.query(rule, asked.first, asked.last),
                format);
    }

    private List<SectionPayment> payments(CompensationRule rule, Months asked) {
        return compensation.payments(rule, asked.first, asked.last);
    }

    private record Months(YearMonth first, YearMonth last) {}

    private Months months(@Nullable String from, @Nullable String to) {
        YearMonth usual = compensation.lastMonth();
        YearMonth last = to == null ? from == null ? usual : month("from", from) : month("to", to);
        YearMonth first = from == null ? last : month("from", from);
        if (first.isAfter(last)) {
            throw Problem.badParameter("from", first.toString(), "a month not after to, " + last);
        }
        if (ChronoUnit.MONTHS.between(first, last) >= MOST_MONTHS) {
            throw Problem.badParameter(
                    "from", first.toString(), "a month less than " + MOST_MONTHS + " before to, " + last);
        }
        return new Months(first, last);
    }

    private static YearMonth month(String name, String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw Problem.badParameter(name, text, "a month such as 2026-05");
        }
    }

    private CompensationRule rule(String id) {
        return compensation
                .rules()
                .find(id)
                .orElseThrow(() -> new Problem.Exception(
                        Type.UNKNOWN_COMPENSATION,
                        "no rule of compensation '" + id + "'; see /api/v1/compensation",
                        Map.of()));
    }
}
