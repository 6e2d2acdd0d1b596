package limpid.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.api.http.Problem.Type;
import limpid.store.NotSettled;

/** What was known at an instant cannot be said yet. */
@Singleton
final class NotSettledHandler implements ExceptionHandler<NotSettled, HttpResponse<Problem>> {
    private static final String SECONDS = "5";

    @Override
    public HttpResponse<Problem> handle(HttpRequest request, NotSettled e) {
        HttpRequest<?> asked = request;
        Map<String, Object> more = Map.of("settled", e.newest().toString());
        return e.future()
                ? Problem.answer(
                        asked,
                        Type.BAD_PARAMETER,
                        Type.BAD_PARAMETER.status(),
                        "what will be known is not known yet: expected an instant that has passed, such as "
                                + e.newest(),
                        more)
                : Problem.answer(
                                asked,
                                Type.NOT_SETTLED,
                                Type.NOT_SETTLED.status(),
                                "of that instant something is still being written; ask again in " + SECONDS
                                        + " s, or as of " + e.newest(),
                                more)
                        .header(HttpHeaders.RETRY_AFTER, SECONDS);
    }
}
