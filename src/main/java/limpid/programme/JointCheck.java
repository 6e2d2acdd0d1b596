package limpid.programme;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.programme.Check.Finding;
import limpid.programme.Check.Question;
import limpid.programme.Figure.Item;
import org.jspecify.annotations.Nullable;

/** The one verdict of an indicator in parts, out of the checks of these. A part that does not apply decides nothing. */
final class JointCheck {
    private final Question question;
    private final Parts parts;

    /** Of each part, in the order of the programme. */
    private final Map<String, List<Check>> byPart;

    private JointCheck(Question question, Parts parts, Map<String, List<Check>> byPart) {
        this.question = question;
        this.parts = parts;
        this.byPart = byPart;
    }

    /** @param byPart the checks of every part, facts left out */
    static Check of(Question question, Parts parts, Map<String, List<Check>> byPart) {
        return new JointCheck(question, parts, byPart).check();
    }

    private Check check() {
        List<List<Check>> groups = parts.anyOfAll().stream()
                .map(group -> group.stream()
                        .flatMap(part -> byPart.getOrDefault(part, List.of()).stream())
                        .filter(check -> !(check instanceof Check.NotApplicable))
                        .toList())
                .filter(group -> !group.isEmpty())
                .toList();
        if (groups.isEmpty()) {
            return new Check.NotApplicable(question, finding(), Explanation.of("noPartApplies"));
        }
        return switch (Truth.any(
                groups.stream().map(group -> Truth.all(group.stream().map(JointCheck::truth))))) {
            case HOLDS -> new Check.Met(question, finding());
            case FAILS -> new Check.NotMet(question, finding());
            case OPEN -> open(groups.stream().flatMap(List::stream).toList());
        };
    }

    private static Truth truth(Check check) {
        return Truth.of(meets(check));
    }

    private static @Nullable Boolean meets(Check check) {
        return switch (check) {
            case Check.Met met -> true;
            case Check.NotMet notMet -> false;
            default -> null;
        };
    }

    private Check open(List<Check> checks) {
        List<Check> open =
                checks.stream().filter(check -> meets(check) == null).distinct().toList();
        Explanation why = Explanation.all(open.stream()
                .map(check -> Explanation.of("one", code(check), check.reason()))
                .toList());
        if (open.stream().anyMatch(Check.Insufficient.class::isInstance)) {
            return new Check.Insufficient(question, finding(), why);
        }
        return open.stream().anyMatch(Check.AwaitingReport.class::isInstance)
                ? new Check.AwaitingReport(question, finding(), why)
                : new Check.NotDue(question, finding(), why);
    }

    private static String code(Check check) {
        return check.question().indicator().code();
    }

    private List<Check> all() {
        return byPart.values().stream().flatMap(List::stream).toList();
    }

    private Finding finding() {
        Set<String> editions = new LinkedHashSet<>();
        all().stream()
                .map(check -> check.finding().edition())
                .filter(edition -> !edition.isEmpty())
                .forEach(editions::add);
        return new Finding(
                null,
                null,
                null,
                question.indicator().operator(question.target()),
                null,
                basis(),
                String.join("; ", editions),
                all().stream().map(JointCheck::item).toList(),
                List.of(),
                null,
                all().stream()
                        .flatMap(check -> check.finding().reports().stream())
                        .toList(),
                all().stream()
                        .flatMap(check -> check.finding().leftOut().stream().map(left -> code(check) + " " + left))
                        .toList(),
                null);
    }

    private Explanation basis() {
        List<Explanation> verdicts = all().stream()
                .map(check -> Explanation.of("pair", code(check), Explanation.of(check.verdict())))
                .toList();
        return Explanation.of("joint", parts.text(), parts.textZh(), Explanation.all(verdicts));
    }

    private static Item item(Check check) {
        return new Item(
                code(check) + " " + check.question().indicator().nameZh(),
                check.finding().value(),
                check.finding().limit(),
                meets(check),
                check.reason());
    }
}
