package limpid.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import limpid.measure.CalendarPeriod;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.noise.CityAssessment;
import limpid.noise.CityAssessment.Assessed;
import limpid.noise.CityAssessment.LeftOut;
import limpid.noise.NoiseDay;
import limpid.noise.NoiseSettings;
import limpid.noise.PointDays;
import limpid.noise.ZoneCompliance;
import limpid.rule.Rules;
import limpid.standard.DayPart;
import limpid.standard.Edition;
import limpid.standard.NoiseGrades;
import limpid.standard.NoiseSurvey;
import limpid.standard.NoiseSurvey.CitySize;
import limpid.standard.StandardBook;
import limpid.standard.ZoneLimits;
import limpid.station.Station;
import limpid.station.Station.NoiseNetwork;
import limpid.store.Registered;
import limpid.store.Results;
import limpid.store.Results.PointNoiseDay;
import limpid.store.Span;
import limpid.store.Stations;
import limpid.store.Stations.Filter;
import org.jspecify.annotations.Nullable;

/** A city's noise over a month, quarter or year. */
@Controller("/api/v1/noise")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
public class NoiseAssessmentController {
    private final Results results;
    private final Stations stations;
    private final Rules rules;
    private final InstantSource clock;
    private final StandardBook book = StandardBook.standard();

    NoiseAssessmentController(Results results, Stations stations, Rules rules, InstantSource clock) {
        this.results = results;
        this.stations = stations;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * A city's regional or road-traffic mean with its grade, or the compliance of its functional zones, for day and
     * night apart, from the days of its automatic points that are over.
     *
     * @param city          the city
     * @param network       regional, traffic or functional
     * @param period        a month 2026-03, a quarter 2026-Q1 or a year 2026
     * @param population    persons, by which the standard says how many points there should be
     * @param builtUpAreaM2 built-up area 建成区, m2, of which the covered share is told
     * @param asOf          as it was known at this time
     */
    @Get("/assessment")
    @Tag(name = "noise")
    public HttpResponse<NoiseAssessmentView> assessment(
            HttpRequest<?> request,
            @QueryValue String city,
            @QueryValue String network,
            @QueryValue String period,
            @Nullable @QueryValue String population,
            @Nullable @QueryValue String builtUpAreaM2,
            @Nullable @QueryValue String asOf) {
        Instant known = Arguments.instant("asOf", asOf);
        Question question =
                new Question(city, network(network), period(period), size(population), area(builtUpAreaM2), known);
        CityAssessment assessment =
                new CityAssessment(question.period.name(), points(question), question.size, question.settings(rules));
        return Answers.tagged(request, view(question, assessment));
    }

    private record Question(
            String city,
            NoiseNetwork network,
            CalendarPeriod period,
            CitySize size,
            BigDecimal builtUpM2,
            @Nullable Instant asOf) {
        NoiseSettings settings(Rules rules) {
            return rules.noise().of(city, period.lastInclusive());
        }
    }

    private static NoiseNetwork network(String text) {
        for (NoiseNetwork network : NoiseNetwork.values()) {
            if (Arguments.word(network).equals(text)) {
                return network;
            }
        }
        throw Problem.badParameter("network", text, "regional, traffic or functional");
    }

    private static CalendarPeriod period(String text) {
        try {
            return CalendarPeriod.parse(text);
        } catch (DateTimeException e) {
            throw Problem.badParameter("period", text, "a month 2026-03, a quarter 2026-Q1 or a year 2026");
        }
    }

    private static CitySize size(@Nullable String population) {
        return population == null
                ? CitySize.UNKNOWN
                : NoiseSurvey.standard()
                        .size(number("population", population, "persons such as 2650000")
                                .longValue());
    }

    private static BigDecimal area(@Nullable String area) {
        return area == null ? BigDecimal.ZERO : number("builtUpAreaM2", area, "square metres such as 148000000");
    }

    private static BigDecimal number(String name, String text, String expected) {
        if (!text.matches("\\d{1,12}")) {
            throw Problem.badParameter(name, text, expected);
        }
        return new BigDecimal(text);
    }

    private List<PointDays> points(Question question) {
        List<LocalDate> over = datesOver(question);
        List<Station> network =
                stations.list(new Filter(Medium.NOISE, question.city, null, null), Integer.MAX_VALUE).stream()
                        .map(Registered::station)
                        .filter(station -> station.siting().noiseNetwork() == question.network)
                        .filter(station -> question.period.dates().stream().anyMatch(station::inService))
                        .toList();
        Map<String, Map<LocalDate, NoiseDay>> days = days(network, question);
        return network.stream()
                .map(station -> new PointDays(
                        station,
                        over.stream().filter(station::inService).toList(),
                        days.getOrDefault(station.code(), Map.of())))
                .toList();
    }

    private List<LocalDate> datesOver(Question question) {
        Instant now = question.asOf == null ? clock.instant() : question.asOf;
        return question.period.dates().stream()
                .filter(date -> !new LocalDay(date, LocalDay.CHINA).end().isAfter(now))
                .toList();
    }

    private Map<String, Map<LocalDate, NoiseDay>> days(List<Station> network, Question question) {
        Span span = new Span(
                new LocalDay(question.period.firstInclusive(), LocalDay.CHINA).start(),
                new LocalDay(question.period.lastInclusive(), LocalDay.CHINA).end());
        Map<String, Map<LocalDate, NoiseDay>> days = new HashMap<>();
        for (PointNoiseDay point :
                results.noiseDaysOf(network.stream().map(Station::code).toList(), span, question.asOf)) {
            days.computeIfAbsent(point.station(), station -> new HashMap<>())
                    .put(point.day().date().date(), point.day());
        }
        return days;
    }

    private NoiseAssessmentView view(Question question, CityAssessment assessment) {
        return switch (question.network) {
            case REGIONAL ->
                graded(question, (part, grades) -> assessment
                        .regional(part, grades, question.builtUpM2)
                        .map(noise -> NoiseAssessmentPart.Regional.of(noise, question.settings(rules))));
            case TRAFFIC ->
                graded(question, (part, grades) -> assessment
                        .traffic(part, grades)
                        .map(noise -> NoiseAssessmentPart.Traffic.of(noise, question.settings(rules))));
            case FUNCTIONAL -> zones(question, assessment);
        };
    }

    private interface Graded {
        Assessed<? extends NoiseAssessmentPart> of(DayPart part, NoiseGrades grades);
    }

    private NoiseAssessmentView graded(Question question, Graded figure) {
        Edition edition = edition("noise-city_grades", question);
        NoiseGrades grades = NoiseGrades.of(edition);
        return view(question, edition.label(), null, part -> figure.of(part, grades));
    }

    private NoiseAssessmentView zones(Question question, CityAssessment assessment) {
        LocalDate last = question.period.lastInclusive();
        Edition limits = edition("noise-limits", question);
        ZoneCompliance.Unit unit = ZoneCompliance.unit(book, last);
        Optional<Edition> rule = book.inForce("noise-zone_assessment", last);
        return view(question, rule.map(Edition::label).orElse(null), limits.label(), part -> assessment
                .functional(part, ZoneLimits.of(limits))
                .map(compliance -> NoiseAssessmentPart.Zones.of(compliance, unit)));
    }

    private Edition edition(String subject, Question question) {
        return book.inForce(subject, question.period.lastInclusive())
                .orElseThrow(() -> Problem.badParameter(
                        "period",
                        question.period.name(),
                        "a period in which an edition of " + subject + " is in force"));
    }

    private NoiseAssessmentView view(
            Question question,
            @Nullable String edition,
            @Nullable String limits,
            Function<DayPart, Assessed<? extends NoiseAssessmentPart>> figure) {
        Assessed<? extends NoiseAssessmentPart> day = figure.apply(DayPart.DAY);
        Assessed<? extends NoiseAssessmentPart> night = figure.apply(DayPart.NIGHT);
        List<LeftOut> leftOut = new ArrayList<>(day.leftOut());
        leftOut.addAll(night.leftOut());
        return new NoiseAssessmentView(
                question.city,
                Arguments.word(question.network),
                question.period.name(),
                question.period.firstInclusive(),
                question.period.lastInclusive(),
                edition,
                limits,
                question.settings(rules).nightMeaning().code(),
                question.settings(rules).minimumShares().name(),
                day.figure(),
                night.figure(),
                leftOut.stream().map(NoiseAssessmentView.PointLeftOut::of).toList());
    }
}
