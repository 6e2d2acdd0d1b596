package limpid.api.sta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.util.HttpHostResolver;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import limpid.api.http.Askers;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.decode.sta.ObservationText;
import limpid.measure.Characters;
import limpid.measure.Medium;
import limpid.people.Openness;
import limpid.people.Role;
import limpid.sensorthings.EntityType;
import limpid.sensorthings.NotUnderstood;
import limpid.sensorthings.Options;
import limpid.sensorthings.OptionsText;
import limpid.sensorthings.ResourcePath;
import limpid.sensorthings.ResourcePath.Entities;
import limpid.sensorthings.ResourcePath.OfProperty;
import limpid.sensorthings.ResourcePath.References;
import limpid.sensorthings.ResourcePath.Step;
import limpid.store.SensorThings;
import limpid.store.SensorThings.Entity;
import limpid.store.SensorThings.Question;
import org.jspecify.annotations.Nullable;

/** OGC SensorThings API 1.1 (18-088), sensing part: the standard describes its routes. */
@Hidden
@Controller(Links.ROOT)
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class StaController {
    private static final int GREATEST_TOP = 10_000;
    private static final MediaType JSON = MediaType.of("application/json;charset=UTF-8");

    /** What of the standard is offered, by the names of its requirements. */
    private static final List<String> CONFORMANCE =
            List.of("datamodel", "resource-path/resource-path-to-entities", "request-data", "data-array/data-array");

    private static final String REQUIREMENT = "http://www.opengis.net/spec/iot_sensing/1.1/req/";

    private final SensorThings things;
    private final Openness openness;
    private final HttpHostResolver hosts;
    private final Observations observations;
    private final FromBroker taken;

    StaController(
            SensorThings things,
            Openness openness,
            HttpHostResolver hosts,
            Observations observations,
            FromBroker taken) {
        this.things = things;
        this.openness = openness;
        this.hosts = hosts;
        this.observations = observations;
        this.taken = taken;
    }

    /** The sets, and what of the standard is offered. */
    @Get
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<String> root(HttpRequest<?> request) {
        Links links = new Links(hosts.resolve(request));
        if (!given(request).isEmpty()) {
            throw new NotUnderstood(
                    given(request).keySet().iterator().next(), "", "no options at the root of the service");
        }
        ObjectNode answer = EntityWriter.JSON.createObjectNode();
        ArrayNode sets = answer.putArray("value");
        for (EntityType type : EntityType.values()) {
            sets.addObject().put("name", type.set()).put("url", links.of(type));
        }
        ArrayNode conformance = answer.putObject("serverSettings").putArray("conformance");
        CONFORMANCE.forEach(name -> conformance.add(REQUIREMENT + name));
        if (taken.create()) {
            conformance.add(REQUIREMENT + "create-observations-via-mqtt/observations-creation");
        }
        return json(answer);
    }

    /** Whatever a path names. */
    @Get("/{path:.+}")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    HttpResponse<String> read(HttpRequest<?> request, String path) {
        Links links = new Links(hosts.resolve(request));
        EntityWriter writer = new EntityWriter(links);
        String named = path(request);
        ResourcePath wanted = ResourcePath.of(named);
        Step last = wanted.steps().getLast();
        Map<String, String> given = given(request);
        Options options = OptionsText.of(given, last.type());
        SensorThings.Entities found = things.read(question(request, wanted, options));
        if (!last.isOne()) {
            String next = next(links.root() + "/" + rawPath(request), found, options, given);
            return switch (wanted.ending()) {
                case References references -> json(writer.references(found, next));
                default ->
                    json(options.dataArray() ? writer.arrays(found, options, next) : writer.set(found, options, next));
            };
        }
        if (found.items().isEmpty()) {
            throw none(named);
        }
        Entity one = found.items().getFirst();
        return switch (wanted.ending()) {
            case References references ->
                json(EntityWriter.JSON.createObjectNode().put("@iot.selfLink", links.of(one.type(), one.id())));
            case OfProperty property ->
                property(writer.value(one, property.property().name()), property);
            case Entities entities -> json(writer.one(one, options));
        };
    }

    private static Problem.Exception none(String path) {
        return new Problem.Exception(
                Type.NOT_FOUND, "there is no '" + Characters.shown(path) + "', or it is not public", Map.of());
    }

    private static HttpResponse<String> property(JsonNode value, OfProperty wanted) {
        if (value.isNull()) {
            return HttpResponse.noContent();
        }
        return wanted.raw()
                ? HttpResponse.ok(value.isValueNode() ? value.asText() : value.toString())
                        .contentType(MediaType.of("text/plain;charset=UTF-8"))
                : json(EntityWriter.JSON
                        .createObjectNode()
                        .set(wanted.property().name(), value));
    }

    /** Asks for each entity on the way, so that a path through one that is not there is 404. */
    private Question question(HttpRequest<?> request, ResourcePath path, Options options) {
        Set<String> media = media(request);
        String parent = null;
        List<Step> steps = path.steps();
        for (Step step : steps.subList(0, steps.size() - 1)) {
            List<Entity> found = things.read(new Question(
                            step.type(),
                            step.way(),
                            parent,
                            step.id(),
                            OptionsText.of(Map.of("$select", "id"), step.type()),
                            1,
                            media))
                    .items();
            if (found.isEmpty()) {
                throw none(path(request));
            }
            parent = found.getFirst().id();
        }
        Step last = steps.getLast();
        return new Question(last.type(), last.way(), parent, last.id(), options, GREATEST_TOP, media);
    }

    private static @Nullable String next(
            String address, SensorThings.Entities found, Options options, Map<String, String> given) {
        if (!found.more() || found.items().isEmpty()) {
            return null;
        }
        Entity last = found.items().getLast();
        boolean byPlace = last.type() == EntityType.OBSERVATION
                && !options.revisions()
                && (options.orders().isEmpty()
                        || given.getOrDefault("$orderby", "").matches("phenomenonTime( asc| desc)?"));
        return byPlace
                ? Links.next(address, given, "$skiptoken", last.id())
                : Links.next(
                        address,
                        given,
                        "$skip",
                        String.valueOf(options.skip() + found.items().size()));
    }

    /** All to those who may see what is not public. */
    private Set<String> media(HttpRequest<?> request) {
        return Askers.of(request)
                        .filter(asker -> asker.roles().contains(Role.VIEWER))
                        .isPresent()
                ? Arrays.stream(Medium.values()).map(Medium::code).collect(Collectors.toSet())
                : openness.open();
    }

    /** Hands in observations through the intake: one, or arrays of them by CreateObservations. */
    @Post("/{path:.+}")
    @Secured({Role.STATION, Role.STATION_ENGINEER, Role.ANALYST})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<String> create(HttpRequest<?> request, String path, @Body byte[] body, Authentication holder) {
        Links links = new Links(hosts.resolve(request));
        JsonNode sent = tree(body);
        String named = path(request);
        if (named.equals("CreateObservations")) {
            ArrayNode answer = EntityWriter.JSON.createArrayNode();
            observations.arrays(sent, holder).forEach(one -> answer.add(one.link(links)));
            return HttpResponse.<String>created(answer.toString()).contentType(JSON);
        }
        ResourcePath wanted = ResourcePath.of(named);
        Step last = wanted.steps().getLast();
        if (last.type() != EntityType.OBSERVATION || last.isOne() || !(wanted.ending() instanceof Entities)) {
            throw new Problem.Exception(
                    Type.METHOD_NOT_ALLOWED,
                    "nothing but Observations is created here; stations are registered by PUT /api/v1/stations/{code}",
                    Map.of());
        }
        Question asked = question(request, wanted, Options.NONE);
        String id = observations.one(sent, asked.way() == null ? null : asked.parent(), holder);
        List<Entity> kept = things.read(new Question(
                        EntityType.OBSERVATION, null, null, id, Options.NONE, 1, Set.of("air", "water", "noise")))
                .items();
        String address = links.of(EntityType.OBSERVATION, id);
        String answer = kept.isEmpty()
                ? "{}"
                : new EntityWriter(links).one(kept.getFirst(), Options.NONE).toString();
        return HttpResponse.<String>created(answer).contentType(JSON).header(HttpHeaders.LOCATION, address);
    }

    private static JsonNode tree(byte[] body) {
        try {
            return ObservationText.tree(body);
        } catch (JsonProcessingException e) {
            throw new Problem.Exception(Type.BAD_REQUEST, "the body is not JSON: " + e.getOriginalMessage(), Map.of());
        } catch (IOException e) {
            // The bytes are in memory: they are text in no encoding of JSON.
            throw new Problem.Exception(Type.BAD_REQUEST, "the body is not JSON: " + e.getMessage(), Map.of());
        }
    }

    private static HttpResponse<String> json(JsonNode answer) {
        return HttpResponse.ok(answer.toString()).contentType(JSON);
    }

    private static String rawPath(HttpRequest<?> request) {
        String path = request.getUri().getRawPath();
        return path.substring(path.indexOf(Links.ROOT) + Links.ROOT.length() + 1);
    }

    private static String path(HttpRequest<?> request) {
        return decoded(rawPath(request).replace("+", "%2B"));
    }

    private static Map<String, String> given(HttpRequest<?> request) {
        Map<String, String> given = new LinkedHashMap<>();
        String query = request.getUri().getRawQuery();
        if (query == null || query.isEmpty()) {
            return given;
        }
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
            if (given.put(name, value) != null) {
                throw new NotUnderstood(name, value, "each option once");
            }
        }
        return given;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new NotUnderstood("query", text, "percent signs with two digits");
        }
    }
}
