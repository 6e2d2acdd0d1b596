package limpid.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import limpid.measure.AssessmentPeriod;
import limpid.noise.CityAssessment;
import limpid.noise.CityAssessment.Assessed;
import limpid.noise.CityAssessment.LeftOut;
import limpid.noise.NoiseLevel;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.noise.NoiseSettings;
import limpid.noise.RegionalNoise;
import limpid.programme.Area;
import limpid.programme.Explanation;
import limpid.programme.Figure;
import limpid.programme.LeastData;
import limpid.programme.Measure;
import limpid.programme.Programme;
import limpid.rollup.NoisePoints;
import limpid.rule.ByCityAndDate;
import limpid.standard.DayPart;
import limpid.standard.Edition;
import limpid.standard.NoiseGrades;
import limpid.standard.NoiseSurvey.CitySize;
import limpid.standard.StandardBook;
import limpid.station.Station.NoiseNetwork;
import org.jspecify.annotations.Nullable;

/** Figures of a city's noise for programme checks: means of the day-time over the points of a network. */
final class NoiseFigures {
    private static final int COVERAGE_DIGITS = 10;

    private final NoisePoints points;
    private final ByCityAndDate<NoiseSettings> settings;
    private final String city;
    private final Area area;
    private final @Nullable BigDecimal builtUpM2;
    private final BigDecimal leastPoints;

    NoiseFigures(Knowledge knowledge, String city, Area area, Programme programme) {
        this.leastPoints = programme.least().points();
        this.area = area;
        this.points = new NoisePoints(knowledge.results(), knowledge.stations(), knowledge.surveys());
        this.settings = knowledge.rules().noise();
        this.city = city;
        this.builtUpM2 = programme.builtUpAreaM2();
    }

    Figure of(Measure measure, AssessmentPeriod whole, LocalDate last) {
        Optional<Edition> edition = StandardBook.standard().inForce("noise-city_grades", last);
        if (edition.isEmpty()) {
            return Figure.missing(Explanation.of("noNoiseRule", last), Explanation.of(whole.name()), "");
        }
        return switch (measure.kind()) {
            case NOISE_REGIONAL -> level(regional(whole, last, edition.get()), last, edition.get());
            case NOISE_TRAFFIC -> level(traffic(whole, last, edition.get()), last, edition.get());
            case NOISE_COVERAGE -> coverage(whole, last, edition.get());
            default -> throw new IllegalArgumentException(measure.code() + " is not of noise");
        };
    }

    /** A city mean with how many points it rests on. */
    private record Mean(NoiseLevel level, int valid, int expected, List<LeftOut> leftOut, String period) {}

    private Mean regional(AssessmentPeriod whole, LocalDate last, Edition edition) {
        Assessed<RegionalNoise> noise = grid(whole, last, edition);
        return new Mean(
                noise.figure().mean(),
                noise.figure().coverage().valid(),
                noise.figure().coverage().expected(),
                noise.leftOut(),
                whole.name());
    }

    private Assessed<RegionalNoise> grid(AssessmentPeriod whole, LocalDate last, Edition edition) {
        BigDecimal area = builtUpM2 == null ? BigDecimal.ZERO : builtUpM2;
        return assessment(NoiseNetwork.REGIONAL, whole, last).regional(DayPart.DAY, NoiseGrades.of(edition), area);
    }

    private Mean traffic(AssessmentPeriod whole, LocalDate last, Edition edition) {
        var noise = assessment(NoiseNetwork.TRAFFIC, whole, last).traffic(DayPart.DAY, NoiseGrades.of(edition));
        return new Mean(
                noise.figure().mean(),
                noise.figure().coverage().valid(),
                noise.figure().coverage().expected(),
                noise.leftOut(),
                whole.name());
    }

    private Figure level(Mean mean, LocalDate last, Edition edition) {
        Explanation basis = Explanation.of("pointLevels", mean.valid, mean.expected, mean.period);
        Figure figure = mean.level
                .published(settings.of(city, last))
                .flatMap(value ->
                        mean.level.value().map(unrounded -> Figure.of(value, unrounded, basis, edition.label())))
                .orElseGet(() -> Figure.missing(
                        Explanation.of(
                                mean.level.shortfall().map(Shortfall::code).orElse("")),
                        basis,
                        edition.label()));
        return enough(figure.withCounted(mean.valid, mean.expected), mean)
                .withLeftOut(mean.leftOut.stream()
                        .map(point -> point.point() + ": " + point.reason())
                        .toList());
    }

    /** A mean of too few of the points is none; those without a level are named. */
    private Figure enough(Figure figure, Mean mean) {
        return figure.value() == null || LeastData.isEnough(leastPoints, mean.valid, mean.expected)
                ? figure
                : figure.insufficient(Explanation.of(
                        "tooFewPoints",
                        mean.valid,
                        mean.expected,
                        leastPoints.toPlainString(),
                        String.join(
                                "、", mean.leftOut.stream().map(LeftOut::point).toList())));
    }

    private Figure coverage(AssessmentPeriod whole, LocalDate last, Edition edition) {
        if (builtUpM2 == null) {
            return Figure.missing(Explanation.of("noBuiltUpArea"), Explanation.of("gridSquares", whole.name()), "");
        }
        RegionalNoise noise = grid(whole, last, edition).figure();
        Explanation basis = Explanation.of(
                "gridSquaresWithLevel", noise.coveredArea().part().toPlainString(), builtUpM2.toPlainString());
        return noise.coveredArea()
                .percent(COVERAGE_DIGITS)
                .map(percent -> Figure.of(percent.setScale(1, RoundingMode.HALF_EVEN), percent, basis, edition.label()))
                .orElseGet(() -> Figure.missing(Explanation.of("builtUpAreaZero"), basis, edition.label()));
    }

    private CityAssessment assessment(NoiseNetwork network, AssessmentPeriod whole, LocalDate last) {
        return new CityAssessment(
                whole.name(),
                points.of(city, area::includes, network, whole.startInclusive(), last, date -> true, null),
                CitySize.UNKNOWN,
                settings.of(city, last));
    }
}
