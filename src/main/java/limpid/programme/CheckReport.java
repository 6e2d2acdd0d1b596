package limpid.programme;

import java.math.BigDecimal;
import java.time.LocalDate;
import limpid.programme.Check.Finding;
import limpid.programme.Check.Question;
import org.jspecify.annotations.Nullable;

/**
 * A check of a programme as it is kept.
 *
 * @param target    which target of the indicator, counted from 1
 * @param verdict   met, notMet, insufficient, awaitingReport or notApplicable
 * @param reason    why there is no plain verdict; empty where there is one
 * @param printed   the target as printed
 * @param allowance what the rest of a running period could afford, null where that did not apply
 * @param asOf      date on which it was first found so
 */
public record CheckReport(
        String programme,
        String city,
        String indicator,
        String part,
        int target,
        String period,
        String nameZh,
        String nameEn,
        String verdict,
        String reason,
        @Nullable BigDecimal value,
        @Nullable BigDecimal unrounded,
        String operator,
        String printed,
        String unit,
        @Nullable BigDecimal margin,
        String basis,
        String edition,
        @Nullable String allowance,
        @Nullable BigDecimal allowanceAmount,
        LocalDate asOf) {
    /** A check of a city as it is found. */
    public static CheckReport of(String city, Check check) {
        Question question = check.question();
        Finding finding = check.finding();
        Allowance left = finding.allowance();
        return new CheckReport(
                question.programme().id(),
                city,
                question.indicator().no(),
                question.indicator().part(),
                question.number(),
                question.period().name(),
                question.indicator().nameZh(),
                question.indicator().nameEn(),
                check.verdict(),
                check.reason().en(),
                finding.value(),
                finding.unrounded(),
                finding.operator().sign(),
                question.target().printed(),
                question.target().unit(),
                finding.margin(),
                finding.basis().en(),
                finding.edition(),
                left == null ? null : left.kind(),
                left == null ? null : left.amount(),
                question.asOf());
    }
}
