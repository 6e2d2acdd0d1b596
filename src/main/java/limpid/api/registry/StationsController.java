package limpid.api.registry;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Cursor;
import limpid.api.http.ImportView;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.http.Rights;
import limpid.api.http.TableBody;
import limpid.measure.Table;
import limpid.people.Role;
import limpid.station.Station;
import limpid.station.StationCsv;
import limpid.store.Registered;
import limpid.store.Slice;
import limpid.store.Stations;
import limpid.store.Stations.Filter;
import org.jspecify.annotations.Nullable;

/** The registry 站点. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "stations")
public class StationsController {
    private static final String LIST = "stations";

    private final Stations stations;
    private final TableBody bodies;
    private final Rights rights;

    StationsController(Stations stations, Rights rights, TableBody bodies) {
        this.bodies = bodies;
        this.stations = stations;
        this.rights = rights;
    }

    /**
     * Registered stations in the order of their codes.
     *
     * @param medium        air, water or noise
     * @param city          only of this city
     * @param district      only of this district 区县
     * @param modifiedSince only those changed after this time
     * @param limit         at most so many, 1 to 10000, usually 100
     * @param cursor        the {@code next} of the answer before
     */
    @Get(uris = {"/stations", "/stations.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<StationView>> list(
            HttpRequest<?> request,
            @Nullable @QueryValue String medium,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String district,
            @Nullable @QueryValue String modifiedSince,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        Filter filter = new Filter(
                Arguments.medium(medium),
                city,
                district,
                Arguments.instant("modifiedSince", modifiedSince),
                Cursor.<@Nullable String>read(LIST, cursor, null, code -> code));
        int wanted = Arguments.limit(limit);
        Slice<Registered, String> slice = Slice.of(
                stations.list(filter, wanted + 1), wanted, row -> row.station().code());
        return Answers.list(request, Page.of(slice, StationView::of, code -> Cursor.of(LIST, code), StationView.CSV));
    }

    /** One station. */
    @Get("/stations/{code}")
    public StationView find(String code) {
        return view(code);
    }

    /** Registers a station, or changes it as a whole: what is left out becomes empty. */
    @Put("/stations/{code}")
    @Secured(Role.STATION_ENGINEER)
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<StationView> put(
            String code,
            @RequestBody(content = @Content(schema = @Schema(implementation = StationView.class))) @Body
                    Map<String, @Nullable Object> document,
            Authentication holder) {
        Station station = StationDocument.read(code, document);
        rights.requireStation(holder, station);
        boolean known = stations.registered(code).isPresent();
        stations.put(List.of(station));
        return known ? HttpResponse.ok(view(code)) : HttpResponse.created(view(code));
    }

    /**
     * Takes a station from the registry that has never had a reading, such as one registered by mistake. One with readings is
     * closed by its last day in service, and stays.
     */
    @Delete("/stations/{code}")
    @Secured(Role.STATION_ENGINEER)
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<?> delete(String code, Authentication holder) {
        rights.requireStation(holder, code);
        return switch (stations.remove(code)) {
            case REMOVED -> HttpResponse.noContent();
            case UNKNOWN -> throw Problem.unknownStation(code, stations.meant(code));
            case IN_USE ->
                throw new Problem.Exception(
                        Problem.Type.CONTRADICTION,
                        "station '" + code
                                + "' has readings, or limits or reports rest on it; close it by in_service_to",
                        Map.of());
        };
    }

    /**
     * Registers or changes the stations of a CSV, all of them or, where one line is wrong, none.
     *
     * @param check true: only looked at, nothing is written
     */
    @Post("/stations/import")
    @Consumes({MediaType.TEXT_CSV, TableBody.WORKBOOK})
    @Secured(Role.STATION_ENGINEER)
    @SecurityRequirement(name = ApiDescription.KEY)
    public ImportView importTable(
            HttpRequest<?> request,
            @Nullable @QueryValue String check,
            @RequestBody(content = @Content(mediaType = MediaType.TEXT_CSV, schema = @Schema(type = "string"))) @Body
                    byte[] csv,
            Authentication holder) {
        Table table = bodies.read("stations", request, csv);
        List<Station> read = StationCsv.read(table);
        read.forEach(station -> rights.requireStation(holder, station));
        return ImportView.of(table, check, () -> stations.put(read));
    }

    private StationView view(String code) {
        return stations.registered(code)
                .map(StationView::of)
                .orElseThrow(() -> Problem.unknownStation(code, stations.meant(code)));
    }
}
