package limpid.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.api.guard.Turns.Turn;
import limpid.api.http.Problem.Type;
import limpid.export.Dataset;
import limpid.export.DocumentSheets;
import limpid.export.Exports;
import limpid.export.Format;
import limpid.export.Header;
import limpid.export.Query;
import limpid.export.document.PrintFont;
import limpid.measure.Characters;

/** Tables as files that leave while they are made. */
public final class ExportFiles {
    private static Header header(HttpRequest<?> request, Format format) {
        String text = request.getParameters()
                .getFirst(HEADER)
                .orElse(format.usualHeader().code());
        Header header = Header.of(text)
                .orElseThrow(() -> Problem.badParameter(HEADER, Characters.shown(text), "code, zh or en"));
        if (header != Header.CODE && format == Format.PARQUET) {
            throw Problem.badParameter(HEADER, text, "code; columns of Parquet have names that programs know");
        }
        return header;
    }

    /** Whether CSV begins with a byte order mark; every table in CSV takes it. */
    public static final String BOM = "bom";

    /** What stands at the head of columns. */
    public static final String HEADER = "header";

    private static final String ENDINGS =
            Stream.of(Format.values()).map(format -> "." + format.extension()).collect(Collectors.joining(", "));

    private static final String RETRY_SECONDS = "30";

    private ExportFiles() {}

    /** The format of a file whose name ends so. */
    public static Format format(String file, String extension) {
        return Format.of(extension).orElseThrow(() -> unknown(file));
    }

    public static Problem.Exception unknown(String file) {
        return new Problem.Exception(
                Type.UNKNOWN_EXPORT, "'" + file + "' is not a table of /api/v1/exports with " + ENDINGS, Map.of());
    }

    /** The tables as one file, or why there is none; the turn is over with the file. A parameter {@code bom=false} leaves out the byte order mark of CSV. */
    public static HttpResponse<?> of(
            HttpRequest<?> request, Exports exports, Turn turn, List<Dataset> tables, Query query, Format format) {
        boolean begun = false;
        try {
            Header header = header(request, format);
            List<Dataset> headed =
                    tables.stream().map(table -> table.headed(header)).toList();
            InputStream export = new Held(exports.begin(headed, query, format, marked(request)), turn);
            begun = true;
            return file(export, tables.getFirst(), query, format);
        } catch (Query.Bad e) {
            throw Problem.badParameter(e.parameter(), e.value(), e.expected());
        } catch (DocumentSheets.TooManyRows e) {
            throw new Problem.Exception(Type.TOO_MANY_ROWS, String.valueOf(e.getMessage()), Map.of());
        } catch (PrintFont.Missing e) {
            throw Documents.missing(e);
        } catch (Exports.Busy e) {
            return Problem.answer(
                            request,
                            Type.EXPORTS_BUSY,
                            Type.EXPORTS_BUSY.status(),
                            e.getMessage() + "; try again in " + RETRY_SECONDS + " s",
                            Map.of())
                    .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        } finally {
            if (!begun) {
                turn.close();
            }
        }
    }

    /** Gives the turn back once the file is closed, whether it was read or not. */
    private static final class Held extends FilterInputStream {
        private final Turn turn;

        Held(InputStream file, Turn turn) {
            super(file);
            this.turn = turn;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                turn.close();
            }
        }
    }

    /** What narrows any table of results: since when its rows are known, and how many are wanted. */
    public static Map<String, String> knowledge(HttpRequest<?> request) {
        Map<String, String> asked = new HashMap<>();
        for (String name : List.of("asOf", "modifiedSince")) {
            String text = request.getParameters().getFirst(name).orElse(null);
            Instant instant = Arguments.instant(name, text);
            if (instant != null) {
                asked.put(name, instant.toString());
            }
        }
        String limit = request.getParameters().getFirst("limit").orElse(null);
        if (limit != null) {
            asked.put("limit", String.valueOf(Arguments.limit(limit)));
        }
        return asked;
    }

    /** The key of the row to go on after; empty from the beginning. */
    public static List<String> cursor(HttpRequest<?> request) {
        String cursor = request.getParameters().getFirst("cursor").orElse("");
        return cursor.isEmpty() ? List.of() : List.of(cursor.split(",", -1));
    }

    /** Whether CSV begins with a byte order mark. */
    static boolean marked(HttpRequest<?> request) {
        return !"false".equals(request.getParameters().getFirst(BOM).orElse("true"));
    }

    private static MutableHttpResponse<StreamedFile> file(
            InputStream export, Dataset table, Query query, Format format) {
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
