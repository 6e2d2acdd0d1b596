package limpid.api.programme;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import limpid.api.http.Addresses;
import limpid.compensation.CompensationRule;
import limpid.compensation.FactorPayment;
import limpid.compensation.SectionPayment;
import limpid.measure.Coverage;
import limpid.measure.Word;
import org.jspecify.annotations.Nullable;

/**
 * What is paid for a section's month, in 10^4 CNY 万元.
 *
 * @param overTarget whether a factor is over its target; null where that cannot be told
 * @param amount     what is paid; null where it is withheld
 * @param payer      who pays; empty where nobody does
 * @param payee      who receives
 * @param transfers  each payment between two regions
 * @param arithmetic how the factors come to the amount, above 0 what upstream pays
 * @param reason     why the amount is withheld; null where it is not
 * @param valid      factors with an amount
 * @param expected   factors that need one
 * @param leftOut    factors without one, and why
 * @param edition    of the class limits
 */
@Schema(name = "CompensationMonth")
public record CompensationMonthView(
        String rule,
        String month,
        String section,
        String name,
        String upstream,
        String downstream,
        @Nullable Boolean overTarget,
        @Nullable BigDecimal amount,
        String payer,
        String payee,
        List<TransferView> transfers,
        String arithmetic,
        @Nullable String reason,
        @Nullable String reasonZh,
        int valid,
        int expected,
        List<String> leftOut,
        List<FactorView> factors,
        String edition,
        String evidence) {

    /** A payment as an answer. */
    public static CompensationMonthView of(SectionPayment payment) {
        return new CompensationMonthView(
                payment.rule().id(),
                payment.month().toString(),
                payment.section().code(),
                payment.name(),
                payment.upstream(),
                payment.section().downstream(),
                payment.over(),
                payment.amount(),
                payment.payer(),
                payment.payee(),
                payment.transfers().stream()
                        .map(one -> new TransferView(one.payer(), one.payee(), one.amount()))
                        .toList(),
                payment.arithmetic(),
                payment.reason().isEmpty() ? null : payment.reason(),
                zh(payment.reason()),
                payment.valid(),
                payment.due(),
                payment.leftOut(),
                payment.factors().stream().map(FactorView::of).toList(),
                payment.edition(),
                Addresses.evidence(CompensationEvidence.id(payment)));
    }

    private static @Nullable String zh(String reason) {
        return reason.isEmpty() ? null : Word.of(reason).map(Word::zh).orElse(reason);
    }

    /** A payment between two regions. */
    @Schema(name = "CompensationTransfer")
    public record TransferView(String payer, String payee, BigDecimal amount) {}

    /**
     * One factor.
     *
     * @param unrounded  monthly mean, mg/L
     * @param value      the mean as it is published, by which the target is judged
     * @param limit      target, mg/L; null where none is set
     * @param limitFrom  rule, plan, or a class
     * @param multiple   over the target 超标倍数, 16 digits; null where it is not over it
     * @param validDays  days the mean rests on; null where nothing was measured
     * @param requiredDays least number of days
     * @param volume     of water, 10^4 m3; null where none is needed or known
     * @param amount     not rounded; below 0 where the value is better than its target
     * @param reason     why there is no amount; null where there is one
     */
    @Schema(name = "CompensationFactor")
    public record FactorView(
            String factor,
            String nameZh,
            String nameEn,
            @Nullable BigDecimal unrounded,
            @Nullable BigDecimal value,
            @Nullable BigDecimal limit,
            String limitFrom,
            @Nullable BigDecimal multiple,
            @Nullable Integer validDays,
            @Nullable Integer requiredDays,
            @Nullable BigDecimal volume,
            @Nullable BigDecimal amount,
            String arithmetic,
            @Nullable String reason,
            @Nullable String reasonZh) {
        static FactorView of(FactorPayment factor) {
            Coverage coverage = factor.coverage();
            return new FactorView(
                    factor.code(),
                    factor.nameZh(),
                    factor.nameEn(),
                    factor.unrounded(),
                    factor.value(),
                    factor.limit(),
                    factor.limitFrom(),
                    factor.multiple(),
                    coverage == null ? null : coverage.valid(),
                    coverage == null ? null : coverage.required(),
                    factor.volume(),
                    factor.amount(),
                    factor.arithmetic(),
                    factor.reason().isEmpty() ? null : factor.reason(),
                    zh(factor.reason()));
        }
    }

    static String clause(CompensationRule rule) {
        String document = rule.payment().document();
        return document.isEmpty()
                ? rule.titleZh()
                : document + " " + rule.payment().locator() + "：“"
                        + rule.payment().quote() + "”";
    }
}
