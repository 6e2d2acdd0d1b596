package limpid.api.sta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limpid.api.http.Local;
import limpid.decode.sta.ObservationText;
import limpid.sensorthings.EntityType;
import limpid.sensorthings.Navigation;
import limpid.sensorthings.Options;
import limpid.sensorthings.Options.Expand;
import limpid.sensorthings.Property;
import limpid.store.SensorThings.Entities;
import limpid.store.SensorThings.Entity;
import limpid.store.SensorThings.Interval;
import limpid.store.SensorThings.Json;
import org.jspecify.annotations.Nullable;

/** Entities as JSON (OGC 18-088, 8 and 9.3). */
final class EntityWriter {
    static final JsonMapper JSON = ObservationText.JSON;

    private static final String SELF = "@iot.selfLink";
    private static final String NEXT = "@iot.nextLink";
    private static final String COUNT = "@iot.count";
    private static final String LINK = "@iot.navigationLink";
    private static final String VALUE = "value";
    private static final String RECORDED = "recordedAt";

    private final Links links;

    EntityWriter(Links links) {
        this.links = links;
    }

    /** A set, with the address of its next part. */
    ObjectNode set(Entities entities, Options options, @Nullable String next) {
        ObjectNode answer = head(entities, next);
        ArrayNode all = answer.putArray(VALUE);
        entities.items().forEach(entity -> all.add(one(entity, options)));
        return answer;
    }

    /** A set as the addresses of its entities. */
    ObjectNode references(Entities entities, @Nullable String next) {
        ObjectNode answer = head(entities, next);
        ArrayNode all = answer.putArray(VALUE);
        entities.items().forEach(entity -> all.addObject().put(SELF, links.of(entity.type(), entity.id())));
        return answer;
    }

    private static ObjectNode head(Entities entities, @Nullable String next) {
        ObjectNode answer = JSON.createObjectNode();
        Long count = entities.count();
        if (count != null) {
            answer.put(COUNT, count);
        }
        if (next != null) {
            answer.put(NEXT, next);
        }
        return answer;
    }

    /** Observations as arrays, those of each datastream together. */
    ObjectNode arrays(Entities entities, Options options, @Nullable String next) {
        List<String> components = new ArrayList<>();
        if (options.wants(Property.ID)) {
            components.add("id");
        }
        EntityType.OBSERVATION.properties().stream()
                .map(Property::name)
                .filter(options::wants)
                .forEach(components::add);
        Map<String, List<Entity>> streams = new LinkedHashMap<>();
        entities.items().forEach(entity -> streams.computeIfAbsent(
                        entity.id().substring(0, entity.id().indexOf('@')), id -> new ArrayList<>())
                .add(entity));
        ObjectNode answer = head(entities, next);
        ArrayNode all = answer.putArray(VALUE);
        streams.forEach((id, some) -> {
            ObjectNode stream = all.addObject();
            stream.put("Datastream" + LINK, links.of(EntityType.DATASTREAM, id));
            ArrayNode names = stream.putArray("components");
            components.forEach(names::add);
            stream.put("dataArray" + COUNT, some.size());
            ArrayNode rows = stream.putArray("dataArray");
            some.forEach(entity -> {
                ArrayNode row = rows.addArray();
                components.forEach(name ->
                        row.add(name.equals("id") ? JSON.getNodeFactory().textNode(entity.id()) : value(entity, name)));
            });
        });
        return answer;
    }

    /** One entity. */
    ObjectNode one(Entity entity, Options options) {
        ObjectNode answer = JSON.createObjectNode();
        String address = links.of(entity.type(), entity.id());
        if (options.wants(Property.ID)) {
            answer.put(Property.ID, entity.id());
            answer.put(SELF, address);
        }
        for (Property property : entity.type().properties()) {
            if (options.wants(property.name())) {
                answer.set(property.name(), value(entity, property.name()));
            }
        }
        for (Navigation way : entity.type().navigations()) {
            Expand expand = options.expanded().stream()
                    .filter(one -> one.way().equals(way))
                    .findFirst()
                    .orElse(null);
            Entities others = entity.expanded().get(way.name());
            if (expand != null && others != null) {
                beside(answer, address, expand, others);
            } else if (options.wants(way.name())) {
                answer.put(way.name() + LINK, address + "/" + way.name());
            }
        }
        return answer;
    }

    private void beside(ObjectNode answer, String address, Expand expand, Entities others) {
        Navigation way = expand.way();
        if (!way.many()) {
            answer.set(
                    way.name(),
                    others.items().isEmpty()
                            ? JSON.nullNode()
                            : one(others.items().getFirst(), expand.options()));
            return;
        }
        Long count = others.count();
        if (count != null) {
            answer.put(way.name() + COUNT, count);
        }
        ArrayNode all = answer.putArray(way.name());
        others.items().forEach(other -> all.add(one(other, expand.options())));
        if (others.more()) {
            int skip = expand.options().skip() + others.items().size();
            answer.put(
                    way.name() + NEXT,
                    Links.next(address + "/" + way.name(), expand.options().given(), "$skip", String.valueOf(skip)));
        }
    }

    /** A property of an entity. */
    JsonNode value(Entity entity, String name) {
        Object value = entity.values().get(name);
        if (entity.type() == EntityType.OBSERVATION && name.equals("parameters")) {
            ObjectNode parameters =
                    value instanceof Json(String text) ? (ObjectNode) tree(text) : JSON.createObjectNode();
            if (entity.values().get(RECORDED) instanceof Instant recorded) {
                parameters.put(RECORDED, time(recorded));
            }
            return parameters;
        }
        return switch (value) {
            case null -> JSON.nullNode();
            case BigDecimal number -> JSON.getNodeFactory().numberNode(number);
            case Instant instant -> JSON.getNodeFactory().textNode(time(instant));
            case Interval(Instant start, Instant end) ->
                JSON.getNodeFactory().textNode(start.equals(end) ? time(end) : time(start) + "/" + time(end));
            case Json(String text) -> tree(text);
            default -> JSON.getNodeFactory().textNode(absolute(name, value.toString()));
        };
    }

    /** What lies beside these addresses is named with its server. */
    private String absolute(String name, String text) {
        return text.startsWith("/api/") && (name.equals("definition") || name.equals("metadata"))
                ? links.server() + text
                : text;
    }

    private static String time(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(Local.time(instant));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the store answers with JSON", e);
        }
    }
}
