package limpid.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import limpid.bench.LoadProcess.Part;

/** An even load in a process of its own, so that neither what is measured nor who asks can hold it up. */
final class LoadChild implements AutoCloseable {
    private static final int HEAP_MB = 128;
    private static final int PATIENCE_SECONDS = 10;

    private final Process process;
    private final Path log;
    private final List<Part> parts;
    private final BufferedReader says;
    private final BufferedWriter told;

    private LoadChild(Process process, Path log, List<Part> parts) {
        this.process = process;
        this.log = log;
        this.parts = List.copyOf(parts);
        this.says = process.inputReader(StandardCharsets.UTF_8);
        this.told = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * What was sent.
     *
     * @param readings in all
     * @param mostLate nanoseconds by which the message was late that was sent latest after it was due
     */
    record Sent(long readings, long mostLate) {}

    /** Starts it; returns when it is connected. @param log what it says of errors goes there */
    static LoadChild start(BenchTarget target, List<Part> parts, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ServiceChild.java(),
                "-Xmx" + HEAP_MB + "m",
                "-cp",
                ServiceChild.ownClassPath(),
                LoadProcess.class.getName()));
        parts.forEach(part -> command.add(part.text()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .putAll(Map.of(
                        "LIMPID_MQTT_URL", target.mqttUrl(),
                        "LIMPID_MQTT_USER", target.mqttUser(),
                        "LIMPID_MQTT_PASSWORD", target.mqttPassword()));
        LoadChild load = new LoadChild(builder.start(), log, parts);
        String said = load.line();
        if (!said.equals(LoadProcess.READY)) {
            load.close();
            throw new BenchException("the load says " + said, null);
        }
        return load;
    }

    private String line() throws IOException {
        String line = says.readLine();
        if (line == null) {
            throw ended();
        }
        return line;
    }

    private BenchException ended() {
        return new BenchException("the load ended, see " + log, null);
    }

    /** Lets the first messages be due then. */
    void begin(Instant start) throws IOException {
        tell(start.toString());
    }

    private void tell(String line) throws IOException {
        told.write(line);
        told.newLine();
        told.flush();
    }

    /** @throws BenchException where it has ended by itself */
    void requireAlive() {
        if (!process.isAlive()) {
            throw ended();
        }
    }

    /** Ends it when the broker has acknowledged everything. */
    Sent end() throws IOException {
        requireAlive();
        tell(LoadProcess.END);
        long readings = 0;
        long mostLate = 0;
        for (Part part : parts) {
            String[] words = line().split(" ", 2);
            readings += Long.parseLong(words[0]) * part.shape().readings();
            mostLate = Math.max(mostLate, Long.parseLong(words[1]));
        }
        return new Sent(readings, mostLate);
    }

    @Override
    public void close() throws IOException {
        told.close();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
