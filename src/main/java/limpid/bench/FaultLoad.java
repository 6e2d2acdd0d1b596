package limpid.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * Air stations that send hours and correct some of them, and the truth about what they sent. Each station sends one message at a
 * time, and sends it again until it is answered, as a data logger does: most by MQTT, some by HTTP.
 */
final class FaultLoad {
    // Longer than a broker under load takes: a message is sent again only where the connection has ended.
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final List<String> PARAMETERS = List.of("PM2.5", "PM10", "NO2");
    private static final int STATIONS = 100;
    private static final int EACH_CORRECTED = 5;
    private static final int BY_HTTP = 10;
    private static final int TOO_MANY = 429;

    private final String url;
    private final Supplier<URI> service;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Instant start;
    private final Random random;
    private final Map<Key, List<String>> truth = new LinkedHashMap<>();

    private MqttAsyncClient client;
    private int rounds;
    private long messages;

    /** What a reading is. */
    record Key(String station, String parameter, Instant end) {}

    /**
     * A load that has not begun.
     *
     * @param url     of the broker
     * @param service where HTTP is answered now
     * @param start   before the first hour
     */
    FaultLoad(String url, Supplier<URI> service, Instant start, long seed) throws MqttException {
        this.url = url;
        this.service = service;
        this.start = start;
        this.random = new Random(seed);
        this.client = unconnected();
    }

    /** The registry of its stations. */
    static String registry() {
        StringBuilder csv = new StringBuilder("code,name_zh,medium,city,period\n");
        for (int station = 0; station < STATIONS; station++) {
            csv.append(code(station)).append(",测试").append(station);
            csv.append(",air,测试市").append(station / 5).append(",PT1H\n");
        }
        return csv.toString();
    }

    private static String code(int station) {
        return Shape.PREFIX + station;
    }

    private MqttAsyncClient unconnected() throws MqttException {
        return new MqttAsyncClient(
                url, "limpid-faults-" + ProcessHandle.current().pid(), new MemoryPersistence());
    }

    /** One message of each station; returns when the broker has answered for all. */
    void round() throws InterruptedException {
        List<BenchMessage> round = new ArrayList<>();
        for (int station = 0; station < STATIONS; station++) {
            round.add(message(code(station)));
        }
        rounds++;
        messages += round.size();
        List<BenchMessage> byMqtt = round.subList(0, STATIONS - BY_HTTP);
        try (ExecutorService handing = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> byHttp = round.subList(STATIONS - BY_HTTP, STATIONS).stream()
                    .map(message -> handing.submit(() -> handIn(message)))
                    .toList();
            while (!byMqtt.isEmpty()) {
                byMqtt = unanswered(byMqtt);
            }
            for (Future<Void> one : byHttp) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new BenchException("handing in by HTTP", e.getCause());
        }
    }

    /** Until it is answered. */
    private Void handIn(BenchMessage message) throws InterruptedException {
        String station = message.topic().split("/")[3];
        HttpRequest request = HttpRequest.newBuilder(service.get().resolve("/api/v1/stations/" + station + "/readings"))
                .header("Content-Type", "application/json")
                .header("X-API-Key", FaultGround.key())
                .timeout(ANSWER)
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.payload()))
                .build();
        while (!handedIn(request)) {
            Thread.sleep(PAUSE);
        }
        return null;
    }

    /** @throws BenchException where the service says that it is not to be sent again */
    private boolean handedIn(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 400 && answer.statusCode() < 500 && answer.statusCode() != TOO_MANY) {
                throw new BenchException(
                        request.uri() + " answers " + answer.statusCode() + ": " + answer.body(), null);
            }
            return answer.statusCode() < 400;
        } catch (IOException e) {
            // The service is away, or went away before it answered.
            return false;
        }
    }

    private BenchMessage message(String station) {
        boolean corrects = rounds > 0 && random.nextInt(EACH_CORRECTED) == 0;
        int hour = corrects ? random.nextInt(rounds) : rounds;
        Instant end = start.plus(Duration.ofHours(1 + hour));
        StringBuilder values = new StringBuilder();
        for (String parameter : PARAMETERS) {
            String value = Integer.toString(1 + random.nextInt(150));
            List<String> versions = truth.computeIfAbsent(new Key(station, parameter, end), none -> new ArrayList<>());
            if (versions.isEmpty() || !versions.getLast().equals(value)) {
                versions.add(value);
            }
            values.append(values.isEmpty() ? "" : ",")
                    .append('"')
                    .append(parameter)
                    .append("\":")
                    .append(value);
        }
        String json = "{\"end\":\"" + Shape.stamp(end) + "\",\"period\":\"PT1H\",\"values\":{" + values + "}}";
        // White space makes each message another, as its own time of sending would.
        byte[] payload = (json
                        + Long.toBinaryString(messages + rounds)
                                .replace('0', ' ')
                                .replace('1', '\t'))
                .getBytes(StandardCharsets.UTF_8);
        return new BenchMessage("limpid/v1/air/" + station + "/readings", payload, PARAMETERS.size());
    }

    private List<BenchMessage> unanswered(List<BenchMessage> round) throws InterruptedException {
        Map<BenchMessage, IMqttToken> tokens = new LinkedHashMap<>();
        try {
            connect();
            for (BenchMessage message : round) {
                tokens.put(message, client.publish(message.topic(), message.payload(), 1, false));
            }
        } catch (MqttException e) {
            disconnect();
            Thread.sleep(PAUSE);
        }
        List<BenchMessage> left = new ArrayList<>();
        for (BenchMessage message : round) {
            if (!answered(tokens.get(message))) {
                left.add(message);
            }
        }
        if (!left.isEmpty()) {
            disconnect();
        }
        return left;
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
        http.close();
    }

    /** The end of the last hour that was sent. */
    Instant last() {
        return start.plus(Duration.ofHours(rounds));
    }

    /** Values by key, the first first; each another than the one before. */
    Map<Key, List<String>> truth() {
        return truth;
    }

    long messages() {
        return messages;
    }
}
