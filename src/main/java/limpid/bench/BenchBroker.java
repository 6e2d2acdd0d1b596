package limpid.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import limpid.embedded.EmbeddedBroker;
import limpid.embedded.FreePort;

/** The broker of a bench: the embedded one, or Mosquitto, a process of its own. */
public interface BenchBroker extends AutoCloseable {
    /** Where it listens. */
    int port();

    /** Shuts it down and starts it on what it kept. */
    void restart() throws IOException, InterruptedException;

    /** Starts it on what it kept where it has ended by itself, as its supervisor would. */
    void startIfEnded() throws IOException, InterruptedException;

    @Override
    void close() throws InterruptedException;

    /** The embedded one. */
    static BenchBroker embedded(Path folder) throws IOException {
        return new Embedded(folder, FreePort.find());
    }

    /** Mosquitto, the program of this name on the path. */
    static BenchBroker mosquitto(Path folder, String program) throws IOException, InterruptedException {
        return new Mosquitto(folder, program, FreePort.find());
    }

    /** Embedded. */
    final class Embedded implements BenchBroker {
        private final Path folder;
        private final int port;
        private EmbeddedBroker broker;

        private Embedded(Path folder, int port) {
            this.folder = folder;
            this.port = port;
            this.broker = EmbeddedBroker.start(folder, port);
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void restart() {
            broker.close();
            broker = EmbeddedBroker.start(folder, port);
        }

        @Override
        public void startIfEnded() {
            if (!broker.isRunning()) {
                restart();
            }
        }

        @Override
        public void close() {
            broker.close();
        }
    }

    /** Mosquitto with the limits of production. */
    final class Mosquitto implements BenchBroker {
        private static final Duration PAUSE = Duration.ofMillis(50);
        private static final Duration LONGEST = Duration.ofSeconds(30);

        private final Path folder;
        private final String program;
        private final int port;
        private Process process;

        private Mosquitto(Path folder, String program, int port) throws IOException, InterruptedException {
            this.folder = Files.createDirectories(folder.resolve("mosquitto"));
            this.program = program;
            this.port = port;
            Files.write(
                    this.folder.resolve("mosquitto.conf"),
                    List.of(
                            "listener " + port + " 127.0.0.1",
                            "allow_anonymous true",
                            "user root",
                            "persistence true",
                            "persistence_location " + this.folder + "/",
                            "max_queued_messages 4000000",
                            "max_queued_bytes 2147483647",
                            "max_inflight_messages 1000",
                            "log_dest stdout",
                            "log_type error"));
            this.process = begin();
        }

        private Process begin() throws IOException, InterruptedException {
            Process begun = new ProcessBuilder(
                            program, "-c", folder.resolve("mosquitto.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("said").toFile()))
                    .start();
            long last = System.nanoTime() + LONGEST.toNanos();
            while (!listens()) {
                if (!begun.isAlive() || System.nanoTime() > last) {
                    throw new BenchException(program + " does not start, see " + folder.resolve("said"), null);
                }
                Thread.sleep(PAUSE);
            }
            return begun;
        }

        private boolean listens() {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                // Not yet.
                return false;
            }
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void restart() throws IOException, InterruptedException {
            close();
            process = begin();
        }

        @Override
        public void startIfEnded() throws IOException, InterruptedException {
            if (!process.isAlive()) {
                process = begin();
            }
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
