package limpid.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How a message is asked for. */
class ProbeTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:20:30Z");

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void aMinuteOfLevelsIsAskedForByItsLastSecond() throws IOException {
        long third = 2L * Shape.SECONDS.stations() + 7;
        Probe probe = Shape.SECONDS.probe(third, NOW);
        String message = new String(Shape.SECONDS.message(third, NOW).payload(), StandardCharsets.UTF_8);
        assertTrue(message.endsWith(probe.value() + "]}}"), message);
        assertEquals(
                "/api/v1/stations/BENCH7/readings?parameter=LAS&from=2026-11-30T23:02:59Z&to=2026-11-30T23:03:00Z",
                probe.readings());
        assertEquals(
                "/api/v1/noise/hours?station=BENCH7&from=2026-11-30T23:00:00Z&to=2026-12-01T00:00:00Z",
                probe.results());
        assertEquals(180, probe.valid());
        assertFalse(probe.isResult(json("{\"items\":[{\"valid\":120}]}")));
        assertTrue(probe.isResult(json("{\"items\":[{\"valid\":240}]}")));
    }

    @Test
    void theLastMinuteOfAnHourMakesItWhole() {
        Probe probe = Shape.TENS.probe(359L * Shape.TENS.stations(), NOW);
        assertEquals(3600, probe.valid());
        assertTrue(probe.results().endsWith("&to=2026-12-01T00:00:00Z"), probe.results());
    }

    @Test
    void anHourOfAirIsThereByItsOnlyMessage() throws IOException {
        Probe probe = Shape.HOURS.probe(103, NOW);
        String message = new String(Shape.HOURS.message(103, NOW).payload(), StandardCharsets.UTF_8);
        assertTrue(message.contains("\"SO2\":" + probe.value() + ","), message);
        assertTrue(Shape.HOURS.registry().contains("\nBENCHH3,"));
        assertTrue(probe.results().startsWith("/api/v1/air/hours?station=BENCHH3&"), probe.results());
        assertFalse(probe.isResult(json("{\"items\":[]}")));
        assertTrue(probe.isResult(json("{\"items\":[{\"aqi\":null}]}")));
    }

    @Test
    void anotherValueThanWasSentIsSaid() throws IOException {
        Probe probe = Shape.HOURS.probe(0, NOW);
        assertFalse(probe.isShown(MissingNode.getInstance()));
        assertFalse(probe.isShown(json("{\"items\":[]}")));
        assertTrue(probe.isShown(json("{\"items\":[{\"value\":" + probe.value() + "}]}")));
        JsonNode other = json("{\"items\":[{\"value\":" + (probe.value().intValue() + 1) + "}]}");
        assertThrows(BenchException.class, () -> probe.isShown(other));
    }

    @Test
    void aMessageIsDueByItsNumber() {
        Schedule schedule = new Schedule(1_000, 60, 20_000);
        assertEquals(1_000, schedule.due(0));
        assertEquals(1_000 + 3_000_000_000L, schedule.due(1000));
    }

    @Test
    void aBarSaysWhetherItIsKept() {
        assertEquals("p99 <= 300 ms: within", new Bar(99, 300).judge(300));
        assertEquals("p99.9 <= 1000 ms: OVER", new Bar(99.9, 1000).judge(1000.5));
    }
}
