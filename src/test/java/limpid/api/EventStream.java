package limpid.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A client of the stream of events. */
final class EventStream implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<Stream<String>> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** One event. */
    record Event(String id, String name, JsonNode data) {}

    /** Opens a stream, going on after the last event seen where that is not empty. */
    EventStream(ApiServer server, String query, String lastId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + "/api/v1/stream" + query))
                .header("Accept-Encoding", "gzip");
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            response = client.send(request.build(), BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    String contentType() {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    private void read() {
        try (Stream<String> lines = response.body()) {
            String id = "";
            String name = "";
            String data = "";
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                String line = each.next();
                if (line.isEmpty()) {
                    events.add(new Event(id, name, JSON.readTree(data)));
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data = line.substring(5).strip();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            events.add(new Event("", "closed", JSON.nullNode()));
        }
    }

    /** The next event that is not a heartbeat. */
    Event next() throws InterruptedException {
        return next(event -> !event.name.equals("heartbeat"));
    }

    /** The next event that matches; what comes before it is passed over. */
    Event next(Predicate<Event> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            Event event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new AssertionError("no such event within a minute");
            }
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    /** Whether anything but a heartbeat arrives within this time. */
    boolean arrives(Duration patience) throws InterruptedException {
        Event event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        return event != null && !event.name.equals("heartbeat");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
