package limpid.api.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.security.authentication.Authentication;
import java.util.Map;
import limpid.api.guard.Networks;
import limpid.api.http.Problem.Type;
import org.jspecify.annotations.Nullable;

/** Shows the metrics and the details of health to this machine, to those named by a setting, and to holders of a key. */
@ServerFilter({"/prometheus", "/health/**"})
public final class Monitoring implements Ordered {
    private static final String METRICS = "/prometheus";

    private final Seen seen;
    private final ClientAddress addresses;

    Monitoring(Seen seen, ClientAddress addresses) {
        this.seen = seen;
        this.addresses = addresses;
    }

    /** @param networks from which they are seen without a key */
    public record Seen(Networks networks) {}

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        if (!request.getPath().equals(METRICS) || sees(request)) {
            return null;
        }
        return Problem.answer(
                request,
                Type.UNAUTHENTICATED,
                Type.UNAUTHENTICATED.status(),
                "metrics are for the addresses of LIMPID_MONITORING and for holders of a key",
                Map.of());
    }

    /** The status alone is for everybody. */
    @ResponseFilter
    void strip(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.body() instanceof HealthResult health && !sees(request)) {
            response.body(
                    HealthResult.builder(health.getName(), health.getStatus()).build());
        }
    }

    private boolean sees(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class).isPresent()
                || !addresses.isUntrustedlyForwarded(request) && seen.networks().contain(addresses.of(request));
    }
}
