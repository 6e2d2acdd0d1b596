package limpid.decode.sta;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Set;
import limpid.measure.Characters;
import limpid.measure.Parameters;
import org.jspecify.annotations.Nullable;

/** An Observation as a client sends it (OGC 18-088, 8.2.7), to a record of a message of readings. */
public final class ObservationText {
    /** Reads and writes SensorThings: numbers keep their digits, members stand once. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private static final Set<String> MEMBERS = Set.of(
            "phenomenonTime", "result", "resultTime", "resultQuality", "Datastream", "FeatureOfInterest", "parameters");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int PARTS_OF_AN_ID = 3;

    private ObservationText() {}

    /**
     * Reads a document.
     *
     * @throws JsonProcessingException where it is none, or holds a number with an exponent that no number has here
     */
    public static JsonNode tree(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (NumberFormatException e) {
            throw new JsonParseException(null, String.valueOf(e.getMessage()), e);
        }
    }

    /** A datastream of readings by its id. */
    public record Stream(String id, String station, String parameter, Duration period) {
        /** Reads an id such as {@code S-1:PM2.5:PT1H}. @throws Unfit where it is none */
        public static Stream of(String id) {
            String[] parts = id.split(":", -1);
            if (parts.length != PARTS_OF_AN_ID) {
                throw new Unfit(
                        "/Datastream",
                        "the id of a datastream such as S-1:PM2.5:PT1H, not '" + Characters.shown(id) + "'");
            }
            if (Parameters.standard().byCode(parts[1]).isEmpty()) {
                throw new Unfit(
                        "/Datastream",
                        "a datastream of readings; '" + Characters.shown(parts[1])
                                + "' is no parameter, and results are made by the service");
            }
            try {
                return new Stream(id, parts[0], parts[1], Duration.parse(parts[2]));
            } catch (DateTimeException e) {
                throw new Unfit(
                        "/Datastream", "an averaging period such as PT1H, not '" + Characters.shown(parts[2]) + "'");
            }
        }
    }

    /**
     * A record of a message.
     *
     * @param id      of the Observation that comes of it
     * @param message as stations send it
     */
    public record Sent(String id, ObjectNode message) {}

    /** The id of an Observation of a datastream by the end of its period. */
    public static String id(String datastream, Instant end) {
        return datastream + "@" + STAMP.format(end);
    }

    /** The id that a reference such as {@code {"@iot.id":"..."}} holds. @throws Unfit where it holds none */
    public static String referred(@Nullable JsonNode named, String place) {
        JsonNode id = named == null ? null : named.get("@iot.id");
        if (id == null || !id.isTextual()) {
            throw new Unfit(place, "{\"@iot.id\":\"S-1:PM2.5:PT1H\"}");
        }
        return id.asText();
    }

    /**
     * Reads an Observation.
     *
     * @param place JSON pointer to it
     * @param now   its time where it has none; null where it must have one
     * @throws Unfit where something of it is wrong
     */
    public static Sent sent(Stream stream, ObjectNode observation, String place, @Nullable Instant now) {
        requireMembers(stream, observation, place);
        JsonNode result = observation.get("result");
        if (result == null) {
            throw new Unfit(place + "/result", "a number, or null for due and missing");
        }
        Instant end = end(stream, observation.get("phenomenonTime"), place + "/phenomenonTime", now);
        ObjectNode message = JSON.createObjectNode();
        message.put("end", end.atOffset(ZoneOffset.UTC).toString());
        message.put("period", stream.period.toString());
        message.putObject("values").set(stream.parameter, result);
        JsonNode quality = observation.get("resultQuality");
        if (quality != null && !quality.isNull()) {
            if (!quality.path("flag").isTextual()) {
                throw new Unfit(place + "/resultQuality", "{\"flag\":\"M\"} with a code of /api/v1/flags");
            }
            message.putObject("flags").set(stream.parameter, quality.get("flag"));
        }
        return new Sent(id(stream.id, end), message);
    }

    private static void requireMembers(Stream stream, ObjectNode observation, String place) {
        for (Iterator<String> names = observation.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!MEMBERS.contains(name)) {
                throw new Unfit(
                        place + "/" + Characters.shown(name),
                        "one of " + MEMBERS.stream().sorted().toList());
            }
        }
        JsonNode feature = observation.get("FeatureOfInterest");
        if (feature != null && !referred(feature, place + "/FeatureOfInterest").equals(stream.station)) {
            throw new Unfit(place + "/FeatureOfInterest", "the station itself, '" + stream.station + "', or none");
        }
        JsonNode named = observation.get("Datastream");
        if (named != null && !referred(named, place + "/Datastream").equals(stream.id)) {
            throw new Unfit(
                    place + "/Datastream", "the datastream that is named already, '" + stream.id + "', or none");
        }
    }

    /** The end of its period; an instant is the end, as stations stamp it. */
    private static Instant end(Stream stream, @Nullable JsonNode time, String place, @Nullable Instant now) {
        if (time == null || time.isNull()) {
            if (now == null) {
                throw new Unfit(place, "a time, because a message may come twice");
            }
            return now.truncatedTo(ChronoUnit.SECONDS);
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
                throw new Unfit(place, "a span as long as the period of the datastream, " + stream.period);
            }
            return end;
        } catch (DateTimeException e) {
            throw new Unfit(
                    place, "times with their offset such as 2026-03-01T00:00:00+08:00/2026-03-01T01:00:00+08:00");
        }
    }
}
