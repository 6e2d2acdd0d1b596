package limpid.api.people;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import limpid.api.guard.Attempts;
import limpid.api.http.ApiDescription;
import limpid.api.http.ApiKeys;
import limpid.api.http.ApiKeys.Holder;
import limpid.api.http.Askers;
import limpid.api.http.ClientAddress;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.people.Asker;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Tells who asks from {@code Authorization: Bearer KEY} or {@code X-API-Key: KEY}, and slows down those who guess. */
@Singleton
final class KeyFetcher implements AuthenticationFetcher<HttpRequest<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFetcher.class);
    private static final String BEARER = "Bearer ";
    private static final String METER = "limpid.keys.wrong";
    private static final int LONGEST_PATH = 100;

    private final ApiKeys keys;
    private final KeyRing ring;
    private final Scheduler waiting;
    private final Attempts attempts;
    private final ClientAddress addresses;
    private final MeterRegistry meters;

    KeyFetcher(
            ApiKeys keys,
            KeyRing ring,
            Attempts attempts,
            ClientAddress addresses,
            MeterRegistry meters,
            @Named(TaskExecutors.BLOCKING) ExecutorService waiting) {
        this.keys = keys;
        this.ring = ring;
        this.waiting = Schedulers.fromExecutorService(waiting);
        this.attempts = attempts;
        this.addresses = addresses;
        this.meters = meters;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        return key(request.getHeaders()).map(key -> asking(request, key)).orElseGet(Publishers::empty);
    }

    /** A key of the setting, such as a station's, waits for no database. */
    private Publisher<Authentication> asking(HttpRequest<?> request, String key) {
        Optional<Asker> set = keys.find(key).map(Holder::asker);
        return set.isPresent()
                ? authentication(request, set)
                : Mono.fromCallable(() -> ring.find(key))
                        .subscribeOn(waiting)
                        .flatMapMany(issued -> authentication(request, issued));
    }

    private Publisher<Authentication> authentication(HttpRequest<?> request, Optional<Asker> found) {
        String client = addresses.client(request);
        Duration wait = attempts.mustWait(client);
        if (!wait.isZero()
                && found.filter(asker -> attempts.knows(client, asker.name())).isEmpty()) {
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
        Asker asker = found.get();
        attempts.right(client, asker.name());
        return Publishers.just(Askers.authentication(asker));
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
        return headers.getFirst(ApiDescription.KEY_HEADER)
                .or(() -> headers.getFirst(HttpHeaders.AUTHORIZATION)
                        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .map(value -> value.substring(BEARER.length())))
                .map(String::trim);
    }
}
