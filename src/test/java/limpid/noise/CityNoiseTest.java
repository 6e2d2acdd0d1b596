package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import limpid.measure.Coverage;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.noise.NoiseLevel.Insufficient;
import limpid.noise.NoiseLevel.Known;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.noise.RegionalNoise.GridPoint;
import limpid.noise.TrafficNoise.RoadSection;
import limpid.noise.YearOnYear.Change;
import limpid.noise.YearOnYear.NotComparable;
import limpid.noise.YearOnYear.Reason;
import limpid.standard.DayPart;
import limpid.standard.Edition;
import limpid.standard.NoiseGrades;
import limpid.standard.NoiseGrades.Grade;
import limpid.standard.NoiseSurvey;
import limpid.standard.NoiseSurvey.CitySize;
import limpid.standard.StandardBook;
import org.junit.jupiter.api.Test;

final class CityNoiseTest {
    private static final NoiseSettings SETTINGS = NoiseSettings.DEFAULT;
    private static final CitySize SMALL = NoiseSurvey.standard().size(300_000);
    private static final NoiseGrades GRADES = grades("2020-01-01");
    private static final NoiseLevel SILENT = new Insufficient(Shortfall.NO_DATA, new Coverage(0, 24, 18));

    @Test
    void goldenMeans() {
        assertAll(Table.resource("/golden/noise/city-means.csv").rows().stream().map(row -> () -> assertMean(row)));
    }

    private static void assertMean(Row row) {
        DayPart part = DayPart.of(row.required("part"));
        String[] levels = row.required("levels").split(" ");
        boolean regional = row.text("lengths_km").isEmpty();
        NoiseLevel mean;
        Optional<Grade> grade;
        if (regional) {
            RegionalNoise noise = regional(part, levels);
            mean = noise.mean();
            grade = noise.grade();
        } else {
            TrafficNoise noise =
                    traffic(part, sections(levels, row.required("lengths_km").split(" ")));
            mean = noise.mean();
            grade = noise.grade();
        }
        assertEquals(Optional.of(row.decimal("mean")), mean.published(SETTINGS), row.required("case"));
        assertEquals(Optional.of(row.integer("grade")), grade.map(Grade::number), row.required("case"));
        assertEquals(Optional.of(row.required("edition")), grade.map(Grade::edition));
    }

    @Test
    void roadsOverTheLimitByLengthAndByCount() {
        assertAll(
                Table.resource("/golden/noise/road-shares.csv").rows().stream().map(row -> () -> {
                    int over = row.integer("sections_over");
                    int within = row.integer("sections_within");
                    List<RoadSection> sections = new ArrayList<>();
                    for (int i = 0; i < over + within; i++) {
                        boolean loud = i < over;
                        BigDecimal length = row.optionalDecimal(loud ? "over_km" : "within_km")
                                .orElse(BigDecimal.ONE);
                        sections.add(new RoadSection("R" + i, length, known(loud ? "71" : "69")));
                    }
                    TrafficNoise traffic = traffic(DayPart.DAY, sections);
                    assertShare(row, "percent_by_count", traffic.overByCount());
                    assertShare(row, "percent_by_length", traffic.overByLength());
                }));
    }

    private static void assertShare(Row row, String column, Share share) {
        row.optionalDecimal(column)
                .ifPresent(expected -> assertEquals(Optional.of(expected), share.percent(1), row.required("place")));
    }

    @Test
    void aRoadAtTheLimitIsNotOverIt() {
        TrafficNoise traffic =
                traffic(DayPart.DAY, sections(new String[] {"70.0", "70.04", "70.06"}, new String[] {"1", "1", "2"}));
        assertEquals(Optional.of(new BigDecimal("33.3")), traffic.overByCount().percent(1), "70.04 rounds to 70.0");
        assertEquals(Optional.of(new BigDecimal("50.0")), traffic.overByLength().percent(1));
    }

    @Test
    void pointsWithoutALevelAreNamedAndLowerTheCoverage() {
        List<GridPoint> points = List.of(
                new GridPoint("G1", known("50"), new BigDecimal("40")),
                new GridPoint("G2", SILENT, new BigDecimal("40")),
                new GridPoint("G3", known("52"), null));
        RegionalNoise noise =
                RegionalNoise.of(DayPart.DAY, "2020", points, BigDecimal.valueOf(50), GRADES, SMALL, SETTINGS);
        assertEquals(Optional.of(new BigDecimal("51.0")), noise.mean().published(SETTINGS));
        assertEquals(List.of("G2"), noise.leftOut());
        assertEquals(new Coverage(2, 3, 101), noise.coverage());
        assertEquals(Optional.of(new BigDecimal("80.0")), noise.coveredArea().percent(1));
    }

    @Test
    void aSilentCityHasNoMeanNoGradeAndNoShare() {
        RegionalNoise regional = RegionalNoise.of(
                DayPart.DAY,
                "2020",
                List.of(new GridPoint("G1", SILENT, null)),
                BigDecimal.ZERO,
                GRADES,
                SMALL,
                SETTINGS);
        assertEquals(Optional.of(Shortfall.NO_DATA), regional.mean().shortfall());
        assertEquals(Optional.empty(), regional.grade());
        assertEquals(Optional.empty(), regional.coveredArea().percent(1), "built-up area not known");
        TrafficNoise traffic = traffic(DayPart.DAY, List.of(new RoadSection("R1", BigDecimal.ONE, SILENT)));
        assertEquals(Optional.empty(), traffic.overByLength().percent(1));
        assertEquals(List.of("R1"), traffic.leftOut());
    }

    @Test
    void theSameSetIsComparedByPublishedFigures() {
        RegionalNoise before = regional(DayPart.DAY, "54.04", "54.04");
        RegionalNoise now = regional(DayPart.DAY, "53.76", "53.76");
        assertEquals(new Change(new BigDecimal("-0.2")), now.since(before, SETTINGS), "53.8 less 54.0");
    }

    @Test
    void aChangedSetIsNotComparable() {
        RegionalNoise before = regional(DayPart.DAY, "54", "55");
        RegionalNoise now = regional(DayPart.DAY, "54", "55", "56");
        assertEquals(
                new NotComparable(Reason.POINT_SET_CHANGED, new TreeSet<>(Set.of("P2")), new TreeSet<>()),
                now.since(before, SETTINGS));
        TrafficNoise road = traffic(DayPart.DAY, sections(new String[] {"60"}, new String[] {"1"}));
        TrafficNoise silent = traffic(DayPart.DAY, List.of(new RoadSection("R0", BigDecimal.ONE, SILENT)));
        assertEquals(
                new NotComparable(Reason.FIGURE_MISSING, new TreeSet<>(), new TreeSet<>()),
                road.since(silent, SETTINGS));
    }

    @Test
    void aMeanOfTooFewPointsIsWithheldWhereARuleSaysSo() {
        NoiseSettings most = Changed.with("assessedShare", new BigDecimal("0.75"));
        List<GridPoint> points = List.of(new GridPoint("G1", known("50"), null), new GridPoint("G2", SILENT, null));
        RegionalNoise thin = RegionalNoise.of(DayPart.DAY, "2020", points, BigDecimal.ZERO, GRADES, SMALL, most);
        assertEquals(Optional.of(Shortfall.TOO_FEW_VALID), thin.mean().shortfall());
        assertEquals(Optional.empty(), thin.grade());
        List<RoadSection> roads = List.of(
                new RoadSection("R1", BigDecimal.ONE, known("75")), new RoadSection("R2", BigDecimal.ONE, SILENT));
        TrafficNoise road = TrafficNoise.of(DayPart.DAY, "2020", roads, GRADES, SMALL, most);
        assertEquals(Optional.empty(), road.percent(road.overByLength(), 1));
        TrafficNoise usual = TrafficNoise.of(DayPart.DAY, "2020", roads, GRADES, SMALL, SETTINGS);
        assertEquals(Optional.of(new BigDecimal("100.0")), usual.percent(usual.overByLength(), 1));
    }

    /** Three of four points have a level: 75 %; two of four do not compare. */
    @Test
    void aFigureOfTooFewPointsIsNotCompared() {
        RegionalNoise whole = regional(DayPart.DAY, "54", "54", "54", "54");
        assertEquals(
                new Change(new BigDecimal("0.0")),
                regional(DayPart.DAY, "54", "54", "54", "").since(whole, SETTINGS));
        NotComparable thin = new NotComparable(Reason.TOO_FEW_POINTS, new TreeSet<>(), new TreeSet<>());
        assertEquals(thin, regional(DayPart.DAY, "54", "54", "", "").since(whole, SETTINGS));
        assertEquals(thin, whole.since(regional(DayPart.DAY, "54", "54", "", ""), SETTINGS));
    }

    private static RegionalNoise regional(DayPart part, String... levels) {
        List<GridPoint> points = new ArrayList<>();
        for (String level : levels) {
            points.add(new GridPoint("P" + points.size(), level.isEmpty() ? SILENT : known(level), null));
        }
        return RegionalNoise.of(part, "2020", points, BigDecimal.ZERO, GRADES, SMALL, SETTINGS);
    }

    private static TrafficNoise traffic(DayPart part, List<RoadSection> sections) {
        return TrafficNoise.of(part, "2020", sections, GRADES, SMALL, SETTINGS);
    }

    private static List<RoadSection> sections(String[] levels, String[] lengths) {
        List<RoadSection> sections = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            sections.add(new RoadSection("R" + i, new BigDecimal(lengths[i]), known(levels[i])));
        }
        return sections;
    }

    private static NoiseLevel known(String level) {
        return new Known(new BigDecimal(level));
    }

    private static NoiseGrades grades(String date) {
        Edition edition = StandardBook.standard()
                .inForce("noise-city_grades", LocalDate.parse(date))
                .orElseThrow();
        return NoiseGrades.of(edition);
    }
}
