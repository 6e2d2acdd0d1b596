package limpid.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import limpid.api.http.ChoiceView;
import limpid.api.http.Local;
import limpid.api.http.Page.Lines;
import limpid.rule.Choice;
import limpid.rule.ChosenRules;
import limpid.rule.DeskChoice;
import org.jspecify.annotations.Nullable;

/**
 * A line of the file LIMPID_RULES or of the desk.
 *
 * @param rule        its name
 * @param city        for which it was made; null for all
 * @param from        first local date; null for always
 * @param value       as it was written; null takes back what the desk chose before
 * @param source      file or desk
 * @param reason      why; null for the file
 * @param enteredBy   name of the person or key; null for the file
 * @param enteredAt   when; null for the file
 * @param inForce     whether the running service follows it
 * @param atNextStart whether the service follows it when it starts next
 * @param refused     why this version of the program does not take it; null where it does
 */
@Schema(name = "RuleChoiceLine")
public record RuleChoiceView(
        String rule,
        @Nullable String city,
        @Nullable LocalDate from,
        @Nullable String value,
        String source,
        @Nullable String reason,
        @Nullable String enteredBy,
        @Nullable OffsetDateTime enteredAt,
        boolean inForce,
        boolean atNextStart,
        @Nullable String refused) {
    static RuleChoiceView of(Choice line, ChosenRules inForce, ChosenRules next) {
        ChoiceView view = ChoiceView.of(line);
        return new RuleChoiceView(
                view.rule(),
                view.city(),
                view.from(),
                view.value(),
                "file",
                null,
                null,
                null,
                inForce.counts(line),
                next.counts(line),
                null);
    }

    static RuleChoiceView of(DeskChoice choice, ChosenRules inForce, ChosenRules next) {
        return new RuleChoiceView(
                choice.rule(),
                choice.city().isEmpty() ? null : choice.city(),
                choice.from(),
                choice.value(),
                "desk",
                choice.reason(),
                choice.enteredBy(),
                Local.time(choice.enteredAt()),
                inForce.counts(choice),
                next.counts(choice),
                next.refused().get(choice.id()));
    }

    static Lines<RuleChoiceView> csv() {
        return Lines.of(
                RuleChoiceView.class,
                "rule city from value source reason enteredBy enteredAt inForce atNextStart refused");
    }
}
