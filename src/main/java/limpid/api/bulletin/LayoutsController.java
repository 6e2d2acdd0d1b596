package limpid.api.bulletin;

import io.micronaut.http.HttpHeaders;
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
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import limpid.api.http.Addresses;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.export.layout.Layouts;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.store.Stations;
import limpid.store.Stations.Filter;

/** Official tables 官方报表 as workbooks: reports of a day and a month of air, sections of water, noise of a year. */
@Controller("/api/v1/layouts")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "exports")
public class LayoutsController {
    private final OfficialWriter writer;
    private final Layouts layouts;
    private final Stations stations;

    LayoutsController(OfficialWriter writer, Layouts layouts, Stations stations) {
        this.writer = writer;
        this.layouts = layouts;
        this.stations = stations;
    }

    /** The tables there are. */
    @Get
    public Items list() {
        return new Items(
                Arrays.stream(OfficialTable.values()).map(LayoutView::of).toList());
    }

    /**
     * The tables.
     *
     * @param items all there are
     */
    @Schema(name = "Layouts")
    public record Items(List<LayoutView> items) {}

    /**
     * An official table.
     *
     * @param name    in the address
     * @param periods of what it is made: day, month, quarter, half_year or year
     */
    @Schema(name = "Layout")
    public record LayoutView(String name, String titleZh, String titleEn, List<String> periods) {
        private static LayoutView of(OfficialTable table) {
            return new LayoutView(
                    table.code(),
                    table.titleZh(),
                    table.titleEn(),
                    table.kinds().isEmpty()
                            ? List.of("day")
                            : table.kinds().stream().map(Kind::code).toList());
        }
    }

    /**
     * A table as a workbook, filled into the template of the office, else into the one that ships.
     *
     * @param name   air-daily, air-monthly, water-sections or noise-yearly
     * @param city   whose table
     * @param period a date 2026-11-29 of air-daily, a year 2026 of noise-yearly; of the others 2026, 2026-H1, 2026-Q1 or 2026-11
     */
    @Get("/{name}.xlsx")
    @Produces(Layouts.TYPE)
    public HttpResponse<byte[]> table(
            @Parameter(example = "air-daily") String name,
            @QueryValue String city,
            @Parameter(example = "2026-11-29") @QueryValue String period) {
        OfficialTable table = named(name);
        if (stations.list(new Filter(null, city, null, null), 1).isEmpty()) {
            throw Problem.badParameter("city", city, "a city that has a registered station");
        }
        Record figures =
                switch (table) {
                    case AIR_DAILY -> writer.airDay(city, date(period));
                    case AIR_PERIOD -> writer.airPeriod(city, period(table, period));
                    case WATER_SECTIONS -> writer.waterPeriod(city, period(table, period));
                    case NOISE_YEARLY -> writer.noiseYear(city, period(table, period));
                };
        return file(
                layouts.filled(table.code(), city, writer.tree(figures)),
                city + table.titleZh() + "-" + period + ".xlsx");
    }

    /**
     * The template that ships, to be changed and put into the folder of templates.
     *
     * @param name air-daily, air-monthly, water-sections or noise-yearly
     */
    @Get("/{name}/template.xlsx")
    @Produces(Layouts.TYPE)
    public HttpResponse<byte[]> template(@Parameter(example = "air-daily") String name) {
        return file(Layouts.template(named(name).code()), name + ".xlsx");
    }

    private static OfficialTable named(String name) {
        return OfficialTable.of(name)
                .orElseThrow(() -> new Problem.Exception(
                        Type.NOT_FOUND,
                        "no table '" + name + "'; there are "
                                + Arrays.stream(OfficialTable.values())
                                        .map(OfficialTable::code)
                                        .collect(Collectors.joining(", ")),
                        Map.of()));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.badParameter("period", text, "a date such as 2026-11-29");
        }
    }

    private static AssessmentPeriod period(OfficialTable table, String text) {
        return AssessmentPeriod.named(text, table.kinds())
                .orElseThrow(() -> Problem.badParameter("period", text, AssessmentPeriod.expected(table.kinds())));
    }

    private static HttpResponse<byte[]> file(byte[] workbook, String name) {
        return HttpResponse.ok(workbook)
                .contentType(MediaType.of(Layouts.TYPE))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''" + Addresses.encoded(name));
    }
}
