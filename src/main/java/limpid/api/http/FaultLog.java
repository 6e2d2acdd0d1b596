package limpid.api.http;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import limpid.measure.Characters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults of ours in the log: one line a kind and minute, with how many there were since the last one. A stack a request
 * would let anybody push everything else out of the log. The stack is logged at debug.
 */
@Singleton
final class FaultLog {
    private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    FaultLog(InstantSource clock) {
        this.clock = clock;
    }

    /** When a kind was logged last, and how often it came since. */
    private record Kind(Instant logged, AtomicLong since) {}

    /** Logs a fault that ended a request, or counts it. */
    void add(HttpRequest<?> request, Throwable fault) {
        LOG.debug("{} {}", request.getMethod(), request.getPath(), fault);
        if (fault instanceof IOException) {
            // The client left while it sent or read; no fault of ours.
            return;
        }
        String place = place(fault);
        String kind = fault.getClass().getSimpleName() + " " + place;
        Instant now = clock.instant();
        // As many kinds as there are places in the program that throw.
        Kind known = kinds.get(kind);
        if (known != null && now.isBefore(known.logged.plus(QUIET))) {
            known.since.incrementAndGet();
            return;
        }
        kinds.put(kind, new Kind(now, new AtomicLong()));
        LOG.error(
                "{} {}: {} {} at {}{}",
                request.getMethod(),
                Characters.shown(request.getPath()),
                fault.getClass().getSimpleName(),
                Characters.shown(String.valueOf(fault.getMessage())),
                place,
                known == null || known.since.get() == 0 ? "" : "; " + known.since.get() + " more since the last line");
    }

    /** The first frame of ours, else the first at all. */
    private static String place(Throwable fault) {
        StackTraceElement[] frames = fault.getStackTrace();
        return Stream.of(frames)
                .filter(frame -> frame.getClassName().startsWith("limpid."))
                .findFirst()
                .or(() -> Stream.of(frames).findFirst())
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("an unknown place");
    }
}
