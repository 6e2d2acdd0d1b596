package limpid.export;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.measure.Formula;
import limpid.measure.LocalDay;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a dataset.
 *
 * @param fromExclusive periods that end after it
 * @param toInclusive   and not after this
 * @param filters       by name; only those the dataset has
 * @param after         the key of the row to go on after; empty from the beginning
 */
public record Query(Instant fromExclusive, Instant toInclusive, Map<String, String> filters, List<String> after) {
    /** A question that a dataset cannot answer. */
    public static final class Bad extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String parameter;
        private final String value;
        private final String expected;

        /** A parameter whose value is not what was expected. */
        public Bad(String parameter, String value, String expected) {
            super(parameter + " '" + value + "': expected " + expected, null, false, false);
            this.parameter = parameter;
            this.value = value;
            this.expected = expected;
        }

        /** Which one. */
        public String parameter() {
            return parameter;
        }

        /** What was given. */
        public String value() {
            return value;
        }

        /** What it should be. */
        public String expected() {
            return expected;
        }
    }

    /** Keeps its own copies; a cursor is taken from a line of CSV as it stands there. */
    public Query {
        filters = Map.copyOf(filters);
        after = after.stream().map(Formula::plain).toList();
    }

    /** The value of a filter; null where it is not set. */
    @Nullable
    String filter(String name) {
        return filters.get(name);
    }

    /**
     * The kind of periods asked for; empty where none is.
     *
     * @throws Bad where it is no kind whose figures are published
     */
    Optional<Kind> periodKind() {
        return Optional.ofNullable(filter("period")).map(text -> Kind.of(text, AssessmentPeriod.PUBLISHED)
                .orElseThrow(() -> new Bad("period", text, Kind.expected(AssessmentPeriod.PUBLISHED))));
    }

    /** The first local day of which a part is asked for. */
    LocalDate firstDay() {
        return LocalDay.ofEnd(fromExclusive.plusNanos(1), LocalDay.CHINA).date();
    }

    /** The last local day of which a part is asked for. */
    LocalDate lastDay() {
        return LocalDay.ofEnd(toInclusive, LocalDay.CHINA).date();
    }

    /** Arguments of statements: the span and the filters. */
    Map<String, @Nullable Object> arguments(List<String> filterNames) {
        Map<String, @Nullable Object> arguments = new HashMap<>();
        arguments.put("from", fromExclusive);
        arguments.put("to", toInclusive);
        arguments.put("firstDay", firstDay());
        arguments.put("lastDay", lastDay());
        filterNames.forEach(name -> arguments.put(name, filter(name)));
        return arguments;
    }
}
