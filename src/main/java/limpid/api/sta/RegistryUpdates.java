package limpid.api.sta;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import limpid.sensorthings.EntityType;
import limpid.store.Registered;
import limpid.store.Stations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what is registered or changed while the service runs (OGC 18-088, receive updates via MQTT): the Thing, its Location and
 * its FeatureOfInterest.
 */
@Context
final class RegistryUpdates {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryUpdates.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** For so long a change may be under way before it is seen, stamped with its beginning. */
    private static final Duration LONGEST_CHANGE = Duration.ofMinutes(1);

    private static final int MOST_OF_A_LOOK = 1_000;
    private static final List<EntityType> OF_A_STATION =
            List.of(EntityType.THING, EntityType.LOCATION, EntityType.FEATURE_OF_INTEREST);

    private final Stations stations;
    private final Announcer announcer;
    private final InstantSource clock;
    private final Map<String, Instant> told = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread looker =
            Thread.ofPlatform().daemon().name("sta-registry").unstarted(this::run);
    private final Instant begun;
    private boolean failed;

    RegistryUpdates(Stations stations, Announcer announcer, UpdateSink sink, InstantSource clock) {
        if (sink.periods().isEmpty()) {
            throw new DisabledBeanException("nothing is published");
        }
        this.stations = stations;
        this.announcer = announcer;
        this.clock = clock;
        this.begun = clock.instant();
        looker.start();
    }

    private void run() {
        try {
            while (!closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            Instant oldest = clock.instant().minus(LONGEST_CHANGE);
            told.values().removeIf(oldest::isAfter);
            Instant after = begun.isAfter(oldest) ? begun : oldest;
            String last = null;
            List<Registered> page;
            do {
                page = stations.list(new Stations.Filter(null, null, after, last), MOST_OF_A_LOOK);
                page.forEach(this::tell);
                last = page.isEmpty() ? null : page.getLast().station().code();
            } while (page.size() == MOST_OF_A_LOOK);
            failed = false;
        } catch (RuntimeException e) {
            // What changed meanwhile is asked for by HTTP, as after any time away.
            LOG.atLevel(failed ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.WARN)
                    .log("changes of the registry are not published for now: {}", e.toString());
            failed = true;
        }
    }

    private void tell(Registered one) {
        String code = one.station().code();
        if (!one.updatedAt().equals(told.put(code, one.updatedAt()))) {
            OF_A_STATION.forEach(
                    type -> announcer.tell(type, code, List.of(Announcer.one(type, code), Announcer.set(type))));
        }
    }

    /** Ends the looking. */
    @PreDestroy
    void close() {
        closing.countDown();
    }
}
