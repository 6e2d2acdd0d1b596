package limpid.programme;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import limpid.result.ResultTable;
import limpid.result.ResultTable.Ends;
import limpid.result.Row;
import limpid.result.Type;
import org.jspecify.annotations.Nullable;

/** The tables of checks of programmes 规划指标核查. */
public final class CheckTables {
    private static final String PRESENT = "present";

    /** Checks as they were found last; a row that differs in its date alone is as it was. */
    public static final ResultTable<CheckReport> KEPT = ResultTable.<CheckReport>named(
                    "programme_check", null, Ends.WITHIN_YEAR)
            .withoutSubject()
            .file("programme-checks", "规划指标核查", "checks of programmes as kept")
            .text("programme", CheckReport::programme)
            .as("programme", "规划")
            .key()
            .text("city", CheckReport::city)
            .as("city", "城市")
            .key()
            .text("indicator", CheckReport::indicator)
            .as("indicator", "指标编号")
            .key()
            .text("part", CheckReport::part)
            .as("part", "分项")
            .key()
            .integer("target_no", CheckReport::target)
            .as("targetNo", "目标序号")
            .key()
            .text(ResultTable.PERIOD, CheckReport::period)
            .as("period", "时段")
            .key()
            .text("name_zh", CheckReport::nameZh)
            .as("nameZh", "指标名称")
            .text("name_en", CheckReport::nameEn)
            .as("nameEn", "name")
            .text("verdict", CheckReport::verdict)
            .as("verdict", "结论")
            .became("next_verdict")
            .text("reason", CheckReport::reason)
            .as("reason", "无结论的原因")
            .decimal("value", CheckReport::value)
            .as("value", "指标值")
            .decimal("unrounded", CheckReport::unrounded)
            .as("unrounded", "未修约值")
            .text("operator", CheckReport::operator)
            .as("operator", "比较")
            .text("target", CheckReport::printed)
            .as("target", "目标")
            .text("unit", CheckReport::unit)
            .as("unit", "单位")
            .decimal("margin", CheckReport::margin)
            .as("margin", "余量")
            .text("basis", CheckReport::basis)
            .as("basis", "依据")
            .text("edition", CheckReport::edition)
            .as("edition", "标准")
            .text("allowance_kind", CheckReport::allowance)
            .as("allowanceKind", "剩余容许种类")
            .decimal("allowance_amount", CheckReport::allowanceAmount)
            .as("allowanceAmount", "剩余容许量")
            .column("as_of", Type.DATE, CheckReport::asOf)
            .as("asOf", "核查日期")
            .uncompared()
            .read(CheckTables::report);

    /**
     * The progress list 进度表: checks on a date, with responsible units, documents and clauses. A figure that could not be
     * made is printed as missing; where parts are judged each for itself there is none, and the cell stays empty.
     */
    public static final ResultTable<CityCheck> PROGRESS = ResultTable.<CityCheck>named(
                    "progress", null, Ends.WITHIN_YEAR)
            .current()
            .file("progress", "指标进度", "progress")
            .text("programme", check -> check.question().programme().id())
            .as("programme", "规划")
            .text("city", CityCheck::city)
            .as("city", "城市")
            .text("indicator", check -> check.indicator().no())
            .as("indicator", "指标编号")
            .text("part", check -> check.indicator().part())
            .as("part", "分项")
            .text("name_zh", check -> check.indicator().nameZh())
            .as("nameZh", "指标名称")
            .text("name_en", check -> check.indicator().nameEn())
            .as("nameEn", "name")
            .text(ResultTable.PERIOD, check -> check.question().period().name())
            .as("period", "时段")
            .column("as_of", Type.DATE, check -> check.question().asOf())
            .as("asOf", "核查日期")
            .decimal("value", check -> check.finding().value())
            .as("value", "指标值")
            .figureWith(PRESENT)
            .decimal("unrounded", check -> check.finding().unrounded())
            .as("unrounded", "未修约值")
            .figureWith(PRESENT)
            .text("operator", check -> check.target().operator().sign())
            .as("operator", "比较")
            .text("target", check -> check.target().printed())
            .as("target", "目标")
            .text("unit", check -> check.target().unit())
            .as("unit", "单位")
            .text("kind", check -> check.target().kind().name().toLowerCase(Locale.ROOT))
            .as("kind", "目标性质")
            .text("verdict", check -> check.check().verdict())
            .as("verdict", "结论")
            .text("reason", check -> check.check().reason().en())
            .as("reason", "reason")
            .text("reason_zh", check -> check.check().reason().zh())
            .as("reasonZh", "无结论的原因")
            .decimal("margin", check -> check.finding().margin())
            .as("margin", "余量")
            .text("basis", check -> check.finding().basis().en())
            .as("basis", "basis")
            .text("basis_zh", check -> check.finding().basis().zh())
            .as("basisZh", "依据")
            .text("edition", check -> check.finding().edition())
            .as("edition", "标准")
            .text("allowance_kind", CheckTables::allowanceKind)
            .as("allowanceKind", "剩余容许种类")
            .decimal("allowance_amount", CheckTables::allowanceAmount)
            .as("allowanceAmount", "剩余容许量")
            .texts("units", check -> check.target().responsible())
            .as("units", "责任单位")
            .text("document", check -> check.target().document().titleZh())
            .as("document", "文件")
            .text("locator", check -> check.target().locator())
            .as("locator", "条款")
            .text("anomaly", check -> check.target().anomaly())
            .as("anomaly", "文件疑点")
            .text("unit_zh", check -> check.target().unitZh())
            .as("unitZh", "计量单位")
            .text("words", check -> check.target().words())
            .as("words", "文件原文要求")
            .column("due_on", Type.DATE, check -> check.question().due())
            .as("dueOn", "完成时限")
            .text("aim", check -> check.target().aim() ? "力争" : "")
            .as("aim", "力争")
            .texts("lead", check -> check.target().lead())
            .as("lead", "牵头单位")
            .text("quote", check -> check.target().quote())
            .as("quote", "文件摘录")
            .integer("valid", CheckTables::valid)
            .as("valid", "有效数")
            .integer("expected", CheckTables::expected)
            .as("expected", "应有数")
            .texts("left_out", check -> check.finding().leftOut())
            .as("leftOut", "未参评")
            .text("grade", check -> Grade.of(check.check()).map(Grade::textZh).orElse(null))
            .as("grade", "自评")
            .integer("remaining_days", CityCheck::remainingDays)
            .as("remainingDays", "剩余天数")
            .text("beside_edition", check -> beside(check, Check::finding)
                    .map(Check.Finding::edition)
                    .orElse(null))
            .as("besideEdition", "对照标准")
            .decimal("beside_value", check -> beside(check, Check::finding)
                    .map(Check.Finding::value)
                    .orElse(null))
            .as("besideValue", "对照指标值")
            .text("beside_verdict", check -> beside(check, Check::verdict).orElse(null))
            .as("besideVerdict", "对照结论")
            .decimal("beside_margin", check -> beside(check, Check::finding)
                    .map(Check.Finding::margin)
                    .orElse(null))
            .as("besideMargin", "对照余量")
            .column(PRESENT, Type.BOOLEAN, CheckTables::present)
            .written();

    private CheckTables() {}

    private static <T> Optional<T> beside(CityCheck check, Function<Check, T> part) {
        return Optional.ofNullable(check.beside()).map(part);
    }

    private static @Nullable String allowanceKind(CityCheck check) {
        Allowance left = check.finding().allowance();
        return left == null ? null : left.kind();
    }

    private static @Nullable BigDecimal allowanceAmount(CityCheck check) {
        Allowance left = check.finding().allowance();
        return left == null ? null : left.amount();
    }

    private static @Nullable Integer valid(CityCheck check) {
        Figure.Counted counted = check.finding().counted();
        return counted == null ? null : counted.valid();
    }

    private static @Nullable Integer expected(CityCheck check) {
        Figure.Counted counted = check.finding().counted();
        return counted == null ? null : counted.due();
    }

    /** Null where a figure is due and is not there. */
    private static @Nullable Boolean present(CityCheck check) {
        boolean due = check.check() instanceof Check.Insufficient || check.check() instanceof Check.AwaitingReport;
        return due && check.finding().value() == null ? null : Boolean.TRUE;
    }

    private static CheckReport report(Row row) {
        return new CheckReport(
                row.word("programme"),
                row.word("city"),
                row.word("indicator"),
                row.word("part"),
                row.count("target_no"),
                row.word(ResultTable.PERIOD),
                row.word("name_zh"),
                row.word("name_en"),
                row.word("verdict"),
                row.word("reason"),
                row.decimal("value"),
                row.decimal("unrounded"),
                row.word("operator"),
                row.word("target"),
                row.word("unit"),
                row.decimal("margin"),
                row.word("basis"),
                row.word("edition"),
                row.text("allowance_kind"),
                row.decimal("allowance_amount"),
                row.date("as_of"));
    }
}
