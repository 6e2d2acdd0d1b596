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

/** Compensation between regions 水环境区域补偿 as files: months of sections; a workbook also has their factors, and sums by region and by section. */
public final class CompensationFiles {
    private static final String RULE = "rule";
    private static final List<String> FILTERS = List.of(RULE);

    private CompensationFiles() {}

    /** The tables of a file. @param payments what is answered */
    public static List<Dataset> of(CompensationRule rule, List<SectionPayment> payments, Format format) {
        Dataset months = made(rule, CompensationTables.MONTHS, payments);
        return format == Format.XLSX
                ? List.of(
                        months,
                        made(rule, CompensationTables.FACTORS, CompensationTables.Row.of(payments)),
                        made(rule, CompensationTables.REGIONS, CompensationSum.byRegion(rule, payments)),
                        made(rule, CompensationTables.SECTIONS, CompensationSum.bySection(rule, payments)))
                : List.of(months);
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
