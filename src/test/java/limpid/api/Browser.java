package limpid.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real Chromium without a window, driven by its own protocol (Chrome DevTools Protocol 1.3). */
final class Browser implements AutoCloseable {
    /** Where screens are to be looked at: a folder, or nothing. */
    static final String PICTURES = System.getProperty("limpid.pictures", "");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PATIENCE_SECONDS = 60;
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private final WebSocket socket;
    private final String session;

    private Browser(Process process, URI address) throws Exception {
        this.process = process;
        socket = client.newWebSocketBuilder()
                .buildAsync(address, new Listener())
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        String target = call("", "Target.createTarget", Map.of("url", "about:blank"))
                .at("/targetId")
                .asText();
        session = call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .at("/sessionId")
                .asText();
        call("Page.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
    }

    /** The program, where there is one. */
    static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it with a profile of its own in this folder. */
    static Browser start(Path program, Path folder) throws Exception {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--window-size=1440,900",
                        "--user-data-dir=" + folder,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile())
                .start();
        try {
            return new Browser(process, address(folder.resolve("DevToolsActivePort"), process));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** It writes its port and path into a file once it listens. */
    private static URI address(Path file, Process process) throws Exception {
        for (int attempt = 0; attempt < 600 && process.isAlive(); attempt++) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() > 1) {
                return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
            }
            Thread.sleep(100);
        }
        throw new IOException("Chromium does not listen");
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                hear(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    private void hear(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (IOException e) {
            errors.add(text);
            return;
        }
        CompletableFuture<JsonNode> answer = pending.remove(message.path("id").asInt());
        if (answer != null) {
            answer.complete(message);
        }
        JsonNode params = message.path("params");
        switch (message.path("method").asText()) {
            case "Runtime.exceptionThrown" -> errors.add(params.toString());
            case "Runtime.consoleAPICalled" -> note(params.path("type").asText(), params);
            case "Log.entryAdded" -> note(params.at("/entry/level").asText(), params);
            default -> {}
        }
    }

    private void note(String level, JsonNode params) {
        if (level.equals("error") || level.equals("warning")) {
            errors.add(params.toString());
        }
    }

    /** Calls a method of the protocol on the page. */
    JsonNode call(String method, Map<String, Object> parameters) throws Exception {
        return call(session, method, parameters);
    }

    private JsonNode call(String session, String method, Map<String, Object> parameters) throws Exception {
        int id = number.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        pending.put(id, answer);
        Map<String, Object> message = session.isEmpty()
                ? Map.of("id", id, "method", method, "params", parameters)
                : Map.of("id", id, "method", method, "params", parameters, "sessionId", session);
        socket.sendText(JSON.writeValueAsString(message), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        JsonNode said = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (said.has("error")) {
            throw new IOException(method + ": " + said.get("error"));
        }
        return said.path("result");
    }

    /** Goes to an address. */
    void open(String address) throws Exception {
        call("Page.navigate", Map.of("url", address));
    }

    /** What an expression of the page is. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.at("/result/value");
    }

    /** The page at a width: nothing may be wider than it. It is kept as a picture where {@link #PICTURES} names a folder. */
    void picture(String name, int width) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
        assertTrue(
                evaluate("document.documentElement.scrollWidth <= innerWidth").asBoolean(),
                name + " is wider than the screen");
        if (!PICTURES.isEmpty()) {
            String data = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                    .at("/data")
                    .asText();
            Files.write(Path.of(PICTURES, name + ".png"), Base64.getDecoder().decode(data));
        }
    }

    /** Loads the page anew at a screen, in a language and theme, and waits until nothing is being loaded. */
    void visit(URI address, String screen, String language, String theme) throws Exception {
        evaluate("localStorage.setItem('limpid.language', '" + language + "');"
                + "localStorage.setItem('limpid.theme', '" + theme + "')");
        open("about:blank");
        until("location.href === 'about:blank'");
        open(address + "/#/" + screen);
        until(
                "document.querySelectorAll('main .card').length > 0"
                        + " && ![...document.querySelectorAll('.state')].some(one => /^(读取中…|Loading…)$/.test(one.textContent))");
    }

    /** Waits until an expression of the page is true. */
    void until(String expression) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (!isTrue(expression)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never true: " + expression + "\non the page: "
                        + evaluate("document.body.innerText").asText() + "\nerrors: " + errors);
            }
            Thread.sleep(50);
        }
    }

    /** Whether an expression of the page is true, or comes true where it is a promise. A page that is being left has no answer. */
    boolean isTrue(String expression) throws Exception {
        try {
            return evaluate("Promise.resolve(" + expression + ").then(Boolean)").asBoolean();
        } catch (IOException e) {
            return false;
        }
    }

    /** Errors and warnings of the console, and exceptions nobody caught, since the last time. */
    List<String> takeErrors() {
        List<String> taken = new ArrayList<>(errors);
        errors.clear();
        return taken;
    }

    @Override
    public void close() throws Exception {
        client.shutdownNow();
        // Its helpers end after it and still write into its folder.
        List<ProcessHandle> helpers = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        for (ProcessHandle helper : helpers) {
            helper.destroyForcibly();
            helper.onExit().get(10, TimeUnit.SECONDS);
        }
    }
}
