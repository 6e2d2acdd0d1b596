package limpid.api.air;

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
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import limpid.air.DustColumns;
import limpid.air.DustDeduction;
import limpid.air.DustDeduction.Entry;
import limpid.air.DustOfCity;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Holders;
import limpid.api.http.ImportView;
import limpid.api.http.Local;
import limpid.api.http.Page;
import limpid.api.http.Page.Lines;
import limpid.api.http.PlaceFilter;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Rights;
import limpid.api.http.TableBody;
import limpid.flow.DustTable;
import limpid.measure.Table;
import limpid.people.Role;
import limpid.standard.Pollutant;
import limpid.store.DustList;
import limpid.store.DustList.Listed;
import limpid.store.Stations;
import limpid.store.Stations.Place;
import org.jspecify.annotations.Nullable;

/** The list of dust that evaluations deduct. */
@Controller("/api/v1/air")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "air")
public class DustController {
    private static final String NO_CITY = "a city that has an air station";

    private final DustList dust;
    private final Stations stations;
    private final DustTable tables;
    private final TableBody bodies;
    private final Rights rights;

    DustController(DustList dust, Stations stations, Rights rights, TableBody bodies) {
        this.bodies = bodies;
        this.rights = rights;
        this.dust = dust;
        this.stations = stations;
        this.tables = new DustTable(stations);
    }

    /**
     * Dust 沙尘天气: city-days, or hours of them, whose particles evaluations leave out (环办监测[2016]120).
     *
     * @param city only of this one
     * @param from first local date
     * @param to   last local date, which is included
     * @param asOf as the list was known at this time
     */
    @Get(uris = {"/dust", "/dust.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<DustView>> list(
            HttpRequest<?> request,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String asOf) {
        List<Listed> listed = dust.list(
                city,
                from == null ? null : Arguments.date("from", from),
                to == null ? null : Arguments.date("to", to),
                Arguments.instant("asOf", asOf));
        return Answers.list(
                request, Page.whole(listed.stream().map(DustView::of).toList(), DustView.csv()));
    }

    /**
     * Puts a city-day, or hours of it, on the list; what was there for it or for these hours stays in the history. Of a day
     * with hours the mean of the others is taken, by the least hours of its standard; with fewer the day is left out.
     *
     * @param city whose day it is
     * @param date local date
     */
    @Put("/dust/{city}/{date}")
    @Secured({Role.REVIEWER, Role.ANALYST})
    @SecurityRequirement(name = ApiDescription.KEY)
    public ChangedView put(String city, String date, @Body DustRequest request, Authentication holder) {
        rights.requireCity(holder, city);
        if (!tables.measuresAir(city)) {
            throw Problem.badParameter("city", city, NO_CITY + meant(city));
        }
        DustOfCity wanted = new DustOfCity(city, entry(Arguments.date("date", date), request), source(request));
        return new ChangedView(dust.put(List.of(wanted), holder.getName()));
    }

    private static Entry entry(LocalDate date, DustRequest request) {
        Set<Pollutant> pollutants = named(
                "pollutants",
                () -> DustDeduction.pollutants(
                        DustColumns.text(request.pollutants == null ? List.of() : request.pollutants)));
        Entry day = named("pollutants", () -> Entry.day(date, pollutants));
        int from = request.fromHour == null ? day.fromHour() : request.fromHour;
        int to = request.toHour == null ? day.toHour() : request.toHour;
        return named("fromHour", () -> new Entry(date, pollutants, from, to));
    }

    private static <T> T named(String member, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw bad(member, String.valueOf(e.getMessage()));
        }
    }

    private static String source(DustRequest request) {
        String source = request.source == null ? "" : request.source.trim();
        if (source.isEmpty()) {
            throw bad("source", "is required: who identified the dust");
        }
        return source;
    }

    private static Problem.Exception bad(String member, String reason) {
        return new Problem.Exception(Type.BAD_REQUEST, member + ": " + reason, Map.of("member", member));
    }

    /**
     * Takes all of a city's date from the list; the history keeps it.
     *
     * @param city whose day it is
     * @param date local date
     */
    @Delete("/dust/{city}/{date}")
    @Secured({Role.REVIEWER, Role.ANALYST})
    @SecurityRequirement(name = ApiDescription.KEY)
    public ChangedView withdraw(String city, String date, Authentication holder) {
        rights.requireCity(holder, city);
        return new ChangedView(dust.withdraw(city, Arguments.date("date", date), holder.getName()));
    }

    /**
     * Puts the lines of a CSV on the list, all of them or, where one line is wrong, none.
     *
     * @param check true: only looked at, nothing is written
     */
    @Post("/dust/import")
    @Consumes({MediaType.TEXT_CSV, TableBody.WORKBOOK})
    @Secured({Role.REVIEWER, Role.ANALYST})
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
                                                    city,date,pollutants,from_hour,to_hour,source
                                                    临江,2026-03-14,PM10 PM2.5,,,总站通报
                                                    临江,2026-03-15,PM10,1,6,总站通报
                                                    """)))
                    @Body
                    byte[] csv,
            Authentication holder) {
        Table table = bodies.read("dust", request, csv);
        rights.requireCities(holder, table, "city");
        List<DustOfCity> entries = tables.entries(table);
        return ImportView.of(table, check, () -> dust.put(entries, holder.getName()));
    }

    private String meant(String city) {
        return PlaceFilter.nearest(stations, Place.CITY, city);
    }

    /**
     * Dust on a date.
     *
     * @param pollutants PM10, or PM10 and PM2.5
     * @param fromHour   stamp of the first hour of dust, 1 to 24; without it 1
     * @param toHour     stamp of the last one; without it 24
     * @param source     who identified the dust
     */
    @Schema(name = "DustRequest")
    public record DustRequest(
            @Nullable List<String> pollutants,
            @Nullable Integer fromHour,
            @Nullable Integer toHour,
            @Nullable String source) {}

    /** How many entries of the list are other than before. */
    @Schema(name = "DustChange")
    public record ChangedView(int changed) {}

    /**
     * An entry of the list.
     *
     * @param pollutants what is deducted
     * @param fromHour   stamp of the first deducted hour; of a whole day 1
     * @param toHour     stamp of the last one; of a whole day 24
     * @param source     who identified the dust
     * @param enteredBy  who put it on the list; null for those who ask without a key
     * @param knownFrom  since when
     */
    @Schema(name = "Dust")
    public record DustView(
            String city,
            LocalDate date,
            List<String> pollutants,
            int fromHour,
            int toHour,
            String source,
            @Nullable String enteredBy,
            OffsetDateTime knownFrom) {
        private static Lines<DustView> csv() {
            return Lines.ofRegister(
                    DustView.class, DustTable.OF_LIST, Map.of("pollutants", view -> DustColumns.text(view.pollutants)));
        }

        static DustView of(Listed listed) {
            Entry entry = listed.dust().entry();
            return new DustView(
                    listed.dust().city(),
                    entry.date(),
                    DustDeduction.codes(entry.pollutants()),
                    entry.fromHour(),
                    entry.toHour(),
                    listed.dust().source(),
                    Holders.name(listed.enteredBy()),
                    Local.time(listed.knownFrom()));
        }
    }
}
