package limpid.api.programme;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.api.http.Addresses;
import limpid.compensation.CompensationRule;
import limpid.compensation.SectionPayment;
import limpid.figures.RegionCompensation;

/** The evidence of amounts of compensation, which are named {@code compensation.lingchuan.LCW01.2026-10}: rule, section, month. */
public final class CompensationEvidence {
    private static final Pattern ID =
            Pattern.compile("compensation\\.(?<rule>[a-z0-9-]+)\\.(?<section>.+)\\.(?<month>\\d{4}-\\d\\d)");

    private final RegionCompensation compensation;

    public CompensationEvidence(RegionCompensation compensation) {
        this.compensation = compensation;
    }

    static String id(SectionPayment payment) {
        return "compensation." + payment.rule().id() + "." + payment.section().code() + "." + payment.month();
    }

    /** The evidence of the amount of this name; empty where there is none. */
    public Optional<CompensationEvidenceView> of(String id) {
        Matcher name = ID.matcher(id);
        return name.matches()
                ? compensation.rules().find(name.group("rule")).flatMap(rule -> month(name.group("month"))
                        .flatMap(month -> of(rule, name.group("section"), month)))
                : Optional.empty();
    }

    private static Optional<YearMonth> month(String text) {
        try {
            return Optional.of(YearMonth.parse(text));
        } catch (DateTimeException e) {
            // A month 13: the same answer as for any other name.
            return Optional.empty();
        }
    }

    private Optional<CompensationEvidenceView> of(CompensationRule rule, String section, YearMonth month) {
        return compensation.payments(rule, month, month).stream()
                .filter(payment -> payment.section().code().equals(section))
                .findFirst()
                .map(payment -> new CompensationEvidenceView(
                        CompensationMonthView.of(payment),
                        CompensationRuleView.of(rule),
                        CompensationMonthView.clause(rule),
                        Addresses.evidence("water-section." + section + "." + month)));
    }
}
