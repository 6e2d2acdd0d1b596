package limpid.measure;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.threeten.extra.YearHalf;
import org.threeten.extra.YearQuarter;
import org.threeten.extra.YearWeek;

/**
 * Local days that are assessed together 评价时段: a week, month, quarter, half-year or year of the calendar, or any other
 * span.
 *
 * @param startInclusive its first day
 * @param endExclusive   the day after its last
 */
public record AssessmentPeriod(Kind kind, LocalDate startInclusive, LocalDate endExclusive)
        implements Comparable<AssessmentPeriod> {

    /** The kinds whose figures are published for every medium, the longest first. */
    public static final List<Kind> PUBLISHED = List.of(Kind.YEAR, Kind.HALF_YEAR, Kind.QUARTER, Kind.MONTH);

    private static final Pattern NAME = Pattern.compile("[0-9]{4}(-([HQ][0-9]|W?[0-9]{2}))?");
    private static final int YEAR_DIGITS = 4;

    /** Refuses a span without a day, and days that are no whole period of the kind. */
    public AssessmentPeriod {
        if (!endExclusive.isAfter(startInclusive)) {
            throw new IllegalArgumentException("no day from " + startInclusive + " to before " + endExclusive);
        }
        if (kind != Kind.SPAN
                && !(kind.isFirst(startInclusive) && kind.after(startInclusive).equals(endExclusive))) {
            throw new IllegalArgumentException(
                    "no " + kind.code() + " from " + startInclusive + " to before " + endExclusive);
        }
    }

    /** Kinds of periods, the longest first. */
    public enum Kind {
        /** 年. */
        YEAR("year 2026", 12),
        /** 半年. */
        HALF_YEAR("half-year 2026-H1", 6),
        /** 季度. */
        QUARTER("quarter 2026-Q1", 3),
        /** 月. */
        MONTH("month 2026-03", 1),
        /** 周, Monday to Sunday (ISO 8601). */
        WEEK("week 2026-W05", 0),
        /** 任意时段, any other span; it has no name. */
        SPAN("span", 0);

        private final String example;
        private final int months;

        Kind(String example, int months) {
            this.example = example;
            this.months = months;
        }

        /** How it is written, for example {@code half_year}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of this code, if it is one of these. */
        public static Optional<Kind> of(String code, List<Kind> kinds) {
            return kinds.stream().filter(kind -> kind.code().equals(code)).findFirst();
        }

        /** What to write for one of these, for an error: {@code year, quarter or month}. */
        public static String expected(List<Kind> kinds) {
            return oneOf(kinds.stream().map(Kind::code).toList());
        }

        /** The first day of the period that a day lies in. */
        private LocalDate first(LocalDate day) {
            return switch (this) {
                case YEAR -> day.withDayOfYear(1);
                case HALF_YEAR -> YearHalf.from(day).atDay(1);
                case QUARTER -> YearQuarter.from(day).atDay(1);
                case MONTH -> day.withDayOfMonth(1);
                case WEEK -> YearWeek.from(day).atDay(DayOfWeek.MONDAY);
                case SPAN -> throw new IllegalArgumentException("a day alone makes no span");
            };
        }

        private boolean isFirst(LocalDate day) {
            return first(day).equals(day);
        }

        /** The first day of the period after the one that begins on a day. */
        private LocalDate after(LocalDate first) {
            return this == WEEK ? first.plusWeeks(1) : first.plusMonths(months);
        }
    }

    /** The period of a kind that a day lies in. */
    public static AssessmentPeriod of(Kind kind, LocalDate day) {
        LocalDate first = kind.first(day);
        return new AssessmentPeriod(kind, first, kind.after(first));
    }

    /** A calendar year. */
    public static AssessmentPeriod year(int year) {
        return of(Kind.YEAR, LocalDate.of(year, 1, 1));
    }

    /** A calendar month. */
    public static AssessmentPeriod month(YearMonth month) {
        return of(Kind.MONTH, month.atDay(1));
    }

    /**
     * The period with these ends. Days that make a whole month, quarter, half-year or year are one; seven days from a Monday
     * are a span, for weeks are asked for by their names.
     */
    public static AssessmentPeriod between(LocalDate startInclusive, LocalDate endExclusive) {
        Kind kind = PUBLISHED.stream()
                .filter(one ->
                        one.isFirst(startInclusive) && one.after(startInclusive).equals(endExclusive))
                .findFirst()
                .orElse(Kind.SPAN);
        return new AssessmentPeriod(kind, startInclusive, endExclusive);
    }

    /** A month, and the quarter, half-year and year it lies in. */
    public static List<AssessmentPeriod> around(YearMonth month) {
        return Stream.of(Kind.MONTH, Kind.QUARTER, Kind.HALF_YEAR, Kind.YEAR)
                .map(kind -> of(kind, month.atDay(1)))
                .toList();
    }

    /** Reads {@code 2026}, {@code 2026-H1}, {@code 2026-Q1}, {@code 2026-01} or {@code 2026-W05}; empty for any other text. */
    public static Optional<AssessmentPeriod> named(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(name)).filter(period -> period.name().equals(name));
        } catch (DateTimeException e) {
            // A month 13 or a third half-year: the same answer as for any other text.
            return Optional.empty();
        }
    }

    private static AssessmentPeriod read(String name) {
        if (name.length() == YEAR_DIGITS) {
            return of(Kind.YEAR, Year.parse(name).atDay(1));
        }
        return switch (name.charAt(YEAR_DIGITS + 1)) {
            case 'H' -> of(Kind.HALF_YEAR, YearHalf.parse(name).atDay(1));
            case 'Q' -> of(Kind.QUARTER, YearQuarter.parse(name).atDay(1));
            case 'W' -> of(Kind.WEEK, YearWeek.parse(name).atDay(DayOfWeek.MONDAY));
            default -> of(Kind.MONTH, YearMonth.parse(name).atDay(1));
        };
    }

    /** Reads the name of a period of one of these kinds; empty for any other text. */
    public static Optional<AssessmentPeriod> named(String name, List<Kind> kinds) {
        return named(name).filter(period -> kinds.contains(period.kind));
    }

    /** What the names of periods look like, for an error: {@code a year 2026, quarter 2026-Q1 or month 2026-03}. */
    public static String expected(List<Kind> kinds) {
        return "a " + oneOf(kinds.stream().map(kind -> kind.example).toList());
    }

    private static String oneOf(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** The name it is read by; of a span its first and last day with a slash between (ISO 8601). */
    public String name() {
        return switch (kind) {
            case YEAR -> "%04d".formatted(startInclusive.getYear());
            case HALF_YEAR -> YearHalf.from(startInclusive).toString();
            case QUARTER -> YearQuarter.from(startInclusive).toString();
            case MONTH -> YearMonth.from(startInclusive).toString();
            case WEEK -> YearWeek.from(startInclusive).toString();
            case SPAN -> startInclusive + "/" + lastDay();
        };
    }

    /** Its last day. */
    public LocalDate lastDay() {
        return endExclusive.minusDays(1);
    }

    /** The month it begins with. */
    public YearMonth firstMonth() {
        return YearMonth.from(startInclusive);
    }

    /** The month it ends with. */
    public YearMonth lastMonth() {
        return YearMonth.from(lastDay());
    }

    /** The months it touches, in order. */
    public List<YearMonth> months() {
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = firstMonth(); !month.isAfter(lastMonth()); month = month.plusMonths(1)) {
            months.add(month);
        }
        return months;
    }

    /** How many days it has. */
    public int days() {
        return Math.toIntExact(ChronoUnit.DAYS.between(startInclusive, endExclusive));
    }

    /** Whether a day lies in it. */
    public boolean contains(LocalDate day) {
        return !day.isBefore(startInclusive) && day.isBefore(endExclusive);
    }

    /** The period of the same kind that follows. */
    public AssessmentPeriod next() {
        return of(kind, endExclusive);
    }

    /** The period of the same kind before it 上期. */
    public AssessmentPeriod previous() {
        return of(kind, startInclusive.minusDays(1));
    }

    /**
     * The same period of the year before 上年同期. A span that ends with February ends with it there too, whichever year is a
     * leap year.
     */
    public AssessmentPeriod yearBefore() {
        return switch (kind) {
            case YEAR, HALF_YEAR, QUARTER, MONTH -> of(kind, startInclusive.minusYears(1));
            case WEEK -> of(kind, YearWeek.from(startInclusive).minusYears(1).atDay(DayOfWeek.MONDAY));
            case SPAN -> spanBefore();
        };
    }

    private AssessmentPeriod spanBefore() {
        LocalDate byEnd = endExclusive.minusYears(1);
        LocalDate byLastDay = lastDay().minusYears(1).plusDays(1);
        return between(startInclusive.minusYears(1), byEnd.isAfter(byLastDay) ? byEnd : byLastDay);
    }

    /** By their first days. */
    @Override
    public int compareTo(AssessmentPeriod other) {
        return startInclusive.compareTo(other.startInclusive);
    }
}
