package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import limpid.air.AirSettings.Stages;
import limpid.measure.AssessmentPeriod;
import limpid.standard.AirStandard;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds for any values; seeded by the number of the repetition. */
class AirPropertiesTest {
    private static final int CASES = 200;
    private static final AirStandard STANDARD = AirStandard.OF_2026_TRANSITION;

    private final AirQualityIndex index = new AirQualityIndex(AirSettings.DEFAULTS);

    @RepeatedTest(5)
    void theIndexIsTheGreatestOfItsItemsAndPrimaryPollutantsReachIt(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < CASES; i++) {
            Map<Pollutant, BigDecimal> values = values(random);
            for (Edition edition : List.of(AirStandard.OF_2012.index(), STANDARD.index())) {
                AirIndex day = index.day(edition, values, MonitoringPlan.COMPLETE);
                int aqi = Objects.requireNonNull(day.aqi());
                assertTrue(aqi >= 0 && aqi <= 500, values::toString);
                assertTrue(day.items().stream().allMatch(item -> Objects.requireNonNull(item.iaqi()) <= aqi));
                assertEquals(aqi <= 50, day.primaryPollutants().isEmpty());
                day.primaryPollutants()
                        .forEach(pollutant -> assertEquals(
                                aqi, day.item(pollutant).orElseThrow().iaqi()));
            }
        }
    }

    @RepeatedTest(5)
    void noConcentrationThatRisesLowersTheIndex(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < CASES; i++) {
            Map<Pollutant, BigDecimal> values = values(random);
            int before = Objects.requireNonNull(
                    index.day(STANDARD.index(), values, MonitoringPlan.COMPLETE).aqi());
            Pollutant one = Pollutant.values()[random.nextInt(Pollutant.values().length)];
            values.computeIfPresent(one, (pollutant, value) -> value.add(BigDecimal.valueOf(random.nextInt(50))));
            int after = Objects.requireNonNull(
                    index.day(STANDARD.index(), values, MonitoringPlan.COMPLETE).aqi());
            assertTrue(after >= before);
        }
    }

    @RepeatedTest(5)
    void theNewEditionIsNeverMilderForADayWithAllPollutants(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < CASES; i++) {
            Map<Pollutant, BigDecimal> values = values(random);
            int old = Objects.requireNonNull(index.day(AirStandard.OF_2012.index(), values, MonitoringPlan.COMPLETE)
                    .aqi());
            int now = Objects.requireNonNull(
                    index.day(STANDARD.index(), values, MonitoringPlan.COMPLETE).aqi());
            assertTrue(now >= old, values::toString);
        }
    }

    /** The mean is held with 16 digits before it is rounded; that must never show. */
    @RepeatedTest(5)
    void aMeanRoundedOnceEqualsTheExactMeanRoundedOnce(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < CASES; i++) {
            List<@Nullable BigDecimal> hours = hours(random, 0);
            List<BigDecimal> present = Means.present(hours);
            BigDecimal sum = present.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal exact = sum.divide(BigDecimal.valueOf(present.size()), 0, RoundingMode.HALF_EVEN);
            assertEquals(
                    exact,
                    DayMean.of(STANDARD, AirSettings.DEFAULTS, Pollutant.PM10, hours)
                            .value());
        }
    }

    @RepeatedTest(5)
    void ozonesMaximumEqualsASlowSearchOverItsWindows(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        AirSettings unrounded = AirSettings.DEFAULTS.with(new Stages(false, false, false));
        for (int i = 0; i < CASES; i++) {
            List<@Nullable BigDecimal> hours = hours(random, 3);
            OzoneEightHour day = OzoneEightHour.of(STANDARD, unrounded, hours);
            BigDecimal greatest = BigDecimal.valueOf(-1);
            int windows = 0;
            for (int end = 8; end <= 24; end++) {
                List<BigDecimal> window = Means.present(hours.subList(end - 8, end));
                if (window.size() >= 6) {
                    windows++;
                    greatest = greatest.max(Means.of(window));
                }
            }
            assertEquals(windows, day.coverage().valid());
            boolean valid = windows >= 14
                    || greatest.setScale(0, RoundingMode.HALF_EVEN).intValue() > 160;
            assertEquals(valid, day.value() != null);
            if (valid) {
                assertEquals(greatest, day.unrounded());
            }
        }
    }

    @RepeatedTest(5)
    void anEvaluationDoesNotDependOnTheOrderOfItsDays(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        AssessmentPeriod year = AssessmentPeriod.year(2026);
        List<EvaluationDay> days = new ArrayList<>();
        for (LocalDate date = year.startInclusive(); year.contains(date); date = date.plusDays(1)) {
            days.add(EvaluationDay.of(date, values(random)));
        }
        AirEvaluation inOrder = evaluate(year, days);
        Collections.shuffle(days, random);
        assertEquals(inOrder, evaluate(year, days));
        assertEquals(365, inOrder.days().valid());
    }

    @RepeatedTest(3)
    void aRankingTakesTheFiguresOfTheEvaluation(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (AssessmentPeriod period :
                List.of(AssessmentPeriod.year(2025), AssessmentPeriod.year(2026), span("2026-02-10", "2026-03-20"))) {
            List<EvaluationDay> days = new ArrayList<>();
            List<EvaluationDay> published = new ArrayList<>();
            for (LocalDate date :
                    period.startInclusive().datesUntil(period.endExclusive()).toList()) {
                Map<Pollutant, BigDecimal> values = new EnumMap<>(values(random));
                values.keySet().removeIf(pollutant -> random.nextInt(60) == 0);
                EvaluationDay day = EvaluationDay.of(date, values);
                AirIndex judged = index.day(AirBasis.IN_FORCE.index(date).orElseThrow(), values, day.plan());
                Integer level =
                        judged.category() == null ? null : judged.category().level();
                days.add(day);
                published.add(new EvaluationDay(
                        date,
                        values,
                        day.plan(),
                        new EvaluationDay.Published(judged.edition().label(), level)));
            }
            Collections.shuffle(published, random);
            for (String code : List.of("in-force", "2012", "2026-transition", "2026-final")) {
                AirBasis basis = AirBasis.named(code).orElseThrow();
                AirEvaluation whole = AirEvaluation.of(basis, AirSettings.DEFAULTS, period, days, DustDeduction.NONE);
                RankedPeriod ranked =
                        RankedPeriod.of(basis, AirSettings.DEFAULTS, period, published, DustDeduction.NONE);
                assertEquals(whole.composite(), ranked.composite());
                assertEquals(whole.days().valid(), ranked.validDays());
                assertEquals(whole.standard(), ranked.standard());
                assertEquals(
                        whole, AirEvaluation.of(basis, AirSettings.DEFAULTS, period, published, DustDeduction.NONE));
            }
        }
    }

    private static AssessmentPeriod span(String first, String afterLast) {
        return AssessmentPeriod.between(LocalDate.parse(first), LocalDate.parse(afterLast));
    }

    private static AirEvaluation evaluate(AssessmentPeriod period, List<EvaluationDay> days) {
        return AirEvaluation.of(AirBasis.IN_FORCE, AirSettings.DEFAULTS, period, days, DustDeduction.NONE);
    }

    @RepeatedTest(5)
    void aPercentileLiesAmongItsValuesAndRisesWithItsPercent(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < CASES; i++) {
            List<BigDecimal> values = new ArrayList<>();
            for (int n = random.nextInt(1, 400); n > 0; n--) {
                values.add(BigDecimal.valueOf(random.nextInt(300)));
            }
            BigDecimal ninety = Percentile.of(values, 90);
            assertTrue(ninety.compareTo(Collections.min(values)) >= 0);
            assertTrue(ninety.compareTo(Percentile.of(values, 95)) <= 0);
            assertEquals(0, Percentile.of(values, 100).compareTo(Collections.max(values)));
            assertEquals(0, Percentile.of(values, 0).compareTo(Collections.min(values)));
        }
    }

    private static Map<Pollutant, BigDecimal> values(Random random) {
        Map<Pollutant, BigDecimal> values = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : Pollutant.values()) {
            int scale = pollutant == Pollutant.CO ? 1 : 0;
            values.put(pollutant, BigDecimal.valueOf(random.nextInt(1 + random.nextInt(700)), scale));
        }
        return values;
    }

    private static List<@Nullable BigDecimal> hours(Random random, int missingInTen) {
        List<@Nullable BigDecimal> hours = new ArrayList<>();
        for (int hour = 1; hour <= 24; hour++) {
            hours.add(random.nextInt(10) < missingInTen ? null : BigDecimal.valueOf(random.nextInt(300)));
        }
        return hours;
    }
}
