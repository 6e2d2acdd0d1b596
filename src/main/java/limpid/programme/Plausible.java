package limpid.programme;

import java.math.BigDecimal;
import java.util.List;
import limpid.measure.AssessmentPeriod;
import org.jspecify.annotations.Nullable;

/** Entered figures that cannot be: one that its unit does not allow, or a yes that the value beside it denies. */
final class Plausible {
    private Plausible() {}

    /** @throws IllegalArgumentException with column and reason */
    static void require(Indicator indicator, Report report) {
        BigDecimal value = report.value();
        if (value == null) {
            return;
        }
        boolean change = indicator.direction() == Direction.EXACT;
        if (report.item().isEmpty() && !change) {
            Units.impossible(indicator.unit(), value).ifPresent(range -> {
                throw new IllegalArgumentException("value: " + value.toPlainString() + " is not " + range);
            });
        }
        targets(indicator, report).forEach(target -> requireAgreement(indicator, target, report, value));
    }

    private static List<Target> targets(Indicator indicator, Report report) {
        AssessmentPeriod period = AssessmentPeriod.named(report.period()).orElseThrow();
        return indicator.targets().stream()
                .filter(target -> !target.kind().isFact() && isOf(target.period(), period))
                .toList();
    }

    private static boolean isOf(@Nullable AssessmentPeriod target, AssessmentPeriod reported) {
        return target == null || target.equals(reported);
    }

    private static void requireAgreement(Indicator indicator, Target target, Report report, BigDecimal value) {
        Boolean met = report.met();
        BigDecimal limit = target.number().orElse(report.reference());
        Condition condition = target.meets() == null ? indicator.condition() : target.meets();
        if (met == null || limit == null || !(condition instanceof Condition.Compare)) {
            return;
        }
        Operator operator = indicator.operator(target);
        if (operator.holds(value, limit) != met) {
            throw new IllegalArgumentException("met: %s, but %s is%s %s %s"
                    .formatted(
                            met ? "yes" : "no",
                            value.toPlainString(),
                            met ? " not" : "",
                            operator.sign(),
                            limit.toPlainString()));
        }
    }
}
