package limpid.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FaultLogTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(FaultLog.class);

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void listen() {
        lines.start();
        LOG.addAppender(lines);
        LOG.setAdditive(false);
        LOG.setLevel(Level.INFO);
    }

    @AfterEach
    void leave() {
        LOG.detachAppender(lines);
        LOG.setAdditive(true);
        LOG.setLevel(null);
    }

    @Test
    void aFloodOfOneFaultIsOneShortLineAMinute() {
        FaultLog log = new FaultLog((InstantSource) () -> now);
        for (int i = 0; i < 10_000; i++) {
            log.add(HttpRequest.GET("/" + "x".repeat(5_000)), fault("y".repeat(5_000)));
        }
        now = now.plusSeconds(60);
        log.add(HttpRequest.GET("/x"), fault("y"));
        assertEquals(2, lines.list.size());
        String first = lines.list.getFirst().getFormattedMessage();
        assertTrue(first.length() < 400 && first.contains("FaultLogTest.java:"), first);
        assertEquals(null, lines.list.getFirst().getThrowableProxy());
        assertTrue(lines.list.getLast().getFormattedMessage().endsWith("; 9999 more since the last line"));
    }

    private static RuntimeException fault(String message) {
        return new IllegalStateException(message);
    }
}
