package limpid.replay;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import limpid.bench.ResultDumps;
import limpid.embedded.EmbeddedBroker;
import limpid.embedded.EmbeddedDatabase;
import sim.Pace;
import sim.Publisher;
import sim.Replay;

/** One replay into a service with an empty database and an empty broker. */
final class ReplayRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String STORED = "SELECT coalesce(sum(stored), 0) FROM ledger";
    private static final String RECEIVED = "SELECT coalesce(sum(received), 0) FROM ledger";
    private static final String DIRTY = "SELECT (EXISTS (SELECT FROM dirty) OR EXISTS (SELECT FROM dirty_month))::int";

    private final String name;
    private final EmbeddedDatabase database;
    private final Path folder;
    private final EmbeddedBroker broker;
    private final Connection connection;
    private final Map<String, Duration> timings = new LinkedHashMap<>();
    private ServiceProcess service;

    /** Begins with a service that is ready and knows no station. */
    ReplayRun(String name, EmbeddedDatabase database, Path parent)
            throws SQLException, IOException, InterruptedException {
        this.name = name;
        this.database = database;
        folder = Files.createDirectories(parent.resolve(name));
        try (Connection first = connect(database.url(), database);
                Statement statement = first.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        connection = connect(url(), database);
        broker = EmbeddedBroker.start(folder, 0);
        service = startService();
    }

    private String url() {
        return database.url().replaceAll("/[^/]*$", "/" + name);
    }

    private static Connection connect(String url, EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(url, database.user(), database.password());
    }

    private ServiceProcess startService() throws IOException, InterruptedException {
        ServiceProcess started = ServiceProcess.start(
                Map.of(
                        "LIMPID_DB_URL", url(),
                        "LIMPID_DB_USER", database.user(),
                        "LIMPID_DB_PASSWORD", database.password(),
                        "LIMPID_MQTT_URL", broker.url()),
                folder.resolve("service.log"));
        started.awaitReady();
        return started;
    }

    /** Registers the stations of a recording. */
    void register(Path recording) throws IOException, InterruptedException {
        register(Replay.registryFrom(recording));
    }

    /** Registers the stations of a registry in CSV. */
    void register(String registry) throws IOException, InterruptedException {
        HttpResponse<String> answer = service.post("/api/v1/stations/import", "text/csv", registry);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the registry is refused: " + answer.body());
        }
    }

    /**
     * Publishes a recording at full speed and waits until all of it is stored and worked off.
     *
     * @param values  how many it holds
     * @param killsAt how many are stored when the service is killed and started again
     */
    void replay(Path recording, long values, List<Long> killsAt)
            throws IOException, InterruptedException, SQLException {
        Instant start = Instant.now();
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> publish(recording));
        CompletableFuture<Void> timed =
                publishing.thenRun(() -> timings.put("published", Duration.between(start, Instant.now())));
        for (long stored : killsAt) {
            await(STORED, stored, publishing);
            killAndRestart();
        }
        await(STORED, values, publishing);
        timed.join();
        timings.put("stored", Duration.between(start, Instant.now()));
        awaitWorkedOff();
        timings.put("worked off", Duration.between(start, Instant.now()));
    }

    /**
     * Publishes recordings that repeat and correct each other, one after the other, and waits until every value is
     * accounted for and worked off.
     *
     * @param values how many they send, repeated ones too
     */
    void replayInOrder(List<Path> recordings, long values) throws IOException, InterruptedException, SQLException {
        Instant start = Instant.now();
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> recordings.forEach(this::publish));
        await(RECEIVED, values, publishing);
        publishing.join();
        timings.put("accounted for", Duration.between(start, Instant.now()));
        awaitWorkedOff();
        timings.put("worked off", Duration.between(start, Instant.now()));
    }

    private void publish(Path recording) {
        try (Publisher publisher = Publisher.open(Publisher.Settings.of(broker.url()))) {
            Replay.run(recording, Pace.asFastAsAcknowledged(), publisher);
        } catch (IOException e) {
            throw new IllegalStateException("reading " + recording, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("publishing was broken off", e);
        }
    }

    private void killAndRestart() throws IOException, InterruptedException {
        service.kill();
        service.close();
        service = startService();
    }

    private void await(String question, long atLeast, CompletableFuture<Void> publishing)
            throws SQLException, InterruptedException {
        Instant last = Instant.now().plus(PATIENCE);
        while (ask(question) < atLeast) {
            if (publishing.isCompletedExceptionally()) {
                publishing.join();
            }
            requireTime(last, question);
        }
    }

    private void awaitWorkedOff() throws SQLException, InterruptedException {
        Instant last = Instant.now().plus(PATIENCE);
        while (ask(DIRTY) > 0) {
            requireTime(last, DIRTY);
        }
    }

    private void requireTime(Instant last, String question) throws SQLException, InterruptedException {
        if (Instant.now().isAfter(last)) {
            throw new IllegalStateException("after " + PATIENCE + " still: " + question + " = " + ask(question));
        }
        Thread.sleep(PAUSE);
    }

    /** The number that answers a question. */
    long ask(String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    /** What a station's ledger says. */
    record Account(long received, long stored, long duplicate, long revised, long refused) {
        boolean balanced() {
            return received == stored + duplicate + revised + refused;
        }
    }

    /** The ledger by station, over all days of arrival. */
    Map<String, Account> ledger() throws SQLException {
        Map<String, Account> ledger = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT station, sum(received), sum(stored), sum(duplicate),"
                        + " sum(revised), sum(refused) FROM published.station_ledger GROUP BY station")) {
            while (row.next()) {
                ledger.put(
                        row.getString(1),
                        new Account(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));
            }
        }
        return ledger;
    }

    /** Readings and results, by name. */
    Map<String, Path> dumps() throws SQLException, IOException {
        return ResultDumps.write(connection, folder);
    }

    /** When what was reached, since the first message. */
    Map<String, Duration> timings() {
        return timings;
    }

    ServiceProcess service() {
        return service;
    }

    @Override
    public void close() throws SQLException {
        try (broker;
                connection;
                ServiceProcess last = service) {
            // Closed in the reverse of this order.
        }
    }
}
