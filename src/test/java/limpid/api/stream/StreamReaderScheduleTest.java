package limpid.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micronaut.http.sse.Event;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A reader of the stream who takes events while others come, in the orders of steps that a model checker finds. */
@Tag("long")
class StreamReaderScheduleTest {
    private static final int SCHEDULES = 200;
    private static final String GAP = "gap";

    /** Takes only what it asks for. */
    private static final class Slow extends BaseSubscriber<Event<String>> {
        private final List<String> taken = new ArrayList<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(Event<String> event) {
            taken.add(event.getData());
        }
    }

    @Test
    void whatIsMissingIsToldBeforeWhatComesAfterIt() {
        Lincheck.runConcurrentTest(SCHEDULES, () -> {
            StreamReader reader = new StreamReader(null, null, 1);
            Slow slow = new Slow();
            reader.events().subscribe(slow);
            Thread taking = new Thread(() -> slow.request(1));
            taking.start();
            for (int event = 1; event <= 3; event++) {
                reader.offer(Event.of(Integer.toString(event)), Event.of(GAP));
            }
            try {
                taking.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            slow.request(100);
            reader.offer(Event.of("4"), Event.of(GAP));
            slow.request(100);
            check(slow.taken);
        });
    }

    /** Where the gap itself took the last room, what comes after it is missing too, and told by another one. */
    private static void check(List<String> taken) {
        int last = 0;
        boolean gap = false;
        for (String one : taken) {
            if (one.equals(GAP)) {
                gap = true;
            } else {
                int number = Integer.parseInt(one);
                assertEquals(gap, number != last + 1, () -> "a gap that is not told, or none that is: " + taken);
                last = number;
                gap = false;
            }
        }
    }
}
