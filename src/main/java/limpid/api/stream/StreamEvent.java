package limpid.api.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.sse.Event;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import limpid.api.http.Local;
import limpid.measure.Medium;
import limpid.measure.Reading;
import limpid.store.Change;
import limpid.store.Change.Why;
import org.jspecify.annotations.Nullable;

/**
 * An event of the stream, written once for all who read it.
 *
 * @param medium  air, water or noise; null where it concerns everybody
 * @param station whose it is; null where it is not of one station
 */
record StreamEvent(
        String name, @Nullable Medium medium, @Nullable String station, String data) {

    /** A reading as it was committed. */
    @Schema(name = "StreamReading")
    record ReadingData(
            String station,
            String medium,
            String parameter,
            String period,
            OffsetDateTime end,
            @Nullable BigDecimal value,
            @Nullable String reason,
            String unit,
            String flag,
            OffsetDateTime recordedAt) {}

    /** Readings that are not told one by one: their ends lie from first to last. */
    @Schema(name = "StreamReadings")
    record ReadingsData(String station, String medium, OffsetDateTime first, OffsetDateTime last) {}

    /** Results that were worked out again; first and last as their list names periods. */
    @Schema(name = "StreamResults")
    record ResultsData(
            String result,
            String medium,
            @Nullable String station,
            @Nullable String city,
            String first,
            String last) {}

    /** Why events are missing. */
    @Schema(name = "StreamGap")
    record GapData(String reason) {}

    static StreamEvent of(Change change, ObjectMapper json) {
        return switch (change) {
            case Change.OfReading one ->
                new StreamEvent("reading", one.medium(), one.reading().station(), write(reading(one), json));
            case Change.OfSpan span ->
                new StreamEvent("readings", span.medium(), span.station(), write(readings(span), json));
            case Change.OfResults results ->
                new StreamEvent("result", results.medium(), results.station(), write(results(results), json));
            case Change.Missed missed -> gap(missed.why() == Why.STARTED ? "started" : "tooMany", json);
        };
    }

    /** Events are missing here: figures that were read before may be old. */
    static StreamEvent gap(String reason, ObjectMapper json) {
        return new StreamEvent("gap", null, null, write(new GapData(reason), json));
    }

    private static ReadingData reading(Change.OfReading change) {
        Reading reading = change.reading();
        return new ReadingData(
                reading.station(),
                change.medium().code(),
                reading.parameter().code(),
                reading.period().length().toString(),
                Local.time(reading.end()),
                reading.value(),
                reading.value() == null ? "missing" : null,
                reading.parameter().unit(),
                reading.flag().code(),
                Local.time(change.recordedAt()));
    }

    private static ReadingsData readings(Change.OfSpan span) {
        return new ReadingsData(
                span.station(), span.medium().code(), Local.time(span.first()), Local.time(span.last()));
    }

    private static ResultsData results(Change.OfResults change) {
        return new ResultsData(
                change.table().replace('_', '-'),
                change.medium().code(),
                change.station(),
                change.city(),
                change.first(),
                change.last());
    }

    private static String write(Object data, ObjectMapper json) {
        try {
            return json.writeValueAsString(data);
        } catch (IOException e) {
            throw new UncheckedIOException("writing an event", e);
        }
    }

    /** As it goes over the wire. */
    Event<String> event(String id) {
        return Event.of(data).name(name).id(id);
    }
}
