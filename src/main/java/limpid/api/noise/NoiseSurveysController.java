package limpid.api.noise;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Cursor;
import limpid.api.http.ImportView;
import limpid.api.http.Rights;
import limpid.api.http.TableBody;
import limpid.flow.SurveyTable;
import limpid.measure.Period;
import limpid.measure.Table;
import limpid.noise.SurveyMeasurement;
import limpid.people.Role;
import limpid.store.Slice;
import limpid.store.Span;
import limpid.store.Stations;
import limpid.store.Surveys;
import limpid.store.Surveys.Place;
import org.jspecify.annotations.Nullable;

/** Survey measurements of noise points 声环境手工监测. */
@Controller("/api/v1/noise/surveys")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "noise")
public class NoiseSurveysController {
    private static final String LIST = "noise-surveys";
    private static final Duration YEAR = Duration.ofDays(366);

    private final Surveys surveys;
    private final SurveyTable tables;
    private final TableBody bodies;
    private final Rights rights;
    private final InstantSource clock;

    NoiseSurveysController(Surveys surveys, Stations stations, Rights rights, InstantSource clock, TableBody bodies) {
        this.bodies = bodies;
        this.rights = rights;
        this.surveys = surveys;
        this.tables = new SurveyTable(stations);
        this.clock = clock;
    }

    /**
     * Measurements.
     *
     * @param next where the next part begins; null at the end
     */
    @Schema(name = "NoiseSurveyMeasurements")
    public record Measurements(
            List<NoiseSurveyView> items, @Nullable String next) {}

    /**
     * Keeps the measurements of a CSV, all of them or, where one line is wrong, none: single measurements of 10 or 20 min
     * at grid points and road sections, and surveys of 24 h with a line an hour. Columns station, survey, start, minutes
     * and leq must be there. A line of the same station, start and minutes replaces an earlier one, which is kept.
     *
     * @param check true: only looked at, nothing is written
     */
    @Post("/import")
    @Consumes({MediaType.TEXT_CSV, TableBody.WORKBOOK})
    @Secured(Role.ANALYST)
    @SecurityRequirement(name = ApiDescription.KEY)
    public ImportView importTable(
            HttpRequest<?> request,
            @Nullable @QueryValue String check,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_CSV,
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject("""
                                                    station,survey,start,minutes,leq,l10,l50,l90,lmax,lmin,sd,invalid,heavyVehicles,lightVehicles
                                                    T-1,2026,2026-04-14T10:20:00+08:00,20,68.4,71.2,66.0,61.5,84.3,55.2,3.1,,42,610
                                                    """)))
                    @Body
                    byte[] csv,
            Authentication holder) {
        Table table = bodies.read("surveys", request, csv);
        rights.requireStations(holder, table, "station");
        List<SurveyMeasurement> measurements = tables.measurements(table, clock.instant());
        return ImportView.of(table, check, () -> surveys.keep(measurements, "http " + holder.getName()));
    }

    /**
     * Survey measurements in the order of their starts. Without bounds those of the last 366 days.
     *
     * @param station only of this point
     * @param from    a time with its offset, or a local date for its 00:00
     * @param to      a time with its offset, or a local date for its 24:00
     * @param asOf    as they were known at this time
     * @param limit   at most so many, 1 to 10000, usually 100
     * @param cursor  the {@code next} of the answer before
     */
    @Get
    @Secured(SecurityRule.IS_ANONYMOUS)
    public Measurements list(
            @Nullable @QueryValue String station,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String asOf,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        Span span = Arguments.span(from, to, clock.instant(), YEAR);
        int most = Arguments.limit(limit);
        List<SurveyMeasurement> found = surveys.of(
                station == null ? null : List.of(station),
                new Period(span.fromExclusive(), span.toInclusive()),
                Cursor.read(LIST, cursor, new Place(span.fromExclusive(), "", 0), NoiseSurveysController::place),
                Arguments.instant("asOf", asOf),
                most + 1);
        Slice<SurveyMeasurement, Place> slice = Slice.of(found, most, Place::of);
        return new Measurements(
                slice.map(NoiseSurveyView::of).items(),
                slice.next().map(place -> Cursor.of(LIST, key(place))).orElse(null));
    }

    private static String key(Place place) {
        return place.start() + " " + place.seconds() + " " + place.point();
    }

    private static Place place(String key) {
        String[] parts = key.split(" ", 3);
        return new Place(Instant.parse(parts[0]), parts[2], Long.parseLong(parts[1]));
    }
}
