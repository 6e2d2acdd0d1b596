package limpid.sensorthings;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a filter or an order says (OGC 18-088, 9.3.3.5). */
public sealed interface Expression {
    /** A text. */
    record Text(String value) implements Expression {}

    /** A number. */
    record Number(BigDecimal value) implements Expression {}

    /** Yes or no. */
    record Truth(boolean value) implements Expression {}

    /** Nothing. */
    record Nothing() implements Expression {}

    /** A span of time; an instant where both ends are one. */
    record Time(Instant start, Instant end) implements Expression {}

    /** A length of time. */
    record Length(Duration value) implements Expression {}

    /** A date. */
    record Date(LocalDate value) implements Expression {}

    /** A time of day. */
    record TimeOfDay(LocalTime value) implements Expression {}

    /** A geometry. */
    record Shape(Geometry value) implements Expression {}

    /**
     * A property, perhaps of another entity.
     *
     * @param way      to that entity; empty for the one itself
     * @param property null for its id
     * @param within   names inside the object that the property is
     */
    record Path(List<Navigation> way, @Nullable Property property, List<String> within) implements Expression {
        /** Keeps its own lists. */
        public Path {
            way = List.copyOf(way);
            within = List.copyOf(within);
        }
    }

    /** An operator or function of the standard by its name, such as {@code eq}, {@code and}, {@code substringof}. */
    record Call(String name, List<Expression> arguments) implements Expression {
        /** Keeps its own list. */
        public Call {
            arguments = List.copyOf(arguments);
        }
    }
}
