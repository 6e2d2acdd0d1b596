package limpid.measure;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;

/**
 * A month, quarter, half-year or year of the calendar, for which figures are published.
 *
 * @param name           {@code 2026-03}, {@code 2026-Q1}, {@code 2026-H1} or {@code 2026}
 * @param firstInclusive its first date
 * @param endExclusive   the date after its last
 */
public record CalendarPeriod(String name, LocalDate firstInclusive, LocalDate endExclusive) {
    private static final int MONTHS_OF_QUARTER = 3;
    private static final int MONTHS_OF_HALF_YEAR = 6;
    private static final int YEAR_DIGITS = 4;

    /**
     * Reads a period by its name.
     *
     * @throws DateTimeException where it is none
     */
    public static CalendarPeriod parse(String name) {
        if (name.matches("\\d{4}")) {
            LocalDate first = Year.parse(name).atDay(1);
            return new CalendarPeriod(name, first, first.plusYears(1));
        }
        if (name.matches("\\d{4}-Q[1-4]")) {
            return part(name, MONTHS_OF_QUARTER);
        }
        if (name.matches("\\d{4}-H[12]")) {
            return part(name, MONTHS_OF_HALF_YEAR);
        }
        LocalDate first = YearMonth.parse(name).atDay(1);
        return new CalendarPeriod(name, first, first.plusMonths(1));
    }

    private static CalendarPeriod part(String name, int months) {
        int number = name.charAt(name.length() - 1) - '0';
        LocalDate first = LocalDate.of(Integer.parseInt(name.substring(0, YEAR_DIGITS)), (number - 1) * months + 1, 1);
        return new CalendarPeriod(name, first, first.plusMonths(months));
    }

    /** A month, and the quarter, half-year and year it lies in. */
    public static List<CalendarPeriod> around(YearMonth month) {
        String year = "%04d".formatted(month.getYear());
        int before = month.getMonthValue() - 1;
        return Stream.of(
                        month.toString(),
                        year + "-Q" + (before / MONTHS_OF_QUARTER + 1),
                        year + "-H" + (before / MONTHS_OF_HALF_YEAR + 1),
                        year)
                .map(CalendarPeriod::parse)
                .toList();
    }

    /** The same period of the year before 上年同期. */
    public CalendarPeriod yearBefore() {
        int year = Integer.parseInt(name.substring(0, YEAR_DIGITS));
        return parse("%04d".formatted(year - 1) + name.substring(YEAR_DIGITS));
    }

    /** Its last date. */
    public LocalDate lastInclusive() {
        return endExclusive.minusDays(1);
    }

    /** Its dates in order. */
    public List<LocalDate> dates() {
        try (Stream<LocalDate> dates = firstInclusive.datesUntil(endExclusive)) {
            return dates.toList();
        }
    }
}
