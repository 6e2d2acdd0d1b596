package limpid.api.stream;

import io.micronaut.http.sse.Event;
import java.util.concurrent.ArrayBlockingQueue;
import limpid.measure.Medium;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;

/**
 * One who reads the stream. What it has not taken yet waits in a bounded buffer; where that is full, events are dropped and
 * a gap is told in their place, so that nobody waits for a slow reader.
 */
final class StreamReader {
    private final @Nullable Medium medium;
    private final @Nullable String station;
    private final Sinks.Many<Event<String>> sink;
    private boolean behind;
    private int beatsBehind;

    /** Interested in this medium and station, null for any. */
    StreamReader(@Nullable Medium medium, @Nullable String station, int buffer) {
        this.medium = medium;
        this.station = station;
        this.sink = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(buffer));
    }

    /** Events from now on. */
    Publisher<Event<String>> events() {
        return sink.asFlux();
    }

    /** Whether it asked for such events. Results of a city have no station; whoever asked for one does not get them. */
    boolean wants(StreamEvent event) {
        return (medium == null || event.medium() == null || medium == event.medium())
                && (station == null || event.medium() == null || station.equals(event.station()));
    }

    /**
     * Hands on an event, or notes that one is missing.
     *
     * @param gap told first where events were dropped before
     * @return whether it still reads
     */
    boolean offer(Event<String> event, Event<String> gap) {
        if (behind) {
            EmitResult told = sink.tryEmitNext(gap);
            behind = told.isFailure();
            if (behind) {
                return reads(told);
            }
        }
        EmitResult result = sink.tryEmitNext(event);
        behind = result.isFailure();
        return reads(result);
    }

    /**
     * Notes that time has passed.
     *
     * @return whether it has taken nothing for so many beats that nobody can be reading
     */
    boolean isStuck(int beats) {
        beatsBehind = behind ? beatsBehind + 1 : 0;
        return beatsBehind > beats;
    }

    private static boolean reads(EmitResult result) {
        return result.isSuccess() || result == EmitResult.FAIL_OVERFLOW;
    }

    /** Ends its stream. */
    void end() {
        sink.tryEmitComplete();
    }
}
