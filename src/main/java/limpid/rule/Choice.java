package limpid.rule;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import limpid.measure.Table.Row;

/**
 * What was chosen for one rule, a line of the file or of the desk.
 *
 * @param city empty for all cities
 * @param from first local date; {@link LocalDate#MIN} for always
 * @param text the value as it is written
 */
public record Choice(Rule rule, String city, LocalDate from, String text, Row row) {
    private static final Comparator<Choice> PRECEDENCE = Comparator.comparing((Choice choice) -> choice.city.isEmpty())
            .thenComparing(Choice::from, Comparator.reverseOrder());

    /** Of choices of one rule that concern a city, the one in force on a date: its own first, then the latest. */
    static Optional<Choice> inForce(List<Choice> choices, LocalDate date) {
        return choices.stream().filter(choice -> !choice.from.isAfter(date)).min(PRECEDENCE);
    }

    /** Whether it may hold for this city. */
    boolean concerns(String asked) {
        return city.isEmpty() || city.equals(asked);
    }

    /** The value itself. */
    Object value() {
        return rule.read(text);
    }

    /** The settings with the value in it; what they refuse names this line. */
    Object set(Object settings, Object value) {
        try {
            return rule.set(settings, value);
        } catch (IllegalArgumentException e) {
            throw row.malformed("value", String.valueOf(e.getMessage()));
        }
    }
}
