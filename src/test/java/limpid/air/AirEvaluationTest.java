package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import limpid.air.AirEvaluation.PollutantEvaluation;
import limpid.air.AirSettings.Dust;
import limpid.air.AirSettings.Evaluation;
import limpid.air.AirSettings.Straddling;
import limpid.air.AirSettings.ValidDay;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Coverage;
import limpid.standard.AirStandard;
import limpid.standard.Pollutant;
import org.junit.jupiter.api.Test;

/** HJ 663: periods against limits, by edition and phase. */
class AirEvaluationTest {
    private static final Map<Pollutant, BigDecimal> CLEAN =
            AirQualityIndexTest.hour("6", "20", "0.5", "90", "40", "30");

    @Test
    void takesTheMeanOfPublishedDays() {
        List<EvaluationDay> days = days(AssessmentPeriod.month(YearMonth.of(2025, 6)), CLEAN);
        days.set(0, day(days.getFirst(), Pollutant.PM2_5, "60.5"));
        PeriodStatistic mean =
                statistic(evaluate(AirBasis.IN_FORCE, YearMonth.of(2025, 6), days), Pollutant.PM2_5, "mean");
        assertEquals(
                0, new BigDecimal("31").compareTo(Objects.requireNonNull(mean.unrounded())), "(29 x 30 + 60) / 30");
        assertEquals(new BigDecimal("31"), mean.value());
    }

    @Test
    void judgesAYearOnlyWithEnoughDaysInAllAndInEveryMonth() {
        AssessmentPeriod year = AssessmentPeriod.year(2025);
        List<EvaluationDay> complete = days(year, CLEAN);
        assertEquals(Boolean.TRUE, evaluate(AirBasis.IN_FORCE, year, complete).complies());

        List<EvaluationDay> thinJune = new ArrayList<>(complete);
        thinJune.removeIf(day -> day.date().getMonthValue() == 6 && day.date().getDayOfMonth() > 26);
        AirEvaluation thin = evaluate(AirBasis.IN_FORCE, year, thinJune);
        PeriodStatistic mean = statistic(thin, Pollutant.PM2_5, "mean");
        assertNull(mean.value());
        assertNotNull(mean.unrounded());
        assertEquals(Reason.TOO_FEW_DAYS, mean.reason());
        assertEquals(List.of(YearMonth.of(2025, 6)), mean.shortMonths());
        assertEquals(new Coverage(361, 365, 324), mean.coverage());
        assertNull(thin.complies());
        assertEquals(Reason.TOO_FEW_DAYS, thin.reason());
        assertEquals(Reason.MISSING, thin.composite().reason());
    }

    @Test
    void acceptsTwentyFiveDaysOfFebruaryAndRefusesTwentyFour() {
        assertNotNull(withFebruaryUntil(25).value());
        assertNull(withFebruaryUntil(24).value());
    }

    private static PeriodStatistic withFebruaryUntil(int lastDay) {
        AssessmentPeriod year = AssessmentPeriod.year(2025);
        List<EvaluationDay> days = days(year, CLEAN);
        days.removeIf(day -> day.date().getMonthValue() == 2 && day.date().getDayOfMonth() > lastDay);
        return statistic(evaluate(AirBasis.IN_FORCE, year, days), Pollutant.O3, "p90");
    }

    @Test
    void judgesTheSameDaysByEveryEditionAndPhase() {
        AssessmentPeriod year = AssessmentPeriod.year(2025);
        List<EvaluationDay> days = days(year, AirQualityIndexTest.hour("25", "35", "0.5", "90", "65", "28"));
        assertEquals(Boolean.TRUE, evaluate(basis("2012"), year, days).complies());
        AirEvaluation transition = evaluate(basis("2026-transition"), year, days);
        assertEquals(Boolean.FALSE, transition.complies());
        assertEquals(
                new BigDecimal("0.08"),
                statistic(transition, Pollutant.PM10, "mean").exceedance(),
                "(65 - 60) / 60");
        assertEquals(Boolean.TRUE, transition.of(Pollutant.PM2_5).complies());
        AirEvaluation finalPhase = evaluate(basis("2026-final"), year, days);
        assertEquals(Boolean.FALSE, finalPhase.of(Pollutant.SO2).complies());
        assertEquals(Boolean.FALSE, finalPhase.of(Pollutant.PM2_5).complies());
        assertEquals("GB 3095-2026 (final)", finalPhase.standard().limits().label());
    }

    @Test
    void compliesAtTheLimitAndExceedsAboveIt() {
        AssessmentPeriod year = AssessmentPeriod.year(2025);
        Map<Pollutant, BigDecimal> at = AirQualityIndexTest.hour("60", "40", "4.0", "160", "70", "35");
        assertEquals(Boolean.TRUE, evaluate(basis("2012"), year, days(year, at)).complies());
        Map<Pollutant, BigDecimal> above = AirQualityIndexTest.hour("60", "40", "4.1", "160", "70", "35");
        AirEvaluation exceeding = evaluate(basis("2012"), year, days(year, above));
        assertEquals(Boolean.FALSE, exceeding.complies());
        assertEquals(
                new BigDecimal("0.02"),
                statistic(exceeding, Pollutant.CO, "p95").exceedance());
        assertNull(statistic(exceeding, Pollutant.O3, "p90").exceedance());
    }

    @Test
    void judgesEachDayOfAStraddlingPeriodByItsOwnIndexAndThePeriodByItsLastDay() {
        AssessmentPeriod period = AssessmentPeriod.between(LocalDate.of(2026, 2, 27), LocalDate.of(2026, 3, 3));
        List<EvaluationDay> days = days(period, AirQualityIndexTest.hour("6", "20", "0.5", "90", "140", "70"));
        AirEvaluation evaluation = evaluate(AirBasis.IN_FORCE, period, days);
        assertTrue(evaluation.straddles());
        assertEquals(List.of("HJ 633-2012", "HJ 633-2026"), evaluation.dayEditions());
        assertEquals(2, evaluation.days().good());
        assertEquals(2, evaluation.days().light());
        assertEquals("GB 3095-2026 (transition)", evaluation.standard().limits().label());
        AirSettings first = AirSettings.DEFAULTS.with(
                new Evaluation(Straddling.FIRST_DAY, ValidDay.PUBLISHED_INDEX, "2026-pm25", 0, 75, 0));
        assertEquals(
                "GB 3095-2012",
                AirEvaluation.of(AirBasis.IN_FORCE, first, period, days, DustDeduction.NONE)
                        .standard()
                        .limits()
                        .label());
    }

    @Test
    void countsExcellentDaysOverValidDaysWithTheCalendarBesideThem() {
        AssessmentPeriod september = AssessmentPeriod.month(YearMonth.of(2026, 9));
        List<EvaluationDay> days = days(september, CLEAN);
        days.set(0, EvaluationDay.of(days.getFirst().date(), Map.of(Pollutant.PM2_5, new BigDecimal("40"))));
        days.set(1, day(days.get(1), Pollutant.PM2_5, "80"));
        days.set(2, day(days.get(2), Pollutant.PM2_5, "80"));
        AirEvaluation evaluation = evaluate(AirBasis.IN_FORCE, september, days);
        assertEquals(30, evaluation.days().calendar());
        assertEquals(29, evaluation.days().valid());
        assertEquals(27, evaluation.days().excellentOrGood());
        assertEquals(new BigDecimal("93.1"), evaluation.days().excellentDayRatio());
        assertEquals(new BigDecimal("90.0"), evaluation.days().calendarDayRatio());
    }

    @Test
    void mayCountOnlyDaysWithAllPollutants() {
        AssessmentPeriod period = AssessmentPeriod.month(YearMonth.of(2026, 9));
        List<EvaluationDay> bad =
                List.of(EvaluationDay.of(period.startInclusive(), Map.of(Pollutant.PM2_5, new BigDecimal("80"))));
        assertEquals(1, evaluate(AirBasis.IN_FORCE, period, bad).days().light());
        AirSettings all = AirSettings.DEFAULTS.with(
                new Evaluation(Straddling.LAST_DAY, ValidDay.ALL_POLLUTANTS, "2026-pm25", 0, 75, 0));
        assertEquals(
                0,
                AirEvaluation.of(AirBasis.IN_FORCE, all, period, bad, DustDeduction.NONE)
                        .days()
                        .valid());
    }

    @Test
    void deductsDustPerPollutantAndLeavesTheDayCounts() {
        AssessmentPeriod april = AssessmentPeriod.month(YearMonth.of(2025, 4));
        List<EvaluationDay> days = days(april, CLEAN);
        days.set(11, day(day(days.get(11), Pollutant.PM10, "640"), Pollutant.PM2_5, "90"));
        LocalDate storm = days.get(11).date();
        DustDeduction dust = DustDeduction.of(List.of(DustDeduction.Entry.day(storm, Set.of(Pollutant.PM10))));
        AirEvaluation with = evaluate(AirBasis.IN_FORCE, april, days);
        AirEvaluation without = AirEvaluation.of(AirBasis.IN_FORCE, AirSettings.DEFAULTS, april, days, dust);
        assertEquals(
                new BigDecimal("60"), statistic(with, Pollutant.PM10, "mean").value());
        assertEquals(
                new BigDecimal("40"), statistic(without, Pollutant.PM10, "mean").value());
        assertEquals(List.of(storm), without.of(Pollutant.PM10).deducted());
        assertEquals(statistic(with, Pollutant.PM2_5, "mean"), statistic(without, Pollutant.PM2_5, "mean"));
        assertEquals(with.days(), without.days());
        assertEquals(1, without.days().severe());

        AirQualityIndex index = new AirQualityIndex(AirSettings.DEFAULTS);
        AirIndex beside = dust.indexWithout(index, AirStandard.OF_2026_TRANSITION.index(), days.get(11));
        assertEquals(List.of(Pollutant.PM2_5), beside.primaryPollutants());
        assertEquals(128, beside.aqi());
    }

    @Test
    void mayTakeDeductedDaysOutOfAYearsLeastDays() {
        AssessmentPeriod year = AssessmentPeriod.year(2025);
        List<DustDeduction.Entry> storms = new ArrayList<>();
        for (int day = 1; day <= 5; day++) {
            storms.add(DustDeduction.Entry.day(LocalDate.of(2025, 4, day), Set.of(Pollutant.PM10)));
        }
        DustDeduction dust = DustDeduction.of(storms);
        List<EvaluationDay> days = days(year, CLEAN);
        AirEvaluation counted = AirEvaluation.of(AirBasis.IN_FORCE, AirSettings.DEFAULTS, year, days, dust);
        assertNotNull(statistic(counted, Pollutant.PM10, "mean").value());
        AirSettings strict = AirSettings.DEFAULTS.with(new Dust(false));
        AirEvaluation left = AirEvaluation.of(AirBasis.IN_FORCE, strict, year, days, dust);
        assertEquals(
                List.of(YearMonth.of(2025, 4)),
                statistic(left, Pollutant.PM10, "mean").shortMonths());
        assertNotNull(statistic(left, Pollutant.PM2_5, "mean").value());
    }

    @Test
    void namesTheMainPollutantAndAddsRoundedSingleIndices() {
        AirEvaluation evaluation =
                evaluate(basis("2012"), AssessmentPeriod.year(2025), days(AssessmentPeriod.year(2025), CLEAN));
        CompositeIndex composite = evaluation.composite();
        assertEquals(List.of(Pollutant.PM2_5), composite.mainPollutants());
        assertEquals(new BigDecimal("0.12"), composite.singles().get(2).index(), "0.5 / 4 = 0.125, half to even");
        assertEquals(new BigDecimal("2.71"), composite.value(), "0.10 + 0.50 + 0.12 + 0.56 + 0.57 + 0.86");
    }

    @Test
    void comparesWithTheYearBeforeFromPublishedFigures() {
        AssessmentPeriod now = AssessmentPeriod.month(YearMonth.of(2025, 7));
        AirEvaluation later = evaluate(AirBasis.IN_FORCE, now, days(now, with(Pollutant.PM2_5, "16.4")));
        AirEvaluation earlier =
                evaluate(AirBasis.IN_FORCE, now.yearBefore(), days(now.yearBefore(), with(Pollutant.PM2_5, "19.3")));
        AirComparison comparison = AirComparison.of(later, earlier, 75);
        Change change = Recorded.at(comparison.statistics(), "PM2.5 mean");
        assertEquals(new BigDecimal("-15.8"), change.amount());
        assertEquals(Change.Direction.DOWN, change.direction());
        assertEquals(Change.Direction.LEVEL, comparison.excellentDayRatio().direction());
        assertEquals(
                Change.Unit.PERCENTAGE_POINTS, comparison.excellentDayRatio().unit());
        assertEquals(List.of(), comparison.otherState());
    }

    /** 24 of 31 days are 75 %, 23 are not; other pollutants with all their days do not help one that has few. */
    @Test
    void aPollutantOfFewDaysIsNotComparedThoughTheIndexHasAll() {
        AssessmentPeriod now = AssessmentPeriod.month(YearMonth.of(2025, 7));
        AirEvaluation full = evaluate(AirBasis.IN_FORCE, now.yearBefore(), days(now.yearBefore(), CLEAN));
        for (int few : new int[] {23, 24}) {
            List<EvaluationDay> days = new ArrayList<>(days(now, CLEAN).subList(0, few));
            Map<Pollutant, BigDecimal> without = new EnumMap<>(CLEAN);
            without.remove(Pollutant.SO2);
            days.addAll(days(now, without).subList(few, 31));
            AirComparison comparison = AirComparison.of(evaluate(AirBasis.IN_FORCE, now, days), full, 75);
            Reason expected = few == 24 ? null : Reason.TOO_FEW_DAYS;
            assertEquals(
                    expected, Recorded.at(comparison.statistics(), "SO2 mean").reason());
            assertEquals(expected, comparison.composite().reason());
            assertNull(Recorded.at(comparison.statistics(), "NO2 mean").reason());
            assertNull(comparison.excellentDayRatio().reason());
            assertEquals(new AirComparison.Sides(few, 31, 31, 31), comparison.fewest());
        }
    }

    @Test
    void warnsWhereTheTwoSidesReferToDifferentStatesOfTheAir() {
        AssessmentPeriod now = AssessmentPeriod.month(YearMonth.of(2019, 7));
        AirComparison comparison = AirComparison.of(
                evaluate(AirBasis.IN_FORCE, now, days(now, CLEAN)),
                evaluate(AirBasis.IN_FORCE, now.yearBefore(), days(now.yearBefore(), CLEAN)),
                75);
        assertEquals(6, comparison.otherState().size());
    }

    @Test
    void refusesADayTwiceOrOutside() {
        AssessmentPeriod june = AssessmentPeriod.month(YearMonth.of(2025, 6));
        EvaluationDay inside = EvaluationDay.of(LocalDate.of(2025, 6, 1), CLEAN);
        EvaluationDay outside = EvaluationDay.of(LocalDate.of(2025, 7, 1), CLEAN);
        assertThrows(IllegalArgumentException.class, () -> evaluate(AirBasis.IN_FORCE, june, List.of(inside, inside)));
        assertThrows(IllegalArgumentException.class, () -> evaluate(AirBasis.IN_FORCE, june, List.of(outside)));
    }

    @Test
    void saysThatAnEmptyPeriodHasNoFigures() {
        AirEvaluation nothing = evaluate(AirBasis.IN_FORCE, AssessmentPeriod.year(2025), List.of());
        assertNull(nothing.days().excellentDayRatio());
        assertEquals(new BigDecimal("0.0"), nothing.days().calendarDayRatio());
        assertNull(nothing.complies());
        assertEquals(Reason.MISSING, statistic(nothing, Pollutant.CO, "p95").reason());
        assertFalse(nothing.straddles());
    }

    private static AssessmentPeriod period(String from, String to) {
        return AssessmentPeriod.between(LocalDate.parse(from), LocalDate.parse(to));
    }

    private static AirBasis basis(String name) {
        return AirBasis.named(name).orElseThrow();
    }

    private static AirEvaluation evaluate(AirBasis basis, YearMonth month, List<EvaluationDay> days) {
        return evaluate(basis, AssessmentPeriod.month(month), days);
    }

    private static AirEvaluation evaluate(AirBasis basis, AssessmentPeriod period, List<EvaluationDay> days) {
        return AirEvaluation.of(basis, AirSettings.DEFAULTS, period, days, DustDeduction.NONE);
    }

    private static PeriodStatistic statistic(AirEvaluation evaluation, Pollutant pollutant, String code) {
        PollutantEvaluation of = evaluation.of(pollutant);
        return of.statistic(code).orElseThrow();
    }

    static List<EvaluationDay> days(AssessmentPeriod period, Map<Pollutant, BigDecimal> values) {
        List<EvaluationDay> days = new ArrayList<>();
        for (LocalDate date = period.startInclusive(); period.contains(date); date = date.plusDays(1)) {
            days.add(EvaluationDay.of(date, values));
        }
        return days;
    }

    private static Map<Pollutant, BigDecimal> with(Pollutant pollutant, String value) {
        Map<Pollutant, BigDecimal> values = new EnumMap<>(CLEAN);
        values.put(pollutant, new BigDecimal(value));
        return values;
    }

    private static EvaluationDay day(EvaluationDay day, Pollutant pollutant, String value) {
        Map<Pollutant, BigDecimal> values = new EnumMap<>(day.values());
        values.put(pollutant, new BigDecimal(value));
        return EvaluationDay.of(day.date(), values);
    }
}
