package limpid.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import limpid.embedded.FreePort;

/** The service in a process and heap of its own, so that what is measured is its own. */
public final class ServiceChild implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private static final Duration LONGEST_START = Duration.ofMinutes(15);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int READY = 200;

    private final Process process;
    private final URI uri;

    private ServiceChild(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts {@code serve} on a free port against this database and broker.
     *
     * @param mainClass of the program
     * @param heapMb    its greatest heap, MB
     * @param log       what it says goes there
     */
    public static ServiceChild start(BenchTarget target, String mainClass, int heapMb, Path log) throws IOException {
        return start(target, ownClassPath(), mainClass, heapMb, log, FreePort.find(), Map.of());
    }

    /** The Java machine that runs this program. */
    static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    /** Where this program comes from. */
    static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    /**
     * The same, which writes down what its collector does and answers one client as often as it asks.
     *
     * @param collections a line for each collection goes there
     */
    public static ServiceChild watched(BenchTarget target, String mainClass, int heapMb, Path log, Path collections)
            throws IOException {
        return start(
                target,
                ownClassPath(),
                mainClass,
                heapMb,
                log,
                FreePort.find(),
                Map.of(
                        "JAVA_TOOL_OPTIONS", "-Xms" + heapMb + "m -Xlog:gc:file=" + collections,
                        "LIMPID_CLIENT_REQUESTS", "0",
                        "LIMPID_CLIENT_QUESTIONS", "0"));
    }

    /**
     * The same on a port of choice.
     *
     * @param classPath of the program
     * @param more      further variables
     */
    static ServiceChild start(
            BenchTarget target,
            String classPath,
            String mainClass,
            int heapMb,
            Path log,
            int port,
            Map<String, String> more)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        java(),
                        "-Xmx" + heapMb + "m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classPath,
                        mainClass,
                        "serve"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("LIMPID_"));
        builder.environment()
                .putAll(Map.of(
                        "LIMPID_HTTP_PORT", String.valueOf(port),
                        "LIMPID_DB_URL", target.dbUrl(),
                        "LIMPID_DB_USER", target.dbUser(),
                        "LIMPID_DB_PASSWORD", target.dbPassword(),
                        "LIMPID_MQTT_URL", target.mqttUrl(),
                        "LIMPID_MQTT_USER", target.mqttUser(),
                        "LIMPID_MQTT_PASSWORD", target.mqttPassword()));
        builder.environment().putAll(more);
        return new ServiceChild(builder.start(), URI.create("http://127.0.0.1:" + port));
    }

    /**
     * Waits until it is ready, for as long as a busy machine may need.
     *
     * @param name of it, for who reads that it is not
     * @throws BenchException where it is not after a quarter of an hour, or has ended
     */
    void awaitReady(String name) throws InterruptedException {
        HttpRequest question =
                HttpRequest.newBuilder(uri.resolve("/health/readiness")).build();
        Instant last = Instant.now().plus(LONGEST_START);
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!isReady(client, question)) {
                if (!process.isAlive()) {
                    throw new BenchException("ended by itself with " + process.exitValue() + ": " + name, null);
                }
                if (Instant.now().isAfter(last)) {
                    throw new BenchException("not ready after " + LONGEST_START + ": " + name, null);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** What its readiness tells; empty while it does not listen. */
    String readiness() throws InterruptedException {
        HttpRequest question =
                HttpRequest.newBuilder(uri.resolve("/health/readiness")).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(question, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest question) throws InterruptedException {
        try {
            return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == READY;
        } catch (IOException e) {
            // It does not listen yet.
            return false;
        }
    }

    long pid() {
        return process.pid();
    }

    /** Where it answers. */
    public URI uri() {
        return uri;
    }

    /** Stops it without ending it, as a machine does that stands still. */
    void stall() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets it go on. */
    void wake() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new BenchException("kill " + signal + " ends with " + code, null);
        }
    }

    /** Kills it with -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, and ends it where it does not. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
