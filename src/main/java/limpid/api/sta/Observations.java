package limpid.api.sta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Rights;
import limpid.decode.Payload;
import limpid.decode.Topic;
import limpid.flow.DirectIntake;
import limpid.flow.Receipt;
import limpid.measure.Characters;
import limpid.measure.Parameters;
import limpid.measure.Refusal;
import limpid.sensorthings.EntityType;
import limpid.station.Station;
import limpid.store.Stations;
import org.jspecify.annotations.Nullable;

/** Observations that are handed in: each becomes a record of a message, and goes through the intake as one of a station. */
@Singleton
final class Observations {
    /** Of so many in a message each that is refused is named. */
    private static final int OF_A_MESSAGE = 10;

    private static final Set<String> MEMBERS = Set.of(
            "phenomenonTime", "result", "resultTime", "resultQuality", "Datastream", "FeatureOfInterest", "parameters");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final DirectIntake intake;
    private final Stations stations;
    private final Rights rights;
    private final InstantSource clock;

    Observations(DirectIntake intake, Stations stations, Rights rights, InstantSource clock) {
        this.intake = intake;
        this.stations = stations;
        this.rights = rights;
        this.clock = clock;
    }

    /** The outcome of an observation. @param id where it was kept; null where it was refused */
    record Outcome(@Nullable String id, String refusal) {
        String link(Links links) {
            return id == null ? "error " + refusal : links.of(EntityType.OBSERVATION, id);
        }
    }

    /** A datastream of readings by its id. */
    private record Stream(String id, Station station, String parameter, Duration period) {}

    /** A record of a message. */
    private record Sent(String id, ObjectNode message) {}

    /**
     * Keeps one.
     *
     * @param stream the datastream that the path names; null where the body does
     * @return its id
     */
    String one(JsonNode body, @Nullable String stream, Authentication holder) {
        if (!(body instanceof ObjectNode object)) {
            throw bad(
                    "",
                    "an object such as {\"phenomenonTime\":\"...\",\"result\":22,\"Datastream\":{\"@iot.id\":\"...\"}}");
        }
        String named = stream == null ? idOf(object.get("Datastream"), "/Datastream") : stream;
        Stream of = stream(named, holder);
        Sent sent = sent(of, object, "");
        Receipt receipt = hand(of, List.of(sent), holder);
        if (!receipt.refusals().isEmpty()) {
            Refusal refusal = receipt.refusals().getFirst();
            throw new Problem.Exception(
                    Type.ALL_REFUSED,
                    refusal.detail() + "; it is kept whole and can be replayed",
                    Map.of("reason", refusal.reason().code(), "place", refusal.place()));
        }
        return sent.id;
    }

    /** Keeps arrays of them (9.3.2), each datastream's by itself. @return the outcome of each, in their order */
    List<Outcome> arrays(JsonNode body, Authentication holder) {
        if (!(body instanceof ArrayNode streams)) {
            throw bad("", "an array of {\"Datastream\":{\"@iot.id\":...},\"components\":[...],\"dataArray\":[[...]]}");
        }
        List<List<Sent>> all = new ArrayList<>();
        List<Stream> of = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            JsonNode one = streams.get(i);
            Stream stream = stream(idOf(one.get("Datastream"), "/" + i + "/Datastream"), holder);
            of.add(stream);
            all.add(rows(stream, one, "/" + i));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            List<Sent> sent = all.get(i);
            for (int from = 0; from < sent.size(); from += OF_A_MESSAGE) {
                List<Sent> part = sent.subList(from, Math.min(from + OF_A_MESSAGE, sent.size()));
                outcomes.addAll(outcomes(part, hand(of.get(i), part, holder)));
            }
        }
        return outcomes;
    }

    private List<Sent> rows(Stream stream, JsonNode one, String place) {
        if (!(one.get("components") instanceof ArrayNode components)
                || !(one.get("dataArray") instanceof ArrayNode rows)) {
            throw bad(place, "components and dataArray, each an array");
        }
        List<Sent> sent = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            String at = place + "/dataArray/" + row;
            JsonNode cells = rows.get(row);
            if (!cells.isArray() || cells.size() != components.size()) {
                throw bad(at, "an array of " + components.size() + " values, as components has names");
            }
            ObjectNode object = EntityWriter.JSON.createObjectNode();
            for (int i = 0; i < components.size(); i++) {
                String name = components.get(i).asText();
                object.set(
                        name.equals("FeatureOfInterest/id") ? "FeatureOfInterest" : name,
                        name.equals("FeatureOfInterest/id")
                                ? EntityWriter.JSON.createObjectNode().set("@iot.id", cells.get(i))
                                : cells.get(i));
            }
            sent.add(sent(stream, object, at));
        }
        return sent;
    }

    private static List<Outcome> outcomes(List<Sent> sent, Receipt receipt) {
        Map<Integer, String> refused = new HashMap<>();
        for (Refusal refusal : receipt.refusals()) {
            for (String place : refusal.places()) {
                String text = refusal.reason().code() + ": " + refusal.detail();
                if (place.matches("/\\d+(/.*)?")) {
                    refused.putIfAbsent(Integer.parseInt(place.split("/", 3)[1]), text);
                } else {
                    for (int i = 0; i < sent.size(); i++) {
                        refused.putIfAbsent(i, text);
                    }
                }
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            String why = refused.get(i);
            outcomes.add(why == null ? new Outcome(sent.get(i).id, "") : new Outcome(null, why));
        }
        return outcomes;
    }

    private Receipt hand(Stream stream, List<Sent> sent, Authentication holder) {
        ArrayNode message = EntityWriter.JSON.createArrayNode();
        sent.forEach(one -> message.add(one.message));
        return intake.accept(new Payload(
                new Topic(stream.station.medium(), stream.station.code()).toString(),
                message.toString().getBytes(StandardCharsets.UTF_8),
                clock.instant(),
                "http " + holder.getName()));
    }

    private Stream stream(String id, Authentication holder) {
        String[] parts = id.split(":", -1);
        if (parts.length != 3) {
            throw bad(
                    "/Datastream", "the id of a datastream such as S-1:PM2.5:PT1H, not '" + Characters.shown(id) + "'");
        }
        rights.requireStation(holder, parts[0]);
        Station station = stations.find(parts[0]).orElseThrow(() -> Problem.unknownStation(Characters.shown(parts[0])));
        if (Parameters.standard().byCode(parts[1]).isEmpty()) {
            throw bad(
                    "/Datastream",
                    "a datastream of readings; '" + Characters.shown(parts[1])
                            + "' is no parameter, and results are made by the service");
        }
        try {
            return new Stream(id, station, parts[1], Duration.parse(parts[2]));
        } catch (DateTimeException e) {
            throw bad("/Datastream", "an averaging period such as PT1H, not '" + Characters.shown(parts[2]) + "'");
        }
    }

    private static String idOf(@Nullable JsonNode named, String place) {
        JsonNode id = named == null ? null : named.get("@iot.id");
        if (id == null || !id.isTextual()) {
            throw bad(place, "{\"@iot.id\":\"S-1:PM2.5:PT1H\"}");
        }
        return id.asText();
    }

    private Sent sent(Stream stream, ObjectNode observation, String place) {
        for (Iterator<String> names = observation.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!MEMBERS.contains(name)) {
                throw bad(
                        place + "/" + Characters.shown(name),
                        "one of " + MEMBERS.stream().sorted().toList());
            }
        }
        JsonNode feature = observation.get("FeatureOfInterest");
        if (feature != null && !idOf(feature, place + "/FeatureOfInterest").equals(stream.station.code())) {
            throw bad(place + "/FeatureOfInterest", "the station itself, '" + stream.station.code() + "', or none");
        }
        JsonNode result = observation.get("result");
        if (result == null) {
            throw bad(place + "/result", "a number, or null for due and missing");
        }
        Instant end = end(stream, observation.get("phenomenonTime"), place + "/phenomenonTime");
        ObjectNode message = EntityWriter.JSON.createObjectNode();
        message.put("end", end.atOffset(ZoneOffset.UTC).toString());
        message.put("period", stream.period.toString());
        message.putObject("values").set(stream.parameter, result);
        JsonNode quality = observation.get("resultQuality");
        if (quality != null && !quality.isNull()) {
            if (!quality.path("flag").isTextual()) {
                throw bad(place + "/resultQuality", "{\"flag\":\"M\"} with a code of /api/v1/flags");
            }
            message.putObject("flags").set(stream.parameter, quality.get("flag"));
        }
        return new Sent(stream.id + "@" + STAMP.format(end), message);
    }

    /** The end of its period; an instant is the end, as stations stamp it. */
    private Instant end(Stream stream, @Nullable JsonNode time, String place) {
        if (time == null || time.isNull()) {
            return clock.instant().truncatedTo(ChronoUnit.SECONDS);
        }
        String text = time.asText();
        int slash = text.indexOf('/');
        try {
            if (slash < 0) {
                return OffsetDateTime.parse(text).toInstant();
            }
            Instant start = OffsetDateTime.parse(text.substring(0, slash)).toInstant();
            Instant end = OffsetDateTime.parse(text.substring(slash + 1)).toInstant();
            if (!Duration.between(start, end).equals(stream.period)) {
                throw bad(place, "a span as long as the period of the datastream, " + stream.period);
            }
            return end;
        } catch (DateTimeException e) {
            throw bad(place, "times with their offset such as 2026-03-01T00:00:00+08:00/2026-03-01T01:00:00+08:00");
        }
    }

    private static Problem.Exception bad(String place, String expected) {
        return new Problem.Exception(
                Type.BAD_REQUEST,
                (place.isEmpty() ? "the body" : place) + ": expected " + expected,
                Map.of("place", place, "expected", expected));
    }
}
