package limpid.programme;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import limpid.programme.Check.Finding;
import limpid.programme.Check.Question;
import limpid.programme.Figure.Item;
import org.jspecify.annotations.Nullable;

/** Checks of figures that follow from measurements. */
final class ComputedCheck {
    /** The share that a target in words asks of the parts: all of them. */
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private ComputedCheck() {}

    static Check of(Question question, Figure figure) {
        BigDecimal limit = question.target().number().orElse(null);
        Operator operator = question.indicator().operator(question.target());
        boolean fact = question.target().kind().isFact();
        Precision precision = fact ? Precision.PRINTED : question.indicator().precision();
        BigDecimal compared = precision.of(figure, limit);
        Finding finding = finding(question, figure, limit, operator, compared);
        if (fact) {
            return new Check.NotApplicable(question, finding, fact(question.target(), compared, figure.reason()));
        }
        return limit == null
                ? byItems(question, finding, figure)
                : byNumber(question, finding, figure, operator, compared, limit);
    }

    private static Finding finding(
            Question question,
            Figure figure,
            @Nullable BigDecimal limit,
            Operator operator,
            @Nullable BigDecimal compared) {
        return new Finding(
                figure.value(),
                figure.unrounded(),
                limit,
                operator,
                Assessor.margin(operator, compared, limit),
                figure.basis(),
                figure.edition(),
                figure.items(),
                figure.besides(),
                allowance(question, figure, operator, limit).orElse(null),
                List.of(),
                figure.leftOut(),
                figure.counted());
    }

    private static Optional<Allowance> allowance(
            Question question, Figure figure, Operator operator, @Nullable BigDecimal limit) {
        Progress progress = figure.progress();
        if (!question.running() || progress == null || question.target().kind().isFact()) {
            return Optional.empty();
        }
        return limit == null
                ? Optional.of(progress.allowance(Operator.AT_LEAST, ALL))
                : Optional.of(progress.allowance(operator, limit));
    }

    /** What the document tells, and whether it is the same at the decimals it prints. */
    static Explanation fact(Target target, @Nullable BigDecimal compared, Explanation missing) {
        BigDecimal printed = target.number().orElse(null);
        if (compared == null || printed == null) {
            return missing.isEmpty()
                    ? Explanation.of("documentTells", target.told())
                    : Explanation.of("documentTellsAlone", target.told(), missing);
        }
        BigDecimal difference = compared.subtract(printed);
        return difference.signum() == 0
                ? Explanation.of("documentTellsTheSame", target.told())
                : Explanation.of("documentTellsOther", target.told(), compared.toPlainString(), signed(difference));
    }

    private static String signed(BigDecimal difference) {
        return (difference.signum() > 0 ? "+" : "") + difference.toPlainString();
    }

    private static Check byNumber(
            Question question,
            Finding finding,
            Figure figure,
            Operator operator,
            @Nullable BigDecimal compared,
            BigDecimal limit) {
        if (compared == null) {
            return asksAll(operator, limit) && fails(figure)
                    ? new Check.NotMet(question, finding)
                    : new Check.Insufficient(question, finding, figure.reason());
        }
        return operator.holds(compared, limit) ? new Check.Met(question, finding) : new Check.NotMet(question, finding);
    }

    private static boolean asksAll(Operator operator, BigDecimal limit) {
        return operator.isLowerBound() && limit.compareTo(ALL) == 0;
    }

    private static boolean fails(Figure figure) {
        return figure.items().stream().anyMatch(item -> Boolean.FALSE.equals(item.meets()));
    }

    /** One part that misses its limit settles it even where another is not settled. */
    private static Check byItems(Question question, Finding finding, Figure figure) {
        if (fails(figure)) {
            return new Check.NotMet(question, finding);
        }
        List<Explanation> open = figure.items().stream()
                .filter(item -> item.meets() == null)
                .map(ComputedCheck::open)
                .toList();
        if (figure.items().isEmpty() || !figure.reason().isEmpty()) {
            return new Check.Insufficient(question, finding, figure.reason());
        }
        return open.isEmpty()
                ? new Check.Met(question, finding)
                : new Check.Insufficient(question, finding, Explanation.all(open));
    }

    private static Explanation open(Item item) {
        return Explanation.of("one", item.name(), item.reason());
    }
}
