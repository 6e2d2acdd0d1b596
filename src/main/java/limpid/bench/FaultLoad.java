package limpid.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import limpid.measure.Table;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * Air stations that send hours and correct some of them, and the truth about what they sent. Each station sends one message at a
 * time, and sends it again until it is answered, as a data logger does: most by MQTT, some by HTTP, some by HJ 212. What was
 * answered is asked for again.
 */
final class FaultLoad {
    // Longer than a broker under load takes: a message is sent again only where the connection has ended.
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int STATIONS = 100;
    private static final int EACH_CORRECTED = 5;
    private static final int BY_HTTP = 10;
    private static final int BY_HJ212 = 10;
    private static final int BY_MQTT = STATIONS - BY_HTTP - BY_HJ212;
    private static final int EACH_ASKED = 10;
    private static final int TOO_MANY = 429;
    private static final int OK = 200;

    private final Ways ways;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<FaultLogger> loggers = new ArrayList<>();
    private final Instant start;
    private final Random random;
    private final Map<Key, List<String>> truth = new LinkedHashMap<>();
    private final FaultReads reads = new FaultReads();

    private MqttAsyncClient client;
    private int rounds;
    private long messages;

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

    /** A load that has not begun. @param start before the first hour */
    FaultLoad(Ways ways, Instant start, long seed) throws MqttException {
        this.ways = ways;
        this.start = start;
        this.random = new Random(seed);
        this.client = unconnected();
        for (int logger = 0; logger < BY_HJ212; logger++) {
            loggers.add(new FaultLogger(ways.gateways(), logger));
        }
    }

    /** The registry of its stations. */
    static String registry() {
        StringBuilder csv = new StringBuilder("code,name_zh,medium,city,period,mn\n");
        for (int station = 0; station < STATIONS; station++) {
            csv.append(FaultHour.code(station)).append(",测试").append(station);
            csv.append(",air,测试市").append(station / 5).append(",PT1H,");
            csv.append(isByHj212(station) ? FaultHour.mn(station) : "").append('\n');
        }
        return csv.toString();
    }

    private static boolean isByHj212(int station) {
        return station >= BY_MQTT + BY_HTTP;
    }

    private MqttAsyncClient unconnected() throws MqttException {
        return new MqttAsyncClient(
                ways.broker(), "limpid-faults-" + ProcessHandle.current().pid(), new MemoryPersistence());
    }

    /** One message of each station; returns when all are answered and some were asked for. */
    void round() throws InterruptedException {
        List<FaultHour> round = new ArrayList<>();
        for (int station = 0; station < STATIONS; station++) {
            round.add(hour(station));
        }
        rounds++;
        messages += round.size();
        try (ExecutorService handing = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> others = new ArrayList<>();
            round.subList(BY_MQTT, STATIONS).forEach(hour -> others.add(handing.submit(() -> handIn(hour))));
            List<FaultHour> byMqtt = round.subList(0, BY_MQTT);
            while (!byMqtt.isEmpty()) {
                byMqtt = unanswered(byMqtt);
            }
            for (FaultHour hour : round.subList(0, BY_MQTT)) {
                if (random.nextInt(EACH_ASKED) == 0) {
                    others.add(handing.submit(() -> askFor(hour, false)));
                }
            }
            for (Future<Void> one : others) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new BenchException("handing in", e.getCause());
        }
    }

    /** Until it is answered. */
    private Void handIn(FaultHour hour) throws InterruptedException {
        if (isByHj212(hour.station())) {
            loggers.get(hour.station() - BY_MQTT - BY_HTTP).send(hour);
            return askFor(hour, !ways.log());
        }
        HttpRequest request = request(hour, "")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(hour.json()))
                .build();
        untilAnswered(request);
        return askFor(hour, true);
    }

    private HttpRequest.Builder request(FaultHour hour, String rest) {
        return HttpRequest.newBuilder(ways.service().resolve("/api/v1/stations/" + hour.code() + "/readings" + rest))
                .header("X-API-Key", FaultGround.key())
                .timeout(ANSWER);
    }

    private String untilAnswered(HttpRequest request) throws InterruptedException {
        Optional<String> answer = answer(request);
        while (answer.isEmpty()) {
            Thread.sleep(PAUSE);
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
        HttpRequest request = request(hour, ".csv?from=" + hour.end().minus(HOUR) + "&to=" + hour.end())
                .build();
        Map<String, String> shown = Table.text("readings", untilAnswered(request)).rows().stream()
                .collect(Collectors.toMap(row -> row.text("parameter"), row -> row.text("value")));
        for (String parameter : FaultHour.PARAMETERS) {
            Key key = hour.key(parameter);
            reads.read(key, truth.getOrDefault(key, List.of()), kept, shown.get(parameter));
        }
        return null;
    }

    private FaultHour hour(int station) {
        boolean corrects = rounds > 0 && random.nextInt(EACH_CORRECTED) == 0;
        int number = corrects ? random.nextInt(rounds) : rounds;
        Map<String, String> values = new LinkedHashMap<>();
        FaultHour.PARAMETERS.forEach(parameter -> values.put(parameter, Integer.toString(1 + random.nextInt(150))));
        FaultHour hour =
                new FaultHour(station, start.plus(HOUR.multipliedBy(1 + number)), values, 1 + messages + rounds);
        values.forEach((parameter, value) -> {
            List<String> versions = truth.computeIfAbsent(hour.key(parameter), none -> new ArrayList<>());
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

    /** Ends the connections. */
    void end() {
        disconnect();
        loggers.forEach(FaultLogger::close);
        http.close();
    }

    /** The end of the last hour that was sent. */
    Instant last() {
        return start.plus(HOUR.multipliedBy(rounds));
    }

    /** Values by key, the first first; each another than the one before. */
    Map<Key, List<String>> truth() {
        return truth;
    }

    /** What questions were answered with. */
    FaultReads reads() {
        return reads;
    }

    long messages() {
        return messages;
    }
}
