package limpid.api.people;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.util.Optional;
import limpid.api.http.ApiDescription;
import limpid.api.http.ClientAddress;

/** The cookie of a session: read by no script, sent to no other site, under TLS only by TLS, gone with the browser. */
@Singleton
final class SessionCookie {
    private static final String NAME = ApiDescription.COOKIE;
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

    private final ClientAddress addresses;

    SessionCookie(ClientAddress addresses) {
        this.addresses = addresses;
    }

    /** The token that came with a request. */
    Optional<String> token(HttpRequest<?> request) {
        return request.getCookies().findCookie(NAME).map(Cookie::getValue).filter(token -> !token.isEmpty());
    }

    /** Whether a request brings a key, beside which no cookie counts. */
    boolean hasKey(HttpRequest<?> request) {
        return request.getHeaders().contains(ApiDescription.KEY_HEADER)
                || request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
    }

    /** To be kept by the browser. */
    Cookie of(HttpRequest<?> request, String token) {
        return Cookie.of(NAME, token)
                .path("/")
                .httpOnly(true)
                .sameSite(SameSite.Strict)
                .secure(isByTls(request));
    }

    /** To be forgotten by it. */
    Cookie none(HttpRequest<?> request) {
        return of(request, "").maxAge(0);
    }

    /** Whether the browser asks by TLS, also where a trusted proxy ends it. */
    boolean isByTls(HttpRequest<?> request) {
        return request.isSecure()
                || addresses.isProxied(request)
                        && "https".equals(request.getHeaders().get(FORWARDED_PROTO));
    }
}
