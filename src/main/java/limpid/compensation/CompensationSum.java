package limpid.compensation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limpid.compensation.SectionPayment.Transfer;

/**
 * What a region pays and receives over some months, or what is paid at a section.
 *
 * @param of       the region, or the code of the section
 * @param name     the region, or the name of the section
 * @param paid     万元; of a section what upstream paid
 * @param received 万元; of a section what upstream received
 * @param valid    months of sections with an amount
 * @param due      months of sections that count
 * @param leftOut  those without an amount, each with why: {@code LCW01 2026-10: noData}
 */
public record CompensationSum(
        String of, String name, BigDecimal paid, BigDecimal received, int valid, int due, List<String> leftOut) {
    /** Keeps its own list. */
    public CompensationSum {
        leftOut = List.copyOf(leftOut);
    }

    /** Received less paid, 万元. */
    public BigDecimal net() {
        return received.subtract(paid);
    }

    /** Each region that a section names, in their order; the fund last. */
    public static List<CompensationSum> byRegion(CompensationRule rule, List<SectionPayment> payments) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (AssessedSection section : rule.sections()) {
            section.upstream().forEach(share -> sums.putIfAbsent(share.region(), Sum.of(share.region())));
            if (!section.downstream().equals(rule.fund())) {
                sums.putIfAbsent(section.downstream(), Sum.of(section.downstream()));
            }
        }
        for (SectionPayment payment : payments) {
            payment.section().upstream().forEach(share -> known(sums, share.region())
                    .count(payment));
            known(sums, payment.section().downstream()).count(payment);
            for (Transfer transfer : payment.transfers()) {
                known(sums, transfer.payer()).paid(transfer.amount());
                known(sums, transfer.payee()).received(transfer.amount());
            }
        }
        return sums.values().stream().map(Sum::done).toList();
    }

    private static Sum known(Map<String, Sum> sums, String region) {
        return sums.computeIfAbsent(region, Sum::of);
    }

    /** Each section of the rule, in its order, as upstream pays and receives. */
    public static List<CompensationSum> bySection(CompensationRule rule, List<SectionPayment> payments) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (SectionPayment payment : payments) {
            Sum sum = sums.computeIfAbsent(payment.section().code(), code -> new Sum(code, payment.name()));
            sum.count(payment);
            BigDecimal balance = payment.balance();
            if (balance != null && balance.signum() > 0) {
                sum.paid(balance);
            } else if (balance != null) {
                sum.received(balance.negate());
            }
        }
        return sums.values().stream().map(Sum::done).toList();
    }

    private static final class Sum {
        private final String of;
        private final String name;
        private final List<String> leftOut = new ArrayList<>();
        private BigDecimal paid = BigDecimal.ZERO;
        private BigDecimal received = BigDecimal.ZERO;
        private int valid;
        private int due;

        Sum(String of, String name) {
            this.of = of;
            this.name = name;
        }

        static Sum of(String region) {
            return new Sum(region, region);
        }

        void count(SectionPayment payment) {
            due++;
            if (payment.balance() == null) {
                leftOut.add(payment.section().code() + " " + payment.month() + ": " + payment.reason());
            } else {
                valid++;
            }
        }

        void paid(BigDecimal amount) {
            paid = paid.add(amount);
        }

        void received(BigDecimal amount) {
            received = received.add(amount);
        }

        CompensationSum done() {
            return new CompensationSum(of, name, paid, received, valid, due, leftOut);
        }
    }
}
