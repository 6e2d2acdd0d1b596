package limpid.flow;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import limpid.decode.Decoded;
import limpid.decode.Decoder;
import limpid.decode.FrameTopic;
import limpid.decode.Limits;
import limpid.decode.ObservationTopic;
import limpid.decode.Payload;
import limpid.decode.Topic;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.station.Loggers;
import limpid.station.Registry;
import limpid.station.Station;
import limpid.store.Arrival;
import limpid.validate.Check;
import org.jspecify.annotations.Nullable;

/** From a message to what is kept of it: topic, station, decoding, checks. Nothing is dropped on the way. */
public final class Triage {
    private static final String NO_STATION = "-";

    private final Registry registry;
    private final Decoder decoder;
    private final @Nullable Frames frames;
    private final @Nullable Observations observations;
    private final Parts.Rules rules;
    private final int longestPayload;

    /**
     * Sorts by these rules.
     *
     * @param limits longer messages are refused unread
     */
    public Triage(
            Registry registry, Decoder decoder, Check checks, RemovedSeconds removed, Periods periods, Limits limits) {
        this(registry, decoder, null, checks, removed, periods, limits);
    }

    /** The same, with data loggers that speak HJ 212. */
    public Triage(
            Registry registry,
            Decoder decoder,
            @Nullable Frames frames,
            Check checks,
            RemovedSeconds removed,
            Periods periods,
            Limits limits) {
        this(
                registry,
                decoder,
                frames,
                null,
                new Parts.Rules(checks, removed, periods, limits.refusals()),
                limits.bytes());
    }

    private Triage(
            Registry registry,
            Decoder decoder,
            @Nullable Frames frames,
            @Nullable Observations observations,
            Parts.Rules rules,
            int longestPayload) {
        this.registry = registry;
        this.decoder = decoder;
        this.frames = frames;
        this.observations = observations;
        this.rules = rules;
        this.longestPayload = longestPayload;
    }

    /** The same, with observations of SensorThings that a broker brings. */
    public Triage with(Observations broughtBySensorThings) {
        return new Triage(registry, decoder, frames, broughtBySensorThings, rules, longestPayload);
    }

    /**
     * What is needed to read the frames of HJ 212.
     *
     * @param loggers who is known by which MN
     * @param decoder of frames
     */
    public record Frames(Loggers loggers, Decoder decoder) {}

    /**
     * What is needed to read observations of SensorThings.
     *
     * @param station of which a message is; empty where it says none
     * @param decoder of observations
     */
    public record Observations(Function<Payload, Optional<String>> station, Decoder decoder) {}

    /** What is to be kept of a message, all at once; for messages that are not long. */
    public Arrival sort(Payload payload) {
        return parts(payload).look(Integer.MAX_VALUE);
    }

    /** The same of a delivery, which may be refused already. */
    Arrival sort(Delivery delivery) {
        return parts(delivery).look(Integer.MAX_VALUE);
    }

    Parts parts(Delivery delivery) {
        Refusal refusal = delivery.refusal();
        return refusal == null ? parts(delivery.payload()) : refused(delivery.payload(), refusal);
    }

    /** What is to be kept of a message, part by part. */
    public Parts parts(Payload payload) {
        if (payload.bytes().length > longestPayload) {
            return refused(
                    payload,
                    Reason.TOO_LONG,
                    payload.bytes().length + " bytes, the most are " + longestPayload + " (LIMPID_LONGEST_PAYLOAD)");
        }
        Frames read = frames;
        Optional<FrameTopic> sender = read == null ? Optional.empty() : FrameTopic.parse(payload.topic());
        if (read != null && sender.isPresent()) {
            return ofLogger(payload, sender.get().mn(), read);
        }
        Observations brought = observations;
        return brought != null && ObservationTopic.parse(payload.topic()).isPresent()
                ? ofObservation(payload, brought)
                : ofTopic(payload);
    }

    private Parts ofObservation(Payload payload, Observations brought) {
        Optional<String> code = brought.station().apply(payload);
        if (code.isEmpty()) {
            return refused(payload, Reason.BAD_SHAPE, "neither topic nor Datastream names a station");
        }
        return registry.find(code.get())
                .map(station -> parts(payload, station, brought.decoder().decode(payload, station)))
                .orElseGet(() ->
                        refused(payload, Reason.UNKNOWN_STATION, "no station '" + code.get() + "' is registered"));
    }

    private Parts ofLogger(Payload payload, String mn, Frames read) {
        Optional<Station> station = read.loggers().byMn(mn);
        return station.isPresent()
                ? parts(payload, station.get(), read.decoder().decode(payload, station.get()))
                : refused(payload, Reason.UNKNOWN_STATION, "no station has the data logger '" + mn + "' (MN)");
    }

    private Parts ofTopic(Payload payload) {
        Optional<Topic> topic = Topic.parse(payload.topic());
        if (topic.isEmpty()) {
            return refused(payload, Reason.BAD_TOPIC, "expected limpid/v1/{air|water|noise}/{station}/readings");
        }
        Optional<Station> station = registry.find(topic.get().station());
        if (station.isEmpty()) {
            return refused(
                    payload,
                    Reason.UNKNOWN_STATION,
                    "no station '" + topic.get().station() + "' is registered");
        }
        if (station.get().medium() != topic.get().medium()) {
            return refused(
                    payload,
                    Reason.WRONG_MEDIUM,
                    "station " + station.get().code() + " is of medium "
                            + station.get().medium().code());
        }
        return parts(payload, station.get(), decoder.decode(payload, station.get()));
    }

    private Parts parts(Payload payload, Station station, Decoded decoded) {
        return switch (decoded) {
            case Decoded.Rejected rejected -> Parts.refused(payload, station.code(), rejected.refusal(), rules);
            case Decoded.Batch batch -> Parts.of(payload, station, batch.runs(), batch.refusals(), rules);
        };
    }

    private Parts refused(Payload payload, Reason reason, String detail) {
        return refused(payload, new Refusal(reason, "", detail));
    }

    private Parts refused(Payload payload, Refusal refusal) {
        return Parts.refused(payload, stationOf(payload), refusal, rules);
    }

    private static String stationOf(Payload payload) {
        return Topic.stationOf(payload.topic()).orElse(NO_STATION);
    }

    /** A message that could not be handled: only it itself is kept. */
    Parts unhandled(Payload payload, Throwable why) {
        return refused(payload, Reason.NOT_STORABLE, why.toString());
    }

    /** A message of which nothing can be kept but the message itself. */
    static Arrival refused(Payload payload, List<Refusal> refusals) {
        return new Arrival(payload, stationOf(payload), List.of(), refusals);
    }
}
