package limpid.export;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import limpid.compensation.CompensationRule;
import limpid.compensation.CompensationSum;
import limpid.compensation.CompensationTables;
import limpid.compensation.SectionPayment;
import limpid.measure.LocalDay;
import limpid.result.ResultTable;

/**
 * Compensation between regions 水环境区域补偿 as files: months of sections; a workbook also has their factors, and sums by region
 * and by section, in Chinese, to be handed on as it is.
 */
public final class CompensationFiles {
    private static final String RULE = "rule";
    private static final List<String> FILTERS = List.of(RULE);

    /** Of the columns of the printed tables, in characters. */
    private static final Map<String, Integer> MONTHS = Map.of(
            "month",
            10,
            "name",
            18,
            "upstream",
            16,
            "downstream",
            14,
            "amount",
            12,
            "payer",
            16,
            "payee",
            16,
            "arithmetic",
            26,
            "reasonZh",
            16);

    private static final Map<String, Integer> FACTORS = Map.of(
            "month",
            10,
            "name",
            18,
            "factorZh",
            16,
            "value",
            12,
            "limit",
            12,
            "multiple",
            10,
            "amount",
            14,
            "arithmetic",
            38,
            "reasonZh",
            16);
    private static final Map<String, Integer> SUMS = Map.of(
            "of", 14, "name", 18, "paid", 14, "received", 14, "net", 14, "valid", 14, "expected", 14, "leftOutZh", 50);

    private CompensationFiles() {}

    /** The tables of a file. @param payments of the months from the first to the last */
    public static List<Dataset> of(
            CompensationRule rule, YearMonth first, YearMonth last, List<SectionPayment> payments, Format format) {
        Dataset months = made(rule, CompensationTables.MONTHS, payments);
        if (format != Format.XLSX) {
            return List.of(months);
        }
        String span = first.equals(last) ? said(first) : said(first) + "至" + said(last);
        String title = rule.nameZh() + "：%s（" + span + "）";
        return List.of(
                months.printed(new PrintForm(title.formatted("补偿金额核算表"), MONTHS)),
                made(rule, CompensationTables.FACTORS, CompensationTables.Row.of(payments))
                        .printed(new PrintForm(title.formatted("各因子计算"), FACTORS)),
                made(rule, CompensationTables.REGIONS, CompensationSum.byRegion(rule, payments))
                        .printed(new PrintForm(title.formatted("按地区汇总"), SUMS)),
                made(rule, CompensationTables.SECTIONS, CompensationSum.bySection(rule, payments))
                        .printed(new PrintForm(title.formatted("按断面汇总"), SUMS)));
    }

    private static String said(YearMonth month) {
        return month.getYear() + "年" + month.getMonthValue() + "月";
    }

    private static <T> Dataset made(CompensationRule rule, ResultTable<T> table, List<T> rows) {
        ResultTable.File file = Objects.requireNonNull(table.file(), table.name());
        return ResultDataset.made(
                file.name() + "-" + rule.id(), file.titleEn() + ": " + rule.nameEn(), table, FILTERS, rows);
    }

    /** What a file answers. */
    public static Query query(CompensationRule rule, YearMonth first, YearMonth last) {
        return new Query(
                new LocalDay(first.atDay(1), LocalDay.CHINA).start(),
                new LocalDay(last.atEndOfMonth(), LocalDay.CHINA).end(),
                Map.of(RULE, rule.id()),
                List.of());
    }
}
