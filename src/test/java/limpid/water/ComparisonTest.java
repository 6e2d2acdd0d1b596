package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import limpid.water.Comparison.Change;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final WaterSettings DEFAULTS = WaterSettings.defaults();

    @Test
    void bySharesAtTheirEdges() {
        assertEquals(Change.NONE, byShares("10", "0"));
        assertEquals(Change.SOME_BETTER, byShares("10.1", "0"));
        assertEquals(Change.SOME_BETTER, byShares("15", "-5"));
        assertEquals(Change.MARKED_BETTER, byShares("15", "-5.1"));
        assertEquals(Change.NONE, byShares("-10", "0"));
        assertEquals(Change.SOME_WORSE, byShares("-20", "0"));
        assertEquals(Change.MARKED_WORSE, byShares("-15", "6"));
    }

    private static Change byShares(String good, String bad) {
        return Comparison.ofShares(new BigDecimal(good), new BigDecimal(bad), DEFAULTS.region());
    }

    @Test
    void byGradeCountsSteps() {
        assertEquals(Change.NONE, Comparison.ofGrades(Grade.ofClass(1), Grade.ofClass(2)), "both excellent");
        assertEquals(Change.SOME_WORSE, Comparison.ofGrades(Grade.ofClass(2), Grade.ofClass(3)));
        assertEquals(Change.MARKED_BETTER, Comparison.ofGrades(Grade.ofClass(6), Grade.ofClass(4)));
    }

    /**
     * Ten sections, one of them III instead of IV: 10 points, no change by share, but good instead of light pollution.
     */
    @Test
    void theLargerChangeIsReported() {
        Comparison comparison = Comparison.of(
                assess(3, 3, 3, 3, 3, 3, 3, 4, 4, 4), assess(3, 3, 3, 3, 3, 3, 3, 3, 4, 4), DEFAULTS.region());
        assertEquals(Change.NONE, comparison.byShares());
        assertEquals(Change.SOME_BETTER, comparison.byGrade());
        assertEquals(Change.SOME_BETTER, comparison.overall());
        assertEquals("有所好转", Change.SOME_BETTER.nameZh());
        Comparison byShare = Comparison.of(
                assess(3, 3, 3, 3, 6, 6, 6, 6, 6, 6), assess(3, 3, 3, 3, 3, 3, 4, 6, 6, 6), DEFAULTS.region());
        assertEquals(Change.SOME_BETTER, byShare.byGrade(), "heavy to moderate");
        assertEquals(Change.MARKED_BETTER, byShare.overall(), "20 points good and 30 points bad");
    }

    @Test
    void whatIsNotComparableIsNamed() {
        RegionAssessment none = RegionAssessment.of(List.of(Sections.dry("S1")), DEFAULTS);
        Comparison comparison = Comparison.of(none, assess(1, 2), DEFAULTS.region());
        assertNull(comparison.overall());
        assertNull(comparison.deltaGood());
        assertEquals(
                List.of("only later: S1", "only later: S2", "items differ: [] and [assessment]"), comparison.caveats());
    }

    /** Three of four sections have a class: 75 %; two of three do not compare. */
    @Test
    void aSideOfTooFewSectionsIsNotCompared() {
        List<SectionResult> three = new ArrayList<>(Sections.ofClasses(1, 2, 3));
        three.add(Sections.dry("S9"));
        RegionAssessment enough = RegionAssessment.of(three, DEFAULTS);
        assertNull(Comparison.of(enough, enough, DEFAULTS.region()).reason());
        List<SectionResult> two = new ArrayList<>(Sections.ofClasses(1, 2));
        two.add(Sections.dry("S9"));
        RegionAssessment thin = RegionAssessment.of(two, DEFAULTS);
        for (Comparison comparison : List.of(
                Comparison.of(enough, thin, DEFAULTS.region()), Comparison.of(thin, enough, DEFAULTS.region()))) {
            assertNull(comparison.overall());
            assertNull(comparison.deltaGood());
            assertEquals(Comparison.TOO_FEW_SECTIONS, comparison.reason());
        }
    }

    private static RegionAssessment assess(int... classes) {
        return RegionAssessment.of(Sections.ofClasses(classes), DEFAULTS);
    }
}
