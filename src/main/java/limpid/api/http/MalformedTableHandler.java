package limpid.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import limpid.api.http.Problem.Type;
import limpid.measure.Table;
import limpid.sheet.Reasons;
import limpid.sheet.SheetFile;

/**
 * A table in a request has wrong lines; names lines and columns. Who asks for a workbook gets the table back, with what is wrong
 * in red.
 */
@Singleton
final class MalformedTableHandler implements ExceptionHandler<Table.Malformed, HttpResponse<?>> {
    @Override
    public HttpResponse<?> handle(HttpRequest request, Table.Malformed e) {
        Optional<Table> written = TableBody.written(request);
        if (written.isPresent() && wantsWorkbook(request)) {
            return HttpResponse.badRequest(SheetFile.marked(written.get(), e))
                    .contentType(SheetFile.TYPE)
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"errors.xlsx\"");
        }
        return Problem.answer(
                (HttpRequest<?>) request,
                Type.MALFORMED_TABLE,
                Type.MALFORMED_TABLE.status(),
                e.getMessage() + "; nothing was imported",
                Map.of(
                        "line",
                        e.line(),
                        "column",
                        e.column(),
                        "reason",
                        e.reason(),
                        "errors",
                        e.all().stream().map(MalformedTableHandler::described).toList()));
    }

    private static boolean wantsWorkbook(HttpRequest<?> request) {
        return request.accept().stream().anyMatch(type -> type.getName().equals(SheetFile.TYPE));
    }

    private static Map<String, Object> described(Table.Malformed fault) {
        return Map.of(
                "line",
                fault.line(),
                "column",
                fault.column(),
                "reason",
                fault.reason(),
                "reasonZh",
                Reasons.zh(fault.reason()));
    }
}
