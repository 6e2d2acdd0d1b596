package limpid.api.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.http.sse.Event;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import limpid.api.http.Local;
import limpid.store.Change;
import limpid.store.Changes;
import limpid.store.Changes.Following;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what is committed to all who read the stream. It follows the store from the first reader on and a minute beyond the
 * last one, so that nothing is done where nobody looks, and remembers the newest events for those who come back.
 */
@Context
final class StreamHub {
    private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration LINGER = Duration.ofMinutes(1);
    private static final int PATIENCE = 6;
    private static final int REMEMBERED = 4096;

    private final Changes changes;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final String name;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stream").factory());

    private final List<StreamReader> readers = new ArrayList<>();
    private final Deque<Numbered> remembered = new ArrayDeque<>();
    private long number;
    private @Nullable Following following;
    private @Nullable ScheduledFuture<?> end;

    private record Numbered(long number, StreamEvent event) {}

    StreamHub(Changes changes, ObjectMapper json, InstantSource clock, MeterRegistry meters) {
        this.changes = changes;
        this.json = json;
        this.clock = clock;
        this.name = Long.toString(clock.millis(), Character.MAX_RADIX);
        Gauge.builder("limpid.stream.readers", this, StreamHub::readers)
                .description("open connections to /api/v1/stream")
                .register(meters);
        var unused = heart.scheduleWithFixedDelay(
                this::beatOn, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many read the stream. */
    synchronized int readers() {
        return readers.size();
    }

    /**
     * Lets somebody read from now on or, where that is remembered, from an earlier event on.
     *
     * @param lastId id of the last event seen; null for none
     */
    synchronized void add(StreamReader reader, @Nullable String lastId) {
        keepFollowing();
        readers.add(reader);
        hand(reader, heartbeat());
        if (lastId != null) {
            resume(reader, lastId);
        }
    }

    private void keepFollowing() {
        if (end != null) {
            end.cancel(false);
            end = null;
        }
        if (following == null) {
            following = changes.follow(this::pass);
        }
    }

    private void resume(StreamReader reader, String lastId) {
        long last = numberOf(lastId);
        boolean known = last == number || !remembered.isEmpty() && remembered.getFirst().number <= last + 1;
        if (last < 0 || last > number || !known) {
            hand(reader, event(StreamEvent.gap("notRemembered", json)));
            return;
        }
        for (Numbered one : remembered) {
            if (one.number > last && reader.wants(one.event)) {
                hand(reader, one.event.event(id(one.number)));
            }
        }
    }

    private long numberOf(String id) {
        String prefix = name + "-";
        try {
            return id.startsWith(prefix) ? Long.parseLong(id.substring(prefix.length())) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private synchronized void pass(Change change) {
        StreamEvent event = StreamEvent.of(change, json);
        number++;
        remembered.addLast(new Numbered(number, event));
        if (remembered.size() > REMEMBERED) {
            remembered.removeFirst();
        }
        Event<String> written = event(event);
        for (StreamReader reader : List.copyOf(readers)) {
            if (reader.wants(event)) {
                hand(reader, written);
            }
        }
    }

    /** A beat that throws would be the last one: the schedule ends without a word. */
    private void beatOn() {
        try {
            beat();
        } catch (RuntimeException | Error e) {
            LOG.error("the stream goes on after a failure", e);
        }
    }

    private synchronized void beat() {
        Event<String> beat = heartbeat();
        for (StreamReader reader : List.copyOf(readers)) {
            hand(reader, beat);
            if (reader.isStuck(PATIENCE)) {
                readers.remove(reader);
                reader.end();
            }
        }
        if (readers.isEmpty() && following != null && end == null) {
            end = heart.schedule(this::stopFollowing, LINGER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void stopFollowing() {
        if (following != null && readers.isEmpty()) {
            following.close();
            following = null;
            end = null;
            remembered.clear();
            // Whoever comes back after this may have missed something.
            number++;
        }
    }

    private void hand(StreamReader reader, Event<String> event) {
        if (!reader.offer(event, event(StreamEvent.gap("slowReader", json)))) {
            readers.remove(reader);
        }
    }

    private Event<String> heartbeat() {
        return event(new StreamEvent("heartbeat", null, null, "{\"time\":\"" + Local.time(clock.instant()) + "\"}"));
    }

    private Event<String> event(StreamEvent event) {
        return event.event(id(number));
    }

    private String id(long of) {
        return name + "-" + of;
    }

    /** Ends all streams. */
    @PreDestroy
    synchronized void close() {
        heart.shutdownNow();
        readers.forEach(StreamReader::end);
        readers.clear();
        if (following != null) {
            following.close();
        }
    }
}
