package limpid.flow;

import static limpid.Samples.AIR;
import static limpid.Samples.ARRIVED;
import static limpid.Samples.at;
import static limpid.Samples.hourJson;
import static limpid.Samples.payload;
import static limpid.Samples.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import limpid.Samples;
import limpid.decode.Limits;
import limpid.decode.Payload;
import limpid.decode.json.JsonDecoder;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import limpid.store.Arrival;
import limpid.validate.ClockCheck;
import limpid.validate.MediumCheck;
import limpid.validate.RangeCheck;
import limpid.validate.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriageTest {
    private static final int LONGEST = 1000;
    private static final Limits LIMITS = new Limits(LONGEST, 1000, 50, 200, 8);
    private static final Instant END = at("2026-03-01T01:00:00+08:00");

    private final Triage triage = new Triage(
            Samples.registry(AIR),
            new JsonDecoder(Parameters.standard(), Flags.standard(), LIMITS),
            new Validator(List.of(
                    new MediumCheck(),
                    new ClockCheck(Duration.ofMinutes(10), Instant.EPOCH),
                    new RangeCheck(Flags.standard().get("OR")))),
            Samples.NOTHING_REMOVED,
            Samples.PERIODS,
            LIMITS);

    @Test
    void aGoodMessageBecomesReadings() {
        Payload payload = payload(topic(AIR), hourJson(END, "22"));
        Arrival arrival = triage.sort(payload);
        assertEquals(new Arrival(payload, "A1", List.of(Samples.hour("A1", "PM2.5", END, "22")), List.of()), arrival);
        assertEquals(1, arrival.received());
    }

    @Test
    void aTimeThatNoDatabaseHasIsRefusedBeforeAnythingIsLookedUp() {
        List<Instant> lookedUp = new ArrayList<>();
        Triage noise = new Triage(
                Samples.registry(Samples.NOISE),
                new JsonDecoder(Parameters.standard(), Flags.standard(), LIMITS),
                new ClockCheck(Duration.ofMinutes(10), Instant.EPOCH),
                new RemovedSeconds(
                        (station, minutes) -> {
                            lookedUp.addAll(minutes);
                            return Set.of();
                        },
                        InstantSource.system()),
                Samples.PERIODS,
                LIMITS);
        for (String end : List.of("-0001-12-31T23:59:00Z", "-999999999-12-31T05:58:00Z")) {
            String levels = "{\"end\":\"%s\",\"period\":\"PT1S\",\"values\":{\"LAS\":[50,51]}}".formatted(end);
            Arrival arrival = noise.sort(payload(topic(Samples.NOISE), levels));
            assertEquals(Reason.TOO_OLD, arrival.refusals().getFirst().reason());
            assertEquals(2, arrival.received());
        }
        assertEquals(List.of(), lookedUp);
    }

    @Test
    void theGoodPartOfAMessageIsKeptBesideTheRefused() {
        Arrival arrival = triage.sort(payload(
                topic(AIR),
                "{\"end\":\"" + END + "\",\"values\":{\"PM2.5\":22,\"SO2\":-7,\"LAS\":50,\"XX\":1,\"RH\":999}}"));
        assertEquals(
                List.of("PM2.5 N", "SO2 OR"),
                arrival.accepted().stream()
                        .map(reading -> reading.parameter().code() + " "
                                + reading.flag().code())
                        .toList());
        assertEquals(
                List.of("UNKNOWN_PARAMETER /values/XX", "WRONG_MEDIUM /values/LAS", "IMPOSSIBLE_VALUE /values/RH"),
                arrival.refusals().stream()
                        .map(refusal -> refusal.reason() + " " + refusal.place())
                        .toList());
        assertEquals(5, arrival.received(), "each of the five is accounted for");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limpid/v1/air/A1/reading",
                "limpid/v2/air/A1/readings",
                "limpid/v1/soil/A1/readings",
                "limpid/v1/air/A1/readings/x",
                "limpid/v1/air//readings",
                "x"
            })
    void aWrongTopicIsRefused(String topic) {
        assertEquals(
                Reason.BAD_TOPIC, refusal(payload(topic, hourJson(END, "22"))).reason());
    }

    @Test
    void theStationIsNamedWhereATopicIsWrongInAnotherPlace() {
        assertEquals(
                "A1", triage.sort(payload("limpid/v1/soil/A1/readings", "")).station());
        assertEquals("-", triage.sort(payload("limpid", "")).station());
    }

    @Test
    void aNameNoStationCanHaveIsNotPutIntoTheLedger() {
        assertEquals(
                "-",
                triage.sort(payload("limpid/v1/air/" + "x".repeat(65) + "/readings", ""))
                        .station());
        assertEquals("-", triage.sort(payload("limpid/v1/air/a b/readings", "")).station());
    }

    @Test
    void aTopicLongerThanAnIndexTakesIsCut() {
        String topic = "limpid/v1/air/" + "站".repeat(20_000) + "/readings";
        Payload payload = payload(topic, hourJson(END, "22"));
        assertEquals(501, payload.topic().length());
        assertEquals(Reason.BAD_TOPIC, refusal(payload).reason());
    }

    @Test
    void aMessageThatIsTooLongIsRefusedUnread() {
        String longest = hourJson(END, "22") + " ".repeat(LONGEST);
        assertEquals(
                Reason.TOO_LONG,
                refusal(payload(topic(AIR), longest.substring(0, LONGEST + 1))).reason());
        assertEquals(
                List.of(),
                triage.sort(payload(topic(AIR), longest.substring(0, LONGEST))).refusals());
    }

    @Test
    void anUnknownStationIsRefusedUnderItsName() {
        Arrival arrival = triage.sort(payload("limpid/v1/air/A2/readings", hourJson(END, "22")));
        assertEquals("A2", arrival.station());
        assertEquals(
                List.of(new Refusal(Reason.UNKNOWN_STATION, "", "no station 'A2' is registered")), arrival.refusals());
    }

    @Test
    void aStationOfAnotherMediumIsRefused() {
        assertEquals(
                Reason.WRONG_MEDIUM,
                refusal(payload("limpid/v1/noise/A1/readings", hourJson(END, "22")))
                        .reason());
    }

    @Test
    void aMessageThatIsNoJsonIsRefusedWhole() {
        assertEquals(Reason.NOT_JSON, refusal(payload(topic(AIR), "{")).reason());
    }

    @Test
    void theClockIsThatOfTheArrival() {
        Instant next = ARRIVED.plus(Duration.ofHours(1));
        assertEquals(
                Reason.IN_THE_FUTURE,
                refusal(payload(topic(AIR), hourJson(next, "22"))).reason());
    }

    private Refusal refusal(Payload payload) {
        Arrival arrival = triage.sort(payload);
        assertEquals(List.of(), arrival.accepted());
        assertEquals(1, arrival.refusals().size());
        return arrival.refusals().getFirst();
    }
}
