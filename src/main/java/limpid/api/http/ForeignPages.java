package limpid.api.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.List;
import java.util.Map;
import limpid.api.http.Problem.Type;
import org.jspecify.annotations.Nullable;

/**
 * Lets the pages of sites that the operator names read answers in their readers' browsers (CORS): GET alone, and as somebody who
 * has not signed in, for no cookie and no key goes with such a request.
 */
@ServerFilter("/**")
final class ForeignPages implements Ordered {
    private static final String METHODS = "GET, HEAD";
    private static final List<String> READING = List.of("GET", "HEAD");
    /** What a page may say beside the plain question. */
    private static final List<String> ASKED = List.of("accept", "if-none-match", "last-event-id", "cache-control");
    /** What it may see beside the plain answer. */
    private static final String SHOWN = "ETag, Link, Content-Disposition, Retry-After";

    private static final String DAY = "86400";

    private final Origins origins;

    ForeignPages(Origins origins) {
        this.origins = origins;
    }

    /** Before {@link ForeignOrigin}, which refuses others. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.before() - 1;
    }

    /** Answers what browsers ask before they let a page ask. */
    @RequestFilter
    @Nullable
    HttpResponse<?> preflight(HttpRequest<?> request) {
        String origin = request.getHeaders().getOrigin().orElse(null);
        String method = request.getHeaders().get(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (origin == null || method == null || request.getMethod() != HttpMethod.OPTIONS) {
            return null;
        }
        if (!origins.allows(origin)) {
            return refused(
                    request, "pages of " + shown(origin) + " may not read here; LIMPID_CORS names those that may");
        }
        if (!READING.contains(method)) {
            return refused(request, "pages of other sites may read (" + METHODS + ") and no more");
        }
        String headers = request.getHeaders().get(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        if (headers != null
                && !ASKED.containsAll(List.of(
                        headers.toLowerCase(java.util.Locale.ROOT).strip().split("\\s*,\\s*")))) {
            return refused(
                    request,
                    "pages of other sites may send " + String.join(", ", ASKED) + " and no key; asked for "
                            + shown(headers));
        }
        return HttpResponse.noContent()
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .header(HttpHeaders.VARY, HttpHeaders.ORIGIN)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, String.join(", ", ASKED))
                .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, DAY);
    }

    /** Says who may read the answer. */
    @ResponseFilter
    void allow(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (origins.allowed().isEmpty()) {
            return;
        }
        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        request.getHeaders().getOrigin().filter(origins::allows).ifPresent(origin -> {
            response.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.header(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, SHOWN);
        });
    }

    /** Whether a page of a site that the operator names reads. */
    static boolean mayRead(Origins origins, HttpRequest<?> request, String origin) {
        return origins.allows(origin) && READING.contains(request.getMethodName());
    }

    private static String shown(String text) {
        return limpid.measure.Characters.shown(text);
    }

    private static HttpResponse<?> refused(HttpRequest<?> request, String why) {
        return Problem.answer(request, Type.FOREIGN_ORIGIN, Type.FOREIGN_ORIGIN.status(), why, Map.of());
    }
}
