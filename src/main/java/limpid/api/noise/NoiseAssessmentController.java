package limpid.api.noise;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import limpid.api.http.Arguments;
import limpid.api.http.Problem;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Coverage;
import limpid.measure.LocalDay;
import limpid.noise.CityAssessment;
import limpid.noise.CityAssessment.Assessed;
import limpid.noise.CityAssessment.LeftOut;
import limpid.noise.NoiseLevel;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.noise.NoiseSettings;
import limpid.noise.PointDays;
import limpid.noise.RegionalNoise;
import limpid.noise.TrafficNoise;
import limpid.noise.YearOnYear;
import limpid.noise.ZoneCompliance;
import limpid.noise.ZoneCompliance.Unit;
import limpid.rollup.NoisePoints;
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
import limpid.store.Results;
import limpid.store.Stations;
import limpid.store.Surveys;
import org.jspecify.annotations.Nullable;

/** A city's noise over a month, quarter, half-year or year. */
@Controller("/api/v1/noise")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
public class NoiseAssessmentController {
    private final NoisePoints points;
    private final Rules rules;
    private final InstantSource clock;
    private final StandardBook book = StandardBook.standard();

    NoiseAssessmentController(Results results, Stations stations, Surveys surveys, Rules rules, InstantSource clock) {
        this.points = new NoisePoints(results, stations, surveys);
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * A city's regional or road-traffic mean with its grade, or the compliance of its functional zones, for day and
     * night apart, from the surveys of its points or the days of its automatic ones that are over, and their change
     * against the same period of the year before.
     *
     * @param city          the city
     * @param district      only its points of this district 区县
     * @param network       regional, traffic or functional
     * @param period        a month 2026-03, a quarter 2026-Q1, a half-year 2026-H1 or a year 2026
     * @param population    persons, by which the standard says how many points there should be
     * @param builtUpAreaM2 built-up area 建成区, m2, of which the covered share is told
     * @param unit          what the compliance of functional zones counts: pointTimes, the surveys of the points, or
     *                      stationDays, the days of automatic ones; usually what the rule of that time counts, point-times
     *                      up to 2024 and station-days from 2025
     * @param asOf          as it was known at this time
     */
    @Get("/assessment")
    @Tag(name = "noise")
    public NoiseAssessmentView assessment(
            @QueryValue String city,
            @Nullable @QueryValue String district,
            @QueryValue String network,
            @QueryValue AssessmentPeriod period,
            @Nullable @QueryValue String population,
            @Nullable @QueryValue String builtUpAreaM2,
            @Nullable @QueryValue String unit,
            @Nullable @QueryValue String asOf) {
        Question question = new Question(
                city,
                district,
                Arguments.network(network),
                period,
                size(population),
                area(builtUpAreaM2),
                unit(unit),
                Arguments.instant("asOf", asOf));
        return answer(question);
    }

    /** The same of a city of which neither population nor area is known. */
    public NoiseAssessmentView assessment(
            String city, NoiseNetwork network, AssessmentPeriod period, @Nullable Instant known) {
        return answer(new Question(city, null, network, period, CitySize.UNKNOWN, BigDecimal.ZERO, null, known));
    }

    /** The points of a network in service in a period, each with its levels as they are published. */
    public List<PointLevels> levels(String city, NoiseNetwork network, AssessmentPeriod period) {
        Question question = new Question(city, null, network, period, CitySize.UNKNOWN, BigDecimal.ZERO, null, null);
        NoiseSettings settings = question.settings(rules);
        return points(question).stream()
                .map(point -> PointLevels.of(point, settings))
                .toList();
    }

    /**
     * A point with its levels of a period, dB(A).
     *
     * @param day     Ld; null where there is none
     * @param night   Ln; null where there is none
     * @param dueDays days of the period that are over and on which it was in service
     * @param reason  why a level is not there; null where both are
     */
    public record PointLevels(
            Station station,
            @Nullable BigDecimal day,
            @Nullable BigDecimal night,
            int dueDays,
            @Nullable String reason) {
        private static PointLevels of(PointDays point, NoiseSettings settings) {
            NoiseLevel day = point.level(DayPart.DAY, settings);
            NoiseLevel night = point.level(DayPart.NIGHT, settings);
            return new PointLevels(
                    point.station(),
                    day.published(settings).orElse(null),
                    night.published(settings).orElse(null),
                    point.due().size(),
                    day.shortfall().or(night::shortfall).map(Shortfall::code).orElse(null));
        }
    }

    private NoiseAssessmentView answer(Question question) {
        return view(question, assessment(question), assessment(question.yearBefore()));
    }

    private CityAssessment assessment(Question question) {
        return new CityAssessment(question.period.name(), points(question), question.size, question.settings(rules));
    }

    private record Question(
            String city,
            @Nullable String district,
            NoiseNetwork network,
            AssessmentPeriod period,
            CitySize size,
            BigDecimal builtUpM2,
            @Nullable Unit unit,
            @Nullable Instant asOf) {
        Question yearBefore() {
            return new Question(city, district, network, period.yearBefore(), size, builtUpM2, unit, asOf);
        }

        NoiseSettings settings(Rules rules) {
            return rules.noise().of(city, period.lastDay());
        }

        Unit unitCounted(StandardBook book) {
            return unit == null ? ZoneCompliance.unit(book, period.lastDay()) : unit;
        }
    }

    private static @Nullable Unit unit(@Nullable String code) {
        for (Unit unit : Unit.values()) {
            if (unit.code().equals(code)) {
                return unit;
            }
        }
        if (code != null) {
            throw Problem.badParameter("unit", code, "pointTimes or stationDays");
        }
        return null;
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

    /** Only days that are over are due. */
    private List<PointDays> points(Question question) {
        Instant now = question.asOf == null ? clock.instant() : question.asOf;
        return points.of(
                question.city,
                point -> question.district == null || question.district.equals(point.district()),
                question.network,
                question.period.startInclusive(),
                question.period.lastDay(),
                date -> !new LocalDay(date, LocalDay.CHINA).end().isAfter(now),
                question.asOf);
    }

    private NoiseAssessmentView view(Question question, CityAssessment now, CityAssessment before) {
        return switch (question.network) {
            case REGIONAL -> graded(question, (part, grades) -> regional(question, now, before, part, grades));
            case TRAFFIC -> graded(question, (part, grades) -> traffic(question, now, before, part, grades));
            case FUNCTIONAL -> zones(question, now, before);
        };
    }

    private Assessed<NoiseAssessmentPart> regional(
            Question question, CityAssessment now, CityAssessment before, DayPart part, NoiseGrades grades) {
        NoiseSettings settings = question.settings(rules);
        RegionalNoise yearBefore =
                before.regional(part, grades, question.builtUpM2).figure();
        return now.regional(part, grades, question.builtUpM2)
                .map(noise -> NoiseAssessmentPart.Regional.of(
                        noise, change(question, noise.since(yearBefore, settings), yearBefore.coverage()), settings));
    }

    private Assessed<NoiseAssessmentPart> traffic(
            Question question, CityAssessment now, CityAssessment before, DayPart part, NoiseGrades grades) {
        NoiseSettings settings = question.settings(rules);
        TrafficNoise yearBefore = before.traffic(part, grades).figure();
        return now.traffic(part, grades)
                .map(noise -> NoiseAssessmentPart.Traffic.of(
                        noise, change(question, noise.since(yearBefore, settings), yearBefore.coverage()), settings));
    }

    private static NoiseAssessmentPart.Change change(Question question, YearOnYear yearOnYear, Coverage before) {
        return NoiseAssessmentPart.Change.of(
                question.period.yearBefore().name(), yearOnYear, NoiseAssessmentPart.Points.of(before), null);
    }

    private static NoiseAssessmentPart.Change change(Question question, YearOnYear yearOnYear, ZoneCompliance before) {
        return NoiseAssessmentPart.Change.of(
                question.period.yearBefore().name(),
                yearOnYear,
                NoiseAssessmentPart.Points.of(before.coverage()),
                NoiseAssessmentPart.Rate.of(before.total()));
    }

    private interface Graded {
        Assessed<NoiseAssessmentPart> of(DayPart part, NoiseGrades grades);
    }

    private NoiseAssessmentView graded(Question question, Graded figure) {
        Edition edition = edition("noise-city_grades", question);
        NoiseGrades grades = NoiseGrades.of(edition);
        return view(question, edition.label(), null, part -> figure.of(part, grades));
    }

    private NoiseAssessmentView zones(Question question, CityAssessment now, CityAssessment before) {
        LocalDate last = question.period.lastDay();
        Edition edition = edition("noise-limits", question);
        ZoneLimits limits = ZoneLimits.of(edition);
        Unit inForce = ZoneCompliance.unit(book, last);
        Unit counted = question.unitCounted(book);
        Unit countedBefore = question.yearBefore().unitCounted(book);
        Optional<Edition> rule = book.inForce("noise-zone_assessment", last);
        return view(question, rule.map(Edition::label).orElse(null), edition.label(), part -> {
            ZoneCompliance yearBefore =
                    before.functional(part, countedBefore, limits).figure();
            return now.functional(part, counted, limits)
                    .map(zones -> NoiseAssessmentPart.Zones.of(
                            zones,
                            inForce,
                            change(
                                    question,
                                    zones.since(
                                            yearBefore, NoiseAssessmentPart.PERCENT_DIGITS, question.settings(rules)),
                                    yearBefore)));
        });
    }

    private Edition edition(String subject, Question question) {
        return book.inForce(subject, question.period.lastDay())
                .orElseThrow(() -> Problem.notAssessed(
                        "period",
                        question.period.name(),
                        "a period in which an edition of " + subject + " is in force"));
    }

    private NoiseAssessmentView view(
            Question question,
            @Nullable String edition,
            @Nullable String limits,
            Function<DayPart, Assessed<NoiseAssessmentPart>> figure) {
        Assessed<NoiseAssessmentPart> day = figure.apply(DayPart.DAY);
        Assessed<NoiseAssessmentPart> night = figure.apply(DayPart.NIGHT);
        List<LeftOut> leftOut = new ArrayList<>(day.leftOut());
        leftOut.addAll(night.leftOut());
        return new NoiseAssessmentView(
                question.city,
                Arguments.word(question.network),
                question.period.name(),
                question.period.startInclusive(),
                question.period.lastDay(),
                edition,
                limits,
                question.settings(rules).nightMeaning().code(),
                question.settings(rules).minimumShares().name(),
                day.figure(),
                night.figure(),
                leftOut.stream().map(NoiseAssessmentView.PointLeftOut::of).toList());
    }
}
