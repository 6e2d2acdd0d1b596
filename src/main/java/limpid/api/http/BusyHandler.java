package limpid.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.api.http.Problem.Type;
import limpid.flow.Busy;

/** Other long messages are being kept: come back in a moment. */
@Singleton
final class BusyHandler implements ExceptionHandler<Busy, HttpResponse<Problem>> {
    private static final String SECONDS = "5";

    @Override
    public HttpResponse<Problem> handle(HttpRequest request, Busy e) {
        HttpRequest<?> asked = request;
        return Problem.answer(asked, Type.BUSY, Type.BUSY.status(), String.valueOf(e.getMessage()), Map.of())
                .header(HttpHeaders.RETRY_AFTER, SECONDS);
    }
}
