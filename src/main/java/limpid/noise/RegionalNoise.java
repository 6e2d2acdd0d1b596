package limpid.noise;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import limpid.measure.Coverage;
import limpid.standard.DayPart;
import limpid.standard.NoiseGrades;
import limpid.standard.NoiseGrades.Grade;
import limpid.standard.NoiseGrades.Kind;
import limpid.standard.NoiseSurvey.CitySize;
import org.jspecify.annotations.Nullable;

/**
 * Regional noise of a city 区域声环境: the arithmetic mean of its grid points, for day and night apart (HJ 640-2012
 * clause 4 as quoted). Points of the other networks never enter.
 *
 * @param part        what it is of
 * @param mean        arithmetic mean of the points with a level, dB
 * @param grade       grade of the mean rounded first; empty where there is no mean, or the edition grades none
 * @param coverage    points with a level, points of the set, and how many a city of this size should have
 * @param coveredArea area of the grid squares with a level of the built-up area, m2
 * @param pointSet    the points it was due from
 * @param leftOut     codes of points without a level
 */
public record RegionalNoise(
        DayPart part,
        NoiseLevel mean,
        Optional<Grade> grade,
        Coverage coverage,
        Share coveredArea,
        PointSet pointSet,
        List<String> leftOut) {

    /**
     * One grid point.
     *
     * @param level  its level in the period, dB
     * @param areaM2 area of its square, m2; null where it is not known
     */
    public record GridPoint(
            String code, NoiseLevel level, @Nullable BigDecimal areaM2) {}

    /**
     * The city's figure.
     *
     * @param version     name of the point set
     * @param points      all points of the set, each once
     * @param builtUpM2   built-up area 建成区 of the city, m2; zero where it is not known
     * @param grades      of the edition in force
     * @param size        size of the city
     */
    public static RegionalNoise of(
            DayPart part,
            String version,
            List<GridPoint> points,
            BigDecimal builtUpM2,
            NoiseGrades grades,
            CitySize size,
            NoiseSettings settings) {
        List<GridPoint> measured =
                points.stream().filter(point -> point.level.value().isPresent()).toList();
        Coverage coverage = new Coverage(measured.size(), points.size(), size.regionalPoints());
        NoiseLevel mean = NetworkMean.of(measured, GridPoint::level, point -> BigDecimal.ONE, coverage, settings);
        return new RegionalNoise(
                part,
                mean,
                mean.published(settings).flatMap(level -> grades.grade(Kind.REGIONAL, part, level)),
                coverage,
                new Share(area(measured), builtUpM2),
                PointSet.of(version, points.stream().map(GridPoint::code).toList()),
                points.stream()
                        .filter(point -> point.level.value().isEmpty())
                        .map(GridPoint::code)
                        .toList());
    }

    private static BigDecimal area(List<GridPoint> measured) {
        BigDecimal area = BigDecimal.ZERO;
        for (GridPoint point : measured) {
            area = point.areaM2 == null ? area : area.add(point.areaM2);
        }
        return area;
    }

    /** The change of the published means, dB. */
    public YearOnYear since(RegionalNoise before, NoiseSettings settings) {
        return YearOnYear.of(side(settings), before.side(settings), settings.comparedShare());
    }

    private YearOnYear.Side side(NoiseSettings settings) {
        return new YearOnYear.Side(mean.published(settings), coverage, pointSet);
    }
}
