package limpid.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Questions of many at once, large and small. */
final class Questions {
    private static final int ASKERS = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Answered, or refused for want of room. */
    private static final Set<Integer> PROPER = Set.of(200, 429, 503);

    private static final List<String> PATHS = List.of(
            "/api/v1/exports/readings.csv?from=2010-01-01&to=2010-03-31",
            "/api/v1/stations",
            "/api/v1/exports/air-hours.csv?from=2010-01-01&to=2010-03-31");

    private Questions() {}

    /**
     * Asks for so long. An answer may refuse for want of room.
     *
     * @throws BenchException where a question is answered otherwise, or none is answered
     */
    static void flood(URI service, String key, Duration length) throws InterruptedException {
        Instant end = Instant.now().plus(length);
        AtomicLong answered = new AtomicLong();
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int asker = 0; asker < ASKERS; asker++) {
                HttpRequest question = HttpRequest.newBuilder(service.resolve(PATHS.get(asker % PATHS.size())))
                        .header("X-API-Key", key)
                        .timeout(PATIENCE)
                        .build();
                all.add(askers.submit(() -> {
                    while (Instant.now().isBefore(end)) {
                        ask(client, question);
                        answered.incrementAndGet();
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new BenchException("asking", e.getCause());
        }
        if (answered.get() == 0) {
            throw new BenchException("no question was answered", null);
        }
    }

    private static void ask(HttpClient client, HttpRequest question) throws IOException, InterruptedException {
        HttpResponse<Void> answer = client.send(question, HttpResponse.BodyHandlers.discarding());
        if (!PROPER.contains(answer.statusCode())) {
            throw new BenchException(question.uri() + " is answered with " + answer.statusCode(), null);
        }
    }
}
