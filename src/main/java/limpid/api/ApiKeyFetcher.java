package limpid.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import limpid.api.ApiKeys.Holder;
import limpid.api.Problem.Type;
import limpid.api.guard.Attempts;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who asks from {@code Authorization: Bearer KEY} or {@code X-API-Key: KEY}, and slows down those who guess. */
@Singleton
final class ApiKeyFetcher implements AuthenticationFetcher<HttpRequest<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyFetcher.class);
    private static final String BEARER = "Bearer ";
    private static final String METER = "limpid.keys.wrong";
    private static final int LONGEST_PATH = 100;

    private final ApiKeys keys;
    private final Attempts attempts;
    private final ClientAddress addresses;
    private final MeterRegistry meters;

    ApiKeyFetcher(ApiKeys keys, Attempts attempts, ClientAddress addresses, MeterRegistry meters) {
        this.keys = keys;
        this.attempts = attempts;
        this.addresses = addresses;
        this.meters = meters;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        return key(request.getHeaders()).map(key -> holder(request, key)).orElseGet(Publishers::empty);
    }

    private Publisher<Authentication> holder(HttpRequest<?> request, String key) {
        String client = addresses.client(request);
        Duration wait = attempts.mustWait(client);
        Optional<Holder> found = keys.find(key);
        if (!wait.isZero()
                && found.filter(holder -> attempts.knows(client, holder.name())).isEmpty()) {
            attempts.unseen(client, place(request));
            meters.counter(METER, "outcome", "not looked at").increment();
            return Publishers.just(Problem.later(
                    Type.WRONG_KEYS,
                    "this address sent too many wrong keys, so this one was not looked at",
                    seconds(wait)));
        }
        if (found.isEmpty()) {
            attempts.wrong(client, place(request));
            meters.counter(METER, "outcome", "refused").increment();
            return Publishers.empty();
        }
        Holder holder = found.get();
        attempts.right(client, holder.name());
        return Publishers.just(Askers.authentication(holder.asker()));
    }

    private static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }

    private static String place(HttpRequest<?> request) {
        String path = request.getUri().getRawPath();
        return request.getMethodName() + " " + path.substring(0, Math.min(path.length(), LONGEST_PATH));
    }

    /** A line for each address and minute, so that a thousand guesses do not fill the log. */
    @Scheduled(fixedDelay = "1m")
    void report() {
        attempts.report().forEach(line -> LOG.warn("wrong keys: {}", line));
    }

    private static Optional<String> key(HttpHeaders headers) {
        return headers.getFirst("X-API-Key")
                .or(() -> headers.getFirst(HttpHeaders.AUTHORIZATION)
                        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .map(value -> value.substring(BEARER.length())))
                .map(String::trim);
    }
}
