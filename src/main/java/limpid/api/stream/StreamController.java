package limpid.api.stream;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import limpid.api.http.Arguments;
import limpid.api.http.ClientLimits;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** What is committed, as it happens. */
@Controller("/api/v1/stream")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "stream")
public class StreamController {
    private static final int BUFFER = 1024;

    private final StreamHub hub;
    private final ClientLimits limits;

    StreamController(StreamHub hub, ClientLimits limits) {
        this.hub = hub;
        this.limits = limits;
    }

    /**
     * Server-sent events 实时推送 of everything that is committed, by whichever instance. {@code reading}: a new or changed
     * reading; of a series shorter than a minute the newest one of each commit. {@code readings}: a station's readings over
     * more than six hours, such as a backfill, told as a span. {@code result}: figures of a station or city that were worked
     * out again, from {@code first} to {@code last}; ask their list for them. {@code gap}: events may be missing here, because
     * this instance listens only from here on, because
     * the reader was slow, too much happened at once, or the event it wants to go on from is no longer remembered; what was
     * read before may be old. {@code heartbeat}: every ten seconds.
     *
     * @param medium  only of air, water or noise
     * @param station only of this station
     * @param lastId  the id of the last event seen; the instance remembers its newest 4,096 events
     */
    @Get
    @Produces(MediaType.TEXT_EVENT_STREAM)
    @ApiResponse(
            responseCode = "200",
            description = "events; their data are StreamReading, StreamReadings, StreamResults or StreamGap",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM,
                            schema =
                                    @Schema(
                                            anyOf = {
                                                StreamEvent.ReadingData.class,
                                                StreamEvent.ReadingsData.class,
                                                StreamEvent.ResultsData.class,
                                                StreamEvent.GapData.class
                                            })))
    public Publisher<Event<String>> stream(
            HttpRequest<?> request,
            @Nullable @QueryValue String medium,
            @Nullable @QueryValue String station,
            @Nullable @Header("Last-Event-ID") String lastId) {
        StreamReader reader = new StreamReader(Arguments.medium(medium), station, BUFFER);
        Runnable gone = limits.stream(request);
        hub.add(reader, lastId);
        return Flux.from(reader.events()).doFinally(end -> gone.run());
    }
}
