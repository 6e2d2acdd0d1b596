package limpid.api;

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
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import limpid.api.http.Arguments;
import limpid.api.http.ClientLimits;
import limpid.api.http.ExportFiles;
import limpid.api.http.Problem;
import limpid.api.water.WaterArguments;
import limpid.export.Dataset;
import limpid.export.Datasets;
import limpid.export.Exports;
import limpid.export.Format;
import limpid.export.Query;
import limpid.store.Span;
import org.jspecify.annotations.Nullable;

/** Tables as files 数据导出: CSV, XLSX, Parquet, however many rows. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "exports")
public class ExportsController {
    private static final List<String> OF_EVERY_TABLE =
            List.of("from", "to", "cursor", ExportFiles.BOM, ExportFiles.HEADER);
    private static final String SECTIONS = "water-sections";
    private static final String SAMPLES = "water-samples";

    private final Datasets datasets;
    private final Exports exports;
    private final ClientLimits limits;

    ExportsController(Datasets datasets, Exports exports, ClientLimits limits) {
        this.limits = limits;
        this.datasets = datasets;
        this.exports = exports;
    }

    /** What can be exported: each table with its columns, the columns that make its cursor, and its filters. */
    @Get("/exports")
    public Items list() {
        return new Items(datasets.all().stream().map(ExportView::of).toList());
    }

    /**
     * The tables.
     *
     * @param items all there are
     */
    @Schema(name = "Exports")
    public record Items(List<ExportView> items) {}

    /**
     * A table that can be exported.
     *
     * @param name    in the address
     * @param key     columns whose values, joined by commas, are the cursor behind a row
     * @param filters parameters that narrow it
     * @param columns in their order
     */
    @Schema(name = "Export")
    public record ExportView(
            String name, String titleZh, String titleEn, List<String> key, List<String> filters, List<String> columns) {
        private static ExportView of(Dataset dataset) {
            return new ExportView(
                    dataset.name(),
                    dataset.titleZh(),
                    dataset.titleEn(),
                    dataset.key(),
                    dataset.filters(),
                    dataset.columns().stream().map(limpid.export.Column::name).toList());
        }
    }

    /**
     * A table as a file, streamed from one snapshot without a limit on its rows. A transfer that breaks off ends without
     * its last chunk, which clients report; go on with the key of the last complete row as cursor.
     *
     * @param file      name of the table and format: readings, air-hours, air-days, air-periods, water-sections,
     *                  water-samples, water-periods, noise-hours, noise-days, noise-surveys or programme-checks, with .csv,
     *                  .xlsx, .parquet, .docx, .pdf, or .meta.json for the description alone (editions, columns, units, flags, row count
     *                  and SHA-256 of the data lines of the CSV)
     * @param from      a time with its offset, or a local date for its 00:00; required
     * @param to        a time with its offset, or a local date for its 24:00; required
     * @param medium    of readings: air, water or noise
     * @param station   only this one
     * @param city      only this city
     * @param district  only stations of this district 区县
     * @param parameter of readings: only this one
     * @param scope     of air: station or city; of water-periods: city or river
     * @param river     of water: only sections on this river or lake
     * @param section   of water: only this one
     * @param role      of water: one of the roles of the registry
     * @param network   of noise: regional, traffic or functional
     * @param period    of water-sections: month (usual), quarter, half_year or year; of air-periods and water-periods: only
     *                  month, quarter, half_year or year
     * @param programme of programme-checks: only this one
     * @param asOf      of results: as they were known at this time
     * @param modifiedSince of results: only those known since after this time
     * @param limit     of results: at most so many, 1 to 10000; usually all
     * @param cursor    the key of the last row there is, values joined by commas; CSV without a header comes after it
     * @param bom       false: CSV without a byte order mark
     * @param header    of CSV and XLSX: zh or en for titles, a line of units and words beside codes; usually code
     */
    @Get("/exports/{file}")
    @Produces(MediaType.ALL)
    public HttpResponse<?> export(
            HttpRequest<?> request,
            @Parameter(example = "readings.csv") String file,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String medium,
            @Nullable @QueryValue String station,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String district,
            @Nullable @QueryValue String parameter,
            @Nullable @QueryValue String scope,
            @Nullable @QueryValue String river,
            @Nullable @QueryValue String section,
            @Nullable @QueryValue String role,
            @Nullable @QueryValue String network,
            @Nullable @QueryValue String period,
            @Nullable @QueryValue String programme,
            @Nullable @QueryValue String asOf,
            @Nullable @QueryValue String modifiedSince,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue String bom,
            @Nullable @QueryValue String header) {
        int dot = Math.max(file.indexOf('.'), 0);
        Dataset dataset = datasets.named(file.substring(0, dot)).orElseThrow(() -> ExportFiles.unknown(file));
        return answer(request, List.of(dataset), ExportFiles.format(file, file.substring(dot + 1)));
    }

    /**
     * The sections of a river, city or role 断面水质: class, target, deciding items and means, month by month. The workbook
     * holds the sample sets too.
     *
     * @param format  csv, xlsx, parquet, docx, pdf or meta.json
     * @param from    a local date; the period it lies in is the first; required
     * @param to      a local date; the period it lies in is the last; required
     * @param city    only this city
     * @param district only sections of this district 区县
     * @param river   only sections on this river or lake
     * @param section only this one
     * @param role    one of the roles of the registry
     * @param period  month (usual), quarter, half_year or year
     * @param cursor  section and period of the last row there is, with a comma between them; not for xlsx
     * @param bom     false: CSV without a byte order mark
     * @param header  of CSV and XLSX: zh or en for titles, a line of units and words beside codes; usually code
     */
    @Get("/water/sections.{format}")
    @Produces(MediaType.ALL)
    public HttpResponse<?> sections(
            HttpRequest<?> request,
            @Parameter(example = "csv") String format,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String district,
            @Nullable @QueryValue String river,
            @Nullable @QueryValue String section,
            @Nullable @QueryValue String role,
            @Nullable @QueryValue String period,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue String bom,
            @Nullable @QueryValue String header) {
        Format asked = ExportFiles.format("sections." + format, format);
        List<String> names = asked == Format.XLSX ? List.of(SECTIONS, SAMPLES) : List.of(SECTIONS);
        return answer(
                request,
                names.stream()
                        .map(name -> datasets.named(name).orElseThrow(() -> ExportFiles.unknown(name)))
                        .toList(),
                asked);
    }

    private HttpResponse<?> answer(HttpRequest<?> request, List<Dataset> tables, Format format) {
        Query query = query(request);
        return ExportFiles.of(request, exports, limits.export(request), tables, query, format);
    }

    private static Query query(HttpRequest<?> request) {
        String from = required(request, "from");
        String to = required(request, "to");
        Span span = Arguments.span(from, to, Instant.EPOCH, Duration.ZERO);
        Map<String, String> filters = new HashMap<>();
        request.getParameters().forEach((name, values) -> {
            if (!OF_EVERY_TABLE.contains(name)) {
                filters.put(name, values.getFirst());
            }
        });
        filters.computeIfPresent("medium", (name, medium) -> Objects.requireNonNull(Arguments.medium(medium))
                .code());
        filters.computeIfPresent("network", (name, network) -> Arguments.word(Arguments.network(network)));
        filters.computeIfPresent("role", (name, role) -> WaterArguments.role(role));
        filters.putAll(ExportFiles.knowledge(request));
        return new Query(span.fromExclusive(), span.toInclusive(), filters, ExportFiles.cursor(request));
    }

    private static String required(HttpRequest<?> request, String name) {
        return request.getParameters()
                .getFirst(name)
                .orElseThrow(() -> Problem.badParameter(name, "", "a date such as 2026-03-01"));
    }
}
