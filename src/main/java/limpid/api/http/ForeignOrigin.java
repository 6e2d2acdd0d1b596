package limpid.api.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import limpid.api.http.Problem.Type;
import limpid.measure.ThisMachine;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a page of another site that asks a service on its reader's own machine: the page must not reach through the
 * browser what only this machine may reach. Behind a trusted proxy the name localhost is the proxy's, and it is let through.
 */
@ServerFilter("/**")
final class ForeignOrigin implements Ordered {
    private final ClientAddress addresses;
    private final Origins origins;

    ForeignOrigin(ClientAddress addresses, Origins origins) {
        this.addresses = addresses;
        this.origins = origins;
    }

    /** Before a key is looked at: the page may be guessing. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.before();
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        String origin = request.getHeaders().getOrigin().orElse(null);
        if (origin == null
                || ThisMachine.is(host(origin))
                || addresses.isProxied(request)
                || ForeignPages.mayRead(origins, request, origin)) {
            return null;
        }
        String host = request.getHeaders().getFirst("Host").orElse("");
        if (!ThisMachine.is(host("http://" + host))) {
            return null;
        }
        return Problem.answer(
                request,
                Type.FOREIGN_ORIGIN,
                Type.FOREIGN_ORIGIN.status(),
                "a page of another site asks at the address " + host
                        + " of this machine; a proxy in between must pass on "
                        + "the header Host, or stand in LIMPID_TRUSTED_PROXIES",
                Map.of());
    }

    private static String host(String address) {
        try {
            String host = URI.create(address).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
