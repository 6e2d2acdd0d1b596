package limpid.compensation;

import java.util.List;
import limpid.measure.Coverage;
import limpid.measure.Word;
import limpid.result.ResultTable;
import limpid.result.ResultTable.Ends;
import limpid.result.Type;
import org.jspecify.annotations.Nullable;

/** The tables of compensation between regions 水环境区域补偿: months of sections, their factors, sums by region and by section. */
public final class CompensationTables {
    private static final String YUAN = "10^4 CNY";
    private static final String PRESENT = "present";

    /** What is paid for each month of each section. */
    public static final ResultTable<SectionPayment> MONTHS = ResultTable.<SectionPayment>named(
                    "compensation_month", null, Ends.WITHIN_YEAR)
            .current()
            .file("compensation", "水环境区域补偿", "compensation between regions")
            .text("rule", row -> row.rule().id())
            .as("rule", "补偿方案")
            .text("month", row -> row.month().toString())
            .as("month", "月份")
            .text("section", row -> row.section().code())
            .as("section", "断面代码")
            .text("name", SectionPayment::name)
            .as("name", "断面")
            .text("upstream", SectionPayment::upstream)
            .as("upstream", "上游")
            .text("downstream", row -> row.section().downstream())
            .as("downstream", "下游")
            .column("over_target", Type.BOOLEAN, SectionPayment::over)
            .as("overTarget", "超标")
            .decimal("amount", SectionPayment::amount)
            .as("amount", "补偿金额（万元）", YUAN, null)
            .figureWith(PRESENT)
            .text("payer", SectionPayment::payer)
            .as("payer", "付方")
            .text("payee", SectionPayment::payee)
            .as("payee", "受方")
            .text("arithmetic", SectionPayment::arithmetic)
            .as("arithmetic", "计算")
            .text("reason", SectionPayment::reason)
            .as("reason", "原因代码")
            .text("reason_zh", row -> zh(row.reason()))
            .as("reasonZh", "无金额的原因")
            .integer("valid", SectionPayment::valid)
            .as("valid", "有效因子数")
            .integer("expected", SectionPayment::due)
            .as("expected", "应有因子数")
            .texts("left_out", SectionPayment::leftOut)
            .as("leftOut", "未参加计算")
            .text("edition", SectionPayment::edition)
            .as("edition", "标准")
            .column(PRESENT, Type.BOOLEAN, row -> row.balance() == null ? null : Boolean.TRUE)
            .written();

    /** The factors of each month of each section. */
    public static final ResultTable<Row> FACTORS = ResultTable.<Row>named("compensation_factor", null, Ends.WITHIN_YEAR)
            .current()
            .file("compensation-factors", "补偿因子计算", "factors of compensation")
            .text("month", row -> row.payment.month().toString())
            .as("month", "月份")
            .text("section", row -> row.payment.section().code())
            .as("section", "断面代码")
            .text("name", row -> row.payment.name())
            .as("name", "断面")
            .text("factor", row -> row.factor.code())
            .as("factor", "因子代码")
            .text("factor_zh", row -> row.factor.nameZh())
            .as("factorZh", "因子")
            .decimal("unrounded", row -> row.factor.unrounded())
            .as("unrounded", "月均值（未修约）", "mg/L", null)
            .decimal("value", row -> row.factor.value())
            .as("value", "月均值（mg/L）", "mg/L", null)
            .decimal("target_limit", row -> row.factor.limit())
            .as("limit", "目标值（mg/L）", "mg/L", null)
            .text("limit_from", row -> row.factor.limitFrom())
            .as("limitFrom", "目标来源")
            .decimal("multiple", row -> row.factor.multiple())
            .as("multiple", "超标倍数", "1", 2)
            .decimal("volume", row -> row.factor.volume())
            .as("volume", "月断面水量（万立方米）")
            .decimal("amount", row -> row.factor.amount())
            .as("amount", "金额（万元，未修约）", YUAN, null)
            .text("arithmetic", row -> row.factor.arithmetic())
            .as("arithmetic", "计算")
            .text("reason", row -> row.factor.reason())
            .as("reason", "原因代码")
            .text("reason_zh", row -> zh(row.factor.reason()))
            .as("reasonZh", "无金额的原因")
            .integer("valid_days", row -> valid(row.factor.coverage()))
            .as("validDays", "有效天数")
            .integer("required_days", row -> required(row.factor.coverage()))
            .as("requiredDays", "最少天数")
            .written();

    /** What each region pays and receives. */
    public static final ResultTable<CompensationSum> REGIONS =
            sums("compensation_region", "compensation-regions", "按地区汇总", "sums by region", "地区");

    /** What is paid at each section. */
    public static final ResultTable<CompensationSum> SECTIONS =
            sums("compensation_section", "compensation-sections", "按断面汇总", "sums by section", "断面");

    private CompensationTables() {}

    /** A factor of a month. */
    public record Row(SectionPayment payment, FactorPayment factor) {
        /** The factors of some months. */
        public static List<Row> of(List<SectionPayment> payments) {
            return payments.stream()
                    .flatMap(payment -> payment.factors().stream().map(factor -> new Row(payment, factor)))
                    .toList();
        }
    }

    private static ResultTable<CompensationSum> sums(
            String table, String file, String titleZh, String titleEn, String whose) {
        return ResultTable.<CompensationSum>named(table, null, Ends.WITHIN_YEAR)
                .current()
                .file(file, titleZh, titleEn)
                .text("of", CompensationSum::of)
                .as("of", whose)
                .text("name", CompensationSum::name)
                .as("name", "名称")
                .decimal("paid", CompensationSum::paid)
                .as("paid", "支付（万元）", YUAN, null)
                .decimal("received", CompensationSum::received)
                .as("received", "受偿（万元）", YUAN, null)
                .decimal("net", CompensationSum::net)
                .as("net", "净额（万元）", YUAN, null)
                .integer("valid", CompensationSum::valid)
                .as("valid", "有效断面月数")
                .integer("expected", CompensationSum::due)
                .as("expected", "应有断面月数")
                .texts("left_out", CompensationSum::leftOut)
                .as("leftOut", "未参加汇总（代码）")
                .texts("left_out_zh", sum -> sum.leftOut().stream()
                        .map(CompensationTables::said)
                        .toList())
                .as("leftOutZh", "未参加汇总")
                .written();
    }

    /** {@code LCW01 2026-10: noData} in Chinese. */
    private static String said(String leftOut) {
        int reason = leftOut.indexOf(": ") + 2;
        return leftOut.substring(0, reason - 2) + "：" + zh(leftOut.substring(reason));
    }

    private static String zh(String reason) {
        return Word.of(reason).map(Word::zh).orElse(reason);
    }

    private static @Nullable Integer valid(@Nullable Coverage coverage) {
        return coverage == null ? null : coverage.valid();
    }

    private static @Nullable Integer required(@Nullable Coverage coverage) {
        return coverage == null ? null : coverage.required();
    }
}
