package limpid.rollup;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Coverage;
import limpid.measure.LocalDay;
import limpid.measure.Rounding;
import limpid.noise.CityAssessment;
import limpid.noise.CityAssessment.Assessed;
import limpid.noise.CityAssessment.LeftOut;
import limpid.noise.NetworkReport;
import limpid.noise.NetworkReport.Mean;
import limpid.noise.NetworkReport.Part;
import limpid.noise.NetworkReport.Rate;
import limpid.noise.NetworkReport.Roads;
import limpid.noise.NoiseLevel;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.noise.NoiseSettings;
import limpid.noise.PointDays;
import limpid.noise.RegionalNoise;
import limpid.noise.TrafficNoise;
import limpid.noise.ZoneCompliance;
import limpid.noise.ZoneCompliance.Unit;
import limpid.rule.Rules;
import limpid.standard.DayPart;
import limpid.standard.Edition;
import limpid.standard.NoiseGrades;
import limpid.standard.NoiseGrades.Grade;
import limpid.standard.NoiseSurvey.CitySize;
import limpid.standard.StandardBook;
import limpid.standard.ZoneLimits;
import limpid.standard.ZoneLimits.Limit;
import limpid.station.Station.NoiseNetwork;
import limpid.store.NoisePeriods;
import limpid.store.NoisePeriods.CityMonth;
import org.jspecify.annotations.Nullable;

/**
 * The months, quarters, half-years and years of cities' noise networks, of which neither population nor built-up area is
 * known. Days are due when they are over, so a period in progress is made again every day.
 */
public final class NoisePeriodRollup {
    private static final int PERCENT_DIGITS = 1;

    private final NoisePeriods periods;
    private final NoisePoints points;
    private final Rules rules;
    private final InstantSource clock;
    private final StandardBook book = StandardBook.standard();

    /** Makes them of these points, by the rules of each city and period. */
    public NoisePeriodRollup(NoisePeriods periods, NoisePoints points, Rules rules, InstantSource clock) {
        this.periods = periods;
        this.points = points;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Makes again what is dirty, and what a new day makes longer; each month once, however often it becomes dirty meanwhile.
     *
     * @return how many dirty months there were
     * @throws limpid.store.StoreUnavailable where the store cannot be reached
     */
    public int run() {
        LocalDate lastOver = LocalDay.today(clock).minusDays(1);
        periods.daysAreOver(lastOver);
        Set<CityMonth> made = new LinkedHashSet<>();
        Set<CityMonth> claimed;
        do {
            claimed = periods.workOff(made, months -> figures(months, lastOver));
            made.addAll(claimed);
        } while (!claimed.isEmpty());
        return made.size();
    }

    private record CityPeriod(String city, AssessmentPeriod period) {}

    private List<NetworkReport> figures(Set<CityMonth> months, LocalDate lastOver) {
        Set<CityPeriod> dirty = new LinkedHashSet<>();
        months.forEach(month -> AssessmentPeriod.around(month.month())
                .forEach(period -> dirty.add(new CityPeriod(month.city(), period))));
        List<NetworkReport> figures = new ArrayList<>();
        for (CityPeriod of : dirty) {
            for (NoiseNetwork network : NoiseNetwork.values()) {
                figures.addAll(figures(new Subject(of, network, lastOver)));
            }
        }
        return figures;
    }

    /** A network of a city in a period. */
    private record Subject(CityPeriod of, NoiseNetwork network, LocalDate lastOver) {
        LocalDate lastDay() {
            return of.period.lastDay();
        }

        LocalDate countedTo() {
            return lastOver.isBefore(lastDay()) ? lastOver : lastDay();
        }
    }

    private List<NetworkReport> figures(Subject subject) {
        CityAssessment assessment = assessment(subject);
        return switch (subject.network) {
            case REGIONAL, TRAFFIC ->
                edition("noise-city_grades", subject).stream()
                        .map(edition -> graded(subject, assessment, edition))
                        .toList();
            case FUNCTIONAL ->
                edition("noise-limits", subject).stream()
                        .flatMap(edition -> zones(subject, assessment, edition))
                        .toList();
        };
    }

    private CityAssessment assessment(Subject subject) {
        List<PointDays> its = points.of(
                subject.of.city,
                point -> true,
                subject.network,
                subject.of.period.startInclusive(),
                subject.lastDay(),
                date -> !date.isAfter(subject.lastOver),
                null);
        return new CityAssessment(subject.of.period.name(), its, CitySize.UNKNOWN, settings(subject));
    }

    private NoiseSettings settings(Subject subject) {
        return rules.noise().of(subject.of.city, subject.lastDay());
    }

    private Optional<Edition> edition(String of, Subject subject) {
        return book.inForce(of, subject.lastDay());
    }

    private NetworkReport graded(Subject subject, CityAssessment assessment, Edition edition) {
        NoiseGrades grades = NoiseGrades.of(edition);
        Assessed<Part> day = graded(subject, assessment, DayPart.DAY, grades);
        Assessed<Part> night = graded(subject, assessment, DayPart.NIGHT, grades);
        return figures(subject, "", edition.label(), null, null, day.figure(), night.figure(), leftOut(day, night));
    }

    private Assessed<Part> graded(Subject subject, CityAssessment assessment, DayPart part, NoiseGrades grades) {
        NoiseSettings settings = settings(subject);
        return subject.network == NoiseNetwork.REGIONAL
                ? assessment.regional(part, grades, BigDecimal.ZERO).map(noise -> part(noise, settings))
                : assessment.traffic(part, grades).map(noise -> part(noise, settings));
    }

    private static Part part(RegionalNoise noise, NoiseSettings settings) {
        return new Part(
                noise.coverage().valid(),
                noise.coverage().expected(),
                mean(noise.mean(), noise.grade(), settings),
                null,
                noise.coveredArea().part(),
                null);
    }

    private static Part part(TrafficNoise noise, NoiseSettings settings) {
        Roads roads = new Roads(
                noise.overByLength().whole(),
                noise.overByLength().part(),
                noise.percent(noise.overByLength(), PERCENT_DIGITS).orElse(null),
                noise.percent(noise.overByCount(), PERCENT_DIGITS).orElse(null));
        return new Part(
                noise.coverage().valid(),
                noise.coverage().expected(),
                mean(noise.mean(), noise.grade(), settings),
                roads,
                null,
                null);
    }

    private static Mean mean(NoiseLevel mean, Optional<Grade> grade, NoiseSettings settings) {
        return new Mean(
                mean.published(settings).orElse(null),
                mean.value().orElse(null),
                grade.map(Grade::number).orElse(null),
                mean.shortfall().map(Shortfall::code).orElse(null));
    }

    /** All classes of the edition, so that one whose last point went elsewhere becomes empty. */
    private Stream<NetworkReport> zones(Subject subject, CityAssessment assessment, Edition edition) {
        ZoneLimits limits = ZoneLimits.of(edition);
        Unit unit = ZoneCompliance.unit(book, subject.lastDay());
        String rule =
                edition("noise-zone_assessment", subject).map(Edition::label).orElse(null);
        Assessed<ZoneCompliance> day = assessment.functional(DayPart.DAY, unit, limits);
        Assessed<ZoneCompliance> night = assessment.functional(DayPart.NIGHT, unit, limits);
        return Stream.concat(
                        Stream.of(""), limits.all().stream().map(Limit::zone).distinct())
                .map(zone -> figures(
                        subject,
                        zone,
                        rule,
                        edition.label(),
                        unit.code(),
                        part(day.figure(), zone),
                        part(night.figure(), zone),
                        zone.isEmpty() ? leftOut(day, night) : List.of()));
    }

    private static Part part(ZoneCompliance compliance, String zone) {
        Coverage coverage = compliance.coverage();
        ZoneCompliance.Rate rate = zone.isEmpty()
                ? compliance.total()
                : compliance.byClass().getOrDefault(zone, new ZoneCompliance.Rate(0, 0, 0, Optional.empty(), 0, 0));
        return new Part(
                coverage.valid(),
                coverage.expected(),
                null,
                null,
                null,
                new Rate(
                        rate.compliant(),
                        rate.valid(),
                        rate.monitored(),
                        rate.percent()
                                .map(percent -> Rounding.halfEven(percent, PERCENT_DIGITS))
                                .orElse(null),
                        rate.bursts(),
                        rate.lmaxKnown()));
    }

    private static List<String> leftOut(Assessed<?> day, Assessed<?> night) {
        return Stream.concat(day.leftOut().stream(), night.leftOut().stream())
                .map(NoisePeriodRollup::text)
                .toList();
    }

    private static String text(LeftOut point) {
        return point.point() + " " + point.part().code() + " " + point.reason();
    }

    private NetworkReport figures(
            Subject subject,
            String zone,
            @Nullable String edition,
            @Nullable String limits,
            @Nullable String unit,
            Part day,
            Part night,
            List<String> leftOut) {
        NoiseSettings settings = settings(subject);
        return new NetworkReport(
                subject.of.city,
                subject.network,
                zone,
                subject.of.period,
                subject.countedTo(),
                edition,
                limits,
                settings.nightMeaning().code(),
                settings.minimumShares().name(),
                unit,
                day,
                night,
                leftOut);
    }
}
