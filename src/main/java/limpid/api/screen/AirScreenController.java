package limpid.api.screen;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limpid.air.AirBasis;
import limpid.air.AirHour;
import limpid.air.AirTables;
import limpid.api.air.AirArguments;
import limpid.api.air.AirController;
import limpid.api.air.AirEvaluationView;
import limpid.api.air.AirHourView;
import limpid.api.air.AirRankView;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Medium;
import limpid.station.Station;
import limpid.store.Results;
import limpid.store.Results.Kind;
import limpid.store.Results.Known;
import limpid.store.Results.Subject;
import limpid.store.Span;
import limpid.store.Stations;
import org.jspecify.annotations.Nullable;

/** The screen of air 环境空气. */
@Controller("/api/v1/screen")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "screen")
public class AirScreenController {
    /** An older hour is not shown as how the air is now. */
    private static final Duration NEWEST = Duration.ofHours(6);

    private final AirController air;
    private final Stations stations;
    private final Results results;
    private final InstantSource clock;

    AirScreenController(AirController air, Stations stations, Results results, InstantSource clock) {
        this.air = air;
        this.stations = stations;
        this.results = results;
        this.clock = clock;
    }

    /**
     * The evaluation of a span, the cities by composite index over it, and the newest hour of every station of the city.
     *
     * @param city    whose stations, and whose evaluation where no station is asked for
     * @param station whose evaluation
     * @param from    first local date of the evaluation
     * @param to      last local date, which is included
     * @param edition by which the span is judged: in-force (usual), 2012, 2026-transition or 2026-final
     */
    @Get("/air")
    public AirView air(
            @QueryValue String city,
            @Nullable @QueryValue String station,
            @QueryValue String from,
            @QueryValue String to,
            @Nullable @QueryValue String edition) {
        AssessmentPeriod period = AirArguments.period(null, from, to);
        AirBasis basis = AirArguments.basis(edition);
        Subject subject = station == null ? new Subject(Kind.CITY, city) : new Subject(Kind.STATION, station);
        return new AirView(
                air.evaluations(subject, period, List.of(basis), true, null).getFirst(),
                air.ranks(period, basis, air.usualRanks(period), null),
                newest(city));
    }

    private List<AirHourView> newest(String city) {
        Instant now = clock.instant();
        List<String> codes = stations.all().stream()
                .filter(station ->
                        station.medium() == Medium.AIR && station.city().equals(city))
                .map(Station::code)
                .toList();
        Map<String, Known<AirHour>> newest = new LinkedHashMap<>();
        results.all(AirTables.HOURS, Kind.STATION, codes, Map.of(), new Span(now.minus(NEWEST), now), null)
                .forEach(hour -> newest.put(hour.subject().code(), hour));
        return newest.values().stream().map(hour -> AirHourView.of(hour, true)).toList();
    }

    /**
     * The air of a city or station.
     *
     * @param evaluation with the changes on the year before
     * @param ranking    of all cities
     * @param newest     the newest hour of each station of the city, of the last six hours
     */
    @Schema(name = "ScreenAir")
    public record AirView(AirEvaluationView evaluation, List<AirRankView> ranking, List<AirHourView> newest) {}
}
