package limpid.export;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import limpid.export.Column.Kind;
import limpid.measure.LocalDay;
import limpid.programme.Allowance;
import limpid.programme.Check;
import limpid.programme.Check.Finding;
import limpid.programme.Check.Question;
import limpid.programme.Programme;
import limpid.programme.Target;
import limpid.store.Extracts.Rows;
import org.jspecify.annotations.Nullable;

/** The progress list 进度表 of a programme: its checks on a date, with responsible units, documents and clauses. */
public final class ProgressTable {
    private static final List<String> FILTERS = List.of("programme", "city", "asOf");
    private static final List<Column> COLUMNS = List.of(
            Column.text("programme", "规划"),
            Column.text("city", "城市"),
            Column.text("indicator", "指标编号"),
            Column.text("part", "分项"),
            Column.text("nameZh", "指标名称"),
            Column.text("nameEn", "name"),
            Column.text("period", "时段"),
            Column.of(Kind.DATE, "asOf", "核查日期"),
            Column.of(Kind.DECIMAL, "value", "指标值"),
            Column.of(Kind.DECIMAL, "unrounded", "未修约值"),
            Column.text("operator", "比较"),
            Column.text("target", "目标"),
            Column.text("unit", "单位"),
            Column.text("kind", "目标性质"),
            Column.text("verdict", "结论"),
            Column.text("reason", "reason"),
            Column.text("reasonZh", "无结论的原因"),
            Column.of(Kind.DECIMAL, "margin", "余量"),
            Column.text("basis", "basis"),
            Column.text("basisZh", "依据"),
            Column.text("edition", "标准"),
            Column.text("allowanceKind", "剩余容许种类"),
            Column.of(Kind.DECIMAL, "allowanceAmount", "剩余容许量"),
            Column.text("units", "责任单位"),
            Column.text("document", "文件"),
            Column.text("locator", "条款"),
            Column.text("anomaly", "文件疑点"),
            Column.text("unitZh", "计量单位"),
            Column.text("words", "文件原文要求"),
            Column.of(Kind.DATE, "dueOn", "完成时限"),
            Column.of(Kind.BOOLEAN, "aim", "力争"),
            Column.text("lead", "牵头单位"),
            Column.text("quote", "文件摘录"),
            Column.of(Kind.INTEGER, "valid", "有效数"),
            Column.of(Kind.INTEGER, "expected", "应有数"),
            Column.text("leftOut", "未参评"));

    private ProgressTable() {}

    /**
     * The list as a table to be exported. A figure that could not be made is {@link Mark#MISSING}; where parts are judged
     * each for itself there is none, and the cell stays empty.
     *
     * @param city   whose figures
     * @param checks of one programme on one date, in their order
     */
    public static Dataset of(Programme programme, String city, List<Check> checks) {
        return new Dataset(
                "progress-" + programme.id(),
                "指标进度",
                "progress of " + programme.nameEn(),
                null,
                COLUMNS,
                List.of(),
                FILTERS,
                (snapshot, query) -> new Listed(city, checks.iterator()));
    }

    /** What the list answers: the assessed periods up to the date of the checks. */
    public static Query query(Programme programme, String city, LocalDate asOf) {
        LocalDate first = LocalDate.of(programme.assessment().year(asOf), 1, 1);
        return new Query(
                new LocalDay(first, LocalDay.CHINA).start(),
                new LocalDay(asOf, LocalDay.CHINA).end(),
                Map.of("programme", programme.id(), "city", city, "asOf", asOf.toString()),
                List.of());
    }

    private record Listed(String city, Iterator<Check> checks) implements Rows {
        @Override
        public @Nullable Object @Nullable [] next() {
            return checks.hasNext() ? row(city, checks.next()) : null;
        }

        @Override
        public void close() {}
    }

    private static @Nullable Object[] row(String city, Check check) {
        Question question = check.question();
        Target target = question.target();
        Finding finding = check.finding();
        Allowance allowance = finding.allowance();
        return Arrays.<@Nullable Object>asList(
                        question.programme().id(),
                        city,
                        question.indicator().no(),
                        question.indicator().part(),
                        question.indicator().nameZh(),
                        question.indicator().nameEn(),
                        question.period().name(),
                        question.asOf(),
                        figure(check, finding.value()),
                        figure(check, finding.unrounded()),
                        target.operator().sign(),
                        target.printed(),
                        target.unit(),
                        target.kind().name().toLowerCase(java.util.Locale.ROOT),
                        check.verdict(),
                        check.reason().en(),
                        check.reason().zh(),
                        finding.margin(),
                        finding.basis().en(),
                        finding.basis().zh(),
                        finding.edition(),
                        allowance == null ? null : allowance.kind(),
                        allowance == null ? null : allowance.amount(),
                        String.join(";", target.responsible()),
                        target.document().titleZh(),
                        target.locator(),
                        target.anomaly(),
                        target.unitZh(),
                        target.words(),
                        question.due(),
                        target.aim(),
                        String.join(";", target.lead()),
                        target.quote(),
                        finding.counted() == null ? null : finding.counted().valid(),
                        finding.counted() == null ? null : finding.counted().due(),
                        String.join(";", finding.leftOut()))
                .toArray();
    }

    private static @Nullable Object figure(Check check, @Nullable BigDecimal value) {
        boolean due = check instanceof Check.Insufficient || check instanceof Check.AwaitingReport;
        return value == null && due ? Mark.MISSING : value;
    }
}
