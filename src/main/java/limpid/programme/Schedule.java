package limpid.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import limpid.programme.Check.Finding;
import limpid.programme.Check.NotMet;
import limpid.programme.Check.Question;

/** What a target that is missed comes to while there is time left 时序进度. */
final class Schedule {
    private Schedule() {}

    /**
     * The check as it stands on its date: missed before it falls due, it is not due; where the document prints a lower step
     * on the way that fell due already, it is on or behind schedule. What can no longer be reached is missed.
     */
    static Check of(Check check) {
        return check instanceof NotMet missed && missed.question().early() && reachable(missed.finding())
                ? step(missed.question()).map(step -> against(step, missed)).orElseGet(() -> notDue(missed))
                : check;
    }

    private static boolean reachable(Finding finding) {
        Allowance allowance = finding.allowance();
        return allowance == null || allowance.reachable();
    }

    private static Check notDue(NotMet missed) {
        return new Check.NotDue(
                missed.question(),
                missed.finding(),
                Explanation.of("dueOn", missed.question().due()));
    }

    /** The last lower target of the same indicator that fell due; what is asked of every year alike is no path. */
    private static Optional<Target> step(Question question) {
        return question.indicator().targets().stream()
                .filter(target -> !target.kind().isFact()
                        && target.period() != null
                        && target.number().isPresent())
                .filter(target -> !due(target, question).isAfter(question.asOf()))
                .filter(target -> isLower(target, question))
                .max(Comparator.comparing(target -> due(target, question)));
    }

    /** Whether who reaches the question's target has reached this one too, and not the other way round. */
    private static boolean isLower(Target step, Question question) {
        BigDecimal last = question.target().number().orElse(null);
        BigDecimal first = step.number().orElseThrow();
        Operator operator = question.indicator().operator(step);
        return last != null && operator.holds(last, first) && last.compareTo(first) != 0;
    }

    private static LocalDate due(Target target, Question question) {
        return target.due(question.period());
    }

    private static Check against(Target step, NotMet missed) {
        Question question = missed.question();
        Finding finding = missed.finding();
        BigDecimal limit = step.number().orElseThrow();
        BigDecimal value = finding.unrounded();
        if (value == null) {
            return notDue(missed);
        }
        Explanation path = Explanation.of("pathAsks", question.due(), due(step, question), step.told());
        Operator operator = question.indicator().operator(step);
        return operator.holds(question.indicator().precision().of(value, finding.value(), limit), limit)
                ? new Check.OnSchedule(question, finding, path)
                : new Check.BehindSchedule(question, finding, path);
    }
}
