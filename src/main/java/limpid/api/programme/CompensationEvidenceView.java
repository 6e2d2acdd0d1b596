package limpid.api.programme;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * On what an amount of compensation rests.
 *
 * @param payment the amount, with mean, target and arithmetic of each factor
 * @param rule    by which it is computed
 * @param clause  where the standard of payment stands, and its words
 * @param means   evidence of the monthly means of the section
 */
@Schema(name = "CompensationEvidence")
public record CompensationEvidenceView(
        CompensationMonthView payment, CompensationRuleView rule, String clause, String means) {}
