package limpid.water;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A period for which water is assessed 评价时段: a week from Monday to Sunday, a month, a quarter, a half-year or a year of
 * local days.
 *
 * @param firstDay the local day it begins with
 */
public record WaterPeriod(Kind kind, LocalDate firstDay) implements Comparable<WaterPeriod> {
    private static final Pattern NAME = Pattern.compile("([0-9]{4})(?:-(?:([0-9]{2})|Q([1-4])|W([0-9]{2})|H([12])))?");

    private static final int MONTHS_OF_HALF_YEAR = 6;

    /** Refuses a day that no period of its kind begins with. */
    public WaterPeriod {
        if (!kind.first(firstDay).equals(firstDay)) {
            throw new IllegalArgumentException("no " + kind + " begins on " + firstDay);
        }
    }

    /** How long it is. */
    public enum Kind {
        /** 周, Monday to Sunday (ISO 8601). */
        WEEK,
        /** 月. */
        MONTH,
        /** 季度. */
        QUARTER,
        /** 半年. */
        HALF_YEAR,
        /** 年. */
        YEAR;

        private LocalDate first(LocalDate day) {
            return switch (this) {
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
                case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
                case HALF_YEAR ->
                    day.withMonth(half(day) * MONTHS_OF_HALF_YEAR - 5).withDayOfMonth(1);
                case YEAR -> day.withDayOfYear(1);
            };
        }
    }

    /** Which half of its year a day lies in. */
    private static int half(LocalDate day) {
        return day.getMonthValue() <= MONTHS_OF_HALF_YEAR ? 1 : 2;
    }

    /** The period of a kind that a local day lies in. */
    public static WaterPeriod of(Kind kind, LocalDate day) {
        return new WaterPeriod(kind, kind.first(day));
    }

    /** Reads {@code 2026}, {@code 2026-H1}, {@code 2026-Q1}, {@code 2026-01} or {@code 2026-W05}; empty for any other text. */
    public static Optional<WaterPeriod> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(matcher)).filter(period -> period.name().equals(name));
        } catch (DateTimeException e) {
            // A month 13 or a week 54: the same answer as for any other text.
            return Optional.empty();
        }
    }

    private static WaterPeriod read(Matcher name) {
        int year = Integer.parseInt(name.group(1));
        if (name.group(2) != null) {
            return of(Kind.MONTH, LocalDate.of(year, Integer.parseInt(name.group(2)), 1));
        }
        if (name.group(3) != null) {
            return of(Kind.QUARTER, LocalDate.of(year, Integer.parseInt(name.group(3)) * 3, 1));
        }
        if (name.group(5) != null) {
            return of(Kind.HALF_YEAR, LocalDate.of(year, Integer.parseInt(name.group(5)) * MONTHS_OF_HALF_YEAR, 1));
        }
        return name.group(4) == null
                ? of(Kind.YEAR, LocalDate.of(year, 1, 1))
                // The fourth of January lies in the first week of every ISO year.
                : of(Kind.WEEK, LocalDate.of(year, 1, 4).plusWeeks(Integer.parseInt(name.group(4)) - 1L));
    }

    /** {@code 2026}, {@code 2026-H1}, {@code 2026-Q1}, {@code 2026-01} or {@code 2026-W05}. */
    public String name() {
        return switch (kind) {
            case WEEK ->
                "%04d-W%02d"
                        .formatted(
                                firstDay.get(IsoFields.WEEK_BASED_YEAR),
                                firstDay.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> YearMonth.from(firstDay).toString();
            case QUARTER -> "%04d-Q%d".formatted(firstDay.getYear(), firstDay.get(IsoFields.QUARTER_OF_YEAR));
            case HALF_YEAR -> "%04d-H%d".formatted(firstDay.getYear(), half(firstDay));
            case YEAR -> Year.from(firstDay).toString();
        };
    }

    /** The period of the same kind that follows. */
    public WaterPeriod next() {
        return new WaterPeriod(
                kind,
                switch (kind) {
                    case WEEK -> firstDay.plusWeeks(1);
                    case MONTH -> firstDay.plusMonths(1);
                    case QUARTER -> firstDay.plusMonths(3);
                    case HALF_YEAR -> firstDay.plusMonths(MONTHS_OF_HALF_YEAR);
                    case YEAR -> firstDay.plusYears(1);
                });
    }

    /** Its last local day. */
    public LocalDate lastDay() {
        return next().firstDay.minusDays(1);
    }

    /** How many local days it has. */
    public int days() {
        return Math.toIntExact(next().firstDay.toEpochDay() - firstDay.toEpochDay());
    }

    /** Whether a local day lies in it. */
    public boolean contains(LocalDate day) {
        return !day.isBefore(firstDay) && !day.isAfter(lastDay());
    }

    @Override
    public int compareTo(WaterPeriod other) {
        return firstDay.compareTo(other.firstDay);
    }
}
