package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import limpid.water.WaterPeriod.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Periods by name and by the days that lie in them. */
class WaterPeriodTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-01, WEEK, 2026-W01, 2025-12-29, 2026-01-04, 2026-W02",
        "2024-02-29, MONTH, 2024-02, 2024-02-01, 2024-02-29, 2024-03",
        "2026-03-31, QUARTER, 2026-Q1, 2026-01-01, 2026-03-31, 2026-Q2",
        "2024-06-30, HALF_YEAR, 2024-H1, 2024-01-01, 2024-06-30, 2024-H2",
        "2026-07-01, HALF_YEAR, 2026-H2, 2026-07-01, 2026-12-31, 2027-H1",
        "2026-12-31, YEAR, 2026, 2026-01-01, 2026-12-31, 2027"
    })
    void aDayLiesInOnePeriodOfEachKind(
            LocalDate day, Kind kind, String name, LocalDate first, LocalDate last, String next) {
        WaterPeriod period = WaterPeriod.of(kind, day);
        assertEquals(name, period.name());
        assertEquals(first, period.firstDay());
        assertEquals(last, period.lastDay());
        assertEquals(next, period.next().name());
        assertEquals(Optional.of(period), WaterPeriod.parse(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-H0", "2026-H3", "2026-Q5", "2026-13", "2026-W54", "H1", "2026-h1"})
    void whatIsNoPeriodIsEmpty(String name) {
        assertEquals(Optional.empty(), WaterPeriod.parse(name));
    }

    @Test
    void theHalfYearBeforeIsReachedByItsDays() {
        WaterPeriod half = WaterPeriod.of(Kind.HALF_YEAR, LocalDate.of(2026, 1, 1));
        assertEquals(
                "2025-H1",
                WaterPeriod.of(half.kind(), half.firstDay().minusYears(1)).name());
        assertEquals(
                "2025-H2",
                WaterPeriod.of(half.kind(), half.firstDay().minusDays(1)).name());
    }
}
