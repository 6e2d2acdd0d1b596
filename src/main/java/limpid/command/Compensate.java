package limpid.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import limpid.Server;
import limpid.Settings;
import limpid.compensation.CompensationRule;
import limpid.compensation.CompensationSum;
import limpid.compensation.Compensations;
import limpid.compensation.FactorPayment;
import limpid.compensation.SectionPayment;
import limpid.export.CompensationFiles;
import limpid.figures.RegionCompensation;
import limpid.measure.Word;
import limpid.programme.ProgrammeFile.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what regions pay each other by the months of sections, as tables and as a file. */
@Command(
        name = "compensation",
        description = {
            "Tell what upstream and downstream pay each other for months of water sections 水环境区域补偿,",
            "from what LIMPID_DB_URL has. Ends with 1 where an amount is withheld."
        })
final class Compensate implements Callable<Integer> {
    @Parameters(paramLabel = "RULE", description = "Its id, such as lingchuan.")
    @SuppressWarnings("NullAway.Init")
    private String rule;

    @Option(
            names = "--from",
            paramLabel = "MONTH",
            description = "First month, such as 2026-05. Default: that of --to.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "MONTH", description = "Last month. Default: the last that is over.")
    private @Nullable String to;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ListFile file;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ListFile.Saving saving = file.begin();
        Settings settings = Settings.from(System.getenv());
        Compensations rules = rules(settings.programmes().folder());
        CompensationRule found = rules.find(rule)
                .orElseThrow(() -> new UsageException("no rule of compensation '" + rule + "'; there are "
                        + rules.all().stream().map(CompensationRule::id).collect(Collectors.joining(", "))));
        DataSource database = Desk.of(settings.db()).database();
        RegionCompensation compensation = new RegionCompensation(
                rules, Check.knowledge(database, Server.rules(settings).rules()), InstantSource.system());
        YearMonth last =
                to == null ? from == null ? compensation.lastMonth() : month("--from", from) : month("--to", to);
        YearMonth first = from == null ? last : month("--from", from);
        if (first.isAfter(last)) {
            throw new UsageException("--from " + first + " is after --to " + last);
        }
        List<SectionPayment> payments = compensation.payments(found, first, last);
        print(found, first, last, payments, spec.commandLine().getOut());
        saving.save(
                CompensationFiles.of(found, first, last, payments, saving.format()),
                CompensationFiles.query(found, first, last),
                database,
                settings.bulletins().font(),
                spec.commandLine().getErr());
        return payments.stream().anyMatch(payment -> payment.balance() == null) ? 1 : 0;
    }

    private static Compensations rules(String folder) {
        try {
            return folder.isEmpty() ? Compensations.shipped() : Compensations.with(Path.of(folder));
        } catch (Refused e) {
            throw new UsageException(Root.message(e));
        }
    }

    private static YearMonth month(String option, String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new UsageException(option + " " + text + ": a month such as 2026-05");
        }
    }

    private static void print(
            CompensationRule rule, YearMonth first, YearMonth last, List<SectionPayment> payments, PrintWriter out) {
        out.println(rule.nameZh() + " " + rule.nameEn() + " (" + rule.id() + "), " + first + " – " + last
                + ", 万元 10^4 CNY");
        out.println();
        if (payments.isEmpty()) {
            out.println("该时段无适用方案 the rule holds for no month of these");
            out.flush();
            return;
        }
        TerminalTable table = new TerminalTable(
                List.of("月份 month", "断面 section", "付方 payer", "受方 payee", "金额 amount", "计算 arithmetic"));
        payments.forEach(payment -> table.add(List.of(
                payment.month().toString(),
                payment.name() + " " + payment.section().code(),
                payment.payer(),
                payment.payee(),
                number(payment.amount()),
                note(payment))));
        table.print(out);
        out.println();
        TerminalTable sums =
                new TerminalTable(List.of("地区 region", "支付 paid", "受偿 received", "净额 net", "断面月 months", "缺 left out"));
        CompensationSum.byRegion(rule, payments)
                .forEach(sum -> sums.add(List.of(
                        sum.name(),
                        number(sum.paid()),
                        number(sum.received()),
                        number(sum.net()),
                        sum.valid() + "/" + sum.due(),
                        String.join("; ", sum.leftOut()))));
        sums.print(out);
        out.flush();
    }

    private static String number(@Nullable BigDecimal amount) {
        return amount == null ? "-" : amount.toPlainString();
    }

    private static String note(SectionPayment payment) {
        String reason = payment.reason();
        if (!reason.isEmpty()) {
            String word = Word.of(reason).map(one -> one.zh() + " " + one.en()).orElse(reason);
            return payment.leftOut().isEmpty() ? word : word + "; " + String.join("; ", payment.leftOut());
        }
        String factors = payment.factors().stream()
                .filter(factor -> !factor.arithmetic().isEmpty())
                .map(Compensate::told)
                .collect(Collectors.joining("; "));
        return factors.isEmpty() ? payment.arithmetic() : factors;
    }

    private static String told(FactorPayment factor) {
        return factor.code() + " " + factor.arithmetic();
    }
}
