package limpid.export;

import java.util.List;
import java.util.Map;
import limpid.export.Column.Kind;
import limpid.store.Extracts.Rows;
import limpid.store.Extracts.Snapshot;
import org.jspecify.annotations.Nullable;

/** Checks of programmes 规划指标核查 as they were kept last, of the periods of the years that the span touches. */
final class ProgrammeTable {
    private static final List<String> FILTERS = List.of("programme", "city");
    private static final List<String> KEY = List.of("programme", "city", "indicator", "part", "targetNo", "period");

    static final Dataset CHECKS = new Dataset(
            "programme-checks",
            "规划指标核查",
            "checks of programmes as kept",
            null,
            List.of(
                    Column.text("programme", "规划"),
                    Column.text("city", "城市"),
                    Column.text("indicator", "指标编号"),
                    Column.text("part", "分项"),
                    Column.of(Kind.INTEGER, "targetNo", "目标序号"),
                    Column.text("period", "时段"),
                    Column.text("nameZh", "指标名称"),
                    Column.text("nameEn", "name"),
                    Column.text("verdict", "结论"),
                    Column.text("reason", "无结论的原因"),
                    Column.of(Kind.DECIMAL, "value", "指标值"),
                    Column.of(Kind.DECIMAL, "unrounded", "未修约值"),
                    Column.text("operator", "比较"),
                    Column.text("target", "目标"),
                    Column.text("unit", "单位"),
                    Column.of(Kind.DECIMAL, "margin", "余量"),
                    Column.text("basis", "依据"),
                    Column.text("edition", "标准"),
                    Column.text("allowanceKind", "剩余容许种类"),
                    Column.of(Kind.DECIMAL, "allowanceAmount", "剩余容许量"),
                    Column.of(Kind.DATE, "asOf", "核查日期"),
                    Column.of(Kind.INTEGER, "revision", "修订号"),
                    Column.of(Kind.TIME, "knownFrom", "生效时间")),
            KEY,
            FILTERS,
            ProgrammeTable::open);

    private ProgrammeTable() {}

    private static Rows open(Snapshot snapshot, Query query) {
        Map<String, @Nullable Object> arguments = query.arguments(FILTERS);
        List<String> after = query.after();
        List<String> names = List.of("Programme", "City", "Indicator", "Part", "Target", "Period");
        for (int i = 0; i < names.size(); i++) {
            arguments.put("after" + names.get(i), after.isEmpty() ? null : after.get(i));
        }
        arguments.put("afterTarget", after.isEmpty() ? null : Cursors.number(after, names.indexOf("Target")));
        return snapshot.rows("exportProgrammeChecks", arguments);
    }
}
