package limpid.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.standard.AirLimits.AreaClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which texts judge a day, and what their tables say. */
class AirStandardTest {
    /** The day before, the first day, the last day and the day after, of every air edition in {@code editions.csv}. */
    static Stream<Arguments> editions() {
        return StandardBook.standard().editions().stream()
                .filter(edition -> edition.subject().startsWith("air-"))
                .map(edition -> Arguments.of(edition.label(), edition));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("editions")
    void isInForceFromItsFirstDayToItsLast(String label, Edition edition) {
        LocalDate first = edition.effectiveFromInclusive();
        assertEquals(Optional.of(edition), StandardBook.standard().inForce(edition.subject(), first));
        assertTrue(StandardBook.standard()
                .inForce(edition.subject(), first.minusDays(1))
                .filter(edition::equals)
                .isEmpty());
        assertEquals(Optional.of(edition), StandardBook.standard().inForce(edition.subject(), first.plusDays(1)));
        LocalDate after = edition.effectiveToExclusive();
        if (after != null) {
            Edition last = StandardBook.standard()
                    .inForce(edition.subject(), after.minusDays(1))
                    .orElseThrow();
            Edition next =
                    StandardBook.standard().inForce(edition.subject(), after).orElseThrow();
            assertEquals(edition, last);
            assertEquals(after, next.effectiveFromInclusive(), "no gap");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-28, GB 3095-2012, HJ 633-2012, HJ 663-2013",
        "2026-03-01, GB 3095-2026 (transition), HJ 633-2026, HJ 663-2026",
        "2026-03-02, GB 3095-2026 (transition), HJ 633-2026, HJ 663-2026",
        "2030-12-31, GB 3095-2026 (transition), HJ 633-2026, HJ 663-2026",
        "2031-01-01, GB 3095-2026 (final), HJ 633-2026, HJ 663-2026",
    })
    void judgesADayByTheTextsInForce(LocalDate day, String limits, String index, String evaluation) {
        AirStandard standard = AirStandard.inForce(day).orElseThrow();
        assertEquals(
                List.of(limits, index, evaluation),
                List.of(
                        standard.limits().label(),
                        standard.index().label(),
                        standard.evaluation().label()));
    }

    @Test
    void hasNoTextsBeforeTheFirstEvaluationRule() {
        assertEquals(Optional.empty(), AirStandard.inForce(LocalDate.of(2013, 9, 30)));
        assertTrue(AirStandard.inForce(LocalDate.of(2013, 10, 1)).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "2012, PM2.5, annual, 35",
        "2012, PM2.5, 24h, 75",
        "2012, PM10, annual, 70",
        "2012, PM10, 24h, 150",
        "2026-transition, PM2.5, annual, 30",
        "2026-transition, PM2.5, 24h, 60",
        "2026-transition, PM10, annual, 60",
        "2026-transition, PM10, 24h, 120",
        "2026-transition, SO2, annual, 60",
        "2026-transition, NO2, 24h, 80",
        "2026-final, PM2.5, annual, 25",
        "2026-final, PM2.5, 24h, 50",
        "2026-final, PM10, annual, 50",
        "2026-final, PM10, 24h, 100",
        "2026-final, SO2, annual, 20",
        "2026-final, SO2, 24h, 50",
        "2026-final, NO2, annual, 30",
        "2026-final, NO2, 24h, 50",
        "2026-final, CO, 24h, 4",
        "2026-final, O3, 8h, 160",
    })
    void limitsClassTwo(String name, String pollutant, String averaging, BigDecimal limit) {
        AirLimits limits = AirLimits.of(AirStandard.named(name).orElseThrow().limits());
        assertEquals(
                limit,
                limits.find(pollutant, Averaging.of(averaging).orElseThrow())
                        .orElseThrow()
                        .of(AreaClass.TWO));
    }

    @Test
    void limitsTheOtherPollutantsInBothPhases() {
        for (Edition limits : List.of(AirStandard.OF_2026_TRANSITION.limits(), AirStandard.OF_2026_FINAL.limits())) {
            for (String parameter : List.of("TSP", "NOx", "Pb", "BaP")) {
                assertTrue(AirLimits.of(limits).find(parameter, Averaging.YEAR).isPresent(), parameter);
            }
        }
    }

    @Test
    void namesSixLevelsWithTheirBounds() {
        AirCategories levels = AirCategories.of(AirStandard.OF_2026_TRANSITION.index());
        int[] upper = {50, 100, 150, 200, 300, 500};
        for (int i = 0; i < upper.length; i++) {
            assertEquals(i + 1, levels.of(upper[i]).level());
            if (i + 1 < upper.length) {
                assertEquals(i + 2, levels.of(upper[i] + 1).level());
            }
        }
        assertEquals("轻度污染", levels.of(101).zh());
        assertEquals("#FF7E00", levels.of(101).colourHex());
        assertEquals(1, levels.of(0).level());
    }

    @Test
    void namesSensitiveGroupsInTheNewEditionOnly() {
        assertEquals(
                3,
                SensitiveGroups.of(AirStandard.OF_2026_TRANSITION.index(), Pollutant.SO2)
                        .size());
        assertEquals(List.of(), SensitiveGroups.of(AirStandard.OF_2012.index(), Pollutant.SO2));
    }

    @Test
    void refusesAnEditionWithoutTables() {
        Edition water = StandardBook.standard().byCode("GB 3838-2002", "").orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> BreakpointTable.of(water));
        assertThrows(IllegalArgumentException.class, () -> AirLimits.of(water));
        assertThrows(IllegalArgumentException.class, () -> AirCategories.of(water));
        assertThrows(IllegalArgumentException.class, () -> AirIndexRule.of(water));
        assertThrows(IllegalArgumentException.class, () -> AirIndexItem.hour(water, "text"));
    }
}
