package limpid.api.sta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Rights;
import limpid.decode.Payload;
import limpid.decode.Topic;
import limpid.decode.sta.ObservationText;
import limpid.decode.sta.ObservationText.Sent;
import limpid.decode.sta.ObservationText.Stream;
import limpid.decode.sta.Unfit;
import limpid.flow.DirectIntake;
import limpid.flow.Receipt;
import limpid.measure.Characters;
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

    /**
     * Keeps one.
     *
     * @param stream the datastream that the path names; null where the body does
     * @return its id
     */
    String one(JsonNode body, @Nullable String stream, Authentication holder) {
        if (!(body instanceof ObjectNode object)) {
            throw new Unfit(
                    "",
                    "an object such as {\"phenomenonTime\":\"...\",\"result\":22,\"Datastream\":{\"@iot.id\":\"...\"}}");
        }
        String named = stream == null ? ObservationText.referred(object.get("Datastream"), "/Datastream") : stream;
        Stream of = stream(named, holder);
        Sent sent = ObservationText.sent(of, object, "", clock.instant());
        Receipt receipt = hand(of, List.of(sent), holder);
        if (!receipt.refusals().isEmpty()) {
            Refusal refusal = receipt.refusals().getFirst();
            throw new Problem.Exception(
                    Type.ALL_REFUSED,
                    refusal.detail() + "; it is kept whole and can be replayed",
                    Map.of("reason", refusal.reason().code(), "place", refusal.place()));
        }
        return sent.id();
    }

    /** Keeps arrays of them (9.3.2), each datastream's by itself. @return the outcome of each, in their order */
    List<Outcome> arrays(JsonNode body, Authentication holder) {
        if (!(body instanceof ArrayNode streams)) {
            throw new Unfit(
                    "", "an array of {\"Datastream\":{\"@iot.id\":...},\"components\":[...],\"dataArray\":[[...]]}");
        }
        List<List<Sent>> all = new ArrayList<>();
        List<Stream> of = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            JsonNode one = streams.get(i);
            Stream stream = stream(ObservationText.referred(one.get("Datastream"), "/" + i + "/Datastream"), holder);
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
            throw new Unfit(place, "components and dataArray, each an array");
        }
        List<Sent> sent = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            String at = place + "/dataArray/" + row;
            JsonNode cells = rows.get(row);
            if (!cells.isArray() || cells.size() != components.size()) {
                throw new Unfit(at, "an array of " + components.size() + " values, as components has names");
            }
            ObjectNode object = ObservationText.JSON.createObjectNode();
            for (int i = 0; i < components.size(); i++) {
                String name = components.get(i).asText();
                object.set(
                        name.equals("FeatureOfInterest/id") ? "FeatureOfInterest" : name,
                        name.equals("FeatureOfInterest/id")
                                ? ObservationText.JSON.createObjectNode().set("@iot.id", cells.get(i))
                                : cells.get(i));
            }
            sent.add(ObservationText.sent(stream, object, at, clock.instant()));
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
            outcomes.add(why == null ? new Outcome(sent.get(i).id(), "") : new Outcome(null, why));
        }
        return outcomes;
    }

    private Receipt hand(Stream stream, List<Sent> sent, Authentication holder) {
        Station station = station(stream);
        ArrayNode message = ObservationText.JSON.createArrayNode();
        sent.forEach(one -> message.add(one.message()));
        return intake.accept(new Payload(
                new Topic(station.medium(), station.code()).toString(),
                message.toString().getBytes(StandardCharsets.UTF_8),
                clock.instant(),
                "http " + holder.getName()));
    }

    private Stream stream(String id, Authentication holder) {
        Stream stream = Stream.of(id);
        rights.requireStation(holder, stream.station());
        Station unused = station(stream);
        return stream;
    }

    private Station station(Stream stream) {
        return stations.find(stream.station())
                .orElseThrow(() -> Problem.unknownStation(Characters.shown(stream.station())));
    }
}
