package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.measure.LocalDay;
import limpid.standard.ClassLimits;
import limpid.station.Station.WaterBodyType;
import limpid.water.EarlyWarning.Changes;
import limpid.water.EarlyWarning.Findings;
import limpid.water.EarlyWarning.Key;
import limpid.water.EarlyWarning.Kind;
import limpid.water.EarlyWarning.Limits;
import limpid.water.EarlyWarning.SampleSet;
import limpid.water.EarlyWarning.Watch;
import org.junit.jupiter.api.Test;

class EarlyWarningTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int FOUR_HOURS = 4 * 3600;
    private static final Limits LIMITS = new Limits(2, new BigDecimal("3"), 3);

    @Test
    void classWorseThanTheTarget() {
        assertEquals(
                List.of("WORSE_THAN_TARGET ", "OVER_LIMIT COD"), active(check(set(0, Map.of("COD", "25", "DO", "7")))));
        assertEquals(List.of(), active(check(set(0, Map.of("COD", "20", "DO", "5")))));
    }

    @Test
    void classFellByTwo() {
        SampleSet before = set(0, Map.of("CODMN", "2", "NH3N", "0.4"));
        assertEquals(List.of(), active(check(before, set(1, Map.of("CODMN", "5", "NH3N", "0.4")))));
        assertEquals(List.of("CLASS_FELL "), active(check(before, set(1, Map.of("CODMN", "5.9", "NH3N", "0.9")), 1)));
        assertTrue(active(check(before, set(1, Map.of("CODMN", "9", "NH3N", "0.4"))))
                .contains("CLASS_FELL "));
    }

    /** An item that comes back after maintenance must not look like a fall. */
    @Test
    void aFallIsCountedOverCommonItems() {
        SampleSet before = set(0, Map.of("DO", "8"));
        SampleSet now = set(1, Map.of("DO", "8", "TP", "0.25"));
        assertFalse(active(check(before, now)).contains("CLASS_FELL "));
    }

    @Test
    void jumpsToThreeTimesOrAThird() {
        SampleSet before = set(0, Map.of("NH3N", "0.09", "TP", "0.09"));
        assertEquals(
                List.of("JUMP NH3N", "JUMP TP"), active(check(before, set(1, Map.of("NH3N", "0.27", "TP", "0.03")))));
        assertEquals(List.of(), active(check(before, set(1, Map.of("NH3N", "0.26", "TP", "0.031")))));
        assertEquals(List.of(), active(check(set(0, Map.of("NH3N", "0")), set(1, Map.of("NH3N", "0.1")))));
    }

    @Test
    void unchangedRunAndImplausibleValue() {
        List<SampleSet> same =
                List.of(set(0, Map.of("DO", "7.0")), set(1, Map.of("DO", "7.00")), set(2, Map.of("DO", "7")));
        assertEquals(List.of("UNCHANGED DO"), active(check(same)));
        assertEquals(List.of(), active(check(same.subList(0, 2))));
        assertTrue(active(check(set(0, Map.of("CODMN", "250")))).contains("IMPLAUSIBLE CODMN"));
    }

    @Test
    void flaggedValuesRaiseNothing() {
        SampleSet before = set(0, Map.of("COD", "10", "DO", "7"));
        SampleSet maintenance = new SampleSet(
                START.plusSeconds(FOUR_HOURS), Values.of(Map.of("COD", "45", "DO", "7")), Map.of("COD", "M"));
        assertEquals(List.of(), active(check(before, maintenance)));
    }

    @Test
    void aValuesOwnFlagDoesNotHideItsWarning() {
        SampleSet before = set(0, Map.of("COD", "10", "DO", "7"));
        SampleSet stepped = new SampleSet(
                START.plusSeconds(FOUR_HOURS), Values.of(Map.of("COD", "45", "DO", "7")), Map.of("COD", "SJ"));
        assertEquals(List.of("JUMP COD"), active(check(before, stepped)), "but no class alarm on it");
        SampleSet outside = new SampleSet(START, Values.of(Map.of("DO", "35")), Map.of("DO", "OR"));
        assertEquals(List.of("IMPLAUSIBLE DO"), active(check(outside)));
    }

    @Test
    void warningsAreRaisedOnceAndCleared() {
        Findings bad = check(set(0, Map.of("COD", "25")));
        Changes first = EarlyWarning.changes(Set.of(), bad);
        assertEquals(2, first.raised().size());
        Changes again = EarlyWarning.changes(first.open(), bad);
        assertEquals(List.of(), again.raised());
        assertEquals(Set.of(), again.cleared());
        Changes good = EarlyWarning.changes(again.open(), check(set(0, Map.of("COD", "15"))));
        assertEquals(first.open(), good.cleared());
        assertEquals(Set.of(), good.open());
    }

    @Test
    void whatCannotBeCheckedStaysOpen() {
        Set<Key> open = EarlyWarning.changes(Set.of(), check(set(0, Map.of("COD", "25"))))
                .open();
        SampleSet flagged = new SampleSet(START, Values.of(Map.of("COD", "15")), Map.of("COD", "D"));
        Changes changes = EarlyWarning.changes(open, check(flagged));
        assertEquals(Set.of(), changes.cleared());
        assertEquals(open, changes.open());
    }

    @Test
    void noTargetMeansNoTargetWarning() {
        Watch watch = watch(List.of(set(0, Map.of("COD", "45"))), new SectionTarget("S", null, List.of()));
        Findings findings = EarlyWarning.check(watch, LIMITS);
        assertEquals(List.of(), findings.active());
        assertFalse(findings.checked().contains(new Key("S", Kind.WORSE_THAN_TARGET, "")));
    }

    @Test
    void aWarningCarriesItsValueAndTheThresholdItMissed() {
        assertEquals(
                List.of(
                        "WORSE_THAN_TARGET 4 3",
                        "OVER_LIMIT 25 20",
                        "IMPLAUSIBLE 35 30",
                        "CLASS_FELL 2 2",
                        "JUMP 35 3"),
                check(set(0, Map.of("COD", "10", "DO", "7")), set(1, Map.of("COD", "25", "DO", "35"))).active().stream()
                        .map(warning -> warning.key().kind() + " " + warning.value() + " " + warning.threshold())
                        .toList());
    }

    @Test
    void setsOutOfOrderAreRefused() {
        List<SampleSet> backwards = List.of(set(1, Map.of()), set(0, Map.of()));
        assertThrows(IllegalArgumentException.class, () -> check(backwards));
    }

    private static SampleSet set(int index, Map<String, String> values) {
        return new SampleSet(START.plusSeconds((long) index * FOUR_HOURS), Values.of(values), Map.of());
    }

    private static Findings check(SampleSet now) {
        return check(List.of(now));
    }

    private static Findings check(SampleSet before, SampleSet now) {
        return check(List.of(before, now));
    }

    private static Findings check(SampleSet before, SampleSet now, int classFell) {
        Limits limits = new Limits(classFell, BigDecimal.TEN, 3);
        return EarlyWarning.check(watch(List.of(before, now), SectionTarget.ofClass("S", 3)), limits);
    }

    private static Findings check(List<SampleSet> sets) {
        return EarlyWarning.check(watch(sets, SectionTarget.ofClass("S", 3)), LIMITS);
    }

    private static Watch watch(List<SampleSet> sets, SectionTarget target) {
        return new Watch(
                "S", WaterBodyType.RIVER, target, sets, ItemSet.assessment(), ClassLimits.GB_3838_2002, LocalDay.CHINA);
    }

    private static List<String> active(Findings findings) {
        return findings.active().stream()
                .map(EarlyWarning.Warning::key)
                .sorted()
                .map(key -> key.kind() + " " + key.code())
                .toList();
    }
}
