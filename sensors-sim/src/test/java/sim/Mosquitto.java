package sim;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real broker on a free loopback port that can be killed and started again; it forgets everything meanwhile. */
public final class Mosquitto implements AutoCloseable {
    /** Where Debian has it. */
    public static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

    private final Path config;
    private final Path log;
    private final int port;
    private @Nullable Process process;

    private Mosquitto(Path config, Path log, int port) {
        this.config = config;
        this.log = log;
        this.port = port;
    }

    static Mosquitto start(Path folder) throws IOException, InterruptedException {
        int port = freePort();
        return start(folder, port, """
                listener %d 127.0.0.1
                allow_anonymous true
                max_queued_messages 0
                """.formatted(port));
    }

    /** With a configuration that listens on this port of the loopback address. */
    public static Mosquitto start(Path folder, int port, String configuration)
            throws IOException, InterruptedException {
        Path config = Files.writeString(folder.resolve("mosquitto.conf"), configuration);
        Mosquitto broker = new Mosquitto(config, folder.resolve("mosquitto.log"), port);
        broker.start();
        return broker;
    }

    int port() {
        return port;
    }

    /** Where to connect. */
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Starts it again. */
    public void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(PROGRAM.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        for (int attempt = 0; attempt < 100; attempt++) {
            if (answers()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IOException("mosquitto does not answer: " + Files.readString(log));
    }

    /** Ends it; every connection breaks. */
    public void stop() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(10, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
            process = null;
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A port nobody listens on, and none of those that who connects somewhere is given. */
    private static int freePort() throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(
                    ThreadLocalRandom.current().nextInt(20_000, 30_000), 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Somebody listens there.
            }
        }
    }
}
