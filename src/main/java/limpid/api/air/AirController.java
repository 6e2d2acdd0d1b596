package limpid.api.air;

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
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import limpid.air.AirBasis;
import limpid.air.AirSettings.Ranks;
import limpid.api.http.Answers;
import limpid.api.http.Arguments;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.measure.AssessmentPeriod;
import limpid.measure.LocalDay;
import limpid.rule.Rules;
import limpid.store.DustList;
import limpid.store.Pending;
import limpid.store.Results;
import limpid.store.Results.Subject;
import limpid.store.Stations;
import org.jspecify.annotations.Nullable;

/** Periods of air: evaluation and ranking. */
@Controller("/api/v1/air")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "air")
public class AirController {
    private final AirPeriods periods;
    private final AirChoices choices;
    private final InstantSource clock;

    AirController(
            Results results, Stations stations, Rules rules, DustList dust, Pending pending, InstantSource clock) {
        this.clock = clock;
        this.choices = new AirChoices(rules, stations);
        this.periods = new AirPeriods(results, stations, choices, dust, pending);
    }

    /**
     * The evaluation 评价 of a period (HJ 663): days by category, the excellent-day ratio 优良天数比例, means and percentiles
     * against the limits, compliance 达标 and the composite index 综合指数; one for each edition asked for. A period that
     * straddles two editions is judged by the one of its last day, its days by the index of their own.
     *
     * @param city    of this city
     * @param district of this district 区县 of the city, from the days of its stations
     * @param station of this station
     * @param period  2026, 2026-H1, 2026-Q1 or 2026-03; or from and to
     * @param from    first local date
     * @param to      last local date, which is included
     * @param edition in-force (usual), 2012, 2026-transition, 2026-final; several with commas
     * @param compare previousYear for the changes on the same span of the year before 同比
     * @param asOf    as its days were known at this time; its figures are made of them by the rules of today
     */
    @Get(uris = {"/evaluation", "/evaluation.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<AirEvaluationView>> evaluation(
            HttpRequest<?> request,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String district,
            @Nullable @QueryValue String station,
            @Nullable @QueryValue AssessmentPeriod period,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String edition,
            @Nullable @QueryValue String compare,
            @Nullable @QueryValue String asOf) {
        Subject subject = Arguments.subject(station, city);
        if (subject == null) {
            throw Problem.badParameter("city", "", "a city, or a station instead");
        }
        AssessmentPeriod asked = AirArguments.period(period, from, to);
        List<AirBasis> bases = AirArguments.bases(edition);
        boolean comparing = AirArguments.comparesPreviousYear(compare);
        Instant known = Arguments.instant("asOf", asOf);
        if (district != null && city == null) {
            throw Problem.badParameter("district", district, "a district of the city, with city=");
        }
        List<AirEvaluationView> views = evaluations(subject, district, asked, bases, comparing, known);
        return Answers.list(request, Page.whole(views, AirEvaluationView.csv()));
    }

    /**
     * The evaluations of a period, one for each set of texts.
     *
     * @param comparing whether the same span of the year before stands beside
     * @param known     as its days were known at this instant; null for now
     */
    public List<AirEvaluationView> evaluations(
            Subject subject,
            AssessmentPeriod period,
            List<AirBasis> bases,
            boolean comparing,
            @Nullable Instant known) {
        return evaluations(subject, null, period, bases, comparing, known);
    }

    private List<AirEvaluationView> evaluations(
            Subject subject,
            @Nullable String district,
            AssessmentPeriod period,
            List<AirBasis> bases,
            boolean comparing,
            @Nullable Instant known) {
        return periods.of(subject, district, period, bases, comparing, known).stream()
                .map(evaluated -> AirEvaluationView.of(
                        subject, evaluated, comparing, choices, evidence(subject, district, period, known)))
                .toList();
    }

    /** The days of a city or station; of a district those of its stations, as a file. */
    private static String evidence(
            Subject subject, @Nullable String district, AssessmentPeriod period, @Nullable Instant known) {
        return district == null
                ? AirEvidenceIds.days(subject, period, known)
                : "/api/v1/exports/air-days.csv?scope=station&city="
                        + URLEncoder.encode(subject.code(), StandardCharsets.UTF_8) + "&district="
                        + URLEncoder.encode(district, StandardCharsets.UTF_8) + "&from=" + period.startInclusive()
                        + "&to=" + period.lastDay();
    }

    /**
     * Cities by composite index 综合指数排名, the lowest first; those without one at the end, each with why. Every city is
     * listed that has a registered air station or a day in the period.
     *
     * @param period  2026, 2026-H1, 2026-Q1 or 2026-03; or from and to
     * @param from    first local date
     * @param to      last local date, which is included
     * @param edition in-force (usual), 2012, 2026-transition or 2026-final
     * @param ties    competition (1, 1, 3) or dense (1, 1, 2); without it rule air.ranking.ties
     * @param asOf    as the days were known at this time; the figures are made of them by the rules of today
     */
    @Get(uris = {"/ranking", "/ranking.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<AirRankView>> ranking(
            HttpRequest<?> request,
            @Nullable @QueryValue AssessmentPeriod period,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String edition,
            @Nullable @QueryValue String ties,
            @Nullable @QueryValue String asOf) {
        AssessmentPeriod asked = AirArguments.period(period, from, to);
        AirBasis basis = AirArguments.basis(edition);
        Ranks usual = choices.ranks(asked.lastDay());
        Ranks wanted = new Ranks(AirArguments.ties(ties, usual.ties()), usual.leastPercent());
        Instant known = Arguments.instant("asOf", asOf);
        List<AirRankView> views = ranks(asked, basis, wanted, known);
        return Answers.list(request, Page.whole(views, AirRankView.csv()));
    }

    /** All cities by composite index. @param known as the days were known at this instant; null for now */
    public List<AirRankView> ranks(AssessmentPeriod period, AirBasis basis, Ranks rules, @Nullable Instant known) {
        LocalDate today = known == null
                ? LocalDay.today(clock)
                : known.atZone(LocalDay.CHINA).toLocalDate();
        return AirRankView.of(periods.ofCities(period, basis, known), rules, today, known);
    }

    /** How cities are ranked where nobody asks otherwise. */
    public Ranks usualRanks(AssessmentPeriod period) {
        return choices.ranks(period.lastDay());
    }
}
