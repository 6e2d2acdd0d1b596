package limpid.compensation;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import limpid.measure.Coverage;
import org.jspecify.annotations.Nullable;

/**
 * What is paid for a section's month.
 *
 * @param name    of the section in the registry; its code where it is not registered
 * @param factors in the order of the rule
 * @param balance 万元, rounded; above 0 upstream pays, below 0 downstream does; null where it is withheld
 * @param arithmetic how the factors come to it; empty where it is withheld
 * @param reason  why it is withheld, a code of words.csv; empty where it is not
 * @param edition of the class limits
 */
public record SectionPayment(
        CompensationRule rule,
        AssessedSection section,
        String name,
        YearMonth month,
        List<FactorPayment> factors,
        @Nullable BigDecimal balance,
        String arithmetic,
        String reason,
        String edition) {
    /** Keeps its own list. */
    public SectionPayment {
        factors = List.copyOf(factors);
    }

    /** One payment. @param amount 万元, above 0 */
    public record Transfer(String payer, String payee, BigDecimal amount) {}

    /** What is paid, whoever pays it; null where it is withheld. */
    public @Nullable BigDecimal amount() {
        return balance == null ? null : balance.abs();
    }

    /** Whether a factor is over its target; null where that cannot be told. */
    public @Nullable Boolean over() {
        if (factors.stream().anyMatch(FactorPayment::over)) {
            return true;
        }
        return balance == null ? null : Boolean.FALSE;
    }

    /** Who pays; empty where nobody does. */
    public String payer() {
        return balance == null || balance.signum() == 0 ? "" : balance.signum() > 0 ? upstream() : section.downstream();
    }

    /** Who receives; empty where nobody does. */
    public String payee() {
        return balance == null || balance.signum() == 0 ? "" : balance.signum() > 0 ? section.downstream() : upstream();
    }

    /** The regions upstream. */
    public String upstream() {
        return section.upstream().stream().map(AssessedSection.Share::region).collect(Collectors.joining("、"));
    }

    /** Each payment between two regions. */
    public List<Transfer> transfers() {
        List<Transfer> transfers = new ArrayList<>();
        BigDecimal paid = balance;
        if (paid != null && paid.signum() != 0) {
            section.divided(paid.abs(), rule.digits()).forEach((region, part) -> {
                if (part.signum() != 0) {
                    transfers.add(
                            paid.signum() > 0
                                    ? new Transfer(region, section.downstream(), part)
                                    : new Transfer(section.downstream(), region, part));
                }
            });
        }
        return transfers;
    }

    /** How many factors have an amount. */
    public int valid() {
        return (int) factors.stream().filter(factor -> factor.amount() != null).count();
    }

    /** How many have to have one. */
    public int due() {
        return rule.factors().size();
    }

    /** The factors without an amount, each with why: {@code NH3N: tooFewValid 0/1}. */
    public List<String> leftOut() {
        return factors.stream()
                .filter(factor -> factor.amount() == null)
                .map(factor -> factor.code() + ": " + factor.reason() + had(factor.coverage()))
                .toList();
    }

    private static String had(@Nullable Coverage coverage) {
        return coverage == null || coverage.sufficient() ? "" : " " + coverage.valid() + "/" + coverage.required();
    }
}
