package limpid.api.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.api.http.Problem.Type;

/** No key, an unknown key, or one whose role does not suffice. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class AuthorizationProblemHandler implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {
    @Override
    public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException e) {
        HttpRequest<?> asked = request;
        if (e.isForbidden()) {
            return Problem.answer(
                    asked, Type.FORBIDDEN, Type.FORBIDDEN.status(), "no role of yours may do this", Map.of());
        }
        return Problem.answer(
                        asked,
                        Type.UNAUTHENTICATED,
                        Type.UNAUTHENTICATED.status(),
                        "sign in, or send the key as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'",
                        Map.of())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"limpid\"");
    }
}
