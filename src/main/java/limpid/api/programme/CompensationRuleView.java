package limpid.api.programme;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import limpid.api.http.Arguments;
import limpid.api.http.Page;
import limpid.compensation.AssessedSection;
import limpid.compensation.CompensationRule;
import limpid.compensation.Payment;
import org.jspecify.annotations.Nullable;

/**
 * A rule by which regions settle 水环境区域补偿方案. Amounts are in 10^4 CNY 万元.
 *
 * @param city     whose bulletins tell the sums
 * @param title    of its document
 * @param from     first month it holds for
 * @param to       last month; null while it goes on
 * @param factors  考核因子, codes of GB 3838
 * @param fund     who pays and receives where a section names nobody downstream
 * @param digits   decimals of an amount
 */
@Schema(name = "CompensationRule")
public record CompensationRuleView(
        String id,
        String nameZh,
        String nameEn,
        String city,
        String title,
        String titleEn,
        String from,
        @Nullable String to,
        List<String> factors,
        PaymentView payment,
        String fund,
        int digits,
        List<SectionView> sections) {

    static CompensationRuleView of(CompensationRule rule) {
        return new CompensationRuleView(
                rule.id(),
                rule.nameZh(),
                rule.nameEn(),
                rule.city(),
                rule.titleZh(),
                rule.titleEn(),
                rule.fromMonth().toString(),
                rule.toMonth() == null ? null : rule.toMonth().toString(),
                rule.factors(),
                PaymentView.of(rule.payment()),
                rule.fund(),
                rule.digits(),
                rule.sections().stream().map(SectionView::of).toList());
    }

    static Page.Lines<CompensationRuleView> csv() {
        return Page.Lines.of(CompensationRuleView.class, "id nameZh nameEn city title from to fund digits");
    }

    /**
     * How much is paid 补偿标准.
     *
     * @param standard  printed standard it is taken from; empty for one of the rule's own
     * @param document  where it is printed
     * @param quote     its words
     * @param kind      load (万元 a tonne), concentration (万元 a mg/L) or steps (by the multiple over the target)
     * @param rates     by factor
     * @param steps     the lowest first
     * @param perMultiple whether the amount of a step is taken 1 + multiple times
     * @param factors   sum or worst of several factors over their targets
     * @param met       nothing, amount, margin or offset: what is paid where no factor is over its target
     * @param metAmount where that is amount; null elsewhere
     */
    @Schema(name = "CompensationPayment")
    public record PaymentView(
            String standard,
            String document,
            String locator,
            String quote,
            String kind,
            Map<String, BigDecimal> rates,
            List<StepView> steps,
            boolean perMultiple,
            String factors,
            String met,
            @Nullable BigDecimal metAmount) {
        static PaymentView of(Payment payment) {
            return new PaymentView(
                    payment.standard(),
                    payment.document(),
                    payment.locator(),
                    payment.quote(),
                    Arguments.word(payment.kind()),
                    payment.rates(),
                    payment.steps().stream()
                            .map(step -> new StepView(step.above(), step.amount()))
                            .toList(),
                    payment.perMultiple(),
                    Arguments.word(payment.factors()),
                    Arguments.word(payment.met()),
                    payment.metAmount());
        }
    }

    /** An amount from a multiple on. @param above that must be exceeded */
    @Schema(name = "CompensationStep")
    public record StepView(BigDecimal above, BigDecimal amount) {}

    /**
     * An assessed section 补偿断面.
     *
     * @param targetClass of its factors; null: what the registry has for it
     * @param limits      by factor, mg/L, before any class
     */
    @Schema(name = "CompensationSection")
    public record SectionView(
            String section,
            List<ShareView> upstream,
            String downstream,
            @Nullable Integer targetClass,
            Map<String, BigDecimal> limits) {
        static SectionView of(AssessedSection section) {
            return new SectionView(
                    section.code(),
                    section.upstream().stream()
                            .map(share -> new ShareView(share.region(), share.percent()))
                            .toList(),
                    section.downstream(),
                    section.targetClass(),
                    section.limits());
        }
    }

    /** A region's part of what its side pays or receives. */
    @Schema(name = "CompensationShare")
    public record ShareView(String region, BigDecimal percent) {}
}
