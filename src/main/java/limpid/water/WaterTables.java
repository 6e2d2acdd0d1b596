package limpid.water;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.measure.Coverage;
import limpid.measure.Medium;
import limpid.measure.Rounding;
import limpid.result.Column.Title;
import limpid.result.ResultTable;
import limpid.result.ResultTable.Builder;
import limpid.result.ResultTable.Ends;
import limpid.result.Row;
import limpid.result.Type;
import limpid.water.DataFusion.Origin;
import limpid.water.MainIndicators.BasinIndicator;
import limpid.water.PeriodMean.Averaged;
import limpid.water.PeriodMean.Insufficient;
import limpid.water.SectionClass.ItemClass;
import limpid.water.SectionMeans.Day;
import limpid.water.SectionMeans.Month;
import limpid.water.TargetVerdict.Failing;
import limpid.water.TargetVerdict.Judged;
import limpid.water.TargetVerdict.NotJudged;
import limpid.water.WaterSettings.Publication;
import org.jspecify.annotations.Nullable;

/** The tables of surface water 地表水. */
public final class WaterTables {
    /** By which a row was judged. */
    public static final String EDITION = "edition";

    /** Class of water, 1 to 6. */
    public static final String CLASS = "class";

    /** Codes of the items that entered. */
    public static final String ITEMS_ASSESSED = "items_assessed";

    /** Why there is no class or assessment. */
    public static final String REASON = "reason";

    /** The class a section must reach. */
    public static final String TARGET_CLASS = "target_class";

    /** Whether it does. */
    public static final String MEETS_TARGET = "meets_target";

    /** Items over it. */
    public static final String OVER_TARGET = "over_target";

    private static final String DECIDING_ITEMS = "deciding_items";
    private static final String MAIN_INDICATORS = "main_indicators";
    private static final String LEFT_OUT = "left_out";

    /** Sample sets of sections 断面监测数据; their file has the values beside them. */
    public static final ResultTable<SampleReport> SAMPLES = ResultTable.<SampleReport>named(
                    "water_sample", Medium.WATER, Ends.AT)
            .file("water-samples", "断面监测数据", "sample sets of water sections")
            .column("period_end", Type.TIME, SampleReport::end)
            .key()
            .text(EDITION, SampleReport::edition)
            .integer(CLASS, SampleReport::waterClass)
            .texts(DECIDING_ITEMS, SampleReport::decidingItems)
            .texts(ITEMS_ASSESSED, SampleReport::itemsAssessed)
            .text(REASON, SampleReport::reason)
            .texts(LEFT_OUT, SampleReport::leftOut)
            .read(row -> new SampleReport(
                    row.time("period_end"),
                    row.word(EDITION),
                    row.integer(CLASS),
                    row.texts(DECIDING_ITEMS),
                    row.texts(ITEMS_ASSESSED),
                    row.text(REASON),
                    row.texts(LEFT_OUT)));

    /** Means of sections' days, by the way they were measured. */
    public static final ResultTable<Day> DAYS = means(
                    ResultTable.<Day>named("water_day", Medium.WATER, Ends.WITH_DAY)
                            .column("day", Type.DATE, Day::date)
                            .key()
                            .text("origin", day -> day.origin().name().toLowerCase(Locale.ROOT))
                            .key(),
                    Day::items)
            .read(row ->
                    new Day(row.date("day"), Origin.valueOf(row.word("origin").toUpperCase(Locale.ROOT)), items(row)));

    /** Means of sections' months. */
    public static final ResultTable<Month> MONTHS = means(
                    ResultTable.<Month>named("water_month", Medium.WATER, Ends.WITH_MONTH)
                            .column("month", Type.DATE, month -> month.month().atDay(1))
                            .key(),
                    Month::items)
            .read(row -> new Month(YearMonth.from(row.date("month")), items(row)));

    /** Classes of sections' months 断面水质. */
    public static final ResultTable<AssessedMonth> SECTION_MONTHS = ResultTable.<AssessedMonth>named(
                    "section_month", Medium.WATER, Ends.WITH_MONTH)
            .column("month", Type.DATE, WaterTables::firstDay)
            .key()
            .text(EDITION, month -> judged(month).edition())
            .integer(CLASS, month -> judged(month).waterClass())
            .texts(DECIDING_ITEMS, month -> codes(judged(month).deciding()))
            .texts(ITEMS_ASSESSED, month -> codes(judged(month).items()))
            .texts(MAIN_INDICATORS, WaterTables::indicators)
            .integer(TARGET_CLASS, month -> month.section().station().siting().targetClass())
            .column(MEETS_TARGET, Type.BOOLEAN, WaterTables::meets)
            .texts(
                    OVER_TARGET,
                    month -> month.assessment().verdict() instanceof Judged one
                            ? one.failing().stream().map(WaterTables::printed).toList()
                            : List.of())
            .text(
                    REASON,
                    month -> judged(month).reason().isEmpty()
                            ? null
                            : judged(month).reason())
            .text(
                    "target_reason",
                    month -> month.assessment().verdict() instanceof NotJudged none ? none.reason() : null)
            .texts(LEFT_OUT, month -> judged(month).leftOut().stream()
                    .map(item -> item.code() + ": " + item.why().name().toLowerCase(Locale.ROOT))
                    .toList())
            .written();

    /** The same as they leave as lines of a file, with the rules they were judged by. */
    public static final ResultTable<AssessedMonth> SECTION_MONTH_LINES = ResultTable.<AssessedMonth>named(
                    "section_month_line", Medium.WATER, Ends.WITH_MONTH)
            .current()
            .column("month", Type.DATE, WaterTables::firstDay)
            .key()
            .text(EDITION, month -> judged(month).edition())
            .integer(CLASS, month -> judged(month).waterClass())
            .column(MEETS_TARGET, Type.BOOLEAN, WaterTables::meets)
            .text(DECIDING_ITEMS, month -> joined(codes(judged(month).deciding())))
            .text(MAIN_INDICATORS, month -> joined(indicators(month)))
            .text("items", month -> joined(codes(judged(month).items())))
            .text("means", month -> judged(month).items().stream()
                    .map(item -> item.value().toPlainString())
                    .collect(Collectors.joining(",")))
            .text(
                    REASON,
                    month -> judged(month).waterClass() == null ? judged(month).reason() : null)
            .text("too_few", month -> joined(month.assessment().tooFew()))
            .text("rules", month -> month.section().settings().printing())
            .written();

    /** Periods of cities and rivers 区域水质评价. */
    public static final ResultTable<RegionPeriod> PERIODS = ResultTable.<RegionPeriod>named(
                    "water_period", Medium.WATER, Ends.WITH_LAST_DAY)
            .file("water-periods", "区域水质评价", "months, quarters, half-years and years of cities and rivers")
            .text("kind", region -> region.period().kind().code())
            .as("kind", "时段（month 月，quarter 季，half_year 半年，year 年）")
            .text(ResultTable.PERIOD, region -> region.period().name())
            .as("period", "评价时段")
            .key()
            .column("first_day", Type.DATE, region -> region.period().startInclusive())
            .as("firstDay", "开始日期")
            .column(ResultTable.LAST_DAY, Type.DATE, region -> region.period().lastDay())
            .as("lastDay", "结束日期")
            .integer("sections", RegionPeriod::sections)
            .as("sections", "断面数")
            .integer("assessed", region -> region.assessment().shares().assessed())
            .as("assessed", "参评断面数")
            .column("class_counts", Type.INTEGERS, region -> region.assessment()
                    .shares()
                    .counts())
            .asEach(List.of(
                    new Title("class1", "Ⅰ类断面数", null, null),
                    new Title("class2", "Ⅱ类断面数", null, null),
                    new Title("class3", "Ⅲ类断面数", null, null),
                    new Title("class4", "Ⅳ类断面数", null, null),
                    new Title("class5", "Ⅴ类断面数", null, null),
                    new Title("worseThan5", "劣Ⅴ类断面数", null, null)))
            .decimal("share_1_to_3", region -> share(region.assessment().shareClass1To3()))
            .as("share1To3", "Ⅰ～Ⅲ类比例", "%", null)
            .decimal("share_worse_than_5", region -> share(region.assessment().shareWorseThan5()))
            .as("shareWorseThan5", "劣Ⅴ类比例", "%", null)
            .text("basis", region -> region.assessment().basis().name().toLowerCase(Locale.ROOT))
            .as("basis", "定性评价依据")
            .integer("mean_class", region -> {
                SectionClass mean = region.assessment().meanClass();
                return mean == null ? null : mean.waterClass();
            })
            .as("meanClass", "平均水质类别")
            .integer("grade", region -> of(region.assessment().grade(), Grade::order))
            .as("grade", "定性评价级别")
            .text("grade_zh", region -> of(region.assessment().grade(), Grade::nameZh))
            .as("gradeZh", "定性评价")
            .text("grade_en", region -> of(region.assessment().grade(), Grade::nameEn))
            .as("gradeEn", "grade")
            .integer("target_met", region -> region.compliance().met())
            .as("targetMet", "达标断面数")
            .integer("target_checks", region -> region.compliance().checks())
            .as("targetChecks", "考核断面数")
            .integer("months_met", region -> region.months().met())
            .as("monthsMet", "达标断面次")
            .integer("months_checks", region -> region.months().checks())
            .as("monthsChecks", "考核断面次")
            .texts(MAIN_INDICATORS, region -> regionIndicators(region.assessment()))
            .as("mainIndicators", "主要污染指标")
            .text(
                    REASON,
                    region -> region.assessment().reason().isEmpty()
                            ? null
                            : region.assessment().reason())
            .as("reason", "无评价的原因")
            .texts(LEFT_OUT, region -> region.assessment().leftOut().stream()
                    .map(section ->
                            section.section() + ": " + section.sectionClass().reason())
                    .toList())
            .as("leftOut", "未参与的断面")
            .text(EDITION, region -> edition(region.assessment()))
            .as("edition", "标准")
            .written();

    private WaterTables() {}

    /** Means of items, lists side by side. */
    private static <T> Builder<T> means(Builder<T> table, Function<T, SortedMap<String, PeriodMean>> items) {
        return table.texts("items", row -> List.copyOf(items.apply(row).keySet()))
                .column(
                        "means",
                        Type.DECIMALS,
                        row -> each(items.apply(row), mean -> mean.value().orElse(null)))
                .column(
                        "valid",
                        Type.INTEGERS,
                        row -> each(items.apply(row), mean -> mean.coverage().valid()))
                .column(
                        "expected",
                        Type.INTEGERS,
                        row -> each(items.apply(row), mean -> mean.coverage().expected()))
                .column(
                        "required",
                        Type.INTEGERS,
                        row -> each(items.apply(row), mean -> mean.coverage().required()))
                .column("below_detection", Type.INTEGERS, row -> each(items.apply(row), PeriodMean::belowDetection));
    }

    private static List<@Nullable Object> each(
            SortedMap<String, PeriodMean> items, Function<PeriodMean, @Nullable Object> figure) {
        List<@Nullable Object> figures = new ArrayList<>(items.size());
        items.values().forEach(mean -> figures.add(figure.apply(mean)));
        return figures;
    }

    /** The items of a row of means. */
    private static SortedMap<String, PeriodMean> items(Row row) {
        List<String> codes = row.texts("items");
        List<@Nullable BigDecimal> means = row.gaps("means");
        List<Integer> valid = row.integers("valid");
        List<Integer> expected = row.integers("expected");
        List<Integer> required = row.integers("required");
        List<Integer> below = row.integers("below_detection");
        SortedMap<String, PeriodMean> items = new TreeMap<>();
        for (int i = 0; i < codes.size(); i++) {
            Coverage coverage = new Coverage(valid.get(i), expected.get(i), required.get(i));
            BigDecimal mean = means.get(i);
            items.put(
                    codes.get(i),
                    mean == null
                            ? new Insufficient(coverage, below.get(i))
                            : new Averaged(mean, coverage, below.get(i)));
        }
        return items;
    }

    private static LocalDate firstDay(AssessedMonth month) {
        return month.section().period().startInclusive();
    }

    private static SectionClass judged(AssessedMonth month) {
        return month.assessment().result().sectionClass();
    }

    private static @Nullable Boolean meets(AssessedMonth month) {
        return month.assessment().verdict() instanceof Judged one ? one.meets() : null;
    }

    private static List<String> codes(List<ItemClass> items) {
        return items.stream().map(ItemClass::code).toList();
    }

    private static List<String> indicators(AssessedMonth month) {
        return printed(
                month.assessment().indicators(), month.section().settings().publication());
    }

    private static String joined(Collection<String> parts) {
        return String.join(";", parts);
    }

    private static String printed(Failing item) {
        BigDecimal limit = item.limit();
        return item.code() + " " + item.value().toPlainString() + (limit == null ? "" : " / " + limit.toPlainString());
    }

    private static List<String> printed(List<ItemClass> indicators, Publication publication) {
        return indicators.stream()
                .map(item -> MainIndicators.printed(item, publication))
                .toList();
    }

    private static String edition(RegionAssessment assessment) {
        return Stream.concat(assessment.sections().stream(), assessment.leftOut().stream())
                .map(section -> section.sectionClass().edition())
                .findFirst()
                .orElse("");
    }

    private static List<String> regionIndicators(RegionAssessment assessment) {
        List<String> indicators = new ArrayList<>(assessment.basinIndicators().stream()
                .map(BasinIndicator::nameZh)
                .toList());
        assessment.sectionIndicators().forEach((section, items) -> {
            if (!items.isEmpty()) {
                indicators.add(section + ": " + String.join(", ", printed(items, Publication.defaults())));
            }
        });
        return indicators;
    }

    private static @Nullable BigDecimal share(Optional<BigDecimal> share) {
        return share.map(
                        exact -> Rounding.halfEven(exact, Publication.defaults().shareDecimals()))
                .orElse(null);
    }

    private static <V> @Nullable V of(@Nullable Grade grade, Function<Grade, V> what) {
        return grade == null ? null : what.apply(grade);
    }
}
