package limpid.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.api.http.Problem.Type;
import limpid.store.Collision;

/** Somebody else saved the same at the same time. */
@Singleton
final class CollisionHandler implements ExceptionHandler<Collision, HttpResponse<Problem>> {
    private final FaultLog log;

    CollisionHandler(FaultLog log) {
        this.log = log;
    }

    @Override
    public HttpResponse<Problem> handle(HttpRequest request, Collision e) {
        HttpRequest<?> asked = request;
        log.add(asked, e);
        return Problem.answer(
                asked,
                Type.CONTRADICTION,
                Type.CONTRADICTION.status(),
                "somebody else saved the same at the same time; nothing was changed, look at what is there and save again",
                Map.of());
    }
}
