package limpid.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until the service says it is ready: before its first subscription the broker keeps nothing for it. */
final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int OK = 200;

    private Readiness() {}

    /** Whether it is; returns when it is, or after half a minute with a warning. */
    static boolean await(URI server) throws InterruptedException {
        Instant last = Instant.now().plus(LONGEST);
        HttpRequest question =
                HttpRequest.newBuilder(server.resolve("/health/readiness")).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!isReady(client, question)) {
                if (Instant.now().isAfter(last)) {
                    LOG.warn("not ready after {}; {} says why", LONGEST, question.uri());
                    return false;
                }
                Thread.sleep(PAUSE);
            }
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("asking " + question.uri(), e);
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest question) throws IOException, InterruptedException {
        try {
            return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (ConnectException e) {
            return false; // it does not listen yet
        }
    }
}
