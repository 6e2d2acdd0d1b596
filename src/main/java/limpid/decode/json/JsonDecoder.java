package limpid.decode.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import limpid.decode.Decoded;
import limpid.decode.Decoded.Placed;
import limpid.decode.Decoder;
import limpid.decode.Payload;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.station.Station;

/**
 * Reads one JSON object, or an array of them:
 *
 * <pre>{"end":"2026-03-01T01:00:00+08:00","period":"PT1H","values":{"PM2.5":22,"O3":88},"flags":{"O3":"M"}}</pre>
 *
 * <p>A value may be an array: consecutive periods, the last one ending at {@code end}. Null is due and missing. A
 * message that breaks off is refused as a whole; a wrong field refuses what depends on it and no more.
 */
public final class JsonDecoder implements Decoder {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(64)
                    .maxStringLength(1000)
                    .maxNameLength(200)
                    .build())
            .build();

    private final Parameters parameters;
    private final Flags flags;

    /** A decoder for these parameters and flags. */
    public JsonDecoder(Parameters parameters, Flags flags) {
        this.parameters = parameters;
        this.flags = flags;
    }

    @Override
    public Decoded decode(Payload payload, Station station) {
        List<Placed> readings = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        try (JsonParser json = JSON.createParser(payload.bytes())) {
            readMessage(json, station, readings, refusals);
        } catch (JsonProcessingException e) {
            return new Decoded.Rejected(new Refusal(Reason.NOT_JSON, "", notJson(e)));
        } catch (IOException e) {
            // The bytes are in memory, so this is never a failed read: they are text in no encoding of JSON.
            return new Decoded.Rejected(new Refusal(Reason.NOT_JSON, "", String.valueOf(e.getMessage())));
        }
        return new Decoded.Batch(readings, refusals);
    }

    private static String notJson(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return e.getOriginalMessage() + where;
    }

    private void readMessage(JsonParser json, Station station, List<Placed> readings, List<Refusal> refusals)
            throws IOException {
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_OBJECT) {
            readRecord(json, "", station, readings, refusals);
        } else if (first == JsonToken.START_ARRAY) {
            readRecords(json, station, readings, refusals);
        } else {
            refusals.add(new Refusal(Reason.BAD_SHAPE, "", "expected an object or an array of objects"));
            return;
        }
        if (json.nextToken() != null) {
            refusals.add(new Refusal(Reason.BAD_SHAPE, "", "more text after the end of the message"));
        }
    }

    private void readRecords(JsonParser json, Station station, List<Placed> readings, List<Refusal> refusals)
            throws IOException {
        int index = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String place = "/" + index++;
            if (json.currentToken() == JsonToken.START_OBJECT) {
                readRecord(json, place, station, readings, refusals);
            } else {
                refusals.add(new Refusal(Reason.BAD_SHAPE, place, "expected an object"));
                json.skipChildren();
            }
        }
        if (index == 0) {
            refusals.add(new Refusal(Reason.BAD_SHAPE, "", "an empty array holds no reading"));
        }
    }

    private void readRecord(
            JsonParser json, String place, Station station, List<Placed> readings, List<Refusal> refusals)
            throws IOException {
        JsonRecord jsonRecord = new JsonRecord(place, station, parameters, flags);
        jsonRecord.read(json);
        jsonRecord.conclude(readings, refusals);
    }
}
