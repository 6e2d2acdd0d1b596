package limpid.decode.sta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import limpid.decode.Decoded;
import limpid.decode.Decoder;
import limpid.decode.ObservationTopic;
import limpid.decode.ObservationTopic.Named;
import limpid.decode.Payload;
import limpid.decode.Topic;
import limpid.decode.sta.ObservationText.Sent;
import limpid.decode.sta.ObservationText.Stream;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.station.Station;

/** Observations that a broker brings. */
public final class ObservationDecoder implements Decoder {
    private static final String OF = "Datastream";

    private final Decoder readings;

    /** @param readings reads messages as stations send them */
    public ObservationDecoder(Decoder readings) {
        this.readings = readings;
    }

    /** The station an observation is of, by its topic or, where that names none, by what it says; empty where neither does. */
    public static Optional<String> station(Payload payload) {
        Optional<ObservationTopic> topic = ObservationTopic.parse(payload.topic());
        if (topic.isEmpty() || topic.get().named() != Named.NOTHING) {
            return topic.flatMap(ObservationTopic::station);
        }
        try {
            String id = ObservationText.tree(payload.bytes())
                    .path(OF)
                    .path("@iot.id")
                    .asText();
            return ObservationTopic.ofDatastream(id).station();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Decoded decode(Payload payload, Station station) {
        try {
            if (!(ObservationText.tree(payload.bytes()) instanceof ObjectNode observation)) {
                throw new Unfit("", "an object such as {\"phenomenonTime\":\"...\",\"result\":22}");
            }
            Sent sent = ObservationText.sent(stream(payload, observation, station), observation, "", null);
            return readings.decode(
                    new Payload(
                            new Topic(station.medium(), station.code()).toString(),
                            sent.message().toString().getBytes(StandardCharsets.UTF_8),
                            payload.receivedAt(),
                            payload.origin(),
                            payload.handover()),
                    station);
        } catch (IOException e) {
            return new Decoded.Rejected(new Refusal(Reason.NOT_JSON, "", String.valueOf(e.getMessage())));
        } catch (Unfit e) {
            return new Decoded.Rejected(new Refusal(Reason.BAD_SHAPE, e.place(), "expected " + e.expected()));
        }
    }

    /** What a topic lets somebody write of a station is of that station alone. */
    private static Stream stream(Payload payload, JsonNode observation, Station station) {
        ObservationTopic topic = ObservationTopic.parse(payload.topic())
                .orElseThrow(() -> new Unfit("", "a topic such as v1.1/Datastreams('S-1:PM2.5:PT1H')/Observations"));
        Stream stream = Stream.of(
                topic.named() == Named.DATASTREAM
                        ? topic.id()
                        : ObservationText.referred(observation.get(OF), "/" + OF));
        if (!stream.station().equals(station.code())) {
            throw new Unfit("/" + OF, "a datastream of station " + station.code() + ", which the topic names");
        }
        return stream;
    }
}
