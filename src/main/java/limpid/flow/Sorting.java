package limpid.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import limpid.decode.Decoded;
import limpid.decode.Decoded.Placed;
import limpid.decode.Decoder;
import limpid.decode.Payload;
import limpid.decode.Topic;
import limpid.measure.Medium;
import limpid.measure.Reading;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.station.Registry;
import limpid.station.Station;
import limpid.store.Arrival;
import limpid.validate.Check;
import limpid.validate.Verdict;

/** From a message to what is kept of it: topic, station, decoding, checks. Nothing is dropped on the way. */
public final class Sorting {
    private static final String NO_STATION = "-";

    private final Registry registry;
    private final Decoder decoder;
    private final Check checks;
    private final RemovedSeconds removed;
    private final int longestPayload;

    /**
     * Sorts by these rules.
     *
     * @param longestPayload bytes; longer messages are refused unread
     */
    public Sorting(Registry registry, Decoder decoder, Check checks, RemovedSeconds removed, int longestPayload) {
        this.registry = registry;
        this.decoder = decoder;
        this.checks = checks;
        this.removed = removed;
        this.longestPayload = longestPayload;
    }

    /** What is to be kept of a message. */
    public Arrival sort(Payload payload) {
        Optional<Topic> topic = Topic.parse(payload.topic());
        if (topic.isEmpty()) {
            return refused(payload, Reason.BAD_TOPIC, "expected limpid/v1/{air|water|noise}/{station}/readings");
        }
        if (payload.bytes().length > longestPayload) {
            return refused(payload, Reason.TOO_LONG, payload.bytes().length + " bytes, the most are " + longestPayload);
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
        return sort(payload, station.get(), decoder.decode(payload, station.get()));
    }

    private Arrival sort(Payload payload, Station station, Decoded decoded) {
        return switch (decoded) {
            case Decoded.Rejected rejected ->
                new Arrival(payload, station.code(), List.of(), List.of(rejected.refusal()));
            case Decoded.Batch batch -> check(payload, station, batch);
        };
    }

    private Arrival check(Payload payload, Station station, Decoded.Batch batch) {
        List<Reading> accepted = new ArrayList<>(batch.readings().size());
        List<Refusal> refusals = new ArrayList<>(batch.refusals());
        Predicate<Reading> gone = station.medium() == Medium.NOISE
                ? removed.among(
                        station.code(),
                        batch.readings().stream().map(Placed::reading).toList())
                : reading -> false;
        for (Placed placed : batch.readings()) {
            if (gone.test(placed.reading())) {
                refusals.add(RemovedSeconds.refusal(placed.reading(), placed.place()));
                continue;
            }
            Verdict verdict = checks.judge(placed.reading(), station, placed.place(), payload.receivedAt());
            switch (verdict) {
                case Verdict.Accepted ok -> accepted.add(ok.reading());
                case Verdict.Flagged flagged -> accepted.add(flagged.reading());
                case Verdict.Refused refused -> refusals.add(refused.refusal());
            }
        }
        return new Arrival(payload, station.code(), accepted, refusals);
    }

    /** A message of which nothing can be kept but the message itself. */
    static Arrival refused(Payload payload, Reason reason, String detail) {
        return refused(payload, new Refusal(reason, "", detail));
    }

    /** The same for a refusal that was found before the message came here. */
    static Arrival refused(Payload payload, Refusal refusal) {
        String station = Topic.stationOf(payload.topic()).orElse(NO_STATION);
        return new Arrival(payload, station, List.of(), List.of(refusal));
    }
}
