package limpid.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import limpid.export.Column.Kind;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Medium;
import limpid.measure.Parameter;
import limpid.rule.ByCityAndDate;
import limpid.station.Station;
import limpid.store.SectionLimits;
import limpid.store.Stations;
import limpid.water.MainIndicators;
import limpid.water.SectionAssessment;
import limpid.water.SectionClass;
import limpid.water.SectionClass.ItemClass;
import limpid.water.SectionPeriod;
import limpid.water.TargetVerdict.Judged;
import limpid.water.WaterSettings;
import org.jspecify.annotations.Nullable;

/**
 * Sections 断面水质评价, one a line with each month, quarter, half-year or year: class, target, deciding items and the means they rest
 * on. A section in service without data has a line that says so.
 */
final class WaterSections {
    /** What narrows the sections. */
    static final List<String> SECTIONS = WaterSamples.FILTERS;

    private static final List<String> FILTERS =
            Stream.concat(SECTIONS.stream(), Stream.of("period")).toList();
    private static final List<Parameter> ITEMS =
            WaterSamples.items().stream().filter(WaterSections::assessed).toList();

    /** Columns before the means and behind them. */
    private static final int HEAD = 15;

    private static final int TAIL = 3;
    private static final String SEPARATOR = ";";
    private static final Map<String, Integer> COLUMNS = new HashMap<>();

    /** The codes of all items, in the order of their columns. */
    static final String ALL_ITEMS =
            String.join(SEPARATOR, ITEMS.stream().map(Parameter::code).toList());

    static {
        ITEMS.forEach(item -> COLUMNS.put(item.code(), HEAD + COLUMNS.size()));
    }

    private WaterSections() {}

    /** What sections are assessed by beside their means. */
    record Basis(Stations stations, SectionLimits limits, ByCityAndDate<WaterSettings> settings) {}

    static Dataset dataset(Stations stations, SectionLimits limits, ByCityAndDate<WaterSettings> settings) {
        Basis basis = new Basis(stations, limits, settings);
        return new Dataset(
                "water-sections",
                "断面水质评价",
                "water sections by month, quarter, half-year or year",
                Medium.WATER,
                columns(),
                List.of("section", "period"),
                FILTERS,
                (snapshot, query) -> {
                    AssessmentPeriod.Kind kind = query.periodKind().orElse(AssessmentPeriod.Kind.MONTH);
                    return kind == AssessmentPeriod.Kind.MONTH
                            ? WaterSectionMonths.of(basis, snapshot, query)
                            : new WaterSectionPeriods(basis, snapshot, query, kind);
                });
    }

    private static boolean assessed(Parameter item) {
        return SectionAssessment.itemSet(AssessmentPeriod.Kind.MONTH).codes().contains(item.code());
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(WaterColumns.SECTION);
        columns.addAll(List.of(
                Column.text("roles", "断面属性"),
                Column.text("period", "评价时段"),
                Column.of(Kind.DATE, "start", "开始日期"),
                Column.of(Kind.DATE, "end", "结束日期")));
        columns.addAll(WaterColumns.CLASS);
        columns.add(Column.text("mainIndicators", "主要污染指标（超Ⅲ类倍数）"));
        columns.add(Column.of(Kind.INTEGER, "itemsAssessed", "评价项目数"));
        ITEMS.forEach(
                item -> columns.add(new Column(item.code(), item.nameZh() + " 均值", Kind.DECIMAL, item.unit(), null)));
        columns.addAll(List.of(
                Column.text("reason", "无类别的原因"),
                Column.text("tooFew", "数据不足的项目（有效/应有）"),
                Column.text("edition", "标准")));
        return columns;
    }

    /** The period of the line that a cursor names. */
    static AssessmentPeriod done(List<String> after, AssessmentPeriod.Kind kind) {
        return AssessmentPeriod.named(after.getLast(), List.of(kind)).orElseThrow(() -> Cursors.bad(after));
    }

    /** A line of a section that is judged now. */
    static @Nullable Object[] judged(SectionPeriod section) {
        SectionAssessment assessment = section.whole();
        SectionClass judged = assessment.result().sectionClass();
        Station station = section.station();
        AssessmentPeriod period = section.period();
        @Nullable
        Object[] line = line(
                station.code(),
                station.nameZh(),
                station.city(),
                station.siting().waterBody(),
                String.join(SEPARATOR, station.siting().roles()),
                period.name(),
                period.startInclusive(),
                period.lastDay(),
                judged.waterClass(),
                judged.className(),
                station.siting().targetClass(),
                assessment.verdict() instanceof Judged verdict ? verdict.meets() : null,
                joined(judged.deciding().stream().map(ItemClass::code).toList()),
                joined(assessment.indicators().stream()
                        .map(item ->
                                MainIndicators.printed(item, section.settings().publication()))
                        .toList()),
                judged.itemsAssessed());
        judged.items().forEach(item -> line[column(item.code())] = item.value());
        return ended(
                line,
                judged.waterClass() == null ? judged.reason() : null,
                joined(assessment.tooFew()),
                judged.edition());
    }

    /** A line that lacks its means and its end. */
    static @Nullable Object[] line(@Nullable Object... head) {
        return Arrays.copyOf(head, HEAD + ITEMS.size() + TAIL);
    }

    /** The column of an item's mean. */
    static int column(String code) {
        return Objects.requireNonNull(COLUMNS.get(code), code);
    }

    static @Nullable Object[] ended(
            @Nullable Object[] line, @Nullable Object reason, @Nullable Object tooFew, @Nullable Object edition) {
        line[line.length - 3] = reason;
        line[line.length - 2] = tooFew;
        line[line.length - 1] = edition;
        return line;
    }

    private static @Nullable String joined(List<String> parts) {
        return parts.isEmpty() ? null : String.join(SEPARATOR, parts);
    }
}
