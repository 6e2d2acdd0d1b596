package limpid.air;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** A span of local days that is evaluated. */
public record AirPeriod(LocalDate fromInclusive, LocalDate toExclusive) {
    /** Refuses a span without a day. */
    public AirPeriod {
        if (!toExclusive.isAfter(fromInclusive)) {
            throw new IllegalArgumentException("no day from " + fromInclusive + " to before " + toExclusive);
        }
    }

    /** A calendar year. */
    public static AirPeriod year(int year) {
        return new AirPeriod(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
    }

    /** A calendar month. */
    public static AirPeriod month(YearMonth month) {
        return new AirPeriod(month.atDay(1), month.plusMonths(1).atDay(1));
    }

    /** A month, and the quarter, half-year and year it lies in. */
    public static List<AirPeriod> around(YearMonth month) {
        return Stream.of(Kind.MONTH, Kind.QUARTER, Kind.HALF_YEAR, Kind.YEAR)
                .map(kind -> kind.around(month))
                .toList();
    }

    /** What it is by its ends. */
    public Kind kind() {
        if (fromInclusive.getDayOfMonth() != 1 || toExclusive.getDayOfMonth() != 1) {
            return Kind.SPAN;
        }
        long months = ChronoUnit.MONTHS.between(fromInclusive, toExclusive);
        boolean aligned = (fromInclusive.getMonthValue() - 1) % months == 0;
        for (Kind kind : Kind.values()) {
            if (kind.months == months && aligned) {
                return kind;
            }
        }
        return Kind.SPAN;
    }

    /** Its last day. */
    public LocalDate lastDay() {
        return toExclusive.minusDays(1);
    }

    /** How many calendar days it has. */
    public int days() {
        return Math.toIntExact(ChronoUnit.DAYS.between(fromInclusive, toExclusive));
    }

    /** Whether a day lies in it. */
    public boolean contains(LocalDate day) {
        return !day.isBefore(fromInclusive) && day.isBefore(toExclusive);
    }

    /**
     * The same span one year earlier. One that ends with February ends with it there too, whichever year is a leap
     * year.
     */
    public AirPeriod yearBefore() {
        LocalDate byEnd = toExclusive.minusYears(1);
        LocalDate byLastDay = lastDay().minusYears(1).plusDays(1);
        return new AirPeriod(fromInclusive.minusYears(1), byEnd.isAfter(byLastDay) ? byEnd : byLastDay);
    }

    /** The months it touches, in order. */
    public List<YearMonth> months() {
        YearMonth last = YearMonth.from(lastDay());
        return Stream.iterate(
                        YearMonth.from(fromInclusive), month -> !month.isAfter(last), month -> month.plusMonths(1))
                .toList();
    }

    /** Kinds of periods. */
    public enum Kind {
        /** 月. */
        MONTH(1),
        /** 季度. */
        QUARTER(3),
        /** 半年. */
        HALF_YEAR(6),
        /** 年. */
        YEAR(12),
        /** 任意时段, any other span. */
        SPAN(0);

        private final int months;

        Kind(int months) {
            this.months = months;
        }

        private AirPeriod around(YearMonth month) {
            LocalDate first =
                    month.minusMonths((month.getMonthValue() - 1) % months).atDay(1);
            return new AirPeriod(first, first.plusMonths(months));
        }
    }
}
