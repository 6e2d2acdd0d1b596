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
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import limpid.api.http.Arguments;
import limpid.api.noise.NoiseAssessmentController;
import limpid.api.noise.NoiseAssessmentView;
import limpid.measure.AssessmentPeriod;
import limpid.measure.LocalDay;
import limpid.rule.Rules;
import limpid.station.Station.NoiseNetwork;
import limpid.store.Results;
import limpid.store.Stations;
import org.jspecify.annotations.Nullable;

/** The screen of noise 声环境. */
@Controller("/api/v1/screen")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "screen")
public class NoiseScreenController {
    private final NoiseDays days;
    private final NoiseAssessmentController assessments;
    private final InstantSource clock;

    NoiseScreenController(
            Stations stations,
            Results results,
            Rules rules,
            NoiseAssessmentController assessments,
            InstantSource clock) {
        this.days = new NoiseDays(stations, results, rules, clock);
        this.assessments = assessments;
        this.clock = clock;
    }

    /**
     * The points of a city on a day, each against the limits of its zone in force on it, and the city in its month.
     *
     * @param city whose points
     * @param date a local date; usually yesterday, the last whole day
     */
    @Get("/noise")
    public NoiseView noise(@QueryValue String city, @Nullable @QueryValue String date) {
        LocalDate asked = date == null ? LocalDay.today(clock).minusDays(1) : Arguments.date("date", date);
        AssessmentPeriod month = AssessmentPeriod.month(YearMonth.from(asked));
        return new NoiseView(
                city,
                asked,
                days.of(city, asked),
                assessments.assessment(city, NoiseNetwork.REGIONAL, month, null),
                assessments.assessment(city, NoiseNetwork.TRAFFIC, month, null),
                assessments.assessment(city, NoiseNetwork.FUNCTIONAL, month, null));
    }

    /**
     * The noise of a city.
     *
     * @param points     those in service on the date, with their day
     * @param regional   the month of the date; the two after it likewise
     */
    @Schema(name = "ScreenNoise")
    public record NoiseView(
            String city,
            LocalDate date,
            List<NoiseDays.PointDay> points,
            NoiseAssessmentView regional,
            NoiseAssessmentView traffic,
            NoiseAssessmentView functional) {}
}
