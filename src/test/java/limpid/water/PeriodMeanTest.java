package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.measure.Coverage;
import limpid.water.PeriodMean.Averaged;
import limpid.water.PeriodMean.Insufficient;
import limpid.water.WaterSettings.Averaging;
import limpid.water.WaterSettings.PhMean;
import org.junit.jupiter.api.Test;

class PeriodMeanTest {
    private static final Averaging DEFAULTS = Averaging.defaults();

    @Test
    void aDayIsTheMeanOfItsSets() {
        PeriodMean day = PeriodMean.ofDay("CODMN", measured("2.1", "2.4", "3.0"), 6, DEFAULTS);
        assertEquals(Optional.of(new BigDecimal("2.5")), day.value());
        assertEquals(new Coverage(3, 6, 1), day.coverage());
    }

    @Test
    void belowDetectionCountsHalf() {
        PeriodMean day = PeriodMean.ofDay("NH3N", measured("0.04L", "<0.02", "0.09"), 6, DEFAULTS);
        assertEquals(0, new BigDecimal("0.04").compareTo(day.value().orElseThrow()));
        assertEquals(2, day.belowDetection());
    }

    /** Two sets on one day and six on the next weigh the same in the month. */
    @Test
    void aMonthIsTheMeanOfItsDays() {
        PeriodMean sparse = PeriodMean.ofDay("TP", measured("0.1", "0.1"), 6, DEFAULTS);
        PeriodMean full = PeriodMean.ofDay("TP", measured("0.2", "0.2", "0.2", "0.2", "0.2", "0.2"), 6, DEFAULTS);
        PeriodMean month = PeriodMean.ofMonth("TP", List.of(sparse, full), 30, DEFAULTS);
        assertEquals(0, new BigDecimal("0.15").compareTo(month.value().orElseThrow()));
        assertEquals(new Coverage(2, 30, 1), month.coverage());
    }

    @Test
    void aQuarterNeedsTwoMonthsAHalfYearFourAndAYearEight() {
        PeriodMean month = new Averaged(BigDecimal.ONE, new Coverage(1, 1, 1), 0);
        PeriodMean missing = new Insufficient(new Coverage(0, 30, 1), 0);
        assertEquals(
                "1 of 2 required values",
                ((Insufficient) PeriodMean.ofQuarter("TP", List.of(month, missing, missing), DEFAULTS)).reason());
        assertEquals(
                Optional.of(BigDecimal.ONE),
                PeriodMean.ofQuarter("TP", List.of(month, month, missing), DEFAULTS)
                        .value());
        assertEquals(
                Optional.empty(),
                PeriodMean.ofHalfYear("TP", List.of(month, month, month), DEFAULTS)
                        .value());
        assertEquals(
                new Coverage(4, 6, 4),
                PeriodMean.ofHalfYear("TP", List.of(month, month, month, month), DEFAULTS)
                        .coverage());
        assertEquals(
                Optional.empty(),
                PeriodMean.ofYear("TP", Collections.nCopies(7, month), DEFAULTS).value());
        assertEquals(
                new Coverage(8, 12, 8),
                PeriodMean.ofYear("TP", Collections.nCopies(8, month), DEFAULTS).coverage());
    }

    @Test
    void leastCountsAreSettings() {
        Averaging strict = new Averaging(new BigDecimal("0.5"), PhMean.HYDROGEN_IONS, 4, 5, 20, 3, 6, 12);
        assertEquals(
                Optional.empty(),
                PeriodMean.ofDay("TP", measured("0.1", "0.1", "0.1"), 6, strict).value());
        assertEquals(
                Optional.empty(), PeriodMean.ofDay("TP", List.of(), 6, DEFAULTS).value());
    }

    @Test
    void oneResultMakesAWeek() {
        PeriodMean day = PeriodMean.ofDay("TP", measured("0.1"), 1, DEFAULTS);
        assertEquals(
                new Averaged(new BigDecimal("0.1"), new Coverage(1, 7, 1), 0),
                PeriodMean.ofWeek("TP", List.of(day), 7, DEFAULTS));
    }

    @Test
    void phIsAveragedThroughHydrogenIonsOrPlainly() {
        List<BigDecimal> values = List.of(new BigDecimal("6"), new BigDecimal("8"));
        assertEquals(new BigDecimal("6.2967086219"), Mean.of("PH", values, DEFAULTS));
        Averaging plain = new Averaging(new BigDecimal("0.5"), PhMean.ARITHMETIC, 1, 1, 1, 2, 4, 8);
        assertEquals(0, new BigDecimal("7").compareTo(Mean.of("PH", values, plain)));
    }

    /** A mean of equal values on a limit must stay on it, or pH 9 would be worse than class V. */
    @Test
    void equalValuesAreTheirOwnMean() {
        for (String ph : List.of("6", "6.5", "7.95", "8.13", "9")) {
            BigDecimal value = new BigDecimal(ph);
            assertEquals(value, Mean.of("PH", Collections.nCopies(7, value), DEFAULTS));
        }
    }

    @Test
    void nothingHasNoMean() {
        assertThrows(IllegalArgumentException.class, () -> Mean.of("TP", List.of(), DEFAULTS));
    }

    private static List<Measured> measured(String... texts) {
        return Stream.of(texts).map(text -> Measured.parse(text).orElseThrow()).toList();
    }
}
