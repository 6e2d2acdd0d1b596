package limpid.noise;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.noise.RegionalNoise.GridPoint;
import limpid.noise.TrafficNoise.RoadSection;
import limpid.noise.ZoneCompliance.Unit;
import limpid.noise.ZoneVerdict.Observation;
import limpid.noise.ZoneVerdict.State;
import limpid.standard.DayPart;
import limpid.standard.NoiseGrades;
import limpid.standard.NoiseSurvey.CitySize;
import limpid.standard.ZoneLimits;
import limpid.station.Station;

/**
 * The figures of one of a city's networks over a period, day and night apart, from the surveys of its points or the days
 * of its automatic ones: inside a point levels are averaged by energy, across points as the network's rule says. Points that
 * do not count in the city, and those whose registration lacks what the rule needs, are left out and named.
 *
 * @param version name of the point set, the period's
 * @param points  all points of the network in service in the period
 * @param size    size of the city
 */
public record CityAssessment(String version, List<PointDays> points, CitySize size, NoiseSettings settings) {
    /** Keeps its own points. */
    public CityAssessment {
        points = List.copyOf(points);
    }

    /**
     * A point that did not enter a figure.
     *
     * @param point  its code
     * @param part   the day-time or night-time it is missing from
     * @param reason {@code notCountedInCity}, {@code noRoadLength}, {@code noZone},
     *               {@code notSurveyed}, or what its level wants
     */
    public record LeftOut(String point, DayPart part, String reason) {}

    /**
     * A figure, and what did not enter it.
     *
     * @param figure  the network's figure
     * @param leftOut points in the order of the set
     */
    public record Assessed<T>(T figure, List<LeftOut> leftOut) {
        /** Keeps its own list. */
        public Assessed {
            leftOut = List.copyOf(leftOut);
        }

        /** The figure as something else. */
        public <U> Assessed<U> map(Function<T, U> mapping) {
            return new Assessed<>(mapping.apply(figure), leftOut);
        }
    }

    /**
     * Regional noise 区域声环境.
     *
     * @param builtUpM2 built-up area 建成区, m2; zero where it is not known
     */
    public Assessed<RegionalNoise> regional(DayPart part, NoiseGrades grades, BigDecimal builtUpM2) {
        List<LeftOut> leftOut = new ArrayList<>();
        List<GridPoint> grid = usable(part, "", point -> true, leftOut).stream()
                .map(point -> new GridPoint(
                        point.station().code(),
                        levelOf(point, part, leftOut),
                        point.station().siting().gridAreaM2()))
                .toList();
        return new Assessed<>(RegionalNoise.of(part, version, grid, builtUpM2, grades, size, settings), leftOut);
    }

    /** Road-traffic noise 道路交通声环境. */
    public Assessed<TrafficNoise> traffic(DayPart part, NoiseGrades grades) {
        List<LeftOut> leftOut = new ArrayList<>();
        List<RoadSection> sections = new ArrayList<>();
        for (PointDays point : usable(part, "noRoadLength", CityAssessment::hasLength, leftOut)) {
            BigDecimal length = point.station().siting().roadLengthM();
            if (length != null) {
                sections.add(new RoadSection(point.station().code(), length, levelOf(point, part, leftOut)));
            }
        }
        return new Assessed<>(TrafficNoise.of(part, version, sections, grades, size, settings), leftOut);
    }

    private static boolean hasLength(PointDays point) {
        BigDecimal length = point.station().siting().roadLengthM();
        return length != null && length.signum() > 0;
    }

    /**
     * Compliance of the functional zones 功能区声环境达标率.
     *
     * @param unit what is counted: a verdict on each survey, or on each day of an automatic point
     */
    public Assessed<ZoneCompliance> functional(DayPart part, Unit unit, ZoneLimits limits) {
        List<LeftOut> leftOut = new ArrayList<>();
        List<ZoneVerdict> verdicts = new ArrayList<>();
        Predicate<PointDays> hasZone = point ->
                limits.limit(point.station().siting().noiseZone(), part).isPresent();
        for (PointDays point : usable(part, "noZone", hasZone, leftOut)) {
            List<ZoneVerdict> own =
                    unit == Unit.POINT_TIMES ? surveyVerdicts(point, part, limits) : verdicts(point, part, limits);
            if (unit == Unit.POINT_TIMES && own.isEmpty()) {
                leftOut.add(new LeftOut(point.station().code(), part, "notSurveyed"));
            } else if (own.stream().allMatch(verdict -> verdict.state() == State.NO_VALID_DATA)) {
                leftOut.add(new LeftOut(point.station().code(), part, reason(own)));
            }
            verdicts.addAll(own);
        }
        return new Assessed<>(ZoneCompliance.of(part, unit, version, verdicts, size, settings), leftOut);
    }

    private List<ZoneVerdict> verdicts(PointDays point, DayPart part, ZoneLimits limits) {
        Station station = point.station();
        return point.due().stream()
                .map(date -> new Observation(
                        station.code(),
                        station.siting().noiseZone(),
                        part,
                        date,
                        point.level(part, date),
                        point.lmax(part, date),
                        Optional.empty()))
                .map(observation -> ZoneVerdict.judge(observation, limits, settings))
                .toList();
    }

    private List<ZoneVerdict> surveyVerdicts(PointDays point, DayPart part, ZoneLimits limits) {
        Station station = point.station();
        return point.surveys().stream()
                .filter(survey -> survey.covers(part, settings))
                .map(survey -> new Observation(
                        station.code(),
                        station.siting().noiseZone(),
                        part,
                        survey.date(),
                        survey.level(part, station, settings),
                        survey.lmax(part, station, settings),
                        Optional.empty()))
                .map(observation -> ZoneVerdict.judge(observation, limits, settings))
                .toList();
    }

    /** Too few valid where anything was collected on any of its days, otherwise no data. */
    private static String reason(List<ZoneVerdict> verdicts) {
        return verdicts.stream()
                .flatMap(verdict -> verdict.observation().level().shortfall().stream())
                .filter(shortfall -> shortfall != Shortfall.NO_DATA)
                .findFirst()
                .orElse(Shortfall.NO_DATA)
                .code();
    }

    private List<PointDays> usable(DayPart part, String lacking, Predicate<PointDays> suits, List<LeftOut> leftOut) {
        List<PointDays> usable = new ArrayList<>();
        for (PointDays point : points) {
            Station station = point.station();
            if (!station.countsInCity()) {
                leftOut.add(new LeftOut(station.code(), part, "notCountedInCity"));
            } else if (!suits.test(point)) {
                leftOut.add(new LeftOut(station.code(), part, lacking));
            } else {
                usable.add(point);
            }
        }
        return usable;
    }

    private NoiseLevel levelOf(PointDays point, DayPart part, List<LeftOut> leftOut) {
        NoiseLevel level = point.level(part, settings);
        level.shortfall()
                .ifPresent(shortfall -> leftOut.add(new LeftOut(point.station().code(), part, shortfall.code())));
        return level;
    }
}
