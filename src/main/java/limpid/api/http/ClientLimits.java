package limpid.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.HttpServerFilter;
import io.micronaut.http.filter.ServerFilterChain;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.util.concurrent.ExecutorService;
import limpid.api.guard.Counts;
import limpid.api.guard.Turns;
import limpid.api.guard.Turns.TooMuch;
import limpid.api.guard.Turns.Turn;
import limpid.api.http.Problem.Type;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Lets one client take no more of the questions, exports and streams than it may, so that the others are answered. What
 * writes has a key and goes to the intake, which holds its own.
 */
@Filter({"/api/v1/**", "/sta/**"})
public final class ClientLimits implements HttpServerFilter {
    private static final String STREAM = "/api/v1/stream";

    private final Turns questions;
    private final Turns exports;
    private final Counts streams;
    private final ClientAddress addresses;
    private final Scheduler waiting;

    ClientLimits(ClientTurns turns, ClientAddress addresses, @Named(TaskExecutors.BLOCKING) ExecutorService waiting) {
        this.questions = turns.questions;
        this.exports = turns.exports;
        this.streams = turns.streams;
        this.addresses = addresses;
        this.waiting = Schedulers.fromExecutorService(waiting);
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @Override
    public Publisher<MutableHttpResponse<?>> doFilter(HttpRequest<?> request, ServerFilterChain chain) {
        String path = request.getPath();
        if (!request.getMethod().permitsRequestBody() && !path.equals(STREAM)) {
            return question(request, chain);
        }
        return chain.proceed(request);
    }

    private Publisher<MutableHttpResponse<?>> question(HttpRequest<?> request, ServerFilterChain chain) {
        String client = addresses.client(request);
        return Flux.<MutableHttpResponse<?>>defer(() -> {
                    Turn free = questions.tryTake(client);
                    return free != null
                            ? held(free, request, chain)
                            : Flux.defer(() -> held(questions.take(client), request, chain))
                                    .subscribeOn(waiting);
                })
                .onErrorMap(TooMuch.class, e -> tooMuch(e, "questions"));
    }

    /** The turn is over when the answer is there, or nobody waits for it any more. */
    private static Flux<MutableHttpResponse<?>> held(Turn turn, HttpRequest<?> request, ServerFilterChain chain) {
        return Flux.using(() -> turn, taken -> Flux.from(chain.proceed(request)), Turn::close);
    }

    /** A turn for an export, held until its last byte has left. */
    public Turn export(HttpRequest<?> request) {
        try {
            Turn turn = exports.tryTake(addresses.client(request));
            if (turn == null) {
                throw Problem.later(Type.TOO_MUCH, "this address has as many exports running as it may", 30);
            }
            return turn;
        } catch (TooMuch e) {
            throw tooMuch(e, "exports");
        }
    }

    /** A place for a reader of the stream. @return to be run when it is gone */
    public Runnable stream(HttpRequest<?> request) {
        String client = addresses.client(request);
        if (!streams.take(client, 1)) {
            throw Problem.later(
                    Type.TOO_MUCH, "this address reads the stream " + streams.most() + " times already", 30);
        }
        return () -> streams.giveBack(client, 1);
    }

    private static Problem.Exception tooMuch(TooMuch e, String what) {
        return Problem.later(
                Type.TOO_MUCH, "this address asks too much (" + what + "): " + e.getMessage(), e.seconds());
    }
}
