package limpid.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import limpid.api.Problem.Type;
import limpid.export.Dataset;
import limpid.export.Export;
import limpid.export.Exports;
import limpid.export.Format;
import limpid.export.Query;

/** Tables as files that leave while they are made. */
final class ExportFiles {
    private static final String RETRY_SECONDS = "30";

    private ExportFiles() {}

    /** The format of a file whose name ends so. */
    static Format format(String file, String extension) {
        return Format.of(extension).orElseThrow(() -> unknown(file));
    }

    static Problem.Exception unknown(String file) {
        return new Problem.Exception(
                Type.UNKNOWN_EXPORT,
                "'" + file + "' is not a table of /api/v1/exports with .csv, .xlsx, .parquet or .meta.json",
                Map.of());
    }

    /** The tables as one file, or why there is none. A parameter {@code bom=false} leaves out the byte order mark of CSV. */
    static HttpResponse<?> of(
            HttpRequest<?> request, Exports exports, List<Dataset> tables, Query query, Format format) {
        try {
            return file(exports.begin(tables, query, format, bom(request)), tables.getFirst(), query, format);
        } catch (Query.Bad e) {
            throw Problem.badParameter(e.parameter(), e.value(), e.expected());
        } catch (Exports.Busy e) {
            return Problem.answer(
                            request,
                            Type.EXPORTS_BUSY,
                            Type.EXPORTS_BUSY.status(),
                            e.getMessage() + "; try again in " + RETRY_SECONDS + " s",
                            Map.of())
                    .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
    }

    private static boolean bom(HttpRequest<?> request) {
        return !"false".equals(request.getParameters().getFirst("bom").orElse("true"));
    }

    private static MutableHttpResponse<StreamedFile> file(Export export, Dataset table, Query query, Format format) {
        String span = Local.time(query.fromExclusive()).toLocalDate() + "_"
                + Local.time(query.toInclusive().minusNanos(1)).toLocalDate() + "." + format.extension();
        String plain = "limpid_" + table.name() + "_" + span;
        String full = URLEncoder.encode(table.titleZh() + "_" + span, StandardCharsets.UTF_8);
        return HttpResponse.ok(new StreamedFile(export, MediaType.of(format.mediaType())))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + full);
    }
}
