package limpid.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.api.http.Problem.Type;
import limpid.store.Unstorable;

/**
 * A value of the request that the store refuses. Every known one is refused before, with its name; this is for the one
 * nobody thought of, so it is logged.
 */
@Singleton
final class UnstorableHandler implements ExceptionHandler<Unstorable, HttpResponse<Problem>> {
    private final FaultLog log;

    UnstorableHandler(FaultLog log) {
        this.log = log;
    }

    @Override
    public HttpResponse<Problem> handle(HttpRequest request, Unstorable e) {
        HttpRequest<?> asked = request;
        log.add(asked, e);
        return Problem.answer(
                asked,
                Type.UNSTORABLE,
                Type.UNSTORABLE.status(),
                "the database refuses a value of this request; nothing was changed",
                Map.of());
    }
}
