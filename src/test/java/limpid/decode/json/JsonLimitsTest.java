package limpid.decode.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limpid.Samples;
import limpid.decode.Decoded;
import limpid.decode.Limits;
import limpid.decode.Payload;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.measure.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every limit of a message: what just keeps it is read, what goes beyond it is refused and the refusal names the setting. */
class JsonLimitsTest {
    private static final Limits LIMITS = new Limits(1 << 20, 30, 3, 20, 6);
    private static final JsonDecoder DECODER = new JsonDecoder(Parameters.standard(), Flags.standard(), LIMITS);

    /** A limit with a message that keeps it and one that does not. */
    private record Case(String limit, String within, String beyond, String setting) {}

    private static final Map<String, Case> CASES = Stream.of(
                    new Case("values", array(30), array(31), "LIMPID_VALUES_OF_A_MESSAGE"),
                    new Case("name", named("x".repeat(20)), named("x".repeat(21)), "LIMPID_LONGEST_NAME"),
                    new Case("nesting", nested(4), nested(5), "LIMPID_DEEPEST_NESTING"))
            .collect(Collectors.toMap(Case::limit, one -> one));

    static Stream<Case> cases() {
        return CASES.values().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void withinItIsReadAndBeyondItRefusedByName(Case one) {
        assertInstanceOf(Decoded.Batch.class, decode(one.within));
        Decoded.Rejected rejected = assertInstanceOf(Decoded.Rejected.class, decode(one.beyond));
        assertTrue(
                rejected.refusal().detail().contains(one.setting),
                rejected.refusal().detail());
    }

    /** Bytes are counted where the message arrives; refusals are counted and not refused. */
    @Test
    void everyLimitHasItsCase() {
        assertEquals(
                Stream.of("bytes", "name", "nesting", "refusals", "values").toList(),
                Arrays.stream(Limits.class.getRecordComponents())
                        .map(component -> component.getName())
                        .sorted()
                        .toList());
        assertEquals(3, CASES.size());
    }

    @Test
    void furtherKindsOfRefusalAreOneAReasonAndNoneIsLost() {
        String names = IntStream.range(0, 10).mapToObj(i -> "\"N" + i + "\":1").collect(Collectors.joining(","));
        Decoded.Batch batch = assertInstanceOf(
                Decoded.Batch.class,
                decode("{\"end\":\"2026-03-01T01:00:00Z\",\"values\":{" + names + "},\"flags\":{\"Y\":\"N\"}}"));
        assertEquals(11, batch.refusals().count());
        assertEquals(
                11, batch.refusals().list().stream().mapToLong(Refusal::count).sum());
        assertEquals(4, batch.refusals().list().size(), "three kinds, and the rest of one reason");
    }

    @Test
    void theArrayOfAnUnknownNameIsSteppedOverAndCounted() {
        Decoded.Batch batch = assertInstanceOf(
                Decoded.Batch.class,
                decode("{\"values\":{\"XX\":[1,[2],{\"a\":3},null],\"O3\":[4,5]},\"end\":\"2026-03-01T01:00:00Z\"}"));
        Refusal refusal = batch.refusals().list().getFirst();
        assertEquals("/values/XX", refusal.place());
        assertEquals(4, refusal.count());
        assertEquals(2, batch.runs().getFirst().size());
    }

    private static String array(int values) {
        return "{\"end\":\"2026-03-01T01:00:00Z\",\"values\":{\"O3\":[1" + ",1".repeat(values - 1) + "]}}";
    }

    private static String named(String name) {
        return "{\"end\":\"2026-03-01T01:00:00Z\",\"values\":{\"" + name + "\":1}}";
    }

    private static String nested(int depth) {
        return "{\"end\":\"2026-03-01T01:00:00Z\",\"values\":{\"O3\":" + "[".repeat(depth) + "]".repeat(depth) + "}}";
    }

    private static Decoded decode(String text) {
        return DECODER.decode(
                new Payload(
                        "limpid/v1/air/A1/readings", text.getBytes(StandardCharsets.UTF_8), Samples.ARRIVED, "mqtt"),
                Samples.AIR);
    }
}
