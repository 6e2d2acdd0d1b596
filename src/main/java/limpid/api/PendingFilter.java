package limpid.api;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.Map;
import limpid.api.air.AirEvaluationView;
import limpid.api.http.Page;
import limpid.api.http.PlaceFilter;
import limpid.store.Pending;
import limpid.store.Stations.Place;
import limpid.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in a header of every answer about a place how many of its days wait to be worked out. A figure that is made of the
 * others would else look final.
 */
@ServerFilter({"/api/v1/air/**", "/api/v1/water/**", "/api/v1/noise/**", "/api/v1/bulletins*"})
final class PendingFilter implements Ordered {
    /** Left out where nothing waits. */
    static final String HEADER = "Limpid-Pending-Days";

    private static final Logger LOG = LoggerFactory.getLogger(PendingFilter.class);

    private final Pending pending;

    PendingFilter(Pending pending) {
        this.pending = pending;
    }

    /** What is answered there is answered already. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.LAST.order();
    }

    /** Adds the header where something waits. What was known at an earlier instant waits for nothing. */
    @ResponseFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (request.getMethod() != HttpMethod.GET
                || response.code() != 200
                || request.getParameters().contains("asOf")) {
            return;
        }
        try {
            int days = response.body() instanceof Page<?> page ? days(page, request) : days(request);
            if (days > 0) {
                response.header(HEADER, Integer.toString(days));
            }
        } catch (StoreUnavailable e) {
            // The answer was made a moment ago and stands; what waits is not known, and the next answer will tell.
            LOG.debug("what waits is not known: {}", e.getMessage());
        }
    }

    /** An evaluation has counted the days of its period already. */
    private int days(Page<?> page, HttpRequest<?> request) {
        return !page.items().isEmpty() && page.items().getFirst() instanceof AirEvaluationView evaluation
                ? evaluation.days().pending()
                : days(request);
    }

    private int days(HttpRequest<?> request) {
        for (Map.Entry<String, Place> parameter : PlaceFilter.PARAMETERS.entrySet()) {
            String name = request.getParameters().get(parameter.getKey());
            if (name != null) {
                return pending.days(parameter.getValue(), name, Instant.EPOCH, Instant.parse("2200-01-01T00:00:00Z"));
            }
        }
        return 0;
    }
}
