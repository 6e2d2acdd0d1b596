package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarPeriodTest {
    @Test
    void monthsQuartersHalfYearsAndYears() {
        assertPeriod("2026-02", "2026-02-01", "2026-02-28", 28);
        assertPeriod("2024-Q1", "2024-01-01", "2024-03-31", 91);
        assertPeriod("2026-Q4", "2026-10-01", "2026-12-31", 92);
        assertPeriod("2026-H1", "2026-01-01", "2026-06-30", 181);
        assertPeriod("2024-H2", "2024-07-01", "2024-12-31", 184);
        assertPeriod("2026", "2026-01-01", "2026-12-31", 365);
    }

    private static void assertPeriod(String name, String first, String last, int dates) {
        CalendarPeriod period = CalendarPeriod.parse(name);
        assertEquals(LocalDate.parse(first), period.firstInclusive());
        assertEquals(LocalDate.parse(last), period.lastInclusive());
        assertEquals(dates, period.dates().size());
    }

    @Test
    void aMonthLiesInFourPeriods() {
        assertEquals(List.of("2026-06", "2026-Q2", "2026-H1", "2026"), namesAround(6));
        assertEquals(List.of("2026-07", "2026-Q3", "2026-H2", "2026"), namesAround(7));
        assertEquals("2025-H2", CalendarPeriod.parse("2026-H2").yearBefore().name());
    }

    private static List<String> namesAround(int month) {
        return CalendarPeriod.around(YearMonth.of(2026, month)).stream()
                .map(CalendarPeriod::name)
                .toList();
    }

    @Test
    void whatIsNoPeriodIsRefused() {
        for (String name : List.of("", "2026-Q5", "2026-H3", "2026-H", "2026-13", "26", "2026-1", "2026-03-01", "x")) {
            assertThrows(DateTimeException.class, () -> CalendarPeriod.parse(name), name);
        }
    }
}
