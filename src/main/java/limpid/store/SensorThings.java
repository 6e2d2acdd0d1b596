package limpid.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.sensorthings.EntityType;
import limpid.sensorthings.Navigation;
import limpid.sensorthings.Options;
import org.jspecify.annotations.Nullable;

/** The registry, the readings and the results as the entities of SensorThings. */
public interface SensorThings {
    /**
     * Entities as they are asked for.
     *
     * @throws limpid.sensorthings.NotUnderstood where a filter compares what cannot be compared
     * @throws StoreUnavailable                  where the store cannot be reached, or looks for too long
     */
    Entities read(Question question);

    /**
     * Which entities.
     *
     * @param way    how they are reached from one entity; null for all of the type
     * @param parent the id of that one
     * @param id     only this one
     * @param most   at most so many, whatever the options say
     * @param media  codes of the media that may be seen
     */
    record Question(
            EntityType type,
            @Nullable Navigation way,
            @Nullable String parent,
            @Nullable String id,
            Options options,
            int most,
            Set<String> media) {}

    /**
     * Entities in the order that was asked for.
     *
     * @param count how many there are; null where not asked for
     * @param more  whether others follow
     */
    record Entities(List<Entity> items, @Nullable Long count, boolean more) {
        /** Keeps its own list. */
        public Entities {
            items = List.copyOf(items);
        }
    }

    /**
     * An entity.
     *
     * @param values   of its properties by their names: text, decimal, instant, {@link Interval}, {@link Json} or null
     * @param expanded others beside it, by the name of the way
     */
    record Entity(EntityType type, String id, Map<String, @Nullable Object> values, Map<String, Entities> expanded) {
        /** With others beside it. */
        public Entity with(String way, Entities others) {
            Map<String, Entities> more = new LinkedHashMap<>(expanded);
            more.put(way, others);
            return new Entity(type, id, values, more);
        }
    }

    /** A span of time; an instant where both ends are one. */
    record Interval(Instant start, Instant end) {}

    /** A text in JSON. */
    record Json(String text) {}
}
