package limpid.api;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.reactivestreams.Publisher;

/** Tells who asks from {@code Authorization: Bearer KEY} or {@code X-API-Key: KEY}. */
@Singleton
final class ApiKeyFetcher implements AuthenticationFetcher<HttpRequest<?>> {
    private static final String BEARER = "Bearer ";

    private final ApiKeys keys;

    ApiKeyFetcher(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        return key(request.getHeaders())
                .flatMap(keys::find)
                .map(holder -> Publishers.just(Authentication.build(holder.name(), List.of(holder.role()))))
                .orElseGet(Publishers::empty);
    }

    private static Optional<String> key(HttpHeaders headers) {
        return headers.getFirst("X-API-Key")
                .or(() -> headers.getFirst(HttpHeaders.AUTHORIZATION)
                        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .map(value -> value.substring(BEARER.length())))
                .map(String::trim);
    }
}
