package limpid.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.api.http.Problem.Type;
import limpid.store.MediumChange;

/** A registered station was to measure another medium. */
@Singleton
final class MediumChangeHandler implements ExceptionHandler<MediumChange, HttpResponse<Problem>> {
    @Override
    public HttpResponse<Problem> handle(HttpRequest request, MediumChange e) {
        return Problem.answer(
                (HttpRequest<?>) request,
                Type.CONTRADICTION,
                Type.CONTRADICTION.status(),
                String.valueOf(e.getMessage()),
                Map.of("member", "medium"));
    }
}
