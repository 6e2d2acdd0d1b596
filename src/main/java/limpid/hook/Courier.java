package limpid.hook;

import java.lang.System.Logger.Level;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import limpid.store.Hooks;
import limpid.store.Hooks.Call;
import limpid.store.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Takes the calls of the webhook to their receiver. Each is sent until the receiver answers 2xx, so it arrives at least
 * once; the calls of one subject arrive in order, those of others do not wait for them. Several may work, in one process
 * or many.
 */
public final class Courier implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Courier.class.getName());
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
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread belt = Thread.ofPlatform().name("courier").unstarted(this::run);

    private boolean waiting;

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
        belt.start();
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                if (!deliver()) {
                    closing.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was something to deliver. */
    private boolean deliver() {
        try {
            List<Call> calls = hooks.claim(HELD, AT_ONCE);
            CompletableFuture.allOf(calls.stream().map(this::deliver).toArray(CompletableFuture[]::new))
                    .join();
            waiting = false;
            return !calls.isEmpty();
        } catch (RuntimeException | Error e) {
            // An error ends this turn and not the belt: the calls are due again.
            say(e);
            return false;
        }
    }

    /** Says once that there is no store; what was claimed is due again when its time is over. */
    private void say(Throwable e) {
        Throwable cause = e.getCause() instanceof StoreUnavailable unavailable ? unavailable : e;
        if (!waiting) {
            LOG.log(Level.WARNING, "the webhook's calls wait", cause);
        }
        waiting = true;
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
        closing.countDown();
        try {
            belt.join();
        } catch (InterruptedException e) {
            belt.interrupt();
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
