package limpid.api.people;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Optional;
import limpid.api.http.Askers;
import limpid.people.Asker;
import reactor.core.publisher.Flux;

/** Watches the bodies of what people write on their way to the route, for the audit. Readings of stations pass unwatched. */
@ServerFilter({"/api/**", "/sta/**"})
final class BodyWatch implements Ordered {
    private static final String BODY = "limpid.audit.body";

    /** Of those who may write at all. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    void watch(HttpRequest<?> request) {
        if (!Writes.isWrite(request)
                || Askers.of(request).filter(Asker::isStation).isPresent()
                || !(request instanceof ServerHttpRequest<?> served)) {
            return;
        }
        SentBody sent = new SentBody();
        request.setAttribute(BODY, sent);
        CloseableByteBody copy = served.byteBody().split(SplitBackpressureMode.ORIGINAL);
        var unused = Flux.from(copy.toByteArrayPublisher()).subscribe(sent::add, failure -> {
            // Whoever reads the body is told of it, and what had passed until then is what was sent.
        });
    }

    /** What passed of a body. */
    static Optional<SentBody> of(HttpRequest<?> request) {
        return request.getAttribute(BODY, SentBody.class);
    }
}
