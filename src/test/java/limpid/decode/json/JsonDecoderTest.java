package limpid.decode.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limpid.Samples;
import limpid.decode.Decoded;
import limpid.decode.Limits;
import limpid.decode.Payload;
import limpid.decode.Run;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.measure.Reading;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class JsonDecoderTest {
    private static final int MEBIBYTE = 1 << 20;

    private final JsonDecoder decoder = new JsonDecoder(Parameters.standard(), Flags.standard(), Limits.DEFAULTS);

    /** The messages of {@code frames/json-v1}; its README tells what each is about. */
    @TestFactory
    Stream<DynamicTest> messages() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(JsonDecoderTest.class.getResource("/frames/json-v1"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> messages = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            assertTrue(messages.size() > 30, "messages are missing");
            return messages.stream()
                    .map(message -> dynamicTest(message.getFileName().toString(), () -> assertMessage(message)));
        }
    }

    private void assertMessage(Path message) throws IOException {
        Path expected = message.resolveSibling(message.getFileName().toString().replace(".json", ".expected"));
        assertEquals(
                Files.readString(expected).lines().sorted().toList(),
                lines(decode(Files.readAllBytes(message))).sorted().toList());
    }

    private static Stream<String> lines(Decoded decoded) {
        return switch (decoded) {
            case Decoded.Rejected rejected ->
                Stream.of("rejected " + rejected.refusal().reason().code());
            case Decoded.Batch batch ->
                Stream.concat(
                        readings(batch).map(JsonDecoderTest::line),
                        batch.refusals().list().stream().flatMap(JsonDecoderTest::lines));
        };
    }

    /** A reading with the place it stands at. */
    private record Placed(Reading reading, String place) {}

    private static Stream<Placed> readings(Decoded.Batch batch) {
        return batch.runs().stream().flatMap(run -> IntStream.range(0, run.size())
                .filter(run::readable)
                .mapToObj(i -> new Placed(run.reading("A1", i), run.place(i).toString())));
    }

    private static String line(Placed placed) {
        Reading reading = placed.reading();
        BigDecimal value = reading.value();
        return "read " + placed.place() + " " + reading.parameter().code() + " "
                + reading.period().start() + ".." + reading.period().end() + " "
                + (value == null ? "null" : value.toPlainString()) + " "
                + reading.flag().code();
    }

    private static Stream<String> lines(Refusal refusal) {
        assertEquals(refusal.count(), refusal.places().size(), "frames have few of a kind");
        return refusal.places().stream()
                .map(place -> "refused " + refusal.reason().code() + " " + place);
    }

    @Test
    void aRefusalSaysWhatIsWrong() {
        Refusal refusal = only("{\"end\":\"2026-03-01T01:00:00\",\"values\":{\"PM2.5\":22}}");
        assertEquals(
                new Refusal(Reason.BAD_TIME, "/end", "'2026-03-01T01:00:00' is not a time with its offset"), refusal);
    }

    @Test
    void brokenJsonIsRefusedWithItsPlaceInTheText() {
        Decoded.Rejected rejected = assertInstanceOf(Decoded.Rejected.class, decode("{\"end\":\n  nonsense}"));
        assertTrue(
                rejected.refusal().detail().contains("line 2, column "),
                rejected.refusal().detail());
    }

    @Test
    void bytesThatAreNoTextAreNotJson() {
        byte[][] noText = {{0, 0, (byte) 0xFF, (byte) 0xFE, 1, 2, 3, 4}, {0, 0, 0, 0}, {'{', '"', (byte) 0xC3, '"', '}'}
        };
        for (byte[] bytes : noText) {
            Decoded.Rejected rejected = assertInstanceOf(Decoded.Rejected.class, decode(bytes));
            assertEquals(Reason.NOT_JSON, rejected.refusal().reason());
        }
    }

    @Test
    void anythingGetsAnAnswer() {
        byte[] message = bytes(
                "[{\"end\":\"2026-03-01T01:00:00+08:00\",\"period\":\"PT1M\",\"values\":{\"PM2.5\":[22,null,-1.5e1]},"
                        + "\"flags\":{\"PM2.5\":\"M\"}}]");
        Random random = new Random(20260301);
        for (int i = 0; i < 5_000; i++) {
            byte[] spoilt = message.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                spoilt[random.nextInt(spoilt.length)] =
                        random.nextBoolean() ? (byte) random.nextInt(256) : message[random.nextInt(message.length)];
            }
            assertTrue(lines(decode(spoilt)).findAny().isPresent(), () -> "nothing became of " + text(spoilt));
        }
    }

    @Test
    void aMessageOfOneMebibyteIsRead() {
        StringBuilder text =
                new StringBuilder("{\"end\":\"2026-03-01T01:00:00Z\",\"period\":\"PT1S\",\"values\":{\"LAS\":[50.0");
        int values = 1;
        while (text.length() < MEBIBYTE - 10) {
            text.append(",5").append(values % 10).append(".1");
            values++;
        }
        Decoded.Batch batch = batch(text.append("]}}").toString());
        Instant end = Instant.parse("2026-03-01T01:00:00Z");
        Run run = batch.runs().getFirst();
        assertEquals(List.of(run), batch.runs());
        assertEquals(values, run.size());
        assertEquals(List.of(), batch.refusals().list());
        assertEquals(end.minusSeconds(values - 1L), run.reading("A1", 0).end());
        assertEquals(end, run.reading("A1", values - 1).end());
        assertEquals("/values/LAS/" + (values - 1), run.place(values - 1).toString());
        assertEquals(
                values, readings(batch).map(p -> p.reading().end()).distinct().count());
    }

    @Test
    void aMebibyteOfMistakesIsOneRefusalWithItsCount() {
        StringBuilder text = new StringBuilder("[0");
        while (text.length() < MEBIBYTE - 2) {
            text.append(",0");
        }
        Decoded.Batch batch = batch(text.append("]").toString());
        assertEquals(MEBIBYTE / 2 - 1, batch.refusals().count(), 1);
        Refusal one = batch.refusals().list().getFirst();
        assertEquals(1, batch.refusals().list().size());
        assertEquals(batch.refusals().count(), one.count());
        assertEquals(IntStream.range(0, 10).mapToObj(i -> "/" + i).toList(), one.places());
    }

    @Test
    void flagsThatAStationMaySetAreAllUnderstood() {
        List<String> understood = new ArrayList<>();
        for (var flag : Flags.standard().all()) {
            Decoded.Batch batch = batch("{\"end\":\"2026-03-01T01:00:00Z\",\"values\":{\"O3\":1},\"flags\":{\"O3\":\""
                    + flag.code() + "\"}}");
            readings(batch)
                    .forEach(placed -> understood.add(placed.reading().flag().code()));
        }
        assertEquals(
                Flags.standard().all().stream()
                        .filter(flag -> flag.setBy() == Flag.SetBy.STATION)
                        .map(Flag::code)
                        .toList(),
                understood);
    }

    private Refusal only(String text) {
        List<Refusal> refusals = batch(text).refusals().list();
        assertEquals(1, refusals.size(), refusals::toString);
        return refusals.getFirst();
    }

    private Decoded.Batch batch(String text) {
        return assertInstanceOf(Decoded.Batch.class, decode(text));
    }

    private Decoded decode(String text) {
        return decode(bytes(text));
    }

    private Decoded decode(byte[] bytes) {
        return decoder.decode(new Payload("limpid/v1/air/A1/readings", bytes, Samples.ARRIVED, "mqtt"), Samples.AIR);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
