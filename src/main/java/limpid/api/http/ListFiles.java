package limpid.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limpid.export.Dataset;
import limpid.export.Datasets;
import limpid.export.Exports;
import limpid.export.Format;
import limpid.export.Query;
import limpid.measure.LocalDay;
import limpid.result.ResultTable;
import limpid.store.Results.Kind;
import limpid.store.Results.Subject;
import limpid.store.Span;
import org.jspecify.annotations.Nullable;

/** Lists of results as CSV: the same file as the export of their table, whole, of the span and subjects of the list. */
@Singleton
public final class ListFiles {
    private final Datasets datasets;
    private final Exports exports;
    private final ClientLimits limits;

    ListFiles(Datasets datasets, Exports exports, ClientLimits limits) {
        this.datasets = datasets;
        this.exports = exports;
        this.limits = limits;
    }

    /** The export of a table. */
    public Dataset of(ResultTable<?> table) {
        ResultTable.File file = table.file();
        return datasets.named(file == null ? table.name() : file.name()).orElseThrow();
    }

    /** The span of a list of days, of which those count that are over by its end. */
    public static Span ofDays(Span span) {
        Instant end =
                LocalDay.ofEnd(span.toInclusive().plusNanos(1), LocalDay.CHINA).start();
        return new Span(span.fromExclusive(), end.isBefore(span.fromExclusive()) ? span.fromExclusive() : end);
    }

    /** The filters of an export of stations and cities by the subject of a list. */
    public static Map<String, String> filters(@Nullable Subject subject) {
        if (subject == null) {
            return Map.of("scope", "station");
        }
        return subject.kind() == Kind.STATION
                ? Map.of("station", subject.code())
                : Map.of("city", subject.code(), "scope", "city");
    }

    /** The filters of an export of stations alone. */
    public static Map<String, String> filters(@Nullable String station) {
        return station == null ? Map.of() : Map.of("station", station);
    }

    /** The filters of an export of sections. */
    public static Map<String, String> sections(@Nullable String section, @Nullable String edition) {
        Map<String, String> filters = new HashMap<>();
        if (section != null) {
            filters.put("section", section);
        }
        if (edition != null) {
            filters.put("edition", edition);
        }
        return filters;
    }

    /** The file. @param filters besides those of the request about knowledge, its limit and its cursor */
    public <T> HttpResponse<Page<T>> answer(
            HttpRequest<?> request, Dataset dataset, Span span, Map<String, String> filters) {
        Map<String, String> asked = new HashMap<>(filters);
        asked.putAll(ExportFiles.knowledge(request));
        Query query = new Query(span.fromExclusive(), span.toInclusive(), asked, ExportFiles.cursor(request));
        return Answers.file(
                ExportFiles.of(request, exports, limits.export(request), List.of(dataset), query, Format.CSV));
    }
}
