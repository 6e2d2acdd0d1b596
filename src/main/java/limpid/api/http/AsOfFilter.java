package limpid.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import limpid.store.Settled;
import org.jspecify.annotations.Nullable;

/**
 * Before any question about what was known at an instant is answered, that instant is settled, so that the same question is
 * answered the same ever after. Here, and not where each question is answered, so that none is forgotten. A question for what
 * has changed is told up to when its answer has everything.
 */
@ServerFilter("/api/v1/**")
final class AsOfFilter {
    // Of programmes asOf is the date that is judged.
    private static final String PROGRAMMES = "/api/v1/programmes/";
    private static final String AS_OF = "asOf";
    private static final String KNOWN_ON = "knownOn";
    private static final String MODIFIED_SINCE = "modifiedSince";

    /** Header of answers to what has changed. */
    private static final String SETTLED = "Limpid-Settled";

    private final Settled settled;
    private final ExecutorService blocking;

    AsOfFilter(Settled settled, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.settled = settled;
        this.blocking = blocking;
    }

    @RequestFilter
    CompletionStage<HttpRequest<?>> await(HttpRequest<?> request) {
        List<Asked> asked = asked(request);
        boolean changes = request.getParameters().contains(MODIFIED_SINCE);
        return asked.isEmpty() && !changes
                ? CompletableFuture.completedFuture(request)
                : CompletableFuture.supplyAsync(
                        () -> {
                            asked.forEach(this::await);
                            if (changes) {
                                request.setAttribute(SETTLED, settled.newest().toString());
                            }
                            return request;
                        },
                        blocking);
    }

    /** What was committed after this instant may be missing; who asks for the changes since it next time misses none. */
    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(SETTLED, String.class).ifPresent(newest -> response.header(SETTLED, newest));
    }

    /** An instant of knowledge in a question. */
    private record Asked(String parameter, String text) {
        static List<Asked> of(HttpRequest<?> request, String parameter) {
            return request.getParameters().getAll(parameter).stream()
                    .map(text -> new Asked(parameter, text))
                    .toList();
        }
    }

    private static List<Asked> asked(HttpRequest<?> request) {
        boolean ofProgrammes = request.getPath().startsWith(PROGRAMMES);
        return Asked.of(request, ofProgrammes ? KNOWN_ON : AS_OF);
    }

    private void await(Asked asked) {
        @Nullable Instant asOf = Arguments.instant(asked.parameter(), asked.text());
        if (asOf != null) {
            settled.await(asOf);
        }
    }
}
