package limpid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogBrakeTest {
    private static final Logger LOG = new LoggerContext().getLogger("a");

    private final LogBrake brake = new LogBrake();

    @Test
    void soManyOfAKindInAMinute() {
        assertEquals(30, passed(0, 100, "no {}", null));
        assertEquals(30, passed(1_000, 100, "another {}", null), "of another kind");
        assertEquals(0, passed(59_000, 100, "no {}", null));
        assertEquals(30, passed(60_000, 100, "no {}", null), "in the next minute");
    }

    @Test
    void anExceptionIsKnownByWhereItCameFrom() {
        int passed = 0;
        for (int i = 0; i < 100; i++) {
            passed += passed(0, 1, "failed " + i, new IllegalStateException("number " + i));
        }
        assertEquals(30, passed);
        assertEquals(1, passed(0, 1, "failed", new IllegalArgumentException("other")));
    }

    @Test
    void manyKindsTogetherAreOne() {
        int passed = 0;
        for (int i = 0; i < 10_000; i++) {
            passed += passed(0, 1, "text " + i, null);
        }
        assertEquals(530, passed);
    }

    private int passed(long at, int times, String message, @Nullable Throwable thrown) {
        int passed = 0;
        for (int i = 0; i < times; i++) {
            LoggingEvent event = new LoggingEvent("x", LOG, Level.ERROR, message, thrown, new Object[] {i});
            event.setTimeStamp(1_000_000_000 + at);
            passed += brake.decide(event) == FilterReply.DENY ? 0 : 1;
        }
        return passed;
    }
}
