package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import limpid.Changed;
import limpid.standard.ClassLimits;
import limpid.station.Station.WaterBodyType;
import limpid.water.MainIndicators.BasinIndicator;
import limpid.water.RegionAssessment.Basis;
import limpid.water.SectionClass.ItemClass;
import limpid.water.WaterSettings.Region;
import org.junit.jupiter.api.Test;

class RegionAssessmentTest {
    private static final WaterSettings DEFAULTS = WaterSettings.defaults();

    @Test
    void fourSectionsGoByMeansAndFiveByShares() {
        RegionAssessment four = RegionAssessment.of(Sections.ofClasses(1, 1, 1, 6), DEFAULTS);
        assertEquals(Basis.MEANS, four.basis());
        assertEquals(2, Objects.requireNonNull(four.meanClass()).waterClass(), "mean of DO 8, 8, 8 and 1 is 6.25");
        assertEquals("优", Objects.requireNonNull(four.grade()).nameZh());
        RegionAssessment five = RegionAssessment.of(Sections.ofClasses(1, 1, 1, 1, 6), DEFAULTS);
        assertEquals(Basis.SHARES, five.basis());
        assertNull(five.meanClass(), "no mean class where shares decide");
        assertEquals("良好", Objects.requireNonNull(five.grade()).nameZh());
        assertEquals("绿色", Objects.requireNonNull(five.grade()).colourZh());
    }

    @Test
    void exactlyFiveIsASetting() {
        Region region = Changed.with(Region.defaults(), "minSectionsForShares", 6);
        WaterSettings six = Changed.with(DEFAULTS, "region", region);
        assertEquals(
                Basis.MEANS,
                RegionAssessment.of(Sections.ofClasses(1, 1, 1, 1, 6), six).basis());
        assertEquals(
                Basis.SHARES,
                RegionAssessment.of(Sections.ofClasses(1, 1, 1, 1, 1, 6), six).basis());
    }

    @Test
    void gradesBySharesAtTheirEdges() {
        assertEquals("优", gradeOf(90, 0));
        assertEquals("良好", gradeOf(89, 0));
        assertEquals("良好", gradeOf(75, 25));
        assertEquals("轻度污染", gradeOf(74, 19));
        assertEquals("中度污染", gradeOf(74, 20));
        assertEquals("中度污染", gradeOf(0, 39));
        assertEquals("重度污染", gradeOf(60, 40));
    }

    private static String gradeOf(int good, int worse) {
        ClassShares shares = new ClassShares(List.of(good, 0, 0, 100 - good - worse, 0, worse));
        return Grade.ofShares(
                        shares.shareClass1To3().orElseThrow(),
                        shares.shareWorseThan5().orElseThrow())
                .nameZh();
    }

    @Test
    void unsampledSectionsLeaveTheDenominatorAndAreNamed() {
        List<SectionResult> sections = new ArrayList<>(Sections.ofClasses(1, 2, 3, 4, 5, 6));
        sections.add(Sections.dry("DRY"));
        RegionAssessment region = RegionAssessment.of(sections, DEFAULTS);
        assertEquals(6, region.shares().assessed());
        assertEquals(List.of(1, 1, 1, 1, 1, 1), region.shares().counts());
        assertEquals(0, new BigDecimal("50").compareTo(region.shareClass1To3().orElseThrow()));
        assertEquals(
                List.of("DRY no water in the period"),
                region.leftOut().stream()
                        .map(section ->
                                section.section() + " " + section.sectionClass().reason())
                        .toList());
    }

    @Test
    void aRegionWithoutDataHasNoGradeAndSaysWhy() {
        RegionAssessment region = RegionAssessment.of(List.of(Sections.dry("A")), DEFAULTS);
        assertEquals(Basis.NONE, region.basis());
        assertNull(region.grade());
        assertEquals("no section has a class", region.reason());
        assertEquals(Optional.empty(), region.shareClass1To3());
    }

    @Test
    void aFewRiversAndLakesTogetherHaveNoMeanClass() {
        RegionAssessment region = RegionAssessment.of(
                List.of(
                        Sections.of("R", Map.of("TP", "0.04")),
                        Sections.of("L", Map.of("TP", "0.04"), WaterBodyType.LAKE)),
                DEFAULTS);
        assertNull(region.grade());
        assertNotNull(region.reason());
        assertEquals(2, region.shares().assessed());
    }

    @Test
    void meansOverSectionsAreRoundedOnceBeforeTheClass() {
        RegionAssessment region = RegionAssessment.of(
                List.of(Sections.of("A", Map.of("CODMN", "4.0")), Sections.of("B", Map.of("CODMN", "4.08"))), DEFAULTS);
        assertEquals(2, Objects.requireNonNull(region.meanClass()).waterClass(), "4.04 is 4.0 in an assessment");
    }

    @Test
    void sameSectionTwiceOrOtherItemsAreRefused() {
        List<SectionResult> twice = List.of(Sections.ofClass("A", 1), Sections.ofClass("A", 2));
        assertThrows(IllegalArgumentException.class, () -> RegionAssessment.of(twice, DEFAULTS));
        SectionResult fiveItems = SectionResult.of(
                "B",
                "B",
                Values.of(Map.of("DO", "8")),
                WaterBodyType.RIVER,
                ItemSet.automatic(),
                ClassLimits.GB_3838_2002,
                Decimals.Stage.UNROUNDED);
        assertThrows(
                IllegalArgumentException.class,
                () -> RegionAssessment.of(List.of(Sections.ofClass("A", 1), fiveItems), DEFAULTS));
    }

    @Test
    void indicatorsGoByClassThenByMultiple() {
        SectionClass section = Sections.of(
                        "A", Map.of("CODMN", "12", "NH3N", "1.9", "COD", "25", "BOD5", "5", "TP", "0.35"))
                .sectionClass();
        assertEquals(List.of("CODMN", "NH3N", "TP"), codes(section), "all class V; multiples 1.0, 0.9, 0.75");
        SectionClass byClass = Sections.of("A", Map.of("CODMN", "9.9", "NH3N", "2.1", "DO", "2.5"))
                .sectionClass();
        assertEquals(
                List.of("NH3N", "DO", "CODMN"), codes(byClass), "worse than V, V, IV although 0.65 has a multiple");
    }

    @Test
    void metalsAndCyanideComeFirst() {
        SectionClass section = Sections.of(
                        "A", Map.of("CODMN", "16", "NH3N", "2.1", "COD", "50", "PBW", "0.06", "CN", "0.1"))
                .sectionClass();
        assertEquals(List.of("PBW", "CODMN", "COD"), codes(section), "cyanide 0.1 is class III and does not exceed");
    }

    @Test
    void goodSectionsHaveNoIndicators() {
        assertEquals(
                List.of(),
                codes(Sections.of("A", Map.of("CODMN", "6", "DO", "5")).sectionClass()));
    }

    @Test
    void indicatorsArePrintedWithTheirMultiple() {
        SectionClass section =
                Sections.of("A", Map.of("NH3N", "1.3", "DO", "4")).sectionClass();
        assertEquals(
                List.of("氨氮(0.30)", "溶解氧"),
                MainIndicators.ofSection(section, DEFAULTS.region()).stream()
                        .map(item -> MainIndicators.printed(item, DEFAULTS.publication()))
                        .toList());
    }

    @Test
    void basinIndicatorsGoBySectionExceedanceRate() {
        List<SectionResult> sections = List.of(
                Sections.of("A", Map.of("COD", "25", "NH3N", "5")),
                Sections.of("B", Map.of("COD", "25", "TP", "0.25")),
                Sections.of("C", Map.of("COD", "25", "TP", "0.25", "PBW", "0.2")),
                Sections.of("D", Map.of("COD", "10")),
                Sections.of("E", Map.of("COD", "10")));
        RegionAssessment region = RegionAssessment.of(sections, DEFAULTS);
        assertEquals(
                List.of("COD 3", "TP 2", "NH3N 1"),
                region.basinIndicators().stream()
                        .map(item -> item.code() + " " + item.sectionsOver())
                        .toList());
        assertEquals(
                0,
                new BigDecimal("60")
                        .compareTo(region.basinIndicators().getFirst().rate()));
        Region metalsFirst = Changed.with(Region.defaults(), "precedenceInBasins", true);
        assertEquals(
                "PBW",
                MainIndicators.ofBasin(sections, metalsFirst).stream()
                        .map(BasinIndicator::code)
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void fewSectionsNameTheirOwnIndicators() {
        RegionAssessment region = RegionAssessment.of(
                List.of(Sections.of("A", Map.of("COD", "25")), Sections.of("B", Map.of("COD", "10"))), DEFAULTS);
        assertEquals(List.of(), region.basinIndicators());
        assertEquals(
                List.of("COD"),
                Objects.requireNonNull(region.sectionIndicators().get("A")).stream()
                        .map(ItemClass::code)
                        .toList());
        assertEquals(List.of(), region.sectionIndicators().get("B"));
    }

    /** The order of 2007, before the method, was another: ammonia first although its multiple is smaller. */
    @Test
    void publishedIndicatorsOf2007() {
        SectionClass tongjiang = Sections.of("同江", Map.of("PH", "7.66", "DO", "6.03", "CODMN", "13.3", "NH3N", "1.77"))
                .sectionClass();
        assertEquals(List.of("CODMN", "NH3N"), codes(tongjiang));
        SectionClass heishantou = Sections.of("黑山头", Map.of("PH", "7.25", "DO", "0.03", "CODMN", "4.5", "NH3N", "0.63"))
                .sectionClass();
        assertEquals(List.of("DO"), codes(heishantou));
    }

    @Test
    void lakePointsAreAveragedBeforeTheClass() {
        List<SectionResult> points = new ArrayList<>(List.of(
                Sections.of("P1", Map.of("TP", "0.02", "CODMN", "4"), WaterBodyType.LAKE),
                Sections.of("P2", Map.of("TP", "0.07", "CODMN", "4"), WaterBodyType.LAKE)));
        points.add(SectionResult.notSampled(
                "P3", "P3", WaterBodyType.LAKE, ItemSet.assessment(), ClassLimits.GB_3838_2002, "frozen"));
        LakeAssessment lake = LakeAssessment.of(points, ItemSet.assessment(), ClassLimits.GB_3838_2002, DEFAULTS);
        assertEquals(3, lake.sectionClass().waterClass(), "TP 0.045");
        assertEquals("良好", lake.grade().orElseThrow().nameZh());
        assertEquals(List.of(), lake.mainIndicators());
        assertEquals(
                List.of("P3"),
                lake.leftOut().stream().map(SectionResult::section).toList());
        assertEquals(
                new TrophicIndex.Insufficient(List.of(
                        TrophicIndex.Part.CHLOROPHYLL, TrophicIndex.Part.NITROGEN, TrophicIndex.Part.TRANSPARENCY)),
                lake.trophic());
        List<SectionResult> river = List.of(Sections.ofClass("R", 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> LakeAssessment.of(river, ItemSet.assessment(), ClassLimits.GB_3838_2002, DEFAULTS));
    }

    @Test
    void lakeMultiplesUseTheLakeLimit() {
        LakeAssessment lake = LakeAssessment.of(
                List.of(Sections.of("P", Map.of("TP", "0.1"), WaterBodyType.LAKE)),
                ItemSet.assessment(),
                ClassLimits.GB_3838_2002,
                DEFAULTS);
        assertEquals(BigDecimal.ONE, lake.mainIndicators().getFirst().exceedance());
    }

    @Test
    void orderOfSectionsDoesNotMatter() {
        List<SectionResult> sections = new ArrayList<>(Sections.ofClasses(3, 1, 6, 4));
        RegionAssessment one = RegionAssessment.of(sections, DEFAULTS);
        Collections.reverse(sections);
        RegionAssessment other = RegionAssessment.of(sections, DEFAULTS);
        assertEquals(one.meanClass(), other.meanClass());
        assertEquals(one.shares(), other.shares());
    }

    private static List<String> codes(SectionClass section) {
        return MainIndicators.ofSection(section, DEFAULTS.region()).stream()
                .map(ItemClass::code)
                .toList();
    }
}
