package limpid.hook;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import limpid.store.Hooks;
import limpid.store.Hooks.Call;
import org.jspecify.annotations.Nullable;

/**
 * Takes the calls of the webhook to their receiver. Each is sent until the receiver answers 2xx, so it arrives at least
 * once; the calls of one subject arrive in order, those of others do not wait for them. Several may work, in one process
 * or many.
 */
public final class Courier implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HELD = Duration.ofSeconds(30);
    private static final int AT_ONCE = 32;
    private static final int OK = 200;

    private final Hooks hooks;
    private final URI receiver;
    private final String secret;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Rounds rounds = new Rounds("courier", LOOK_AGAIN, "the webhook's calls", this::deliver);

    /**
     * A courier that is not yet running.
     *
     * @param secret of the signature; empty for calls without one
     */
    public Courier(Hooks hooks, URI receiver, String secret) {
        this.hooks = hooks;
        this.receiver = receiver;
        this.secret = secret;
    }

    /** Begins to deliver. */
    public void start() {
        rounds.start();
    }

    /** Whether there was something to deliver. */
    private boolean deliver() {
        List<Call> calls = hooks.claim(HELD, AT_ONCE);
        CompletableFuture.allOf(calls.stream().map(this::deliver).toArray(CompletableFuture[]::new))
                .join();
        return !calls.isEmpty();
    }

    private CompletableFuture<Void> deliver(Call call) {
        return client.sendAsync(request(call), BodyHandlers.discarding())
                .handle((answer, failure) -> complaint(answer, failure))
                .thenAccept(complaint -> {
                    if (complaint.isEmpty()) {
                        hooks.delivered(call.id());
                    } else {
                        hooks.failed(call.id(), complaint);
                    }
                });
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(receiver)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(call.body()));
        Signature.sign(request, call.id(), call.event(), call.body(), secret, Instant.now());
        return request.build();
    }

    private static String complaint(@Nullable HttpResponse<Void> answer, @Nullable Throwable failure) {
        if (answer == null) {
            return String.valueOf(failure);
        }
        return answer.statusCode() / 100 * 100 == OK ? "" : "answered " + answer.statusCode();
    }

    /** Finishes the calls in hand, then ends. */
    @Override
    public void close() {
        rounds.close();
        client.close();
    }
}
