package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import limpid.air.AirSettings.Trends;
import limpid.air.Trend.Verdict;
import org.junit.jupiter.api.Test;

/** Spearman's rank correlation in its textbook form. */
class TrendTest {
    @Test
    void calculatesTheTextbookCoefficient() {
        Trend trend = trend("56", "75", "45", "71", "62", "64", "58", "80", "76", "61");
        assertEquals(new BigDecimal("0.358"), trend.coefficient(), "1 - 6 x 106 / 990");
        assertEquals(Verdict.NOT_SIGNIFICANT, trend.verdict());
        assertEquals(new BigDecimal("0.564"), trend.critical());
    }

    @Test
    void tellsARiseAndAFall() {
        assertEquals(Verdict.FALLING, trend("50", "45", "40", "38", "35").verdict());
        assertEquals(Verdict.RISING, trend("35", "38", "40", "45", "50").verdict());
        assertEquals(
                new BigDecimal("-1.000"), trend("50", "45", "40", "38", "35").coefficient());
    }

    @Test
    void isSignificantWhereTheCoefficientReachesTheCriticalValue() {
        Trend trend = trend("1", "2", "3", "5", "4");
        assertEquals(new BigDecimal("0.900"), trend.coefficient());
        assertEquals(Verdict.RISING, trend.verdict());
    }

    @Test
    void sharesRanksAmongEqualValues() {
        assertEquals(new BigDecimal("0.975"), trend("1", "2", "2", "4", "5").coefficient(), "1 - 6 x 0.5 / 120");
    }

    @Test
    void refusesTooFewPeriods() {
        Trend trend = trend("4", "3", "2", "1");
        assertEquals(Reason.TOO_FEW_PERIODS, trend.reason());
        assertNull(trend.verdict());
        assertNull(trend.coefficient());
    }

    @Test
    void maySetTheLevelOfSignificance() {
        AirSettings strict = AirSettings.DEFAULTS.with(new Trends(5, new BigDecimal("0.01")));
        List<BigDecimal> series =
                Stream.of("1", "2", "3", "5", "4").map(BigDecimal::new).toList();
        Trend trend = Trend.of(strict, series);
        assertEquals(Verdict.NOT_SIGNIFICANT, trend.verdict());
    }

    @Test
    void takesTheStricterCriticalValueBetweenTwoRows() {
        assertEquals(
                new BigDecimal("0.564"),
                trend("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11").critical());
    }

    private static Trend trend(String... values) {
        List<BigDecimal> series = Arrays.stream(values).map(BigDecimal::new).toList();
        return Trend.of(AirSettings.DEFAULTS, series);
    }
}
