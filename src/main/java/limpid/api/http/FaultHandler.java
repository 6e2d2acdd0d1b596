package limpid.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.api.http.Problem.Type;

/** What no other handler knows is a fault of ours. */
@Singleton
final class FaultHandler implements ExceptionHandler<Throwable, HttpResponse<Problem>> {
    private final FaultLog log;

    FaultHandler(FaultLog log) {
        this.log = log;
    }

    @Override
    public HttpResponse<Problem> handle(HttpRequest request, Throwable fault) {
        HttpRequest<?> asked = request;
        log.add(asked, fault);
        return Problem.answer(
                asked, Type.INTERNAL, Type.INTERNAL.status(), "the log of the service tells more", Map.of());
    }
}
