package limpid.api.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import limpid.rule.Choice;
import org.jspecify.annotations.Nullable;

/**
 * A choice in place of a rule's default.
 *
 * @param rule  its name
 * @param city  for which it was made; null for all
 * @param from  first local date; null for always
 * @param value as it was written
 */
@Schema(name = "RuleChoice")
public record ChoiceView(
        String rule, @Nullable String city, @Nullable LocalDate from, String value) {
    public static ChoiceView of(Choice choice) {
        return new ChoiceView(
                choice.rule().name(),
                choice.city().isEmpty() ? null : choice.city(),
                choice.from().equals(LocalDate.MIN) ? null : choice.from(),
                choice.text());
    }
}
