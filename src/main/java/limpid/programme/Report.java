package limpid.programme;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A figure that no station measures, as somebody entered it.
 *
 * @param indicator its number
 * @param part      empty where the indicator has none
 * @param period    a year {@code 2015}, half-year {@code 2016-H1} or quarter {@code 2016-Q1}
 * @param item      a pollutant or other item judged for itself; empty for the indicator as a whole
 * @param value     in the unit of the indicator; null where only {@code met} is known
 * @param met       whether what is asked for in words holds; null where the value says it
 * @param reference the number that a target in words stands for, such as the national mean or the provincial quota
 * @param applies   whether the indicator applies to the city in the period
 * @param source    where the figure comes from, never blank
 * @param file      the file that proves it, empty where none was named
 * @param enteredBy name of the key or user
 * @param revision  1 for the first
 */
public record Report(
        String indicator,
        String part,
        String period,
        String item,
        @Nullable BigDecimal value,
        @Nullable Boolean met,
        @Nullable BigDecimal reference,
        boolean applies,
        String source,
        String file,
        String enteredBy,
        Instant enteredAt,
        int revision) {

    /** The same, for an indicator of another programme. */
    public Report as(String otherIndicator, String otherPart) {
        return new Report(
                otherIndicator,
                otherPart,
                period,
                item,
                value,
                met,
                reference,
                applies,
                source,
                file,
                enteredBy,
                enteredAt,
                revision);
    }

    private static final List<Kind> PERIODS = List.of(Kind.YEAR, Kind.HALF_YEAR, Kind.QUARTER);

    /** Refuses a report without a source, or that says nothing. */
    public Report {
        if (source.isBlank()) {
            throw new IllegalArgumentException("source: a report without a source proves nothing");
        }
        requirePeriod(period);
        if (applies && value == null && met == null) {
            throw new IllegalArgumentException("value: neither a value nor whether it is met");
        }
    }

    /** Refuses a period for which no figure is entered. */
    static void requirePeriod(String period) {
        if (AssessmentPeriod.named(period, PERIODS).isEmpty()) {
            throw new IllegalArgumentException("period: '" + period + "' is not " + AssessmentPeriod.expected(PERIODS));
        }
    }
}
