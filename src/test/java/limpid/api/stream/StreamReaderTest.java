package limpid.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.http.sse.Event;
import java.util.ArrayList;
import java.util.List;
import limpid.measure.Medium;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A slow reader loses events, is told so, and holds up nobody. */
class StreamReaderTest {
    private final StreamReader reader = new StreamReader(null, null, 2);
    private final Taking taking = new Taking();

    /** Takes as many as it is told to. */
    private static final class Taking extends BaseSubscriber<Event<String>> {
        private final List<String> taken = new ArrayList<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // Nothing is taken yet.
        }

        @Override
        protected void hookOnNext(Event<String> event) {
            taken.add(event.getData());
        }
    }

    private boolean offer(String data) {
        return reader.offer(Event.of(data), Event.of("gap"));
    }

    @Test
    void whatDoesNotFitIsAGap() {
        reader.events().subscribe(taking);
        for (String data : List.of("1", "2", "3", "4")) {
            assertTrue(offer(data), "a slow reader still reads");
        }
        taking.request(10);
        offer("5");
        assertEquals(List.of("1", "2", "gap", "5"), taking.taken);
    }

    @Test
    void whoLeftReadsNoMore() {
        reader.events().subscribe(taking);
        taking.cancel();
        assertFalse(offer("1"));
    }

    @Test
    void whoTakesNothingForLongIsStuck() {
        reader.events().subscribe(taking);
        for (int i = 0; i < 4; i++) {
            offer("x");
        }
        assertFalse(reader.isStuck(1));
        assertTrue(reader.isStuck(1));
        taking.request(10);
        offer("y");
        assertFalse(reader.isStuck(1));
    }

    @Test
    void onlyWhatWasAskedFor() {
        StreamEvent air = new StreamEvent("reading", Medium.AIR, "A1", "{}");
        StreamEvent everybody = new StreamEvent("gap", null, null, "{}");
        assertTrue(new StreamReader(Medium.AIR, null, 1).wants(air));
        assertFalse(new StreamReader(Medium.WATER, null, 1).wants(air));
        assertTrue(new StreamReader(null, "A1", 1).wants(air));
        assertFalse(new StreamReader(null, "A2", 1).wants(air));
        assertTrue(new StreamReader(Medium.WATER, "A2", 1).wants(everybody));
    }
}
