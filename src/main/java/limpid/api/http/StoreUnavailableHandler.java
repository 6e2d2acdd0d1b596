package limpid.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.api.http.Problem.Type;
import limpid.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database is away: come back in a while. */
@Singleton
final class StoreUnavailableHandler implements ExceptionHandler<StoreUnavailable, HttpResponse<Problem>> {
    private static final Logger LOG = LoggerFactory.getLogger(StoreUnavailableHandler.class);
    private static final String SECONDS = "5";

    @Override
    public HttpResponse<Problem> handle(HttpRequest request, StoreUnavailable e) {
        HttpRequest<?> asked = request;
        LOG.warn("{} {}: {}", asked.getMethod(), asked.getPath(), e.getMessage());
        return Problem.answer(
                        asked,
                        Type.STORE_UNAVAILABLE,
                        Type.STORE_UNAVAILABLE.status(),
                        "the database did not answer; nothing was changed, try again in " + SECONDS + " s",
                        Map.of())
                .header(HttpHeaders.RETRY_AFTER, SECONDS);
    }
}
