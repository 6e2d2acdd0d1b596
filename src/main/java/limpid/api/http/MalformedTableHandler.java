package limpid.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.api.http.Problem.Type;
import limpid.measure.Table;

/** A CSV in a request has a wrong line; names line and column. */
@Singleton
final class MalformedTableHandler implements ExceptionHandler<Table.Malformed, HttpResponse<Problem>> {
    @Override
    public HttpResponse<Problem> handle(HttpRequest request, Table.Malformed e) {
        return Problem.answer(
                (HttpRequest<?>) request,
                Type.MALFORMED_TABLE,
                Type.MALFORMED_TABLE.status(),
                e.getMessage() + "; nothing was imported",
                Map.of("line", e.line(), "column", e.column(), "reason", e.reason()));
    }
}
