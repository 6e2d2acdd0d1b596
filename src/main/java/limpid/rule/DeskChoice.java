package limpid.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody entered for a rule at the desk. Nothing says that it may be: a later version may have no such rule.
 *
 * @param id        its number, by which it is ordered
 * @param rule      name of the rule
 * @param city      empty for all cities
 * @param from      first local date; null for always
 * @param value     as it is written; null takes back what was entered before
 * @param reason    why
 * @param enteredBy name of the person or key
 */
public record DeskChoice(
        long id,
        String rule,
        String city,
        @Nullable LocalDate from,
        @Nullable String value,
        String reason,
        String enteredBy,
        Instant enteredAt) {
    /** Whether both are of the same rule, city and date, so that the later counts. */
    public boolean replaces(DeskChoice other) {
        return rule.equals(other.rule) && city.equals(other.city) && Objects.equals(from, other.from);
    }

    /** Whether it stands in place of that line of the file. */
    boolean replaces(Choice choice) {
        return rule.equals(choice.rule().name())
                && city.equals(choice.city())
                && (from == null ? LocalDate.MIN : from).equals(choice.from());
    }
}
