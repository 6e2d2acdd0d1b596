package limpid.noise;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import limpid.measure.Coverage;
import limpid.standard.DayPart;
import limpid.standard.NoiseGrades;
import limpid.standard.NoiseGrades.Grade;
import limpid.standard.NoiseGrades.Kind;
import limpid.standard.NoiseSurvey.CitySize;

/**
 * Road-traffic noise of a city 道路交通声环境: the arithmetic mean of its road sections weighted by their length, for day
 * and night apart (HJ 640-2012 clause 5 as quoted).
 *
 * @param part        what it is of
 * @param mean        sum(l*L)/sum(l) over the sections with a level, dB
 * @param grade       grade of the mean rounded first; empty where there is no mean, or the edition grades none
 * @param overByLength length of the sections over the limit of all with a level, m 超标路段长度比例
 * @param overByCount the same by number of sections; bulletins use either, so both are named
 * @param coverage    sections with a level, sections of the set, and how many a city of this size should have
 * @param pointSet    the sections it was due from
 * @param leftOut     codes of sections without a level
 */
public record TrafficNoise(
        DayPart part,
        NoiseLevel mean,
        Optional<Grade> grade,
        Share overByLength,
        Share overByCount,
        Coverage coverage,
        PointSet pointSet,
        List<String> leftOut) {

    /**
     * One road section.
     *
     * @param lengthM its length, m, more than zero
     * @param level   its level in the period, dB
     */
    public record RoadSection(String code, BigDecimal lengthM, NoiseLevel level) {
        /** Refuses a section without length, which could not be weighted. */
        public RoadSection {
            if (lengthM.signum() <= 0) {
                throw new IllegalArgumentException("road section " + code + " of " + lengthM + " m");
            }
        }
    }

    /**
     * The city's figure. A section is over the limit by its level as published.
     *
     * @param version  name of the set of sections
     * @param sections all sections of the set, each once
     * @param grades   of the edition in force
     * @param size     size of the city
     */
    public static TrafficNoise of(
            DayPart part,
            String version,
            List<RoadSection> sections,
            NoiseGrades grades,
            CitySize size,
            NoiseSettings settings) {
        List<RoadSection> measured =
                where(sections, section -> section.level.value().isPresent());
        List<RoadSection> over = where(measured, section -> section.level
                .published(settings)
                .filter(level -> level.compareTo(settings.roadLimit()) > 0)
                .isPresent());
        Coverage coverage = new Coverage(measured.size(), sections.size(), size.trafficPoints());
        NoiseLevel mean = NetworkMean.of(measured, RoadSection::level, RoadSection::lengthM, coverage, settings);
        return new TrafficNoise(
                part,
                mean,
                mean.published(settings).flatMap(level -> grades.grade(Kind.ROAD_TRAFFIC, part, level)),
                new Share(length(over), length(measured)),
                Share.of(over.size(), measured.size()),
                coverage,
                PointSet.of(version, codes(sections)),
                codes(where(sections, section -> section.level.value().isEmpty())));
    }

    private static List<RoadSection> where(List<RoadSection> sections, Predicate<RoadSection> condition) {
        return sections.stream().filter(condition).toList();
    }

    private static List<String> codes(List<RoadSection> sections) {
        return sections.stream().map(RoadSection::code).toList();
    }

    private static BigDecimal length(List<RoadSection> sections) {
        return sections.stream().map(RoadSection::lengthM).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A share of the length or number of sections over the limit, in percent; empty where there is no mean beside it. */
    public Optional<BigDecimal> percent(Share over, int digits) {
        return mean.value().isEmpty() ? Optional.empty() : over.percent(digits);
    }

    /** The change of the published means, dB. */
    public YearOnYear since(TrafficNoise before, NoiseSettings settings) {
        return YearOnYear.of(side(settings), before.side(settings), settings.comparedShare());
    }

    private YearOnYear.Side side(NoiseSettings settings) {
        return new YearOnYear.Side(mean.published(settings), coverage, pointSet);
    }
}
