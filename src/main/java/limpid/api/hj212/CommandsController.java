package limpid.api.hj212;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Collectors;
import limpid.api.hj212.CommandView.KindView;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Cursor;
import limpid.api.http.Members;
import limpid.api.http.Page;
import limpid.api.http.Rights;
import limpid.decode.hj212.Request;
import limpid.people.Role;
import limpid.station.Station;
import limpid.store.LoggerRequests;
import limpid.store.LoggerRequests.Wish;
import limpid.store.Slice;
import limpid.store.Stations;
import org.jspecify.annotations.Nullable;

/** What data loggers are asked 反控: each command with its outcome. */
@Controller("/api/v1/hj212")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "hj212")
public class CommandsController {
    private static final String LIST = "hj212-commands";
    private static final String CODES =
            Arrays.stream(Request.values()).map(Request::code).collect(Collectors.joining(", "));

    /** A logger answers record by record, and nothing else is asked meanwhile. */
    private static final Duration LONGEST_SPAN = Duration.ofDays(31);

    private final LoggerRequests requests;
    private final Stations stations;
    private final Rights rights;
    private final InstantSource clock;

    CommandsController(LoggerRequests requests, Stations stations, Rights rights, InstantSource clock) {
        this.requests = requests;
        this.stations = stations;
        this.rights = rights;
        this.clock = clock;
    }

    /** Every command that may be sent. */
    @Secured(Role.VIEWER)
    @Get(uris = {"/commands/kinds", "/commands/kinds.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<KindView>> kinds(HttpRequest<?> request) {
        return Answers.list(
                request,
                Page.whole(Arrays.stream(Request.values()).map(KindView::of).toList(), KindView.csv()));
    }

    /**
     * Commands with their outcomes, the newest first.
     *
     * @param station only to the logger of this station
     * @param limit   at most so many, 1 to 10000, usually 100
     * @param cursor  the {@code next} of the answer before
     */
    @Secured(Role.VIEWER)
    @Get(uris = {"/commands", "/commands.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<CommandView>> list(
            HttpRequest<?> request,
            @Nullable @QueryValue String station,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        Slice<LoggerRequests.Kept, Long> slice = requests.list(
                station, Cursor.read(LIST, cursor, Long.MAX_VALUE, Long::valueOf), Arguments.limit(limit));
        return Answers.list(
                request, Page.of(slice, CommandView::of, id -> Cursor.of(LIST, id.toString()), CommandView.csv()));
    }

    /**
     * Sends a command to the logger of a station 下发命令. It waits until the logger is connected and what was asked before is
     * over; ask {@code GET hj212/commands} for its outcome.
     */
    @Post("/commands")
    @Secured(Role.STATION_ENGINEER)
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<CommandView> send(Authentication who, @Body CommandRequest body) {
        Station station = ConnectionsController.require(stations, body.station == null ? "" : body.station);
        rights.requireStation(who, station.code());
        if (station.logger().mn().isEmpty()) {
            throw Members.bad("station", "'" + station.code() + "' has no data logger: the registry knows no MN of it");
        }
        Request request = Request.of(String.valueOf(body.command))
                .orElseThrow(() -> Members.bad("command", "one of " + CODES + " is needed"));
        Instant from = Arguments.instant("from", body.from);
        Instant to = Arguments.instant("to", body.to);
        requireTimes(request, from, to);
        long id = requests.ask(
                new Wish(station.code(), request.code(), from, to, who.getName()),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return HttpResponse.created(CommandView.of(requests.find(id)
                .orElseThrow(() -> new IllegalStateException("request " + id + " was kept and is not there"))));
    }

    private static void requireTimes(Request request, @Nullable Instant from, @Nullable Instant to) {
        if (from == null || to == null) {
            if (from != null || to != null || request.isHistory()) {
                throw Members.bad(from == null ? "from" : "to", "from and to are needed");
            }
            return;
        }
        if (!request.takesTimes()) {
            throw Members.bad("from", request.code() + " has no span");
        }
        if (to.isBefore(from) || Duration.between(from, to).compareTo(LONGEST_SPAN) > 0) {
            throw Members.bad("to", "not before from, and at most 31 days after it");
        }
    }

    /**
     * A command to a data logger.
     *
     * @param station whose
     * @param command code of {@code GET hj212/commands/kinds}
     * @param from    for history and information: a time with its offset, or a local date for its 00:00. It is the DataTime of
     *                the first record, which is the beginning of its interval
     * @param to      DataTime of the last record
     */
    @Schema(name = "LoggerCommandRequest")
    public record CommandRequest(
            @Nullable String station,
            @Nullable String command,
            @Nullable String from,
            @Nullable String to) {}
}
