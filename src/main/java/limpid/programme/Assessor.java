package limpid.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import limpid.measure.AssessmentPeriod;
import limpid.programme.Check.Question;
import org.jspecify.annotations.Nullable;

/**
 * Holds a programme's indicators against their targets on a date. Of an indicator the targets of the assessed year count;
 * where it has none, those of the next year that has some, judged on the figures of the assessed year; where all are
 * over, the last ones, judged on their own period. Facts that a document tells are shown in their own year only. What is
 * missed before it falls due is not due, or held against the last target on the way to it.
 */
public final class Assessor {
    private final Programme programme;
    private final Figures figures;
    private final LocalDate asOf;
    private final int year;

    private Assessor(Programme programme, Figures figures, LocalDate asOf) {
        this.programme = programme;
        this.figures = figures;
        this.asOf = asOf;
        this.year = programme.assessment().year(asOf);
    }

    /** All checks of the programme on a date, in its order. */
    public static List<Check> check(Programme programme, Figures figures, LocalDate asOf) {
        Assessor assessor = new Assessor(programme, figures, asOf);
        return programme.indicators().stream()
                .flatMap(indicator -> assessor.check(indicator).stream())
                .toList();
    }

    /** The checks of one indicator of it. */
    public static List<Check> check(Programme programme, Indicator indicator, Figures figures, LocalDate asOf) {
        return new Assessor(programme, figures, asOf).check(indicator);
    }

    private List<Check> check(Indicator indicator) {
        List<Check> checks = new ArrayList<>();
        for (Target target : current(indicator.targets())) {
            Question question = new Question(
                    programme,
                    indicator,
                    target,
                    indicator.targets().indexOf(target) + 1,
                    period(target.period()),
                    asOf);
            checks.add(Schedule.of(check(question)));
        }
        return checks;
    }

    private Check check(Question question) {
        Indicator indicator = question.indicator();
        if (indicator.parts() != null) {
            return JointCheck.of(question, indicator.parts(), byPart(indicator, indicator.parts()));
        }
        return indicator.computed() == null
                ? ReportedCheck.of(question, reports(indicator))
                : computed(question, indicator.computed());
    }

    /** What was measured decides; where that is too little, a figure that somebody entered does, and is marked as entered. */
    private Check computed(Question question, Measure measure) {
        Check check = ComputedCheck.of(question, figure(measure, question.period()));
        boolean open = check instanceof Check.Insufficient
                || check instanceof Check.NotApplicable
                        && check.finding().value() == null
                        && check.finding().items().isEmpty();
        return open
                ? ReportedCheck.inPlaceOf(check, reports(question.indicator())).orElse(check)
                : check;
    }

    private List<Report> reports(Indicator indicator) {
        return figures.reports(indicator.no(), indicator.part());
    }

    /** The checks of the parts; what a document only tells is no target and decides nothing. */
    private Map<String, List<Check>> byPart(Indicator joint, Parts parts) {
        Map<String, List<Check>> byPart = new LinkedHashMap<>();
        for (String part : parts.names()) {
            byPart.put(
                    part,
                    programme.indicator(joint.no() + part).stream()
                            .flatMap(indicator -> check(indicator).stream())
                            .filter(check -> !check.question().target().kind().isFact())
                            .toList());
        }
        return byPart;
    }

    private Figure figure(Measure measure, AssessmentPeriod period) {
        if (asOf.isBefore(period.startInclusive())) {
            return Figure.missing(Explanation.of("notBegun", period.name()), Explanation.of(measure.code()), "");
        }
        LocalDate last = asOf.isBefore(period.lastDay()) ? asOf : period.lastDay();
        return figures.computed(measure, period, last);
    }

    private AssessmentPeriod period(@Nullable AssessmentPeriod due) {
        return due == null || year(due) > year ? AssessmentPeriod.year(year) : due;
    }

    private List<Target> current(List<Target> targets) {
        List<Target> goals =
                targets.stream().filter(target -> !target.kind().isFact()).toList();
        int governing = governing(goals);
        return targets.stream()
                .filter(target -> isOf(target, target.kind().isFact() ? year : governing))
                .toList();
    }

    private boolean isOf(Target target, int wanted) {
        return target.period() == null || year(target.period()) == wanted;
    }

    /** The year whose targets count: this one or the next that has some, else the last. */
    private int governing(List<Target> goals) {
        List<Integer> years = goals.stream()
                .map(Target::period)
                .filter(Objects::nonNull)
                .map(Assessor::year)
                .sorted()
                .toList();
        return years.stream().filter(due -> due >= year).findFirst().orElseGet(() -> years.stream()
                .max(Comparator.naturalOrder())
                .orElse(year));
    }

    private static int year(AssessmentPeriod period) {
        return period.startInclusive().getYear();
    }

    /** The number of a target with its margin: what both kinds of checks share. */
    static @Nullable BigDecimal margin(Operator operator, @Nullable BigDecimal value, @Nullable BigDecimal limit) {
        return value == null || limit == null ? null : operator.margin(value, limit);
    }
}
