package limpid.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import limpid.Samples;
import limpid.decode.Handover;
import limpid.decode.Payload;
import limpid.measure.Refusal;
import org.junit.jupiter.api.Test;

/** Which messages were kept before, by a record in memory. */
class RepeatsTest {
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final Instant END = Samples.at("2026-03-01T01:00:00+08:00");

    private final Repeats repeats = new Repeats(new RepeatRoom(Duration.ofHours(1), 1_000_000));
    private final Map<UUID, List<long[]>> record = new HashMap<>();
    private int read;

    private final Repeats.Past<RuntimeException> past = new Repeats.Past<>() {
        @Override
        public long[] before(UUID connection) {
            read++;
            return record.entrySet().stream()
                    .filter(by -> !by.getKey().equals(connection))
                    .flatMap(by -> by.getValue().stream())
                    .flatMapToLong(Arrays::stream)
                    .sorted()
                    .toArray();
        }

        @Override
        public Set<Long> found(Set<Long> digests) {
            throw new AssertionError("nothing was said to have been sent before");
        }
    };

    private static Arrival message(UUID connection, String text) {
        return message(new Handover(connection, false), text);
    }

    private static Arrival message(Handover handover, String text) {
        return new Arrival(
                new Payload("topic", text.getBytes(StandardCharsets.UTF_8), END, "mqtt", handover),
                "A1",
                List.of(Samples.hour("A1", "PM2.5", END, "7")),
                List.of());
    }

    /** Keeps a message. @return whether it was kept before */
    private boolean keep(UUID connection, String text) {
        return keep(List.of(message(connection, text))) > 0;
    }

    /** Keeps messages together. @return how many were kept before */
    private int keep(List<Arrival> arrivals) {
        Repeats.Found repeated = repeats.among(arrivals, past);
        keep(Repeats.record(arrivals, repeated));
        return repeated.before().size() + repeated.twice().size();
    }

    private void keep(Map<UUID, long[]> kept) {
        kept.forEach((by, digests) ->
                record.computeIfAbsent(by, none -> new ArrayList<>()).add(digests));
        repeats.kept(kept);
    }

    @Test
    void whatAnotherConnectionBroughtIsARepetition() {
        keep(ONE, "before");
        keep(OTHER, "A");
        assertTrue(keep(ONE, "A"));
        assertEquals(2, read);
    }

    @Test
    void whatOneConnectionBringsTwiceIsMeantTwice() {
        keep(ONE, "A");
        assertFalse(keep(ONE, "A"));
    }

    /** Refused for a reason that is gone when it comes again, it must not be newer than what came meanwhile. */
    @Test
    void whatWasRefusedIsARepetitionToo() {
        keep(ONE, "before");
        Arrival accepted = message(OTHER, "A");
        Refusal refusal = new Refusal(Refusal.Reason.NOT_STORABLE, "", "too long for its place");
        keep(List.of(new Arrival(accepted.payload(), "A1", List.of(), List.of(refusal))));
        assertTrue(keep(ONE, "A"));
    }

    /** Sent again and again by two gates, while what came after it was answered. */
    @Test
    void whatItsSenderNumberedIsOneMessageHoweverOftenItComes() {
        Arrival numbered = message(Handover.numbered(), "A");
        assertEquals(0, keep(List.of(numbered)));
        assertEquals(1, keep(List.of(message(Handover.numbered(), "A"))));
        assertEquals(0, keep(List.of(message(Handover.numbered(), "B"))));
        assertEquals(1, keep(List.of(message(Handover.numbered(), "A"))));
        assertEquals(
                2,
                keep(List.of(
                        message(Handover.numbered(), "C"),
                        message(Handover.numbered(), "C"),
                        message(Handover.numbered(), "B"))));
    }

    @Test
    void aConnectionThatIsNotHeardTakesNoMemoryForEver() {
        keep(ONE, "before");
        keep(OTHER, "A");
        keep(Map.of(OTHER, LongStream.rangeClosed(1, Repeats.MOST_SINCE).toArray()));
        assertEquals(1, repeats.remembered());
        assertTrue(keep(ONE, "A"), "it is read from the record");
        assertEquals(3, read);
    }

    @Test
    void whatAnotherInstanceKeptIsKnownWhenThePartitionComes() {
        keep(ONE, "before");
        long[] elsewhere = Repeats.record(List.of(message(OTHER, "A")), new Repeats.Found(Set.of(), Set.of()))
                .get(OTHER);
        record.put(OTHER, List.of(elsewhere));
        repeats.forget();
        assertTrue(keep(ONE, "A"));
    }
}
