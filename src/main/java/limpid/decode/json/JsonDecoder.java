package limpid.decode.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import limpid.decode.Decoded;
import limpid.decode.Decoder;
import limpid.decode.Limits;
import limpid.decode.Payload;
import limpid.decode.Run;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.measure.Place;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.measure.Refusals;
import limpid.station.Station;

/**
 * Reads one JSON object, or an array of them:
 *
 * <pre>{"end":"2026-03-01T01:00:00+08:00","period":"PT1H","values":{"PM2.5":22,"O3":88},"flags":{"O3":"M"}}</pre>
 *
 * <p>A value may be an array: consecutive periods, the last one ending at {@code end}. Null is due and missing. A
 * message that breaks off, or goes beyond a limit, is refused as a whole; a wrong field refuses what depends on it and no
 * more.
 */
public final class JsonDecoder implements Decoder {
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_TEXT = 1000;

    private final Parameters parameters;
    private final Flags flags;
    private final Limits limits;
    private final JsonFactory json;

    /** A decoder for these parameters and flags. */
    public JsonDecoder(Parameters parameters, Flags flags, Limits limits) {
        this.parameters = parameters;
        this.flags = flags;
        this.limits = limits;
        this.json = JsonFactory.builder()
                // A hostile message may bring 100,000 names; interned, they would outlive it.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.nesting())
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxStringLength(LONGEST_TEXT)
                        .maxNameLength(limits.name())
                        .build())
                .build();
    }

    @Override
    public Decoded decode(Payload payload, Station station) {
        Reading reading = new Reading(station);
        try (JsonParser parser = json.createParser(payload.bytes())) {
            reading.message(parser);
        } catch (StreamConstraintsException e) {
            return new Decoded.Rejected(new Refusal(
                    Reason.NOT_JSON,
                    "",
                    notJson(e) + "; LIMPID_DEEPEST_NESTING is " + limits.nesting() + ", LIMPID_LONGEST_NAME "
                            + limits.name()));
        } catch (JsonProcessingException e) {
            return new Decoded.Rejected(new Refusal(Reason.NOT_JSON, "", notJson(e)));
        } catch (IOException e) {
            // The bytes are in memory, so this is never a failed read: they are text in no encoding of JSON.
            return new Decoded.Rejected(new Refusal(Reason.NOT_JSON, "", String.valueOf(e.getMessage())));
        } catch (ValueCount.Exceeded e) {
            return new Decoded.Rejected(new Refusal(Reason.TOO_LONG, "", e.getMessage()));
        }
        return new Decoded.Batch(reading.runs, reading.refusals);
    }

    private static String notJson(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return e.getOriginalMessage() + where;
    }

    /** One message while it is read. */
    private final class Reading {
        private final Station station;
        private final List<Run> runs = new ArrayList<>();
        private final Refusals refusals = new Refusals(limits.refusals());
        private final ValueCount values = new ValueCount(limits.values());
        private final Stamps stamps = new Stamps();

        Reading(Station station) {
            this.station = station;
        }

        void message(JsonParser parser) throws IOException {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                record(parser, -1);
            } else if (first == JsonToken.START_ARRAY) {
                records(parser);
            } else {
                refusals.add(Reason.BAD_SHAPE, Place.WHOLE, () -> "expected an object or an array of objects");
                return;
            }
            if (parser.nextToken() != null) {
                refusals.add(Reason.BAD_SHAPE, Place.WHOLE, () -> "more text after the end of the message");
            }
        }

        private void records(JsonParser parser) throws IOException {
            int index = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    record(parser, index);
                } else {
                    refusals.add(Reason.BAD_SHAPE, new Place(index, "", -1), () -> "expected an object");
                    values.add(1);
                    parser.skipChildren();
                }
                index++;
            }
            if (index == 0) {
                refusals.add(Reason.BAD_SHAPE, Place.WHOLE, () -> "an empty array holds no reading");
            }
        }

        private void record(JsonParser parser, int index) throws IOException {
            JsonRecord jsonRecord =
                    new JsonRecord(index, station, parameters, flags, values, stamps, limits.refusals());
            jsonRecord.read(parser);
            jsonRecord.conclude(runs, refusals);
        }
    }
}
