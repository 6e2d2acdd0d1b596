package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.standard.ClassLimits;
import limpid.station.Station.WaterBodyType;
import limpid.water.ComplianceRate.Basis;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.TargetVerdict.Failing;
import limpid.water.TargetVerdict.Judged;
import limpid.water.TargetVerdict.NotJudged;
import org.junit.jupiter.api.Test;

class TargetVerdictTest {
    private static final LocalDate DAY = LocalDate.of(2025, 6, 30);

    @Test
    void theTargetIsMetByItsClassOrABetterOne() {
        assertTrue(
                judged(Sections.ofClass("A", 3), SectionTarget.ofClass("A", 3)).meets());
        assertTrue(
                judged(Sections.ofClass("A", 1), SectionTarget.ofClass("A", 3)).meets());
        assertFalse(
                judged(Sections.ofClass("A", 4), SectionTarget.ofClass("A", 3)).meets());
    }

    @Test
    void multiplesCountFromTheTarget() {
        SectionResult section = Sections.of("A", Map.of("CODMN", "12", "DO", "2.5", "PH", "9.5"));
        List<Failing> failing = judged(section, SectionTarget.ofClass("A", 4)).failing();
        assertEquals(
                List.of("PH", "DO", "CODMN"),
                failing.stream().map(Failing::code).toList());
        assertNull(failing.get(0).limit());
        assertEquals(new BigDecimal("3"), failing.get(1).limit());
        assertNull(failing.get(1).exceedance());
        assertEquals(new BigDecimal("0.2"), failing.get(2).exceedance());
    }

    @Test
    void ownLimitsHoldOnTheirDates() {
        OwnLimit limit = new OwnLimit("NH3N", new BigDecimal("3"), LocalDate.of(2025, 1, 1), LocalDate.of(2026, 1, 1));
        SectionTarget target = new SectionTarget("A", 4, List.of(limit));
        SectionResult section = Sections.of("A", Map.of("NH3N", "2.8"));
        assertFalse(meets(section, target, LocalDate.of(2024, 12, 31)));
        assertTrue(meets(section, target, LocalDate.of(2025, 1, 1)));
        assertTrue(meets(section, target, LocalDate.of(2025, 12, 31)));
        assertFalse(meets(section, target, LocalDate.of(2026, 1, 1)));
    }

    @Test
    void anOwnLimitMayBeStricterThanTheClassAndIsInclusive() {
        SectionTarget target = new SectionTarget("A", 3, List.of(own("TP", "0.15"), own("DO", "6")));
        assertTrue(judged(Sections.of("A", Map.of("TP", "0.15", "DO", "6")), target)
                .meets());
        List<Failing> failing = judged(Sections.of("A", Map.of("TP", "0.18", "DO", "5.9")), target)
                .failing();
        assertEquals(List.of("DO", "TP"), failing.stream().map(Failing::code).toList());
        assertNull(failing.get(0).exceedance());
        assertEquals(new BigDecimal("0.2"), failing.get(1).exceedance());
    }

    @Test
    void ownLimitsAloneAreATarget() {
        SectionTarget target = new SectionTarget("A", null, List.of(own("NH3N", "3")));
        Judged judged = judged(Sections.of("A", Map.of("NH3N", "2", "COD", "100")), target);
        assertTrue(judged.meets());
        assertEquals(1, judged.itemsAssessed());
        assertEquals(
                new NotJudged("A", "A", "no item could be judged against its target"),
                TargetVerdict.of(Sections.of("A", Map.of("COD", "100")), target, DAY));
    }

    @Test
    void noTargetAndNoDataAreNamedAndLeaveTheDenominator() {
        SectionTarget none = new SectionTarget("A", null, List.of());
        List<TargetVerdict> verdicts = List.of(
                TargetVerdict.of(Sections.ofClass("A", 1), none, DAY),
                TargetVerdict.of(Sections.dry("B"), SectionTarget.ofClass("B", 3), DAY),
                TargetVerdict.of(Sections.ofClass("C", 3), SectionTarget.ofClass("C", 3), DAY));
        ComplianceRate rate = ComplianceRate.of(Basis.SECTIONS, verdicts);
        assertEquals(1, rate.checks());
        assertEquals(
                List.of("A no target set", "B no water in the period"),
                rate.leftOut().stream().map(v -> v.section() + " " + v.reason()).toList());
        assertEquals(0, new BigDecimal("100").compareTo(rate.share().orElseThrow()));
        assertEquals(
                Optional.empty(), ComplianceRate.of(Basis.SECTIONS, List.of()).share());
    }

    @Test
    void aDetectionLimitOverTheTargetDecidesNothing() {
        SectionClass sectionClass = SectionClass.ofMeasured(
                Map.of(
                        "NH3N", Measured.parse("0.8L").orElseThrow(),
                        "DO", Measured.parse("7").orElseThrow()),
                WaterBodyType.RIVER,
                ItemSet.assessment(),
                ClassLimits.GB_3838_2002);
        SectionResult section = new SectionResult("A", "A", Map.of(), sectionClass);
        Judged strict = judged(section, SectionTarget.ofClass("A", 2));
        assertTrue(strict.meets());
        assertEquals(1, strict.itemsAssessed());
        assertEquals(2, judged(section, SectionTarget.ofClass("A", 3)).itemsAssessed());
    }

    /** Class IV, II, II, with a mean of class III: two of three months, but the quarter's mean is on target. */
    @Test
    void monthsAndPeriodClassGiveTwoFigures() {
        SectionTarget target = SectionTarget.ofClass("A", 3);
        List<TargetVerdict> months = new ArrayList<>();
        for (String cod : List.of("26", "15", "15")) {
            months.add(TargetVerdict.of(Sections.of("A", Map.of("COD", cod)), target, DAY));
        }
        ComplianceRate byMonths = ComplianceRate.of(Basis.SECTION_MONTHS, months);
        assertEquals(2, byMonths.met());
        assertEquals(3, byMonths.checks());
        ComplianceRate byMean = ComplianceRate.of(
                Basis.PERIOD_CLASS, List.of(TargetVerdict.of(Sections.of("A", Map.of("COD", "18.7")), target, DAY)));
        assertEquals(0, new BigDecimal("100").compareTo(byMean.share().orElseThrow()));
    }

    @Test
    void aFunctionZoneCompliesFromEightyPercentOfItsChecks() {
        WaterSettings.Region settings = WaterSettings.Region.defaults();
        FunctionZoneYear four = zone("Z1", 4, 5);
        FunctionZoneYear three = zone("Z2", 3, 5);
        FunctionZoneYear unchecked = zone("Z3", 0, 0);
        assertEquals(Optional.of(true), four.complies(settings));
        assertEquals(Optional.of(false), three.complies(settings));
        assertEquals(Optional.empty(), unchecked.complies(settings));
        ComplianceRate rate = FunctionZoneYear.rate(List.of(four, three, unchecked), settings);
        assertEquals(1, rate.met());
        assertEquals(2, rate.checks());
        assertEquals("Z3", rate.leftOut().getFirst().section());
    }

    private static FunctionZoneYear zone(String code, int met, int checks) {
        List<TargetVerdict> verdicts = new ArrayList<>(Collections.nCopies(met, verdict(code, 3)));
        verdicts.addAll(Collections.nCopies(checks - met, verdict(code, 4)));
        return FunctionZoneYear.of(code, code, ItemSet.named("function-zone-double"), verdicts);
    }

    @Test
    void theUpstreamCityAnswersForACrossBorderSection() {
        Map<String, ComplianceRate> rates = CrossBorder.byUpstreamCity(
                Basis.SECTIONS,
                List.of(
                        new CrossBorder("甲市", "乙市", false, verdict("A", 2)),
                        new CrossBorder("甲市", "丙市", true, verdict("B", 5)),
                        new CrossBorder("乙市", "丙市", false, verdict("C", 3))));
        assertEquals(List.of("乙市", "甲市"), List.copyOf(rates.keySet()));
        assertEquals(new ComplianceRate(Basis.SECTIONS, 1, 2, List.of()), rates.get("甲市"));
    }

    @Test
    void contradictoryTargetsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> SectionTarget.ofClass("A", 6));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SectionTarget("A", 3, List.of(own("TP", "0.1"), own("TP", "0.2"))));
        assertThrows(IllegalArgumentException.class, () -> own("TP", "0"));
        assertThrows(IllegalArgumentException.class, () -> new OwnLimit("TP", BigDecimal.ONE, DAY, DAY));
    }

    private static TargetVerdict verdict(String section, int waterClass) {
        return TargetVerdict.of(Sections.ofClass(section, waterClass), SectionTarget.ofClass(section, 3), DAY);
    }

    private static boolean meets(SectionResult section, SectionTarget target, LocalDate on) {
        return ((Judged) TargetVerdict.of(section, target, on)).meets();
    }

    private static Judged judged(SectionResult section, SectionTarget target) {
        return (Judged) TargetVerdict.of(section, target, DAY);
    }

    private static OwnLimit own(String code, String limit) {
        return new OwnLimit(code, new BigDecimal(limit), LocalDate.of(2025, 1, 1), null);
    }
}
