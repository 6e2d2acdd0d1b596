package limpid.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import limpid.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether the service is ready: the database answers, the intake keeps what arrives, and the broker keeps messages
 * for us, which it does from our first subscription on. Says so when it is, not when it has merely started.
 */
final class Readiness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** A machine that starts while others measure on it is slow. */
    private static final Duration LONGEST_APART = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LATER = Duration.ofSeconds(5);

    private static final int OK = 200;

    private final Server server;
    private final Thread watch;

    private Readiness(Server server) {
        this.server = server;
        this.watch = Thread.ofVirtual().name("readiness").unstarted(this::watch);
    }

    /** Watches from now on and logs each change. */
    static Readiness of(Server server) {
        Readiness readiness = new Readiness(server);
        readiness.watch.start();
        return readiness;
    }

    /** Whether it is ready; returns when it is, or after half a minute with a warning. */
    static boolean await(Server server) throws InterruptedException {
        return await(server::notReady, LONGEST);
    }

    /** The same for a service of another process, after two minutes. */
    static boolean await(URI service) throws InterruptedException {
        HttpRequest question =
                HttpRequest.newBuilder(service.resolve("/health/readiness")).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return await(() -> notReady(client, question), LONGEST_APART);
        }
    }

    private static boolean await(Supplier<List<String>> notReady, Duration longest) throws InterruptedException {
        Instant last = Instant.now().plus(longest);
        List<String> reasons = notReady.get();
        while (!reasons.isEmpty()) {
            if (Instant.now().isAfter(last)) {
                LOG.warn("not ready after {}: {}", longest, String.join("; ", reasons));
                return false;
            }
            Thread.sleep(PAUSE);
            reasons = notReady.get();
        }
        return true;
    }

    private static List<String> notReady(HttpClient client, HttpRequest question) {
        try {
            int status = client.send(question, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status == OK ? List.of() : List.of(question.uri() + " answers " + status);
        } catch (ConnectException e) {
            return List.of(question.uri() + " does not listen yet");
        } catch (IOException e) {
            throw new UncheckedIOException("asking " + question.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("interrupted");
        }
    }

    private void watch() {
        try {
            if (await(server)) {
                LOG.info("ready at {} after {} ms", server.uri(), sinceStart().toMillis());
            }
            boolean ready = server.notReady().isEmpty();
            while (true) {
                Thread.sleep(LATER);
                List<String> reasons = server.notReady();
                if (Thread.interrupted()) {
                    return;
                }
                if (reasons.isEmpty() != ready) {
                    ready = reasons.isEmpty();
                    if (ready) {
                        LOG.info("ready at {}", server.uri());
                    } else {
                        LOG.warn("not ready: {}", String.join("; ", reasons));
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Stopped while it asked: the framework wraps the interruption.
            if (!(e.getCause() instanceof InterruptedException)) {
                throw e;
            }
        }
    }

    private static Duration sinceStart() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }

    /** Ends the watch before what it watches is closed. */
    @Override
    public void close() throws InterruptedException {
        watch.interrupt();
        watch.join();
    }
}
