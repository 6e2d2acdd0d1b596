package limpid.api.sta;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.measure.Medium;
import limpid.sensorthings.EntityType;
import limpid.sensorthings.Options;
import limpid.store.SensorThings;
import limpid.store.SensorThings.Entity;
import limpid.store.SensorThings.Question;

/** Publishes entities as they stand, whole as HTTP answers them; addresses in them have no host. */
@Singleton
final class Announcer {
    private static final String VERSION = "v1.1/";
    private static final Set<String> ALL_MEDIA =
            Stream.of(Medium.values()).map(Medium::code).collect(Collectors.toUnmodifiableSet());

    private final SensorThings things;
    private final UpdateSink sink;

    Announcer(SensorThings things, UpdateSink sink) {
        this.things = things;
        this.sink = sink;
    }

    /** The topic of all entities of a type. */
    static String set(EntityType type) {
        return VERSION + type.set();
    }

    /** The topic of one entity. */
    static String one(EntityType type, String id) {
        return VERSION + type.set() + "('" + id + "')";
    }

    /**
     * Publishes an entity under each of these topics; where it is no more, nothing.
     *
     * @return false where the broker's connection did not take all of it
     */
    boolean tell(EntityType type, String id, List<String> topics) {
        List<Entity> found = things.read(new Question(type, null, null, id, Options.NONE, 1, ALL_MEDIA))
                .items();
        if (found.isEmpty()) {
            return true;
        }
        byte[] message = new EntityWriter(new Links(""))
                .one(found.getFirst(), Options.NONE)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return topics.stream().allMatch(topic -> sink.publish(topic, message));
    }
}
