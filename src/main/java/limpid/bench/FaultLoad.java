package limpid.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limpid.measure.Table;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * Air stations that send hours and correct some of them, all by one way, and the truth about what they sent. Each station sends
 * one message at a time, and sends it again until it is answered, as a data logger does. What was answered is asked for again.
 */
final class FaultLoad implements AutoCloseable {
    // Longer than a broker under load takes: a message is sent again only where the connection has ended.
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    // A hundred questions wait for a service that is away: ten times a second each they would be most of the load.
    private static final Duration PAUSE_OF_QUESTIONS = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int EACH_CORRECTED = 5;
    private static final int STATIONS_OF_A_CITY = 5;
    private static final int EACH_ASKED = 10;
    private static final int MOST_QUESTIONS = 100;
    private static final int TOO_MANY = 429;
    private static final int OK = 200;

    private final Way way;
    private final Ways ways;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<FaultLogger> loggers = new ArrayList<>();
    private final Instant start;
    private final Random random;
    private final Map<Key, List<String>> truth = new ConcurrentHashMap<>();
    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Future<Void>> questions = new ArrayDeque<>();
    private final FaultReads reads;

    private MqttAsyncClient client;
    private volatile int rounds;
    private long messages;

    /** By which way stations send. */
    enum Way {
        MQTT(0, 80),
        HTTP(80, 90),
        HJ212(90, 100);

        private final int first;
        private final int end;

        Way(int first, int end) {
            this.first = first;
            this.end = end;
        }

        private IntStream stations() {
            return IntStream.range(first, end);
        }
    }

    /** What a reading is. */
    record Key(String station, String parameter, Instant end) {}

    /**
     * Where messages go.
     *
     * @param broker   by MQTT
     * @param service  by HTTP, and where is asked
     * @param gateways by HJ 212
     * @param log      whether data loggers are answered when the log has their frames, and not the database
     */
    record Ways(String broker, URI service, List<InetSocketAddress> gateways, boolean log) {}

    /**
     * A load that has not begun.
     *
     * @param start before the first hour
     * @param reads is told what questions are answered with
     */
    FaultLoad(Way way, Ways ways, Instant start, long seed, FaultReads reads) throws MqttException {
        this.way = way;
        this.ways = ways;
        this.start = start;
        this.random = new Random(seed);
        this.reads = reads;
        this.client = unconnected();
        if (way == Way.HJ212) {
            way.stations().forEach(station -> loggers.add(new FaultLogger(ways.gateways(), station - way.first)));
        }
    }

    /** The registry of the stations of all ways. */
    static String registry() {
        StringBuilder csv = new StringBuilder("code,name_zh,medium,city,period,mn\n");
        for (Way way : Way.values()) {
            way.stations().forEach(station -> csv.append(FaultHour.code(station))
                    .append(",测试")
                    .append(station)
                    .append(",air,")
                    .append(city(station))
                    .append(",PT1H,")
                    .append(way == Way.HJ212 ? FaultHour.mn(station) : "")
                    .append('\n'));
        }
        return csv.toString();
    }

    /** The cities of the stations of all ways. */
    static List<String> cities() {
        return Stream.of(Way.values())
                .flatMap(way -> way.stations().mapToObj(FaultLoad::city))
                .distinct()
                .toList();
    }

    private static String city(int station) {
        return "测试市" + station / STATIONS_OF_A_CITY;
    }

    private MqttAsyncClient unconnected() throws MqttException {
        return new MqttAsyncClient(
                ways.broker(), "limpid-faults-" + ProcessHandle.current().pid(), new MemoryPersistence());
    }

    /** One message of each station; returns when all are answered. */
    void round() throws InterruptedException {
        List<FaultHour> round = way.stations().mapToObj(this::hour).toList();
        rounds++;
        messages += round.size();
        if (way == Way.MQTT) {
            publish(round);
        } else {
            List<Future<Void>> answers = new ArrayList<>();
            round.forEach(hour -> answers.add(asking.submit(() -> handIn(hour))));
            for (Future<Void> answer : answers) {
                await(answer);
            }
        }
    }

    /** Who publishes goes on while the service is away; some of it is asked for, and who asks waits. */
    private void publish(List<FaultHour> round) throws InterruptedException {
        long next = System.nanoTime() + PAUSE.toNanos();
        List<FaultHour> left = round;
        while (!left.isEmpty()) {
            left = unanswered(left);
        }
        for (FaultHour hour : round) {
            while (!questions.isEmpty() && questions.element().isDone()) {
                await(questions.remove());
            }
            if (random.nextInt(EACH_ASKED) == 0 && questions.size() < MOST_QUESTIONS) {
                questions.add(asking.submit(() -> askFor(hour, false)));
            }
        }
        Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
    }

    private static void await(Future<Void> one) throws InterruptedException {
        try {
            one.get();
        } catch (ExecutionException e) {
            throw new BenchException("handing in or asking", e.getCause());
        }
    }

    /** Until it is answered. */
    private Void handIn(FaultHour hour) throws InterruptedException {
        if (way == Way.HJ212) {
            loggers.get(hour.station() - way.first).send(hour);
            return askFor(hour, !ways.log());
        }
        HttpRequest request = request(hour, "")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(hour.json()))
                .build();
        untilAnswered(request, PAUSE);
        return askFor(hour, true);
    }

    private HttpRequest.Builder request(FaultHour hour, String rest) {
        return HttpRequest.newBuilder(ways.service().resolve("/api/v1/stations/" + hour.code() + "/readings" + rest))
                .header("X-API-Key", FaultGround.key())
                .timeout(ANSWER);
    }

    private String untilAnswered(HttpRequest request, Duration pause) throws InterruptedException {
        Optional<String> answer = answer(request);
        while (answer.isEmpty()) {
            Thread.sleep(pause);
            answer = answer(request);
        }
        return answer.get();
    }

    /**
     * Empty where it is to be sent again.
     *
     * @throws BenchException where the service says that it is not
     */
    private Optional<String> answer(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 400 && answer.statusCode() < 500 && answer.statusCode() != TOO_MANY) {
                throw new BenchException(
                        request.uri() + " answers " + answer.statusCode() + ": " + answer.body(), null);
            }
            return answer.statusCode() == OK ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            // The service is away, or went away before it answered.
            return Optional.empty();
        }
    }

    /** Asks for the values of an hour. @param kept whether it was answered by who keeps it */
    private Void askFor(FaultHour hour, boolean kept) throws InterruptedException {
        List<Key> keys = FaultHour.PARAMETERS.stream().map(hour::key).toList();
        List<Integer> least =
                keys.stream().map(key -> reads.least(key, versions(key), kept)).toList();
        HttpRequest request = request(hour, ".csv?from=" + hour.end().minus(HOUR) + "&to=" + hour.end())
                .build();
        Map<String, String> shown = Table.text("readings", untilAnswered(request, PAUSE_OF_QUESTIONS)).rows().stream()
                .collect(Collectors.toMap(row -> row.text("parameter"), row -> row.text("value")));
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            reads.read(key, versions(key), least.get(i), shown.get(key.parameter()));
        }
        return null;
    }

    private List<String> versions(Key key) {
        return truth.getOrDefault(key, List.of());
    }

    private FaultHour hour(int station) {
        boolean corrects = rounds > 0 && random.nextInt(EACH_CORRECTED) == 0;
        int number = corrects ? random.nextInt(rounds) : rounds;
        Map<String, String> values = new LinkedHashMap<>();
        FaultHour.PARAMETERS.forEach(parameter -> values.put(parameter, Integer.toString(1 + random.nextInt(150))));
        FaultHour hour =
                new FaultHour(station, start.plus(HOUR.multipliedBy(1 + number)), values, 1 + messages + rounds);
        values.forEach((parameter, value) -> {
            List<String> versions = truth.computeIfAbsent(hour.key(parameter), none -> new CopyOnWriteArrayList<>());
            if (versions.isEmpty() || !versions.getLast().equals(value)) {
                versions.add(value);
            }
        });
        return hour;
    }

    private List<FaultHour> unanswered(List<FaultHour> round) throws InterruptedException {
        Map<FaultHour, IMqttToken> tokens = new LinkedHashMap<>();
        try {
            connect();
            for (FaultHour hour : round) {
                tokens.put(hour, client.publish(topic(hour), hour.json(), 1, false));
            }
        } catch (MqttException e) {
            disconnect();
            Thread.sleep(PAUSE);
        }
        List<FaultHour> left = new ArrayList<>();
        for (FaultHour hour : round) {
            if (!answered(tokens.get(hour))) {
                left.add(hour);
            }
        }
        if (!left.isEmpty()) {
            disconnect();
        }
        return left;
    }

    private static String topic(FaultHour hour) {
        return "limpid/v1/air/" + hour.code() + "/readings";
    }

    private static boolean answered(@Nullable IMqttToken token) {
        if (token == null) {
            return false;
        }
        try {
            token.waitForCompletion(ANSWER.toMillis());
            return true;
        } catch (MqttException e) {
            return false;
        }
    }

    private void connect() throws MqttException {
        if (!client.isConnected()) {
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setCleanStart(true);
            options.setAutomaticReconnect(false);
            client.connect(options).waitForCompletion(ANSWER.toMillis());
        }
    }

    /** A client that lost its broker is not used again: it would send in its own time what we send again. */
    private void disconnect() {
        try {
            client.disconnectForcibly(0, 0, false);
            client.close(true);
        } catch (MqttException e) {
            // It was not connected any more.
        }
        try {
            client = unconnected();
        } catch (MqttException e) {
            throw new BenchException("making a client", e);
        }
    }

    /** Waits for what was asked, and ends the connections. */
    @Override
    public void close() throws InterruptedException {
        for (Future<Void> question : questions) {
            await(question);
        }
        asking.close();
        disconnect();
        loggers.forEach(FaultLogger::close);
        http.close();
    }

    /** The end of the last hour that was sent. */
    Instant last() {
        return start.plus(HOUR.multipliedBy(rounds));
    }

    /** By station, the end of the last hour that was sent or is being sent. */
    Map<String, Instant> lasts() {
        Instant last = last();
        return way.stations().mapToObj(FaultHour::code).collect(Collectors.toMap(code -> code, code -> last));
    }

    /** Values by key, the first first; each another than the one before. */
    Map<Key, List<String>> truth() {
        return truth;
    }

    /** Messages that were sent, each counted once. */
    long messages() {
        return messages;
    }
}
