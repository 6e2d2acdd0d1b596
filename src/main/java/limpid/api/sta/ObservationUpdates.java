package limpid.api.sta;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import limpid.decode.ObservationTopic;
import limpid.decode.ObservationTopic.Named;
import limpid.decode.sta.ObservationText;
import limpid.measure.Reading;
import limpid.sensorthings.EntityType;
import limpid.store.Change;
import limpid.store.Changes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes observations of readings and their datastreams once they are committed (OGC 18-088, receive updates via MQTT), as the
 * broker's subscribers cannot be seen: those of the periods of the setting, whoever listens. What cannot be published at once is not kept for later; it is
 * counted, and stands in the answers of HTTP.
 */
@Context
final class ObservationUpdates {
    private static final Logger LOG = LoggerFactory.getLogger(ObservationUpdates.class);
    private static final int MOST_WAITING = 10_000;

    private final Announcer announcer;
    private final UpdateSink sink;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Changes.Following following;
    private final Counter published;
    private final Counter dropped;
    private final Thread sender =
            Thread.ofPlatform().daemon().name("sta-updates").unstarted(this::run);

    ObservationUpdates(Changes changes, Announcer announcer, UpdateSink sink, MeterRegistry meters) {
        if (sink.periods().isEmpty()) {
            throw new DisabledBeanException("no observations are published");
        }
        this.announcer = announcer;
        this.sink = sink;
        this.published = counter(meters, "published");
        this.dropped = counter(meters, "dropped");
        sender.start();
        this.following = changes.follow(this::pass);
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("limpid.sta.updates")
                .tag("outcome", outcome)
                .description("observations for subscribers of the broker")
                .register(meters);
    }

    /** It must not wait, so what finds no room is dropped. A backfill is not told one by one. */
    private void pass(Change change) {
        if (change instanceof Change.OfReading(var medium, Reading reading, var recordedAt)
                && sink.periods().contains(reading.period().length())
                && !waiting.offer(id(reading))) {
            dropped.increment();
        }
    }

    private static String id(Reading reading) {
        return ObservationText.id(
                reading.station() + ":" + reading.parameter().code() + ":"
                        + reading.period().length(),
                reading.end());
    }

    private void run() {
        try {
            while (true) {
                String id = waiting.take();
                try {
                    publish(id);
                } catch (RuntimeException e) {
                    dropped.increment();
                    LOG.warn("observation {} was not published: {}", id, e.toString());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(String id) {
        String datastream = id.substring(0, id.indexOf('@'));
        String station = datastream.substring(0, datastream.indexOf(':'));
        boolean sent = announcer.tell(
                        EntityType.OBSERVATION,
                        id,
                        List.of(
                                ObservationTopic.ofDatastream(datastream).toString(),
                                ObservationTopic.ofStation(station).toString(),
                                new ObservationTopic(Named.NOTHING, "").toString()))
                && announcer.tell(
                        EntityType.DATASTREAM,
                        datastream,
                        List.of(
                                Announcer.one(EntityType.DATASTREAM, datastream),
                                Announcer.one(EntityType.THING, station) + "/" + EntityType.DATASTREAM.set(),
                                Announcer.set(EntityType.DATASTREAM)));
        (sent ? published : dropped).increment();
    }

    /** Ends the following. */
    @PreDestroy
    void close() {
        following.close();
        sender.interrupt();
    }
}
