package limpid.figures;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import limpid.measure.AssessmentPeriod;
import limpid.programme.Assessor;
import limpid.programme.Check;
import limpid.programme.Explanation;
import limpid.programme.Figure;
import limpid.programme.Figure.Item;
import limpid.programme.Figures;
import limpid.programme.Grade;
import limpid.programme.Indicator;
import limpid.programme.Measure;
import limpid.programme.Programme;

/**
 * How many indicators of a programme have a grade of self-assessment 自评. Those with a plain number are counted, each once:
 * parts make their whole, tasks of its own such as x1 are none. What is not known leaves the count open.
 */
final class GradeFigures {
    private GradeFigures() {}

    /** @param figures of the programme whose indicators are counted */
    static Figure of(Measure measure, Programme programme, Figures figures, AssessmentPeriod whole, LocalDate last) {
        List<Grade> wanted = Grade.named(measure.first());
        List<Check> checks = programme.indicators().stream()
                .filter(indicator -> indicator.no().matches("\\d+"))
                .filter(indicator -> indicator.part().isEmpty())
                .filter(indicator -> !counts(indicator))
                .flatMap(indicator -> Assessor.check(programme, indicator, figures, last).stream()
                        .limit(1))
                .filter(check -> !(check instanceof Check.NotApplicable))
                .toList();
        List<Item> items = checks.stream().map(check -> item(check, wanted)).toList();
        String year = checks.isEmpty()
                ? whole.name()
                : checks.getFirst().question().period().name();
        Explanation basis = Explanation.of("gradedIndicators", programme.nameZh(), programme.nameEn(), year);
        List<Item> open = items.stream().filter(item -> item.meets() == null).toList();
        long count =
                items.stream().filter(item -> Boolean.TRUE.equals(item.meets())).count();
        Figure figure = open.isEmpty()
                ? Counts.of(count, basis)
                : Figure.missing(Explanation.of("openIndicators", count, names(open)), basis, "");
        return figure.withCounted(items.size() - open.size(), items.size())
                .withLeftOut(open.stream().map(Item::name).toList());
    }

    private static boolean counts(Indicator indicator) {
        return indicator.computed() != null && indicator.computed().kind() == Measure.Kind.PROGRAMME_GRADES;
    }

    private static Item item(Check check, List<Grade> wanted) {
        Optional<Grade> grade = Grade.of(check);
        return new Item(
                check.question().indicator().code(),
                null,
                null,
                grade.map(wanted::contains).orElse(null),
                Explanation.of(check.verdict()));
    }

    private static String names(List<Item> items) {
        return String.join("、", items.stream().map(Item::name).toList());
    }
}
