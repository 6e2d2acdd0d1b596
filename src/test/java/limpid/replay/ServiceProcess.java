package limpid.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import limpid.Limpid;
import limpid.OwnJava;
import limpid.embedded.FreePort;

/** The service in a process of its own, which can be asked, stopped and killed. */
final class ServiceProcess implements AutoCloseable {
    static final int TERMINATED = 128 + 15;

    private static final String ADMIN_KEY = "replay-admin-secret";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI uri;
    private final Path log;

    private ServiceProcess(Process process, URI uri, Path log) {
        this.process = process;
        this.uri = uri;
        this.log = log;
        // A test run that is broken off leaves no service behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /**
     * Starts {@code serve} with these words behind it on a free port.
     *
     * @param settings further variables LIMPID_*; no other of this process reaches it
     * @param log      what it says is added to this file
     */
    static ServiceProcess start(Map<String, String> settings, Path log, String... arguments) {
        int port = FreePort.find();
        List<String> words = new ArrayList<>(List.of("serve"));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = OwnJava.program(256, Limpid.class, words.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(settings);
        builder.environment().put("LIMPID_HTTP_PORT", String.valueOf(port));
        builder.environment().put("LIMPID_API_KEYS", "replay:admin:" + ADMIN_KEY);
        try {
            return new ServiceProcess(builder.start(), URI.create("http://127.0.0.1:" + port), log);
        } catch (IOException e) {
            throw new UncheckedIOException("starting the service", e);
        }
    }

    /**
     * Returns when it says that it is ready.
     *
     * @throws IllegalStateException with what it said where it is not within three minutes; then it no longer runs
     */
    void awaitReady() throws IOException, InterruptedException {
        Instant last = Instant.now().plus(PATIENCE);
        while (!isReady()) {
            if (!process.isAlive() || Instant.now().isAfter(last)) {
                close();
                throw new IllegalStateException("the service is not ready; it said:\n" + Files.readString(log));
            }
            Thread.sleep(PAUSE);
        }
    }

    private boolean isReady() throws IOException, InterruptedException {
        try {
            return get("/health/readiness").statusCode() == 200;
        } catch (ConnectException e) {
            return false; // it does not listen yet
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString());
    }

    /** The items of a list to its end, page by page. @param question a path with a query */
    List<JsonNode> list(String question) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String next = question;
        while (!next.isEmpty()) {
            JsonNode page = page(get(next));
            page.get("items").forEach(items::add);
            JsonNode cursor = page.get("next");
            next = cursor.isNull() ? "" : question + "&cursor=" + cursor.asText();
        }
        return items;
    }

    private static JsonNode page(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.uri() + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> post(String path, String contentType, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve(path))
                .header("Content-Type", contentType)
                .header("X-API-Key", ADMIN_KEY)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** Kills it with -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Asks it to end.
     *
     * @return its exit code
     * @throws IllegalStateException where it does not end in time
     */
    int stop(Duration patience) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the service has not ended within " + patience);
        }
        return process.exitValue();
    }

    /** Ends it whatever its state. */
    @Override
    public void close() {
        process.destroyForcibly();
        client.close();
    }
}
