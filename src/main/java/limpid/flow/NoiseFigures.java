package limpid.flow;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import limpid.measure.CalendarPeriod;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.measure.Period;
import limpid.noise.CityAssessment;
import limpid.noise.CityAssessment.Assessed;
import limpid.noise.CityAssessment.LeftOut;
import limpid.noise.NoiseDay;
import limpid.noise.NoiseLevel;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.noise.NoiseSettings;
import limpid.noise.PointDays;
import limpid.noise.PointSurvey;
import limpid.noise.RegionalNoise;
import limpid.noise.SurveyMeasurement;
import limpid.programme.Figure;
import limpid.programme.Measure;
import limpid.rule.Chosen;
import limpid.standard.DayPart;
import limpid.standard.Edition;
import limpid.standard.NoiseGrades;
import limpid.standard.NoiseSurvey.CitySize;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.station.Station.NoiseNetwork;
import limpid.store.Registered;
import limpid.store.Results;
import limpid.store.Results.PointNoiseDay;
import limpid.store.Span;
import limpid.store.Stations;
import limpid.store.Stations.Filter;
import limpid.store.Surveys;
import org.jspecify.annotations.Nullable;

/** Figures of a city's noise for programme checks: means of the day-time over the points of a network. */
final class NoiseFigures {
    private static final int COVERAGE_DIGITS = 10;

    private final Results results;
    private final Stations stations;
    private final Surveys surveys;
    private final Chosen<NoiseSettings> settings;
    private final String city;
    private final @Nullable BigDecimal builtUpM2;

    NoiseFigures(Knowledge knowledge, String city, @Nullable BigDecimal builtUpM2) {
        this.results = knowledge.results();
        this.stations = knowledge.stations();
        this.surveys = knowledge.surveys();
        this.settings = knowledge.rules().noise();
        this.city = city;
        this.builtUpM2 = builtUpM2;
    }

    Figure of(Measure measure, CalendarPeriod whole, LocalDate last) {
        Optional<Edition> edition = StandardBook.standard().inForce("noise-city_grades", last);
        if (edition.isEmpty()) {
            return Figure.missing("no rule of city means was in force on " + last, whole.name(), "");
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

    private Mean regional(CalendarPeriod whole, LocalDate last, Edition edition) {
        Assessed<RegionalNoise> noise = grid(whole, last, edition);
        return new Mean(
                noise.figure().mean(),
                noise.figure().coverage().valid(),
                noise.figure().coverage().expected(),
                noise.leftOut(),
                whole.name());
    }

    private Assessed<RegionalNoise> grid(CalendarPeriod whole, LocalDate last, Edition edition) {
        BigDecimal area = builtUpM2 == null ? BigDecimal.ZERO : builtUpM2;
        return assessment(NoiseNetwork.REGIONAL, whole, last).regional(DayPart.DAY, NoiseGrades.of(edition), area);
    }

    private Mean traffic(CalendarPeriod whole, LocalDate last, Edition edition) {
        var noise = assessment(NoiseNetwork.TRAFFIC, whole, last).traffic(DayPart.DAY, NoiseGrades.of(edition));
        return new Mean(
                noise.figure().mean(),
                noise.figure().coverage().valid(),
                noise.figure().coverage().expected(),
                noise.leftOut(),
                whole.name());
    }

    private Figure level(Mean mean, LocalDate last, Edition edition) {
        String basis = "Ld of " + mean.valid + " of " + mean.expected + " points, " + mean.period;
        Figure figure = mean.level
                .published(settings.of(city, last))
                .flatMap(value ->
                        mean.level.value().map(unrounded -> Figure.of(value, unrounded, basis, edition.label())))
                .orElseGet(() -> Figure.missing(
                        mean.level.shortfall().map(Shortfall::code).orElse(""), basis, edition.label()));
        return figure.withLeftOut(mean.leftOut.stream()
                .map(point -> point.point() + ": " + point.reason())
                .toList());
    }

    private Figure coverage(CalendarPeriod whole, LocalDate last, Edition edition) {
        if (builtUpM2 == null) {
            return Figure.missing(
                    "builtUpAreaM2 of the programme's file is not given", "grid squares, " + whole.name(), "");
        }
        RegionalNoise noise = grid(whole, last, edition).figure();
        String basis = "grid squares with a level, "
                + noise.coveredArea().part().toPlainString() + " m2 of " + builtUpM2.toPlainString() + " m2";
        return noise.coveredArea()
                .percent(COVERAGE_DIGITS)
                .map(percent -> Figure.of(percent.setScale(1, RoundingMode.HALF_EVEN), percent, basis, edition.label()))
                .orElseGet(() -> Figure.missing("the built-up area is zero", basis, edition.label()));
    }

    private CityAssessment assessment(NoiseNetwork network, CalendarPeriod whole, LocalDate last) {
        List<LocalDate> dates =
                whole.firstInclusive().datesUntil(last.plusDays(1)).toList();
        List<Station> points = stations.list(new Filter(Medium.NOISE, city, null, null), Integer.MAX_VALUE).stream()
                .map(Registered::station)
                .filter(station -> station.siting().noiseNetwork() == network)
                .filter(station -> dates.stream().anyMatch(station::inService))
                .toList();
        Map<String, Map<LocalDate, NoiseDay>> days = days(points, whole.firstInclusive(), last);
        Map<String, List<SurveyMeasurement>> surveyed = surveyed(points, whole.firstInclusive(), last);
        return new CityAssessment(
                whole.name(),
                points.stream()
                        .map(point -> new PointDays(
                                point,
                                dates.stream().filter(point::inService).toList(),
                                days.getOrDefault(point.code(), Map.of()),
                                PointSurvey.of(point.zone(), surveyed.getOrDefault(point.code(), List.of()))))
                        .toList(),
                CitySize.UNKNOWN,
                settings.of(city, last));
    }

    private Map<String, List<SurveyMeasurement>> surveyed(List<Station> points, LocalDate first, LocalDate last) {
        Period starts =
                new Period(new LocalDay(first, LocalDay.CHINA).start(), new LocalDay(last, LocalDay.CHINA).end());
        return surveys.of(points.stream().map(Station::code).toList(), starts, null, null, Integer.MAX_VALUE).stream()
                .collect(Collectors.groupingBy(SurveyMeasurement::point));
    }

    private Map<String, Map<LocalDate, NoiseDay>> days(List<Station> points, LocalDate first, LocalDate last) {
        Span span = new Span(new LocalDay(first, LocalDay.CHINA).start(), new LocalDay(last, LocalDay.CHINA).end());
        Map<String, Map<LocalDate, NoiseDay>> days = new HashMap<>();
        for (PointNoiseDay point :
                results.noiseDaysOf(points.stream().map(Station::code).toList(), span, null)) {
            days.computeIfAbsent(point.station(), station -> new HashMap<>())
                    .put(point.day().date().date(), point.day());
        }
        return days;
    }
}
