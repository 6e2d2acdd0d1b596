package limpid.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import limpid.Samples;
import limpid.decode.Limits;
import limpid.decode.Payload;
import limpid.decode.json.JsonDecoder;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.Readings;
import limpid.validate.ClockCheck;
import limpid.validate.MediumCheck;
import limpid.validate.RangeCheck;
import limpid.validate.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages of one mebibyte that are made to use up memory, all at once, in a process of its own with a small heap. */
class PoisonIT {
    private static final int MEBIBYTE = 1 << 20;
    private static final String END = "2026-02-28T18:00:00Z";

    @Test
    @Timeout(150)
    void aSmallHeapSurvivesAllAtOnce() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx80m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PoisonIT.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), said);
        assertTrue(said.contains("acknowledged true, without failures true, accepted 1258212, refused 2970790,"), said);
        assertTrue(said.contains("at most 10000 readings together"), said);
    }

    /** In the small process: all forms at once, from one station. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> forms = List.of(
                filled("{\"end\":\"" + END + "\",\"values\":{\"" + "~".repeat(196) + "中\":[", "0,", "0]}}"),
                filled("[", "0,", "0]"),
                filled("[", "[],", "0]"),
                filled("[", "{},", "0]"),
                filled("{\"end\":\"" + END + "\",\"values\":{\"LAS\":[", "\"\",", "\"\"]}}"),
                filled("{\"end\":\"" + END + "\",\"period\":\"PT1S\",\"values\":{\"LAS\":[", "5,", "5]}}"),
                filled("{\"end\":\"" + END + "\",\"period\":\"PT1S\",\"values\":{\"LAS\":[", "52.1,", "5]}}"),
                filled("{\"end\":\"2027-02-28T18:00:00Z\",\"period\":\"PT1S\",\"values\":{\"LAS\":[", "5,", "5]}}"),
                filled("{\"values\":{\"LAS\":[", "5,", "5]},\"period\":\"PT1S\",\"end\":\"" + END + "\"}"));
        AtomicLong accepted = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        AtomicLong largest = new AtomicLong();
        Readings store = (batch, progress) -> {
            long readings = batch.stream()
                    .mapToLong(arrival -> arrival.accepted().size())
                    .sum();
            long refusals = batch.stream().mapToLong(Arrival::refused).sum();
            accepted.addAndGet(readings);
            refused.addAndGet(refusals);
            largest.accumulateAndGet(readings, Math::max);
            return new Committed(readings, 0, 0, refusals);
        };
        CountDownLatch acknowledged = new CountDownLatch(forms.size());
        try (Intake intake = new Intake(triage(), store, Room.DEFAULTS, outcome -> {})) {
            intake.start();
            for (String form : forms) {
                Payload payload = Samples.payload(Samples.topic(Samples.NOISE), form);
                intake.offer(new Delivery(payload, acknowledged::countDown), Duration.ofSeconds(30));
            }
            boolean all = acknowledged.await(100, TimeUnit.SECONDS);
            boolean sound = intake.belts().stream().allMatch(belt -> belt.failures() == 0);
            System.out.println("acknowledged " + all + ", without failures " + sound + ", accepted " + accepted
                    + ", refused " + refused + ", at most " + largest + " readings together");
        }
    }

    private static Triage triage() {
        return new Triage(
                Samples.registry(Samples.NOISE),
                new JsonDecoder(Parameters.standard(), Flags.standard(), Limits.DEFAULTS),
                new Validator(List.of(
                        new MediumCheck(),
                        new ClockCheck(Duration.ofMinutes(10), Instant.EPOCH),
                        new RangeCheck(Flags.standard().get("OR")))),
                Samples.NOTHING_REMOVED,
                Samples.PERIODS,
                Limits.DEFAULTS);
    }

    private static String filled(String head, String unit, String tail) {
        int bytes = (head + tail).getBytes(StandardCharsets.UTF_8).length;
        return head + unit.repeat((MEBIBYTE - bytes) / unit.length()) + tail;
    }
}
