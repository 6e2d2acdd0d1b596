package limpid.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import limpid.embedded.CannotStart;
import limpid.embedded.EmbeddedBroker;
import limpid.embedded.EmbeddedDatabase;

/**
 * A database, a broker and the service, each of which can be killed, stopped and cut off from the other. The service is a process
 * of its own, so is PostgreSQL; both reach each other through doors that can be cut.
 */
public final class FaultGround implements AutoCloseable {
    private static final int HEAP_MB = 256;
    private static final int TRIES = 50;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration AWAY = Duration.ofSeconds(2);
    private static final Duration SILENT = Duration.ofSeconds(3);
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final int READY = 200;

    private final Path folder;
    private final String mainClass;
    private final int httpPort;
    private final int databasePort;
    private final int brokerPort;
    private final Relay toDatabase;
    private final Relay toBroker;
    private EmbeddedDatabase database;
    private EmbeddedBroker broker;
    private ServiceChild service;

    /** Starts all three; the service is not ready yet. @param folder for their data and what the service says */
    public FaultGround(Path folder, String mainClass) throws IOException {
        this.folder = folder;
        this.mainClass = mainClass;
        this.httpPort = ServiceChild.freePort();
        this.databasePort = ServiceChild.freePort();
        this.brokerPort = ServiceChild.freePort();
        this.database = EmbeddedDatabase.start(folder, databasePort);
        this.broker = EmbeddedBroker.start(folder, brokerPort);
        this.toDatabase = Relay.to(databasePort);
        this.toBroker = Relay.to(brokerPort);
        this.service = start();
    }

    private ServiceChild start() throws IOException {
        BenchTarget through = new BenchTarget(
                database.url().replace(":" + databasePort, ":" + toDatabase.port()),
                database.user(),
                database.password(),
                "tcp://127.0.0.1:" + toBroker.port(),
                "",
                "");
        return ServiceChild.start(
                through, mainClass, HEAP_MB, log(), httpPort, Map.of("LIMPID_API_KEYS", "faults:admin:" + key()));
    }

    /** Where the service answers. */
    public URI service() {
        return service.uri();
    }

    /**
     * Waits until the service is ready.
     *
     * @throws BenchException where it is not after so long
     */
    public void awaitReady() throws InterruptedException {
        HttpRequest question =
                HttpRequest.newBuilder(service().resolve("/health/readiness")).build();
        Instant last = Instant.now().plus(LONGEST_START);
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!isReady(client, question)) {
                if (Instant.now().isAfter(last)) {
                    throw new BenchException(
                            "the service is not ready after " + LONGEST_START + ", see " + log(), null);
                }
                Thread.sleep(PAUSE);
            }
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

    /** A key for everything. */
    static String key() {
        return "faults-of-this-run";
    }

    /** What the service says. */
    public Path log() {
        return folder.resolve("service.log");
    }

    /** Around the doors. */
    BenchTarget direct() {
        return new BenchTarget(database.url(), database.user(), database.password(), broker.url(), "", "");
    }

    /** Lets a fault happen and mends it. */
    void happen(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case NONE -> {}
            case KILL_SERVICE -> {
                service.kill();
                service = start();
            }
            case STOP_SERVICE -> {
                service.close();
                service = start();
            }
            case KILL_DATABASE -> {
                killDatabase();
                database = again();
            }
            case STOP_DATABASE -> {
                database.close();
                Thread.sleep(AWAY);
                database = again();
            }
            case CUT_DATABASE -> toDatabase.cut();
            case HOLD_DATABASE -> toDatabase.hold(SILENT);
            case CUT_BROKER -> toBroker.cut();
            case HOLD_BROKER -> toBroker.hold(SILENT);
            case RESTART_BROKER -> {
                broker.close();
                broker = EmbeddedBroker.start(folder, brokerPort);
            }
        }
    }

    private void killDatabase() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
        ProcessHandle.of(pid).ifPresent(postmaster -> {
            postmaster.children().forEach(ProcessHandle::destroyForcibly);
            postmaster.destroyForcibly();
        });
    }

    /** A PostgreSQL that was killed may hold its memory for a moment more. */
    private EmbeddedDatabase again() throws InterruptedException {
        for (int left = TRIES; ; left--) {
            try {
                return EmbeddedDatabase.start(folder, databasePort);
            } catch (CannotStart e) {
                if (left == 0) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        try {
            service.close();
            toBroker.close();
            toDatabase.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the doors", e);
        } finally {
            broker.close();
            database.close();
        }
    }
}
