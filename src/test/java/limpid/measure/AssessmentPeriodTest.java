package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import limpid.measure.AssessmentPeriod.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Periods by name, by the days that lie in them and by their ends. */
class AssessmentPeriodTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-01, WEEK, 2026-W01, 2025-12-29, 2026-01-04, 7, 2025-W52, 2026-W02, 2025-W01",
        "2024-02-29, MONTH, 2024-02, 2024-02-01, 2024-02-29, 29, 2024-01, 2024-03, 2023-02",
        "2026-02-01, MONTH, 2026-02, 2026-02-01, 2026-02-28, 28, 2026-01, 2026-03, 2025-02",
        "2026-03-31, QUARTER, 2026-Q1, 2026-01-01, 2026-03-31, 90, 2025-Q4, 2026-Q2, 2025-Q1",
        "2026-12-31, QUARTER, 2026-Q4, 2026-10-01, 2026-12-31, 92, 2026-Q3, 2027-Q1, 2025-Q4",
        "2024-06-30, HALF_YEAR, 2024-H1, 2024-01-01, 2024-06-30, 182, 2023-H2, 2024-H2, 2023-H1",
        "2026-07-01, HALF_YEAR, 2026-H2, 2026-07-01, 2026-12-31, 184, 2026-H1, 2027-H1, 2025-H2",
        "2026-12-31, YEAR, 2026, 2026-01-01, 2026-12-31, 365, 2025, 2027, 2025"
    })
    void aDayLiesInOnePeriodOfEachKind(
            LocalDate day,
            Kind kind,
            String name,
            LocalDate first,
            LocalDate last,
            int days,
            String previous,
            String next,
            String yearBefore) {
        AssessmentPeriod period = AssessmentPeriod.of(kind, day);
        assertEquals(name, period.name());
        assertEquals(first, period.startInclusive());
        assertEquals(last, period.lastDay());
        assertEquals(days, period.days());
        assertEquals(previous, period.previous().name());
        assertEquals(next, period.next().name());
        assertEquals(yearBefore, period.yearBefore().name());
        assertEquals(Optional.of(period), AssessmentPeriod.named(name));
        if (kind != Kind.WEEK) {
            assertEquals(period, AssessmentPeriod.between(first, last.plusDays(1)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "26",
                "H1",
                "2026-H",
                "2026-H0",
                "2026-H3",
                "2026-h1",
                "2026-Q5",
                "2026-q1",
                "2026-1",
                "2026-13",
                "2026-00",
                "2026-W00",
                "2026-W54",
                "2025-W53",
                "2026-03-01",
                "２０２６"
            })
    void whatIsNoPeriodIsEmpty(String name) {
        assertEquals(Optional.empty(), AssessmentPeriod.named(name));
    }

    @Test
    void aRefusalSaysWhatPeriodsLookLike() {
        assertEquals(Optional.empty(), AssessmentPeriod.named("2026-W05", AssessmentPeriod.PUBLISHED));
        assertEquals(
                "a year 2026, half-year 2026-H1, quarter 2026-Q1 or month 2026-03",
                AssessmentPeriod.expected(AssessmentPeriod.PUBLISHED));
        assertEquals("year, half_year, quarter or month", Kind.expected(AssessmentPeriod.PUBLISHED));
        assertEquals(Optional.empty(), Kind.of("week", AssessmentPeriod.PUBLISHED));
        assertEquals(Optional.of(Kind.HALF_YEAR), Kind.of("half_year", AssessmentPeriod.PUBLISHED));
    }

    @Test
    void aMonthLiesInFourPeriods() {
        assertEquals(List.of("2026-06", "2026-Q2", "2026-H1", "2026"), namesAround(6));
        assertEquals(List.of("2026-07", "2026-Q3", "2026-H2", "2026"), namesAround(7));
    }

    private static List<String> namesAround(int month) {
        return AssessmentPeriod.around(YearMonth.of(2026, month)).stream()
                .map(AssessmentPeriod::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-07-01, 2025-01-01, HALF_YEAR",
        "2024-04-01, 2025-04-01, SPAN",
        "2024-04-01, 2024-07-01, QUARTER",
        "2024-02-01, 2024-05-01, SPAN",
        "2024-02-01, 2024-03-01, MONTH",
        "2024-02-02, 2024-03-02, SPAN",
        "2026-03-02, 2026-03-09, SPAN"
    })
    void itsEndsTellItsKind(LocalDate start, LocalDate end, Kind kind) {
        assertEquals(kind, AssessmentPeriod.between(start, end).kind());
    }

    @ParameterizedTest
    @CsvSource({
        "2025-02-01, 2025-03-01, 2024-02-01, 2024-03-01",
        "2024-02-01, 2024-03-01, 2023-02-01, 2023-03-01",
        "2024-01-01, 2024-02-29, 2023-01-01, 2023-03-01",
        "2024-02-10, 2024-02-20, 2023-02-10, 2023-02-20"
    })
    void movesToTheYearBeforeByWholeFebruaries(LocalDate start, LocalDate end, LocalDate before, LocalDate endBefore) {
        assertEquals(
                AssessmentPeriod.between(before, endBefore),
                AssessmentPeriod.between(start, end).yearBefore());
    }

    @Test
    void aSpanHasItsDaysAndMonths() {
        AssessmentPeriod span = AssessmentPeriod.between(LocalDate.of(2026, 1, 31), LocalDate.of(2026, 3, 2));
        assertEquals("2026-01-31/2026-03-01", span.name());
        assertEquals(30, span.days());
        assertEquals(List.of(YearMonth.of(2026, 1), YearMonth.of(2026, 2), YearMonth.of(2026, 3)), span.months());
        assertEquals(false, span.contains(LocalDate.of(2026, 1, 30)));
        assertEquals(true, span.contains(LocalDate.of(2026, 1, 31)));
        assertEquals(true, span.contains(LocalDate.of(2026, 3, 1)));
        assertEquals(false, span.contains(LocalDate.of(2026, 3, 2)));
    }

    @Test
    void aPeriodWithoutADayOrOfPartsIsRefused() {
        LocalDate day = LocalDate.of(2026, 3, 1);
        assertThrows(IllegalArgumentException.class, () -> AssessmentPeriod.between(day, day));
        assertThrows(IllegalArgumentException.class, () -> new AssessmentPeriod(Kind.YEAR, day, day.plusYears(1)));
    }
}
