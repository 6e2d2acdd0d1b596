package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limpid.Server;
import limpid.Settings;
import limpid.rule.ChosenRules;

/** The real server on a free port, without a broker unless one is named. */
final class ApiServer implements AutoCloseable {
    static final String STATION_KEY = "station-secret";
    static final String ANALYST_KEY = "analyst-secret";
    static final String REVIEWER_KEY = "reviewer-secret";
    static final String PUBLISHER_KEY = "publisher-secret";
    static final String ADMIN_KEY = "admin-secret";

    private static final String KEYS = "gate:station@A-1,A1,D-1,N1,NONE:" + STATION_KEY + "\nlab:analyst:" + ANALYST_KEY
            + "\n desk:reviewer:" + REVIEWER_KEY + " press:publisher:" + PUBLISHER_KEY + " root:admin:" + ADMIN_KEY;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final EmbeddedServer server;
    private final Settings settings;

    ApiServer(Settings.Db database) {
        this(database, Map.of());
    }

    /** Subscribed at this broker once it is ready. */
    ApiServer(Settings.Db database, String mqttUrl) {
        this(database, Map.of("LIMPID_MQTT_URL", mqttUrl));
    }

    /** With other settings too. */
    ApiServer(Settings.Db database, Map<String, String> others) {
        Map<String, String> environment = new HashMap<>(others);
        environment.putIfAbsent("LIMPID_MQTT_URL", "tcp://127.0.0.1:1");
        environment.putIfAbsent("LIMPID_API_KEYS", KEYS);
        // All tests ask from one address, faster than any client.
        List.of(
                        "LIMPID_CLIENT_REQUESTS",
                        "LIMPID_CLIENT_EXPORTS",
                        "LIMPID_CLIENT_EXPORTS_PER_HOUR",
                        "LIMPID_WRONG_KEYS")
                .forEach(limit -> environment.putIfAbsent(limit, "0"));
        Settings asked = Settings.from(environment);
        settings = asked.withDb(database).withHttp(asked.http().at("127.0.0.1", 0));
        server = ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .singletons(settings, rules(settings))
                .properties(Server.properties(settings.http()))
                .run(EmbeddedServer.class);
    }

    /** As a start has them; a server whose database is away is started as no start would. */
    private static ChosenRules rules(Settings settings) {
        return settings.db().url().endsWith("/none")
                ? ChosenRules.of(settings.rules(), List.of())
                : Server.rules(settings);
    }

    /** GET with header names and values in turn. */
    Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /** GET with a key, as those who may see the names of key holders. */
    Answer ask(String path, String... headers) {
        String[] more = Arrays.copyOf(headers, headers.length + 2);
        more[headers.length] = "X-API-Key";
        more[headers.length + 1] = ADMIN_KEY;
        return get(path, more);
    }

    /** Registers the stations of a table, all of which must be taken; tells the answer. */
    JsonNode register(String stations) {
        return send("POST", "/api/v1/stations/import", stations, "Content-Type", "text/csv", "X-API-Key", ADMIN_KEY)
                .json();
    }

    Answer send(String method, String path, String body, String... headers) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    Answer send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri() + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The bytes of a file, asked with header names and values in turn. */
    byte[] bytes(String path, String... headers) {
        HttpRequest.Builder asked = HttpRequest.newBuilder(URI.create(uri() + path));
        HttpRequest request = (headers.length > 0 ? asked.headers(headers) : asked).build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            assertEquals(200, response.statusCode(), () -> new String(response.body(), StandardCharsets.UTF_8));
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A text as JSON. */
    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** A part of the running server. */
    <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    /** Where it answers. */
    URI uri() {
        return Server.uri(server, settings.http());
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
        client.close();
    }

    /** What the server said. */
    final class Answer {
        private final HttpResponse<String> response;

        Answer(HttpResponse<String> response) {
            this.response = response;
        }

        int status() {
            return response.statusCode();
        }

        String request() {
            return response.request().method() + " " + response.request().uri();
        }

        String text() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** What the answer depends on. */
        List<String> varies() {
            return response.headers().allValues("Vary");
        }

        JsonNode json() {
            assertEquals(200, status() / 100 * 100, text());
            return tree();
        }

        List<String> texts(String member) {
            List<String> texts = new ArrayList<>();
            json().get("items").forEach(item -> texts.add(item.at(member).asText()));
            return texts;
        }

        /** The problem document, after checking what every one must have. */
        JsonNode problem(int status, String code) {
            assertEquals(status, status(), text());
            assertEquals("application/problem+json", header("Content-Type"));
            JsonNode problem = tree();
            assertEquals("/problems/" + code, problem.at("/type").asText(), text());
            assertEquals(status, problem.at("/status").asInt());
            assertEquals(
                    response.request().uri().getRawPath(),
                    problem.at("/instance").asText());
            assertEquals(false, problem.at("/title").asText().isBlank());
            assertEquals(false, problem.at("/detail").asText().isBlank());
            return problem;
        }

        /** The body, whatever the status. */
        JsonNode tree() {
            return ApiServer.tree(text());
        }
    }
}
