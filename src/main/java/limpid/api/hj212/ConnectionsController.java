package limpid.api.hj212;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.decode.hj212.QualityCheck;
import limpid.decode.hj212.QualityCheck.RecoveryRange;
import limpid.people.Role;
import limpid.station.Station;
import limpid.store.LoggerBook;
import limpid.store.Stations;
import org.jspecify.annotations.Nullable;

/** Data loggers 数采仪 that speak HJ 212: who is connected, and what they say. */
@Controller("/api/v1/hj212")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "hj212")
public class ConnectionsController {
    private final LoggerBook book;
    private final Stations stations;
    private final RecoveryRange recovery;

    ConnectionsController(LoggerBook book, Stations stations, RecoveryRange recovery) {
        this.book = book;
        this.stations = stations;
        this.recovery = recovery;
    }

    /** Everybody who was ever heard 数采仪连接, registered or not, the connected ones first. */
    @Get(uris = {"/connections", "/connections.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<ConnectionView>> connections(HttpRequest<?> request) {
        List<ConnectionView> views = book.loggers().stream()
                .map(heard -> ConnectionView.of(
                        heard, stations.byMn(heard.mn()).map(Station::code).orElse(null)))
                .toList();
        return Answers.list(request, Page.whole(views, ConnectionView.csv()));
    }

    /**
     * The newest frame of each command of a logger 最近报文, field by field.
     *
     * @param mn the number it calls itself by
     */
    @Get("/frames")
    @SecurityRequirement(name = ApiDescription.KEY)
    public Page<FrameView> frames(@QueryValue String mn) {
        return Page.whole(book.frames(mn).stream().map(FrameView::of).toList());
    }

    /**
     * What the logger of a station says of itself and its instruments 现场端信息, the newest first.
     *
     * @param station its code
     * @param limit   at most so many, 1 to 10000, usually 100
     */
    @Get(uris = {"/information", "/information.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<SaidView>> information(
            HttpRequest<?> request, @QueryValue String station, @Nullable @QueryValue String limit) {
        require(stations, station);
        return Answers.list(
                request,
                Page.whole(
                        book.said(station, Arguments.limit(limit)).stream()
                                .map(SaidView::of)
                                .toList(),
                        SaidView.csv()));
    }

    /**
     * Checks of the analysers of a station 质控 that its data logger told: standard solutions, recovery, parallel samples, zero and
     * span; the newest first.
     *
     * @param station its code
     * @param kind    only of this kind: standard, recovery, parallel, blank or span
     * @param from    a time with its offset, or a local date for its 00:00
     * @param to      a time with its offset, which is left out, or a local date for its 24:00
     * @param limit   at most so many, 1 to 10000, usually 100
     */
    @Get(uris = {"/checks", "/checks.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<QualityCheckView>> checks(
            HttpRequest<?> request,
            @QueryValue String station,
            @Nullable @QueryValue String kind,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String limit) {
        require(stations, station);
        QualityCheck.Kind wanted = kind == null
                ? null
                : QualityCheck.Kind.of(kind)
                        .orElseThrow(() ->
                                Problem.badParameter("kind", kind, "one of standard, recovery, parallel, blank, span"));
        return Answers.list(
                request,
                Page.whole(
                        book
                                .checks(
                                        station,
                                        wanted,
                                        Arguments.instant("from", from),
                                        Arguments.end("to", to),
                                        Arguments.limit(limit))
                                .stream()
                                .map(check -> QualityCheckView.of(check, recovery))
                                .toList(),
                        QualityCheckView.csv()));
    }

    static Station require(Stations stations, String code) {
        return stations.registered(code)
                .orElseThrow(() -> Problem.unknownStation(code))
                .station();
    }
}
